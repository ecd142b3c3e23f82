import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plain } from '../../../server/src/core/explain/sentence';
import { RULES } from '../../../server/src/core/rules/list';
import { applyEdits, overlap } from '../../../server/src/core/text/edit';
import { runs } from '../runs';
import { Workspace } from './workspace';

const GRAMMAR = RULES.filter((rule) => rule.meta.category === 'grammar');
const FILE = 'role.json';

/** Objects with keys in any order, some twice: what `JSON.stringify` cannot write and people do. */
type Json = string | number | boolean | null | readonly Json[] | Members;
interface Members {
  readonly members: readonly (readonly [string, Json])[];
}
const isMembers = (value: Json): value is Members =>
  typeof value === 'object' && value !== null && 'members' in value;

function write(value: Json, indent: string): string {
  const inner = `${indent}  `;
  if (isMembers(value)) {
    if (value.members.length === 0) return '{}';
    const lines = value.members.map(([key, each]) => `${inner}${JSON.stringify(key)}: ${write(each, inner)}`);
    return `{\n${lines.join(',\n')}\n${indent}}`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `[${value.map((item) => write(item, inner)).join(', ')}]`;
}

const entries = (key: fc.Arbitrary<string>, value: fc.Arbitrary<Json>, maxLength: number) =>
  fc.array(fc.tuple(key, value), { maxLength }).map((members): Json => ({ members }));
const oneOrMore = (value: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc.oneof(value, fc.array(value, { maxLength: 4 }));

const action = oneOrMore(
  fc.constantFrom<Json[]>(
    'sts:AssumeRole',
    'sts:assumerole',
    'sts:AsumeRole',
    'AssumeRole',
    'sts:*',
    'sts:Assume*',
    '*',
    's3:GetObject',
    'sts:GetCallerIdentity',
    'sts:Nothing',
    'sts:\u200bAssumeRole',
    'sts:${Action}',
    7,
  ),
);
const principal = fc.oneof(
  {
    weight: 4,
    arbitrary: entries(
      fc.constantFrom('AWS', 'Service', 'Federated', 'aws'),
      oneOrMore(
        fc.constantFrom<Json[]>(
          'arn:aws:iam::111122223333:root',
          'arn:aws:iam::111122223333:role/A\u2013B',
          'ec2.amazonaws.com',
          'accounts.google.com',
          '<ACCOUNT_ID>',
          111122223333,
          1234,
          true,
        ),
      ),
      3,
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom<Json[]>('*', { members: [] }, [], { members: [['Ref', 'X']] }) },
);
const condition = entries(
  fc.constantFrom('StringEquals', 'StringLike'),
  entries(
    fc.constantFrom('sts:ExternalId', 'sts:externalid', 'aws:PrincipalArn'),
    oneOrMore(fc.constantFrom<Json[]>('x', '${aws:username}', '${*}', 5)),
    3,
  ),
  2,
);
const member = fc.oneof(
  fc.tuple(fc.constantFrom('Action', 'NotAction', 'Actions'), action),
  fc.tuple(fc.constantFrom('Principal', 'NotPrincipal', 'principal'), principal),
  fc.tuple(
    fc.constantFrom('Effect', 'effect', 'Efect'),
    fc.constantFrom<Json[]>('Allow', 'Deny', 'allow', 'Alow', ['Allow'], 1),
  ),
  fc.tuple(fc.constant('Sid'), fc.constantFrom<Json[]>('A', 'A', 'a b', 'A2', '', 3)),
  fc.tuple(fc.constantFrom('Condition', 'Conditon'), condition),
  fc.tuple(
    fc.constantFrom('Resource', 'NotResource', 'Comment'),
    fc.constantFrom<Json[]>('*', 'arn:aws:s3:::b'),
  ),
);
const statement = fc
  .oneof(
    { weight: 4, arbitrary: fc.uniqueArray(member, { maxLength: 7, selector: ([key]) => key }) },
    { weight: 1, arbitrary: fc.array(member, { maxLength: 7 }) },
  )
  .map((members): Json => ({ members }));
const policy = fc
  .tuple(
    fc.constantFrom<Json[]>('', '2012-10-17', '2008-10-17', '2020-01-01', 2012),
    fc.oneof(statement, fc.array(statement, { maxLength: 3 })),
  )
  .map(([version, statements]) => {
    const rest: [string, Json][] = [['Statement', statements]];
    const members: [string, Json][] = version === '' ? rest : [['Version', version], ...rest];
    return write(
      {
        members: [
          ['RoleName', 'R'],
          ['AssumeRolePolicyDocument', { members }],
        ],
      },
      '',
    );
  });

describe('fixes of the grammar rules', function () {
  this.timeout(30_000);
  const count = (workspace: Workspace, rule: string) =>
    workspace.findings(FILE, GRAMMAR).filter((finding) => finding.rule === rule).length;

  it('take their finding away, whatever else is wrong with the policy, and leave JSON', () => {
    fc.assert(
      fc.property(policy, (text) => {
        const workspace = new Workspace({ [FILE]: text });
        for (const finding of workspace.findings(FILE, GRAMMAR)) {
          for (const fix of finding.fixes()) {
            assert.equal(fix.change.kind, 'edits');
            const edits = fix.change.kind === 'edits' ? fix.change.files.flatMap((file) => file.edits) : [];
            assert.ok(edits.length > 0 && !overlap(edits), `${finding.rule} ${fix.id}`);
            const repaired = new Workspace({ [FILE]: applyEdits(text, edits) });
            assert.doesNotThrow(() => JSON.parse(repaired.document(FILE).text));
            // Taking out the last of two equal keys brings the first one to light.
            if (count(workspace, 'duplicate-key') > 0 && finding.rule !== 'duplicate-key') continue;
            const before = count(workspace, finding.rule);
            assert.ok(
              count(repaired, finding.rule) < before,
              `${finding.rule} ${fix.id}: ${plain(finding.message)}\n${text}\n${repaired.document(FILE).text}`,
            );
          }
        }
      }),
      { numRuns: runs(700) },
    );
  });

  it('come to an end when safe ones are made one after the other', () => {
    fc.assert(
      fc.property(policy, (text) => {
        const workspace = new Workspace({ [FILE]: text });
        for (let round = 0; round < 60; round++) {
          const fixes = workspace.findings(FILE, GRAMMAR).flatMap((finding) => finding.fixes());
          const change = fixes.find((fix) => fix.safe)?.change;
          if (change?.kind !== 'edits') return;
          const edits = change.files.flatMap((file) => file.edits);
          workspace.write(FILE, applyEdits(workspace.document(FILE).text, edits));
          assert.doesNotThrow(() => JSON.parse(workspace.document(FILE).text), workspace.document(FILE).text);
        }
        assert.fail(`still fixing after 60 rounds:\n${workspace.document(FILE).text}`);
      }),
      { numRuns: runs(150) },
    );
  });

  it('have a message of one or two short sentences and a tight span', () => {
    fc.assert(
      fc.property(policy, (text) => {
        for (const finding of new Workspace({ [FILE]: text }).findings(FILE, GRAMMAR)) {
          const message = plain(finding.message);
          assert.match(message, /^[A-Z`*'"].*[.?]$/s);
          assert.ok(message.length <= 300, message);
          assert.ok(finding.span.start < finding.span.end);
        }
      }),
      { numRuns: runs(300) },
    );
  });
});
