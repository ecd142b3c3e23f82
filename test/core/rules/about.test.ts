import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Context } from '../../../server/src/core/context';
import { openDocument } from '../../../server/src/core/documents/open';
import type { Subject, SubjectKind, TrustPolicySubject } from '../../../server/src/core/documents/subjects';
import { partsOf } from '../../../server/src/core/iam/parts';
import { RULES } from '../../../server/src/core/rules/list';
import { type AnyRule, rulesBySubject } from '../../../server/src/core/rules/rule';
import { runs } from '../runs';

const choosy = RULES.filter(({ about }) => about !== undefined);
const rulesFor = rulesBySubject(choosy);

/** Asks every rule of every trust policy in a text, whatever the rule is about. @returns which reported anything */
function reporting(file: string, text: string): { subject: TrustPolicySubject; rule: AnyRule }[] {
  const { subjects } = openDocument({ uri: `file:///w/${file}`, text });
  const seen = (kind: SubjectKind) => subjects.filter((each: Subject) => each.kind === kind);
  const context = { settings: { rules: {}, roles: {} }, subjects: seen as Context['subjects'] };
  return subjects
    .filter((each) => each.kind === 'trustPolicy')
    .flatMap((subject) =>
      choosy
        .filter((rule) => [...rule.check(subject, context)].length > 0)
        .map((rule) => ({ subject, rule })),
    );
}

function assertAsked(file: string, text: string): void {
  for (const { subject, rule } of reporting(file, text)) {
    const parts = [...partsOf(subject.policy)].join(', ');
    assert.ok(
      rulesFor(subject).includes(rule),
      `${rule.meta.id} would report on a policy that has ${parts}:\n${text}`,
    );
  }
}

const texts = RULES.flatMap(({ examples }) => [...examples.bad, ...examples.good]).map(
  ({ file, text }) => [file, text] as const,
);
const policies = texts.filter(([file]) => file.endsWith('.json'));

const WORDS = [
  ...[
    '"*"',
    '"AWS"',
    '"Service"',
    '"Federated"',
    '"CanonicalUser"',
    '"Allow"',
    '"Deny"',
    '"x"',
    '"2008-10-17"',
  ],
  ...[
    '"Principal"',
    '"NotPrincipal"',
    '"Action"',
    '"NotAction"',
    '"Resource"',
    '"Condition"',
    '"Sid"',
    '"Id"',
  ],
  ...[
    '"sts:AssumeRole"',
    '"ec2.amazonaws.com"',
    '"arn:aws:iam::111122223333:role/A"',
    '"${X}"',
    '"StringEquals"',
    '"111122223333"',
    '"arn:aws:iam::111122223333:user/A"',
    '"arn:aws:sts::111122223333:assumed-role/A/b"',
    '"AROAIOSFODNN7EXAMPLE1"',
    '"sts:*"',
    '["sts:AssumeRole", "sts:TagSession", "s3:GetObject"]',
  ],
  ...['1', 'null', '[]', '{}', '["a", 1]', '{"Ref": "X"}', '{"a": {"b": "c"}, "a": "d"}'],
];
const exchange = fc.record({
  at: fc.noBias(fc.nat(9999)).map((share) => share / 1e4),
  word: fc.constantFrom(...WORDS),
});

/** Another word in place of one of a policy's. */
function exchanged(text: string, { at, word }: { readonly at: number; readonly word: string }): string {
  const words = [...text.matchAll(/"(?:[^"\\]|\\.)*"|\b\d+\b|\[[^[\]{}]*\]/g)];
  const chosen = words[Math.floor(at * words.length)];
  if (chosen === undefined) return text;
  return text.slice(0, chosen.index) + word + text.slice(chosen.index + chosen[0].length);
}

describe('What a rule is about', () => {
  it('is never missing from a policy of which the rule has something to say: examples', () => {
    for (const [file, text] of texts) assertAsked(file, text);
  });

  it('is never missing from a policy of which the rule has something to say: policies with words exchanged', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...policies),
        fc.array(exchange, { minLength: 1, maxLength: 4 }),
        ([file, text], exchanges) => assertAsked(file, exchanges.reduce(exchanged, text)),
      ),
      { numRuns: runs(3000) },
    );
  });

  it('keeps rules from being asked: of a plain policy for a role, a quarter of them at most', () => {
    const role = '{"AWS": "arn:aws:iam::111122223333:role/A"}';
    const statement = `{"Effect": "Allow", "Principal": ${role}, "Action": "sts:AssumeRole"}`;
    const text = `{"Version": "2012-10-17", "Statement": [${statement}]}`;
    const [subject] = openDocument({ uri: 'file:///w/trust.json', text }).subjects;
    assert.deepEqual(rulesFor(subject!), []);
    assert.ok(choosy.length > 80);
    const odd = openDocument({ uri: 'file:///w/trust.json', text: text.replace('"Effect"', '"effect"') });
    assert.ok(rulesFor(odd.subjects[0]!).some(({ meta }) => meta.id === 'element-unknown'));
  });
});
