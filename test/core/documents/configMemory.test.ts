import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Context } from '../../../server/src/core/context';
import type { Document } from '../../../server/src/core/documents/document';
import { ReadMemory } from '../../../server/src/core/documents/memory';
import { openDocument } from '../../../server/src/core/documents/open';
import { plain } from '../../../server/src/core/explain/sentence';
import { check } from '../../../server/src/core/rules/check';
import type { Fix } from '../../../server/src/core/rules/finding';
import { RULES } from '../../../server/src/core/rules/list';
import { CheckMemory } from '../../../server/src/core/rules/memory';
import { DEFAULT_SETTINGS } from '../../../server/src/core/settings';
import { blocksOf } from '../../../server/src/core/syntax/awsConfigBlocks';
import { runs } from '../runs';

const SECTIONS = [
  '[default]\nregion = us-east-1\n',
  '[profile a]\nrole_arn = arn:aws:iam::111122223333:role/A\nsource_profile = b\nregion = us-east-2\n',
  '[profile b]\nrole_arn = arn:aws:iam::111122223333:role/B\nsource_profile = default\n\n',
  '[profile c]\nsource_profile = a\nrole_arn = arn:aws:iam::111122223333:role/A\nsts_regional_endpoints = legacy\nregion = us-west-2\n',
  '[profile d]\nservices = s\nregion = eu-west-1\nrole_arn = arn:aws:iam::111122223333:role/D\nsource_profile = b\n',
  '[services s]\nsts =\n  endpoint_url = https://sts.example\n',
  '[profile e]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = R\n# about corp\n',
  '[sso-session corp]\nsso_start_url = https://corp.example/start\nsso_region = us-east-1\n',
  '[b]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n',
];
const BITS = [
  '',
  'x',
  '\n',
  '\r\n',
  '\r',
  '[',
  ']',
  '=',
  '"',
  '  ',
  '#',
  ',',
  'no equals sign\n',
  '[profile a]\n',
  '[profile b]\nregion = us-east-2\n',
  '[profile default]\n',
  'region = us-esat-1\n',
  'source_profile = c\n',
  'source_profile = d\n',
  'role_arn = arn:aws:iam::111122223333:role/B\n',
  'sts_regional_endpoints = Regional\n',
  'endpoint_url = https://own.example\n',
  'duration_seconds = 7200\n',
  '\ufeff',
  '[DEFAULT]\nregion = us-east-1\n',
];
const text = fc.array(fc.constantFrom(...SECTIONS), { maxLength: 7 }).map((parts) => parts.join(''));
const edit = fc.record({
  file: fc.constantFrom('config' as const, 'credentials' as const),
  at: fc.nat(),
  length: fc.oneof({ weight: 3, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.nat(120) }),
  bit: fc.oneof(fc.constantFrom(...BITS), fc.constantFrom(...SECTIONS)),
});

/** A value without what tells objects apart that say the same. */
function bare(value: unknown): unknown {
  if (typeof value === 'function' || value === undefined) return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(bare);
  if ('start' in value && 'end' in value) return { start: value.start, end: value.end };
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) =>
      key === 'source' || each === undefined ? [] : [[key, bare(each)]],
    ),
  );
}

function bareFix({ id, title, change }: Fix): unknown {
  return [id, plain(title), change.kind === 'edits' ? bare(change.files) : bare(change.answer('us-east-1'))];
}

/** Everything a reader is told of a document. */
function told(document: Document, context: Context, memory?: CheckMemory): unknown {
  return {
    subjects: bare(document.subjects),
    problems: bare(document.problems),
    root: bare(document.root),
    findings: check(document, context, RULES, memory).map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      message: plain(finding.message),
      span: bare(finding.span),
      related: finding.related.map(({ uri, span, note }) => [uri, bare(span), plain(note)]),
      fixes: finding.fixes().map(bareFix),
    })),
  };
}

/** A pair of files, as an editor with both of them open knows it, or one that has just opened them. */
class Pair {
  readonly #documents = new Map<string, Document>();

  open(file: string, content: string, memory?: ReadMemory): Document {
    const document = openDocument({ uri: `file:///home/.aws/${file}`, text: content }, memory);
    this.#documents.set(file, document);
    return document;
  }

  context(): Context {
    const all = ['config', 'credentials'].flatMap((file) => this.#documents.get(file)?.subjects ?? []);
    return {
      settings: DEFAULT_SETTINGS,
      subjects: ((kind) => all.filter((subject) => subject.kind === kind)) as Context['subjects'],
    };
  }

  told(file: string, memory?: CheckMemory): unknown {
    return told(this.#documents.get(file)!, this.context(), memory);
  }
}

describe('a config file that is edited', () => {
  it('is told of as one that has just been opened', () => {
    fc.assert(
      fc.property(
        text,
        text,
        fc.array(edit, { minLength: 1, maxLength: 8 }),
        (config, credentials, edits) => {
          const texts = { config, credentials };
          const edited = new Pair();
          const reading = { config: new ReadMemory(), credentials: new ReadMemory() };
          const checking = { config: new CheckMemory(), credentials: new CheckMemory() };
          for (const file of ['config', 'credentials'] as const)
            edited.open(file, texts[file], reading[file]);
          for (const { file, at, length, bit } of [undefined, ...edits].map(
            (each) => each ?? { file: 'config' as const, at: 0, length: 0, bit: '' },
          )) {
            const before = texts[file];
            const start = before.length === 0 ? 0 : at % (before.length + 1);
            texts[file] = before.slice(0, start) + bit + before.slice(start + length);
            edited.open(file, texts[file], reading[file]);
            const fresh = new Pair();
            for (const each of ['config', 'credentials'] as const) fresh.open(each, texts[each]);
            for (const each of ['config', 'credentials'] as const) {
              assert.deepEqual(edited.told(each, checking[each]), fresh.told(each), JSON.stringify(texts));
            }
          }
        },
      ),
      { numRuns: runs(300) },
    );
  }).timeout(120_000);

  it('keeps every block whose text is there as before', () => {
    fc.assert(
      fc.property(
        text,
        fc.nat(),
        fc.nat(40),
        fc.constantFrom(...BITS, ...SECTIONS),
        (before, at, length, bit) => {
          const start = at % (before.length + 1);
          const after = before.slice(0, start) + bit + before.slice(start + length);
          const last = { uri: '', text: before, blocks: blocksOf(before) };
          const blocks = blocksOf(after, last);
          const offsets = (all: typeof blocks) => all.map((each) => [each.at, each.block.text]);
          assert.deepEqual(offsets(blocks), offsets(blocksOf(after)));
          assert.equal(new Set(blocks.map(({ block }) => block)).size, blocks.length);
        },
      ),
      { numRuns: runs(2000) },
    );
  });
});
