import { type Sentence, say, series, words } from '../explain/sentence';
import { parseRoleArn } from '../iam/arn';
import { arnsInEvidence, evidenceFor } from '../iam/evidence';
import type { Policy } from '../iam/policy';
import { roleCandidates, roleNameFrom, roleOf } from '../iam/roleOf';
import { deniesSelf, selfGrant } from '../iam/selfAssumption';
import { denySelfFix, grantSelfFixes } from '../repairs/grantSelf';
import { knownString } from '../syntax/tree';
import { ROLE_TRUST_CHANGE } from './references';
import { rule } from './rule';
import { trustSpan } from './trustSpan';

const TRUSTS_ROLE_B = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {
        "AWS": "arn:aws:iam::111122223333:role/RoleB"
      },
      "Action": "sts:AssumeRole"
    }
  ]
}
`;

const ITSELF = 'arn:aws:iam::111122223333:role/RoleA';

export default rule({
  meta: {
    id: 'self-assume-not-granted',
    title: 'The trust policy does not let the role assume itself',
    level: 'hint',
    category: 'self-assumption',
    fix: 'unsafe',
    references: [ROLE_TRUST_CHANGE],
  },
  docs: {
    what: 'The trust policy does not name the role itself, so a session of the role cannot assume the role again. This is a hint, shown in the editor only: most roles never assume themselves, and nothing is wrong with such a policy.',
    why: 'Until 21 September 2022 a role trusted itself implicitly. Code written before then may still rely on it; since then the trust policy must allow it, save for roles that AWS still carries on an allow-list.',
    remedy:
      'Nothing needs doing unless something assumes the role with its own credentials. Then remove that call, since the caller already has what it asks for; or, where a session with fewer permissions is wanted, name the role in its own trust policy.',
  },
  examples: {
    bad: [
      {
        title: 'RoleA trusts RoleB only',
        file: 'RoleA.json',
        text: TRUSTS_ROLE_B,
        at: '"Principal"',
        settings: { roles: { 'RoleA.json': ITSELF } },
        fixes: [
          {
            id: 'name-role',
            text: TRUSTS_ROLE_B.replace(
              '"arn:aws:iam::111122223333:role/RoleB"',
              `["arn:aws:iam::111122223333:role/RoleB", "${ITSELF}"]`,
            ),
          },
        ],
      },
      {
        title: 'The ARN of the role is not known, so the fix asks for it',
        file: 'RoleA.json',
        text: TRUSTS_ROLE_B,
        at: '"Principal"',
        fixes: [
          {
            id: 'name-role',
            answer: ITSELF,
            text: TRUSTS_ROLE_B.replace(
              '"arn:aws:iam::111122223333:role/RoleB"',
              `["arn:aws:iam::111122223333:role/RoleB", "${ITSELF}"]`,
            ),
          },
        ],
      },
    ],
    good: [
      {
        title: 'The role is named',
        file: 'RoleA.json',
        text: TRUSTS_ROLE_B.replace('role/RoleB', 'role/RoleA'),
        settings: { roles: { 'RoleA.json': ITSELF } },
      },
      {
        title: 'The account is trusted, so an identity-based policy decides',
        file: 'RoleA.json',
        text: TRUSTS_ROLE_B.replace('role/RoleB', 'root'),
        settings: { roles: { 'RoleA.json': ITSELF } },
      },
    ],
  },
  subject: 'trustPolicy',
  *check(subject, context) {
    if (subject.role.lifecycle === 'created') return;
    const role = roleOf(subject, context.settings);
    // AWS owns the trust policy of a service-linked role: nobody else can change it.
    if (role?.path.startsWith('/aws-service-role/')) return;
    if (role !== undefined && evidenceFor(subject, role, context).length > 0) return;
    const { grant } = selfGrant(subject.policy, role);
    if (grant === 'none' && deniesSelf(subject.policy, role)) return;
    const named = grant === 'unknown' && role === undefined ? onlyRolesNamed(subject.policy) : undefined;
    if (grant !== 'none' && named === undefined) return;
    // A file named after a role it trusts is that role's own policy.
    const ownName = roleNameFrom(subject.source.uri);
    if (named?.some((arn) => parseRoleArn(arn)?.name === ownName)) return;
    const unless = named === undefined ? words('') : exception(named);
    const whom = role === undefined ? say`The role of this trust policy` : say`The role ${role.name}`;
    yield {
      message: say`${whom} cannot assume itself: since 2022-09-21 a role trusts itself only where its trust policy says so${unless}, save for roles that AWS still carries on an allow-list. Most roles never need it.`,
      span: trustSpan(subject.policy),
      fixes: () => {
        const candidates =
          role === undefined ? roleCandidates(subject, arnsInEvidence(subject, context)) : [];
        const named = { subject, arn: role?.text, candidates };
        return [...grantSelfFixes(named), denySelfFix(named)];
      },
    };
  },
});

/** The one case in which the hint is wrong: the role is one of those that the policy names. */
function exception(named: readonly string[]): Sentence {
  if (named.length === 0) return words('');
  if (named.length > 3) return words(' (unless it is the trust policy of a role it names)');
  return say` (unless it is the trust policy of ${series(
    named.map((arn) => say`${arn}`),
    'or',
  )})`;
}

/**
 * The role ARNs a policy names, when they are all that could stand for the unknown role: with an account, a
 * wildcard or an expression among its principals, undefined, since then nothing can be said.
 */
function onlyRolesNamed(policy: Policy): string[] | undefined {
  const roles: string[] = [];
  for (const statement of policy.statements) {
    const { principal, notPrincipal } = statement;
    if (notPrincipal !== undefined || principal?.bare !== undefined || principal?.hole !== undefined)
      return undefined;
    for (const group of principal?.groups ?? []) {
      if (group.type !== 'AWS') continue;
      for (const value of group.values) {
        const arn = knownString(value);
        if (arn === undefined || !/^arn:/.test(arn) || /:root$/.test(arn) || arn.includes('*'))
          return undefined;
        if (parseRoleArn(arn) !== undefined) roles.push(arn);
      }
    }
  }
  return policy.unknownStatements.length > 0 ? undefined : roles;
}
