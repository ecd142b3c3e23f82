import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Context } from '../../server/src/core/context';
import { readHeader } from '../../server/src/core/documents/awsConfigHeader';
import { openDocument } from '../../server/src/core/documents/open';
import type { ProfileSubject } from '../../server/src/core/documents/subjects';
import { plain } from '../../server/src/core/explain/sentence';
import { explain, hover, lenses } from '../../server/src/core/features/subjectFeatures';
import { check } from '../../server/src/core/rules/check';
import type { Finding } from '../../server/src/core/rules/finding';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings';
import { mergeProfiles } from '../../server/src/core/sts/profiles';
import { awsConfig } from '../../server/src/core/syntax/awsConfig';
import { known, type LocatedObject, type LocatedValue } from '../../server/src/core/syntax/tree';

const CORPUS = path.resolve(__dirname, '../../../../shared/corpus');
const SUITE = path.join(
  CORPUS,
  'aws-config-cases/smithy-rs--aws-rust-runtime-aws-runtime-test-data-profile-parser-tests.json',
);

function files(folder: string): { name: string; text: string }[] {
  return readdirSync(path.join(CORPUS, folder)).map((name) => ({
    name,
    text: readFileSync(path.join(CORPUS, folder, name), 'utf8'),
  }));
}

function profilesOf(uri: string, text: string): ProfileSubject[] {
  return openDocument({ uri, text }).subjects.filter((subject) => subject.kind === 'profile');
}

/**
 * Errors and warnings in 202 files, each read at its line and found to be true. Most are fixtures with mistakes on
 * purpose: account IDs of nine digits, `[name]` in config files, quoted values.
 */
const JUDGED: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'config-comment-in-value': { warning: 1 },
  'config-file-refused': { error: 2 },
  'config-header-unread': { warning: 1 },
  'config-key-duplicate': { error: 1 },
  'config-key-misplaced': { warning: 1 },
  'config-key-misspelt': { warning: 3 },
  'config-profile-twice': { warning: 1 },
  'config-section-duplicate': { error: 1 },
  'config-value-invalid': { error: 1, warning: 43 },
  'config-value-quoted': { warning: 6 },
  'profile-prefix-missing': { warning: 24 },
  'profile-role-without-source': { warning: 1 },
  'profile-self-assume': { warning: 1 },
  'profile-source-without-role': { warning: 1 },
  'profile-sources-mixed': { warning: 4 },
  'sso-session-missing': { error: 1 },
  'sso-settings-incomplete': { error: 2 },
};

function findingsIn(uri: string, text: string): readonly Finding[] {
  const document = openDocument({ uri, text });
  const subjects = ((kind) => document.subjects.filter((s) => s.kind === kind)) as Context['subjects'];
  return check(document, { settings: DEFAULT_SETTINGS, subjects });
}

(existsSync(CORPUS) ? describe : describe.skip)('Real AWS config files', () => {
  it('and files that are none are read, explained and checked without a crash', () => {
    for (const folder of ['aws-config', 'aws-config-cases', 'malformed']) {
      for (const { name, text } of files(folder)) {
        for (const uri of [`file:///${name}`, 'file:///.aws/config', 'file:///.aws/credentials']) {
          const document = openDocument({ uri, text });
          const context = {
            settings: DEFAULT_SETTINGS,
            subjects: ((kind) => document.subjects.filter((s) => s.kind === kind)) as Context['subjects'],
          };
          for (const finding of check(document, context)) finding.fixes();
          lenses(document, context);
          for (const { span } of document.subjects.slice(0, 20)) {
            hover(document, span.start, context);
            explain(document, span.start, context);
          }
        }
      }
    }
  }).timeout(20_000);

  it('draw no error about endpoints that a program could not have raised, and few warnings', () => {
    const loud: string[] = [];
    for (const { name, text } of files('aws-config')) {
      for (const { severity, rule, message } of findingsIn('file:///.aws/config', text)) {
        if (/^config-|^profile-|^sso-|^services-|^access-|^region-/.test(rule)) continue;
        if (severity === 'error' || severity === 'warning') loud.push(`${name}: ${rule}: ${plain(message)}`);
      }
    }
    // SDK fixtures that ask for the global endpoint on purpose; personal files draw none.
    assert.ok(loud.length <= 3, loud.join('\n'));
  });

  it('draw the findings about sections, keys and chains that were judged one by one', () => {
    const counted: Record<string, Record<string, number>> = {};
    for (const { name, text } of files('aws-config')) {
      for (const { severity, rule } of findingsIn(`file:///${name}`, text)) {
        if (severity !== 'error' && severity !== 'warning') continue;
        if (!/^config-|^profile-|^sso-(?!endpoint)|^services-|^access-|^region-/.test(rule)) continue;
        const rows = counted[rule] ?? {};
        counted[rule] = rows;
        rows[severity] = (rows[severity] ?? 0) + 1;
      }
    }
    assert.deepEqual(counted, JUDGED);
  });

  it('parse at every prefix', () => {
    for (const { text } of files('aws-config').filter((file) => file.text.length < 2_000)) {
      for (let end = 0; end < text.length; end += 7) awsConfig.parse(text.slice(0, end));
    }
  });
});

