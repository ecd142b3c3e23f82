import assert from 'node:assert/strict';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { openDocument } from '../../../server/src/core/documents/open';
import type { TrustPolicySubject } from '../../../server/src/core/documents/subjects';
import { plainOf } from '../../../server/src/core/syntax/plain';
import { knownString, type LocatedValue, objectsIn, propertyOf } from '../../../server/src/core/syntax/tree';
import { applyEdits } from '../../../server/src/core/text/edit';
import { runs } from '../runs';

interface Host {
  readonly name: string;
  readonly file: string;
  /** The whole file around a policy's JSON. */
  readonly around: (json: string) => string;
  /** What a stretch of the file says. */
  readonly decode: (source: string) => string;
}

const indented = (json: string, by: number) => json.replaceAll(/\n(?=.)/g, `\n${' '.repeat(by)}`);
const template = (value: string) =>
  `Resources:\n  App:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: ${value}\n      Path: /\n`;
const folded = (json: string) =>
  template(stringify(json, { defaultStringType: 'BLOCK_FOLDED' }).trimEnd().replaceAll('\n', '\n        '));
const unescaped = (source: string) => JSON.parse(`"${source}"`) as string;

const HOSTS: readonly Host[] = [
  { name: 'a file of its own', file: 'a.json', around: (json) => json, decode: (s) => s },
  {
    name: 'a JSON string',
    file: 'a.json',
    around: (json) => JSON.stringify({ Role: { RoleName: 'App', AssumeRolePolicyDocument: json } }, null, 1),
    decode: unescaped,
  },
  {
    name: 'a URL-encoded JSON string',
    file: 'a.json',
    around: (json) => `{"AssumeRolePolicyDocument": "${encodeURIComponent(json)}"}`,
    decode: decodeURIComponent,
  },
  {
    name: 'a JSON string in a JSON string',
    file: 'a.json',
    around: (json) => JSON.stringify({ body: JSON.stringify({ AssumeRolePolicyDocument: json }) }),
    decode: (s) => unescaped(unescaped(s)),
  },
  {
    name: 'a block of a YAML template',
    file: 't.yaml',
    around: (json) => template(`|\n        ${indented(json, 8)}`),
    decode: (s) => s,
  },
  {
    name: 'Fn::Sub of a block',
    file: 't.yaml',
    around: (json) => template(`!Sub |-\n          ${indented(json, 10)}`),
    decode: (s) => s,
  },
  { name: 'a folded block', file: 't.yaml', around: folded, decode: (s) => s },
  {
    name: 'single quotes',
    file: 't.yaml',
    around: (json) => template(`'${JSON.stringify(JSON.parse(json)).replaceAll("'", "''")}'`),
    decode: (s) => s.replaceAll("''", "'"),
  },
  {
    name: 'double quotes',
    file: 't.yaml',
    around: (json) => template(JSON.stringify(json)),
    decode: unescaped,
  },
  {
    name: 'a string of a JSON template',
    file: 't.json',
    around: (json) =>
      JSON.stringify({
        Resources: { App: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: json } } },
      }),
    decode: unescaped,
  },
];

const name = fc.constantFrom(
  'App',
  "it's",
  'Über',
  'a%20b',
  'x+y',
  'a"b',
  'tab\there',
  'back\\slash',
  '😀',
  'a\u2028b',
);
const policies = fc
  .record({
    names: fc.array(name, { minLength: 1, maxLength: 3 }),
    list: fc.boolean(),
    condition: fc.option(name, { nil: undefined }),
    space: fc.constantFrom(undefined, 2, 4, '\t'),
  })
  .map(({ names, list, condition, space }) => {
    const arns = names.map((each) => `arn:aws:iam::111122223333:role/${each}`);
    return JSON.stringify(
      {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: list ? arns : arns[0] },
            Action: 'sts:AssumeRole',
            ...(condition === undefined
              ? {}
              : { Condition: { StringEquals: { 'sts:ExternalId': condition } } }),
          },
        ],
      },
      null,
      space,
    );
  });

function open(file: string, text: string): TrustPolicySubject {
  const document = openDocument({ uri: `file:///${file}`, text });
  assert.deepEqual(document.problems, [], text);
  const [subject, ...rest] = document.subjects.filter((each) => each.kind === 'trustPolicy');
  assert.ok(subject !== undefined && rest.length === 0, `one trust policy in\n${text}`);
  return subject;
}

function stringsIn(root: LocatedValue): LocatedValue[] {
  const strings: LocatedValue[] = [];
  for (const { entries } of objectsIn(root)) {
    for (const { key, value } of entries) {
      strings.push(key);
      if (value?.kind === 'string') strings.push(value);
      if (value?.kind === 'array') strings.push(...value.items.filter(({ kind }) => kind === 'string'));
    }
  }
  return strings;
}

describe('A policy inside of a string', () => {
  for (const host of HOSTS) {
    it(`stands where it stands, to the character: ${host.name}`, () => {
      fc.assert(
        fc.property(policies, (json) => {
          const text = host.around(json);
          const { policy, span } = open(host.file, text);
          assert.deepEqual(plainOf(policy.value), JSON.parse(json));
          const whole = host.decode(text.slice(span.start, span.end));
          assert.deepEqual(JSON.parse(whole), JSON.parse(json));
          for (const value of stringsIn(policy.value)) {
            const source = host.decode(text.slice(value.span.start, value.span.end));
            assert.equal(JSON.parse(source), knownString(value));
          }
        }),
        { numRuns: runs(25) },
      );
    });

    it(`is changed in place, and nothing around it: ${host.name}`, () => {
      fc.assert(
        fc.property(policies, name, (json, added) => {
          const text = host.around(json);
          const subject = open(host.file, text);
          const [statement] = subject.policy.statements;
          const { edits } = subject.source;
          const principals = statement!.principal!.groups[0]!.entry.value!;
          const expected = JSON.parse(json);
          const [first] = expected.Statement;
          first.Principal.AWS = [first.Principal.AWS, added].flat();
          first.Condition = { Bool: { 'aws:MultiFactorAuthPresent': added } };
          first.Effect = 'Deny';
          const made = [
            ...edits.append(principals, [added]),
            ...edits.set(statement!.value, 'Condition', first.Condition),
            ...edits.replace(propertyOf(statement!.value, 'Effect')!, 'Deny'),
          ];
          const after = applyEdits(text, made);
          assert.deepEqual(plainOf(open(host.file, after).policy.value), expected, after);
          const shorter = open(host.file, after);
          const [changed] = shorter.policy.statements;
          const removed = shorter.source.edits.removeEntry(changed!.value, changed!.conditionEntry!);
          delete first.Condition;
          const last = applyEdits(after, removed);
          assert.deepEqual(plainOf(open(host.file, last).policy.value), expected, last);
          const end = open(host.file, last).span;
          assert.equal(last.slice(0, end.start), text.slice(0, subject.span.start));
          assert.equal(last.slice(end.end), text.slice(subject.span.end));
        }),
        { numRuns: runs(25) },
      );
    });
  }
});
