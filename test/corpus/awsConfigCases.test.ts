import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { chainOf } from '../../server/src/core/sts/profileChain';
import { mergeProfiles } from '../../server/src/core/sts/profiles';
import { goV1 } from '../../server/src/core/sts/reading/goV1';
import { Workspace } from '../core/rules/workspace';

const CORPUS = path.resolve(__dirname, '../../../../shared/corpus');
const CASES = path.join(CORPUS, 'aws-config-cases');
const GO = 'aws-sdk-go--internal-ini-testdata-';
const there = existsSync(CASES);

function read(folder: string, name: string): string {
  return readFileSync(path.join(CORPUS, folder, name), 'utf8');
}

type Sections = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Where our reading of Go v1 says something else than its own tests, and why. */
const GO_DEVIATIONS: Readonly<Record<string, string>> = {
  'valid-op_sep_in_values':
    'A setting without a value is not there to us. Its tests have it in one file and not in another, and no endpoint depends on it.',
};

(there ? describe : describe.skip)('The parser tests of the AWS SDK for Go v1', () => {
  const files = there ? readdirSync(path.join(CORPUS, 'aws-config')) : [];
  for (const file of files.filter((name) => name.startsWith(`${GO}valid-`))) {
    it(`reads ${file.slice(GO.length)} alike`, () => {
      const { profiles, unreadable } = goV1({ uri: '', text: read('aws-config', file) }, 'config');
      assert.equal(unreadable, undefined);
      const got = Object.fromEntries(
        [...profiles].map(([name, settings]) => [
          name,
          Object.fromEntries([...settings].map(([key, { value }]) => [key, value])),
        ]),
      );
      const expected = JSON.parse(read('aws-config-cases', `${file}_expected`)) as Sections;
      if (GO_DEVIATIONS[file.slice(GO.length)] === undefined) assert.deepEqual(got, expected);
      else assert.notDeepEqual(got, expected, 'no longer a deviation');
    });
  }
  for (const file of files.filter((name) => name.startsWith(`${GO}invalid-`))) {
    it(`refuses ${file.slice(GO.length)} too`, () => {
      const { unreadable } = goV1({ uri: '', text: read('aws-config', file) }, 'config');
      assert.notEqual(unreadable, undefined);
    });
  }
});

interface AssumeRoleTest {
  readonly docs: string;
  readonly input: {
    readonly profiles: Sections;
    readonly sso_sessions?: Sections;
    readonly selected_profile: string;
  };
  readonly output: { readonly ProfileChain?: readonly object[]; readonly Error?: string };
}

/** Refusals of the Rust SDK that we do not call mistakes, and why. */
const RUST_DEVIATIONS: Readonly<Record<string, string>> = {
  'profile only contains configuration':
    'Most profiles do: their credentials come from the environment, an instance or another program.',
  'missing root profile (should never happen in practice)': 'An empty file is no mistake.',
};

const SUITE = 'smithy-rs--aws-rust-runtime-aws-config-test-data-assume-role-tests.json';

(there ? describe : describe.skip)('The role chains of the AWS SDK for Rust', () => {
  const tests = there ? (JSON.parse(read('aws-config-cases', SUITE)) as AssumeRoleTest[]) : [];
  for (const [i, { docs, input, output }] of tests.entries()) {
    it(`${i + 1}: ${docs}`, () => {
      const text = [
        ...Object.entries(input.profiles).map(([name, settings]) => section(`profile ${name}`, settings)),
        ...Object.entries(input.sso_sessions ?? {}).map(([name, s]) => section(`sso-session ${name}`, s)),
      ].join('\n');
      const files = { '.aws/config': text, '.aws/credentials': '[unrelated]\nregion = us-east-1\n' };
      const workspace = new Workspace(files);
      const found = workspace
        .findings('.aws/config')
        .filter(({ severity }) => severity === 'error' || severity === 'warning')
        .filter(({ rule }) => /^(profile|sso|access|services)-/.test(rule))
        .map(({ rule }) => rule);
      if (output.Error !== undefined) {
        const said = found.length > 0;
        assert.equal(said, RUST_DEVIATIONS[docs] === undefined, `Rust: ${output.Error}; we: ${found}`);
        return;
      }
      // What is of no consequence for the chain in hand may be a finding all the same.
      const severe = found.filter((rule) => rule !== 'profile-role-with-keys');
      assert.deepEqual(severe, []);
      const profiles = mergeProfiles(
        workspace.document('.aws/config').subjects.filter((each) => each.kind === 'profile'),
      );
      const { links } = chainOf(profiles, input.selected_profile);
      const roles = links
        .filter(
          (link, j) => link.settings.has('role_arn') && (j === 0 || !link.settings.has('aws_access_key_id')),
        )
        .map((link) => link.settings.get('role_arn')!.value)
        .reverse();
      const expected = (output.ProfileChain ?? []).flatMap((step) => {
        const { role_arn } = (Object.values(step)[0] ?? {}) as { role_arn?: string };
        return role_arn ?? [];
      });
      assert.deepEqual(roles, expected);
    });
  }
});

function section(header: string, settings: Readonly<Record<string, string>>): string {
  return [`[${header}]`, ...Object.entries(settings).map(([key, value]) => `${key} = ${value}`), ''].join(
    '\n',
  );
}
