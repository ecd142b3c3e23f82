import type { Context } from '../context';
import { type Sentence, say, words } from '../explain/sentence';
import { ROLE_ARN } from '../iam/arn';
import { compilePolicy } from '../iam/compiled';
import { roleOf } from '../iam/roleOf';
import { SOURCES } from '../iam/sources';
import { knownString } from '../syntax/tree';
import { rule } from './rule';

const ROLE = 'arn:aws:iam::444455556666:role/Reports';
const POLICY = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "sts:AssumeRole",
      "Resource": "${ROLE}"
    }
  ]
}
`;
const onAny = (resource: string) => POLICY.replace(ROLE, resource);

export default rule({
  meta: {
    id: 'assume-role-wildcard',
    title: 'A permissions policy allows assuming every role that lets its owner in',
    level: 'hint',
    category: 'trust',
    fix: 'unsafe',
    references: [
      {
        title: 'IAM User Guide: Grant a user permissions to switch roles',
        url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html',
      },
      SOURCES.crossAccount,
    ],
  },
  docs: {
    what: 'An Allow statement of a permissions policy names `sts:AssumeRole` and, without a condition, all roles: `*`, `arn:aws:iam::*:role/*`, or every role of one account. Patterns for some roles are left out, and so are statements that allow all actions.',
    why: 'Which roles the owner of the policy can assume is then for the trust policies to say alone: one that trusts the whole account lets it in. In other accounts anybody can make a role that trusts it. A wildcard says nothing of which role is meant, so it is no sign that a role assumes itself.',
    remedy: 'Name the roles that are to be assumed.',
  },
  examples: {
    bad: [
      {
        file: 'policy.json',
        text: onAny('*'),
        at: '"*"',
        fixes: [{ id: 'name-role', answer: ROLE, text: POLICY }],
      },
      {
        title: 'Every role of one account',
        file: 'policy.json',
        text: onAny('arn:aws:iam::444455556666:role/*'),
        at: '"arn:aws:iam::444455556666:role/*"',
        fixes: [{ id: 'name-role', answer: ROLE, text: POLICY }],
      },
    ],
    good: [
      { file: 'policy.json', text: POLICY },
      {
        title: 'Roles of one name in every account',
        file: 'policy.json',
        text: onAny('arn:aws:iam::*:role/Audit'),
      },
      {
        title: 'A condition says which roles are meant',
        file: 'policy.json',
        text: onAny('*').replace(
          '"Resource": "*"',
          '"Resource": "*",\n      "Condition": { "StringEquals": { "iam:ResourceTag/team": "reports" } }',
        ),
      },
    ],
  },
  subject: 'identityPolicy',
  *check({ policy, source }, context) {
    for (const { statement, effect, clauses, names, notResource } of compilePolicy(policy).statements) {
      if (effect !== 'Allow' || statement.conditionEntry !== undefined || clauses.length > 0) continue;
      if (notResource || names('sts:AssumeRole') !== 'yes' || !namesSts(statement.action?.values)) continue;
      for (const node of statement.resource?.values ?? []) {
        const which = everyRole(knownString(node) ?? '');
        if (which === undefined) continue;
        yield {
          message: say`This allows ${'sts:AssumeRole'} on ${which} whose trust policy lets the owner of this policy or its account in.`,
          span: node.span,
          fixes: () => [
            {
              id: 'name-role',
              title: words('Name the role to assume…'),
              safe: false,
              consequence: words('Other roles can then no longer be assumed by this statement.'),
              change: {
                kind: 'question',
                prompt: words('The ARN of the role to assume'),
                candidates: rolesInSight(context),
                pattern: ROLE_ARN.source,
                hint: say`A role ARN looks like ${'arn:aws:iam::111122223333:role/RoleName'}.`,
                answer: (arn) => [{ uri: source.uri, edits: source.edits.replace(node, arn) }],
              },
            },
          ],
        };
      }
    }
  },
});

/** Whether the statement speaks of STS by name; one that allows everything is not about roles. */
function namesSts(values: readonly Parameters<typeof knownString>[0][] = []): boolean {
  return values.some((value) => /^sts:/i.test(knownString(value) ?? ''));
}

/** The roles that a Resource value covers when it covers all, of every account or of one. */
function everyRole(resource: string): Sentence | undefined {
  if (resource === '*') return words('every role of every account');
  const [, account] = /^arn:[a-z*-]+:iam::([0-9]{12}|\*):(?:role\/)?\*$/.exec(resource) ?? [];
  if (account === undefined) return undefined;
  return account === '*' ? words('every role of every account') : say`every role of account ${account}`;
}

/** The ARNs of the roles whose trust policies are in sight, a few of them. */
function rolesInSight({ settings, subjects }: Context): string[] {
  const arns = subjects('trustPolicy').map((each) => roleOf(each, settings)?.text);
  return [...new Set(arns.filter((arn) => typeof arn === 'string'))].slice(0, 10);
}
