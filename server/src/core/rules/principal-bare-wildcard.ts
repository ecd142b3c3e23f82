import type { Context } from '../context';
import type { TrustPolicySubject } from '../documents/subjects';
import { say } from '../explain/sentence';
import { callerLimit } from '../iam/callerLimits';
import type { Statement } from '../iam/policy';
import { SOURCES } from '../iam/sources';
import { inFile } from '../repairs/trustedEdits';
import { trustAccountFix } from '../repairs/trustInstead';
import { knownString, type LocatedString } from '../syntax/tree';
import type { Fix } from './finding';
import { rule } from './rule';
import { trustExample } from './trustExample';

const ORGANIZATION = '{ "StringEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }';

export default rule({
  meta: {
    id: 'principal-bare-wildcard',
    title: 'Principal is "*" without a type',
    level: 'error',
    category: 'trust',
    fix: 'unsafe',
    references: [SOURCES.principal],
  },
  docs: {
    what: 'The `Principal` element is the bare string `"*"`, or another string without a type.',
    why: 'In a trust policy IAM takes a principal only with its type, such as `{"AWS": …}`, and refuses to save the policy. For `"*"` it answers: AssumeRolepolicy contained an invalid principal: "STAR":"*".',
    remedy:
      'Name the account, role or service that is to assume the role. `{"AWS": "*"}` means everybody with an AWS account; use it only with a condition that says whose calls are let in.',
  },
  examples: {
    bad: [
      {
        title: 'Everybody, without a type',
        file: 'trust.json',
        text: trustExample('"*"'),
        at: '"*"',
        fixes: [
          {
            id: 'trust-account',
            answer: '111122223333',
            text: trustExample('{\n        "AWS": "arn:aws:iam::111122223333:root"\n      }'),
          },
        ],
      },
      {
        title: 'Everybody of an organization, without a type',
        file: 'trust.json',
        text: trustExample('"*"', '"sts:AssumeRole"', ORGANIZATION),
        at: '"*"',
        fixes: [
          {
            id: 'add-type',
            text: trustExample('{\n        "AWS": "*"\n      }', '"sts:AssumeRole"', ORGANIZATION),
          },
        ],
      },
    ],
    good: [
      {
        title: 'The type is there, and a condition',
        file: 'trust.json',
        text: trustExample('{ "AWS": "*" }', '"sts:AssumeRole"', ORGANIZATION),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'irregularity',
  *check(subject, context) {
    for (const statement of subject.policy.statements) {
      const bare = statement.principal?.bare;
      const text = knownString(bare);
      if (bare === undefined || text === undefined) continue;
      yield {
        message:
          text === '*'
            ? say`${'"Principal": "*"'} is refused in a role trust policy. IAM answers: MalformedPolicyDocument: AssumeRolepolicy contained an invalid principal: ${'"STAR":"*"'}.`
            : say`The principal ${text} has no type, such as ${'{"AWS": …}'}, in front. IAM refuses to save this trust policy.`,
        span: bare.span,
        fixes: () => (text === '*' ? fixes(subject, statement, bare, context) : []),
      };
    }
  },
});

function fixes(
  subject: TrustPolicySubject,
  statement: Statement,
  bare: LocatedString,
  context: Context,
): Fix[] {
  const { edits } = subject.source;
  const account = trustAccountFix(subject, context, (root) => edits.replace(bare, { AWS: root }));
  if (statement.effect !== 'Deny' && callerLimit(statement) !== 'limited') return [account];
  const typed: Fix = {
    id: 'add-type',
    title: say`Write ${'{"AWS": "*"}'}`,
    safe: false,
    consequence:
      statement.effect === 'Deny'
        ? say`This denies every AWS principal what the statement names, as far as its conditions say.`
        : say`Everybody with an AWS account whom the conditions let in can then assume the role; a mistake in them opens it to the world.`,
    change: { kind: 'edits', files: inFile(subject.source, edits.replace(bare, { AWS: '*' })) },
  };
  return statement.effect === 'Deny' ? [typed] : [typed, account];
}
