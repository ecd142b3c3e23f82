import type { Context } from '../context';
import type { IdentityPolicySubject, TrustPolicySubject } from '../documents/subjects';
import { say } from '../explain/sentence';
import { attachment } from '../iam/evidence';
import { grantsOn } from '../iam/identityPolicy';
import { sameValue } from '../iam/openMatch';
import type { Role } from '../iam/role';
import { writtenRole } from '../iam/roleOf';
import { selfAssumption } from '../iam/selfAssumption';
import { SOURCES } from '../iam/sources';
import { asValue, shown, type Value } from '../iam/value';
import { allowAssume } from '../repairs/allowSelfAssume';
import { inFile } from '../repairs/trustedEdits';
import { writable } from '../repairs/writable';
import { ROLE_TRUST_CHANGE } from './references';
import { rule } from './rule';
import { trustExample } from './trustExample';

const ROLE = `{
  "Role": {
    "Arn": "arn:aws:iam::111122223333:role/Catalog",
    "RoleName": "Catalog",
    "AssumeRolePolicyDocument": {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Principal": { "AWS": "arn:aws:iam::111122223333:root" },
          "Action": "sts:AssumeRole",
          "Condition": { "ArnEquals": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/Catalog" } }
        }
      ]
    },
    "RolePolicyList": [
      {
        "PolicyName": "data",
        "PolicyDocument": {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": "s3:GetObject",
              "Resource": "*"
            }
          ]
        }
      }
    ]
  }
}
`;

const REPAIRED = ROLE.replace(
  `"Resource": "*"
            }`,
  `"Resource": "*"
            },
            {
              "Effect": "Allow",
              "Action": "sts:AssumeRole",
              "Resource": "arn:aws:iam::111122223333:role/Catalog"
            }`,
);

export default rule({
  meta: {
    id: 'self-assume-needs-identity-policy',
    title: 'The role may assume itself only if an identity-based policy says so too',
    level: 'warning',
    category: 'self-assumption',
    fix: 'unsafe',
    references: [ROLE_TRUST_CHANGE, SOURCES.singleAccount],
  },
  docs: {
    what: "The trust policy lets the role assume itself by way of its account: the account's root ARN is the principal, and a condition on `aws:PrincipalArn` names the role. No permissions policy of the role in sight allows sts:AssumeRole on it. Without any such policy in sight this is a hint.",
    why: 'An account as principal only delegates: the caller also needs the permission in an identity-based policy. That is so for the role itself too.',
    remedy:
      "Allow `sts:AssumeRole` on the role's own ARN in one of its permissions policies. (Naming the role itself as principal needs no such policy, but IAM takes the name only once the role exists.)",
  },
  examples: {
    bad: [
      {
        title: 'The permissions policy does not allow it',
        file: 'role.json',
        text: ROLE,
        at: '"arn:aws:iam::111122223333:root"',
        fixes: [{ id: 'add-statement', text: REPAIRED }],
      },
      {
        title: 'No permissions policy in sight, so this is a hint',
        file: 'Catalog.json',
        text: trustExample(
          '{ "AWS": "arn:aws:iam::111122223333:root" }',
          '"sts:AssumeRole"',
          '{ "ArnEquals": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/Catalog" } }',
        ),
        at: '"arn:aws:iam::111122223333:root"',
        settings: { roles: { 'Catalog.json': 'arn:aws:iam::111122223333:role/Catalog' } },
      },
    ],
    good: [
      { title: 'The permissions policy allows it', file: 'role.json', text: REPAIRED },
      {
        title: 'The account is trusted for others',
        file: 'role.json',
        text: ROLE.replace(
          '"aws:PrincipalArn": "arn:aws:iam::111122223333:role/Catalog"',
          '"aws:PrincipalArn": "arn:aws:iam::111122223333:role/Other"',
        ),
      },
      {
        title: 'A condition on names with a wildcard shows no such intent',
        file: 'role.json',
        text: ROLE.replace(
          '"ArnEquals": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/Catalog"',
          '"ArnLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/*"',
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check(subject, context) {
    const role = writtenRole(subject, context.settings);
    if (role === undefined || !mentions(subject, role.text)) return;
    const { grant, granting } = selfAssumption(subject.policy, role, undefined);
    if (grant !== 'delegated') return;
    const place = granting.find(
      (each) => each.kind === 'principal' && each.form === 'accountAndPrincipalArn',
    );
    if (place?.kind !== 'principal') return;
    const policies = policiesOf(subject, role, context);
    if (
      policies.some(
        ({ policy }) => policy.unknownStatements.length > 0 || grantsOn(policy, role.text).length > 0,
      )
    )
      return;
    const [first] = policies;
    const named = typeof role.text === 'string' || subject.role.name !== undefined;
    const arn = named ? writable(role.text) : undefined;
    yield {
      message:
        first === undefined
          ? say`This lets the role ${shown(role.name)} assume itself only if an identity-based policy of the role also allows sts:AssumeRole on it. None of its policies is in sight.`
          : say`This lets the role ${shown(role.name)} assume itself only if an identity-based policy of the role also allows sts:AssumeRole on it, and no policy of the role in sight does.`,
      span: place.value.span,
      severity: first === undefined || subject.morePolicies === true ? 'hint' : 'warning',
      confidence: first === undefined ? 'low' : 'medium',
      related: policies.slice(0, 5).map(({ source, span }) => ({
        uri: source.uri,
        span: { start: span.start, end: span.start + 1 },
        note: say`This permissions policy of the role does not allow it.`,
      })),
      fixes: () =>
        first === undefined || first.source.uri !== subject.source.uri || arn === undefined
          ? []
          : [
              {
                id: 'add-statement',
                title: say`Allow sts:AssumeRole on ${arn} in the role's permissions policy`,
                safe: false,
                consequence: say`The role can then assume itself, as far as the trust policy's conditions let it.`,
                change: { kind: 'edits', files: inFile(first.source, allowAssume(first, arn)) },
              },
            ],
    };
  },
});

/** Whether a condition of the trust policy names the role in so many words: with a wildcard it may mean others. */
function mentions({ policy }: TrustPolicySubject, arn: Value): boolean {
  return policy.statements.some((statement) =>
    statement.conditions.some(
      ({ key, values }) =>
        key.toLowerCase() === 'aws:principalarn' &&
        values.some((value) => value.kind === 'string' && sameValue(asValue(value.text), arn) === 'yes'),
    ),
  );
}

/** The permissions policies known to be this role's: of the same document, or given to it by others or the settings. */
function policiesOf(subject: TrustPolicySubject, role: Role, context: Context): IdentityPolicySubject[] {
  const found = new Set(subject.identityPolicies);
  // In a template a name or ARN in full may be anything's; what it attaches is known already.
  if (typeof role.text !== 'string') return [...found];
  for (const policy of context.subjects('identityPolicy')) {
    if (attachment(policy, role, context) === 'here') found.add(policy);
  }
  return [...found];
}
