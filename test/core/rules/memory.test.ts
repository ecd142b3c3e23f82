import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { stringify } from 'yaml';
import type { Context } from '../../../server/src/core/context';
import type { Document } from '../../../server/src/core/documents/document';
import { ReadMemory } from '../../../server/src/core/documents/memory';
import { openDocument } from '../../../server/src/core/documents/open';
import type { Subject, SubjectKind } from '../../../server/src/core/documents/subjects';
import { plain } from '../../../server/src/core/explain/sentence';
import { check } from '../../../server/src/core/rules/check';
import type { Finding } from '../../../server/src/core/rules/finding';
import { RULES } from '../../../server/src/core/rules/list';
import { CheckMemory } from '../../../server/src/core/rules/memory';
import type { AnyRule } from '../../../server/src/core/rules/rule';
import type { Span } from '../../../server/src/core/text/span';
import { runs } from '../runs';

const ACCOUNT = 'arn:aws:iam::111122223333';
const role = fc.record({
  name: fc.constantFrom('A', 'B'),
  principal: fc.constantFrom<unknown>(
    '*',
    { AWS: '*' },
    { AWS: `${ACCOUNT}:role/A` },
    { Service: 'ec2.amazonaws.com' },
    { AWS: ['1', '1'] },
  ),
  action: fc.constantFrom('sts:AssumeRole', '*', 's3:GetObject', 'sts:assumerol'),
  id: fc.boolean(),
});

function listOf(
  roles: readonly { name: string; principal: unknown; action: string; id: boolean; condition?: object }[],
): string {
  const Roles = roles.map(({ name, principal, action, id, condition }) => ({
    RoleName: name,
    // Long enough that a list of them is read role by role.
    Description: 'x'.repeat(2600),
    ...(id ? { RoleId: 'AROAEXAMPLE' } : {}),
    AssumeRolePolicyDocument: {
      Statement: [{ Effect: 'Allow', Principal: principal, Action: action, Condition: condition }],
    },
  }));
  return JSON.stringify({ Roles }, null, 1);
}

const plainSpan = ({ start, end }: Span) => ({ start, end });

/** All of a finding that a user can see, the edits of its fixes included. */
function seen({ rule, severity, message, span, related, steps, fixes }: Finding) {
  const edits = fixes().map(({ id, change }) => [
    id,
    change.kind === 'edits' ? change.files : change.candidates,
  ]);
  return {
    rule,
    severity,
    message: plain(message),
    span: plainSpan(span),
    related: related.map((each) => plainSpan(each.span)),
    steps: JSON.parse(JSON.stringify(steps, (key, value) => (key === 'span' ? plainSpan(value) : value))),
    edits: JSON.parse(JSON.stringify(edits, (key, value) => (key === 'span' ? plainSpan(value) : value))),
  };
}

const PIECES = [
  ...['"', '{', '}', '[', ']', ',', ':', ' ', '\n', 'x', '/*', '//', '\\', '${X}', '🙂'],
  ...[
    '"AWS": "*",',
    `"${ACCOUNT}:role/A"`,
    '"Condition": {"Bool": {"aws:SecureTransport": "true"}},',
    '"Deny"',
  ],
];
/** Takes out some code units at a place, given as a share of the text, and writes something there. */
const edit = fc.record({
  at: fc.noBias(fc.nat(999_999)).map((share) => share / 1e6),
  /** Whether to go on to the next quotation mark: most of the text is a description that nobody judges. */
  quote: fc.boolean(),
  out: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(3), fc.nat(400)),
  text: fc.oneof({ weight: 2, arbitrary: fc.constantFrom('x', 'yy', '') }, fc.constantFrom('', ...PIECES)),
});

type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function edited(text: string, { at, quote, out, text: into }: Edit): string {
  const place = Math.floor(at * text.length);
  const from = quote ? Math.max(place, text.indexOf(text.includes('"') ? '"' : ' ', place) + 1) : place;
  return text.slice(0, from) + into + text.slice(from + out);
}

/** One open document, checked again and again. */
class Editor {
  readonly #reading = new ReadMemory();
  readonly #checking = new CheckMemory();
  readonly settings = { rules: {}, roles: {} };

  check(text: string, beside: readonly Subject[] = []) {
    return this.find(text, beside).map(seen);
  }

  /** As check, without asking for fixes. */
  find(text: string, beside: readonly Subject[] = [], rules: readonly AnyRule[] = RULES) {
    return this.#check(openDocument({ uri: URI, text }, this.#reading), beside, rules, this.#checking);
  }

  fresh(text: string, beside: readonly Subject[] = []) {
    return this.#check(openDocument({ uri: URI, text }), beside, RULES, undefined).map(seen);
  }

  #check(
    document: Document,
    beside: readonly Subject[],
    rules: readonly AnyRule[],
    memory: CheckMemory | undefined,
  ) {
    const all = [...document.subjects, ...beside];
    const subjects = (kind: SubjectKind) => all.filter((each) => each.kind === kind);
    const context = { settings: this.settings, subjects: subjects as Context['subjects'] };
    return check(document, context, rules, memory);
  }
}

const URI = 'file:///w/roles.json';
const SELF = `{"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "${ACCOUNT}:role/A"}}`;
const beside = openDocument({ uri: 'file:///w/self.json', text: SELF }).subjects;