interface SuiteTest {
  readonly name: string;
  readonly input: { readonly configFile?: string; readonly credentialsFile?: string };
  readonly output: {
    readonly errorContaining?: string;
    readonly config?: {
      readonly profiles: Readonly<Record<string, Readonly<Record<string, string>>>>;
      readonly sso_sessions?: Readonly<Record<string, unknown>>;
    };
  };
}

/** Where we read more leniently than the suite, and why. */
const DEVIATIONS: Readonly<Record<string, string>> = {
  'Profile names support alphanumeric characters and - / . % @ _ : +':
    'A name with other characters is a profile too: boto3, the AWS CLI, Ruby and Go use it, so its user wants to be told of it.',
};

/** Letters, digits, `-` and `_`: a key with other characters is kept in the tree, and no key that we know. */
const SUITE_KEY = /^[\w.-]+$/;

(existsSync(SUITE) ? describe : describe.skip)('The parser test suite that AWS SDKs share', () => {
  const { tests } = JSON.parse(existsSync(SUITE) ? readFileSync(SUITE, 'utf8') : '{"tests":[]}') as {
    tests: SuiteTest[];
  };
  const deviated = new Set<string>();

  for (const [i, test] of tests.entries()) {
    it(`${i + 1}: ${test.name}`, () => {
      const { configFile, credentialsFile } = test.input;
      const problems = [configFile, credentialsFile].flatMap((text) =>
        text === undefined ? [] : awsConfig.parse(text).problems,
      );
      if (test.output.errorContaining !== undefined) {
        assert.ok(problems.length > 0, 'expected a problem');
        return;
      }
      const profiles = mergeProfiles([
        ...profilesOf('file:///h/.aws/config', configFile ?? ''),
        ...profilesOf('file:///h/.aws/credentials', credentialsFile ?? ''),
      ]);
      const got = Object.fromEntries(
        [...profiles].map(([name, { sections }]) => [
          name,
          Object.assign({}, ...sections.map((s) => settingsOf(s.node))),
        ]),
      );
      if (DEVIATIONS[test.name] !== undefined) {
        deviated.add(test.name);
        assert.notDeepEqual(got, test.output.config!.profiles, 'no longer a deviation');
        return;
      }
      assert.deepEqual(got, test.output.config!.profiles);
      assert.deepEqual(problems, []);
      const sessions = Object.keys(test.output.config!.sso_sessions ?? {});
      assert.deepEqual(headersOf(configFile ?? '', 'sso-session'), sessions);
    });
  }

  it('has no deviation that it does not list', () => {
    assert.deepEqual([...deviated].sort(), Object.keys(DEVIATIONS).sort());
  });
});

function headersOf(text: string, kind: string): string[] {
  const { entries } = awsConfig.parse(text).root as LocatedObject;
  return entries
    .map(({ key }) => readHeader(known(key.text) ?? '', 'config'))
    .flatMap((h) => (h.kind === kind ? h.name : []));
}

/** Settings as the suite writes them: keys in lower case, nested ones as text behind a line end. */
function settingsOf(node: LocatedValue): Record<string, string> {
  if (node.kind !== 'object') return {};
  const pairs = node.entries.flatMap(({ key, value }): [string, string][] => {
    const name = known(key.text) ?? '';
    if (!SUITE_KEY.test(name) || value === undefined) return [];
    if (value.kind === 'string') return [[name.toLowerCase(), known(value.text) ?? '']];
    if (value.kind !== 'object') return [];
    const nested = value.entries.map((e) =>
      `\n${known(e.key.text)} = ${e.value?.kind === 'string' ? known(e.value.text) : ''}`.trimEnd(),
    );
    return [[name.toLowerCase(), nested.join('')]];
  });
  return Object.fromEntries(pairs);
}