describe('the memory of a check', function () {
  this.timeout(120_000);

  it('changes nothing that is found, whatever is edited', () => {
    fc.assert(
      fc.property(
        fc.array(role, { minLength: 4, maxLength: 5 }),
        fc.array(fc.tuple(edit, fc.boolean()), { minLength: 3, maxLength: 6 }),
        (roles, edits) => {
          const editor = new Editor();
          let text = listOf(roles);
          editor.check(text);
          for (const [each, evidence] of edits) {
            // Every other edit is taken back, as people do: half of all texts are broken otherwise.
            for (const version of [edited(text, each), text, edited(text, each)]) {
              const others = evidence ? beside : [];
              assert.deepEqual(editor.check(version, others), editor.fresh(version, others));
            }
            text = edited(text, each);
          }
        },
      ),
      { numRuns: runs(25) },
    );
  });

  it('follows lists of roles that grow, shrink and change their order', () => {
    fc.assert(
      fc.property(fc.array(fc.array(role, { maxLength: 5 }), { minLength: 2, maxLength: 5 }), (versions) => {
        const editor = new Editor();
        for (const version of versions.map(listOf)) {
          assert.deepEqual(editor.check(version), editor.fresh(version));
        }
      }),
      { numRuns: runs(25) },
    );
  });

  const TEMPLATE = {
    Parameters: { Name: { Type: 'String' } },
    Resources: {
      A: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: { Ref: 'Name' },
          Description: 'x'.repeat(9000),
          AssumeRolePolicyDocument: {
            Statement: [
              {
                Effect: 'Allow',
                Principal: { AWS: { 'Fn::GetAtt': ['B', 'Arn'] } },
                Action: 'sts:AssumeRole',
              },
            ],
          },
          Policies: [
            {
              PolicyName: 'p',
              PolicyDocument: {
                Statement: [
                  { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: { 'Fn::GetAtt': ['A', 'Arn'] } },
                ],
              },
            },
          ],
        },
      },
      B: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 's3:GetObject' }],
          },
        },
      },
      P: {
        Type: 'AWS::IAM::Policy',
        Properties: {
          PolicyName: 'own',
          Roles: [{ Ref: 'B' }],
          PolicyDocument: {
            Statement: [{ Effect: 'Allow', Action: 'sts:*', Resource: { 'Fn::GetAtt': ['B', 'Arn'] } }],
          },
        },
      },
      Build: {
        Type: 'AWS::CodeBuild::Project',
        Properties: {
          ServiceRole: { 'Fn::GetAtt': ['B', 'Arn'] },
          Source: { BuildSpec: { 'Fn::Sub': 'aws sts assume-role --role-arn ${B.Arn}' } },
        },
      },
    },
    Outputs: { A: { Value: { Ref: 'A' } } },
  };
  const templates = {
    JSON: JSON.stringify(TEMPLATE, null, 1),
    YAML: stringify(TEMPLATE).replaceAll('x'.repeat(9000), 'x'),
  };

  for (const [syntax, template] of Object.entries(templates)) {
    it(`changes nothing that is found in a template in ${syntax}`, () => {
      fc.assert(
        fc.property(fc.array(edit, { minLength: 3, maxLength: 5 }), (edits) => {
          const editor = new Editor();
          let text = template;
          assert.ok(editor.check(text).length > 1);
          for (const each of edits) {
            for (const version of [edited(text, each), text, edited(text, each)]) {
              assert.deepEqual(editor.check(version), editor.fresh(version));
            }
            text = edited(text, each);
          }
        }),
        { numRuns: runs(25) },
      );
    });
  }

  const asked: string[] = [];
  const spies = RULES.map((each) => ({
    ...each,
    check: (...args: Parameters<typeof each.check>) => {
      asked.push(each.meta.id);
      return each.check(...args);
    },
  }));
  // Of every part that a rule may be about there is something.
  const one = {
    name: 'A',
    principal: { Service: 'ec2.amazonaws.com', Federated: `${ACCOUNT}:saml-provider/P`, AWS: '444455556666' },
    action: 'sts:AssumeRoleWithSAML',
    condition: { StringEquals: { 'saml:aud': 'https://signin.aws.amazon.com/saml' } },
    id: true,
  };
  const two = { ...one, name: 'B' };

  it('asks no rule again about a role that has only moved', () => {
    const editor = new Editor();
    editor.find(listOf([one]), [], spies);
    assert.ok(asked.length > 100, `${asked.length} rules`);
    asked.length = 0;
    editor.find(` ${listOf([one])}`, [], spies);
    assert.deepEqual(asked, []);
  });

  it('asks about an edited role, and not about its neighbour', () => {
    const editor = new Editor();
    const text = listOf([one, two, two, two]);
    editor.find(text, [], spies);
    const before = asked.length;
    asked.length = 0;
    editor.find(text.replace('ec2.', 'eks.'), [], spies);
    assert.ok(asked.length > 100 && asked.length < before * 0.4, `${asked.length} after ${before}`);
  });

  it('asks again when something else that a rule looks at has changed', () => {
    const editor = new Editor();
    const plainRole = { ...one, principal: { Service: 'ec2.amazonaws.com' }, action: 'sts:AssumeRole' };
    const text = listOf([{ ...plainRole, condition: {} }]).replace(
      '"RoleName"',
      `"Arn": "${ACCOUNT}:role/A", "RoleName"`,
    );
    const rulesOf = (found: readonly { rule: string }[]) => found.map((each) => each.rule);
    assert.ok(!rulesOf(editor.check(text)).includes('self-assume-denied'));
    assert.ok(rulesOf(editor.check(text, beside)).includes('self-assume-denied'), 'evidence came');
    assert.ok(!rulesOf(editor.check(text)).includes('self-assume-denied'), 'evidence went');
  });
});
