import type { TrustPolicySubject } from '../documents/subjects';
import { say } from '../explain/sentence';
import { parseOperator } from '../iam/conditions/operators';
import { claimKey } from '../iam/oidc/claimKeys';
import type { ConditionClause, Statement } from '../iam/policy';
import { allowedIn, type Trusted } from '../iam/trusted';
import { changeOf } from '../repairs/removeValue';
import type { Fix } from './finding';
import { oidcExample } from './oidcExample';
import { OIDC_ROLE } from './oidcReferences';
import { rule } from './rule';

const EKS = 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';
const GITLAB = 'gitlab.example.com';
const subject = (issuer: string, key: string) =>
  oidcExample(issuer, `{ "StringEquals": { "${key}:sub": "a:b" } }`);

export default rule({
  meta: {
    id: 'oidc-subject-wrong-provider-prefix',
    title: "A condition tests another provider's claim",
    level: 'warning',
    category: 'oidc',
    fix: 'unsafe',
    references: [
      OIDC_ROLE,
      {
        title: 'IAM User Guide: IAM and AWS STS condition context keys',
        url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html',
      },
    ],
  },
  docs: {
    what: 'A condition key such as `gitlab.com:sub` does not begin with the host and path of the OIDC provider that the statement trusts: it names another cluster or host, has `https://` in front, or lacks the path.',
    why: "Keys for a provider's claims begin with the provider's URL without `https://`, exactly as behind `oidc-provider/` in its ARN. Tokens of one provider carry no claim of another, so the condition never holds and nobody can assume the role.",
    remedy:
      "Write the provider's host and path in front of the claim, or trust the provider that the key names.",
  },
  examples: {
    bad: [
      {
        title: 'A URL in the key',
        file: 'trust.json',
        text: subject(GITLAB, `https://${GITLAB}`),
        at: `"https://${GITLAB}:sub"`,
        fixes: [{ id: 'write-key', text: subject(GITLAB, GITLAB) }],
      },
      {
        title: 'Another cluster',
        file: 'trust.json',
        text: subject(EKS, EKS.replace('EXAMPLED', 'OTHERONE')),
        at: `"${EKS.replace('EXAMPLED', 'OTHERONE')}:sub"`,
        fixes: [{ id: 'write-key', text: subject(EKS, EKS) }],
      },
      {
        title: 'The path of the cluster is missing',
        file: 'trust.json',
        text: subject(EKS, 'oidc.eks.eu-west-1.amazonaws.com'),
        at: '"oidc.eks.eu-west-1.amazonaws.com:sub"',
      },
    ],
    good: [
      { title: 'The same provider', file: 'trust.json', text: subject(EKS, EKS) },
      {
        title: 'Other case: keys are case-insensitive',
        file: 'trust.json',
        text: subject(GITLAB, 'GitLab.example.com'),
      },
      {
        title: 'A key that is no claim',
        file: 'trust.json',
        text: oidcExample(
          GITLAB,
          `{ "StringEquals": { "${GITLAB}:sub": "a", "sts:RoleSessionName": "ci" } }`,
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'federated',
  *check(policySubject) {
    const byStatement = new Map<Statement, Trusted[]>();
    for (const trusted of allowedIn(policySubject.policy)) {
      byStatement.set(trusted.statement, [...(byStatement.get(trusted.statement) ?? []), trusted]);
    }
    for (const [statement, all] of byStatement) {
      const issuers = issuersOf(statement, all);
      if (issuers === undefined) continue;
      const own = issuers.map((issuer) => issuer.toLowerCase().replace(/\/$/, ''));
      for (const clause of statement.conditions) {
        const key = claimKey(clause.key);
        const operator = parseOperator(clause.operator);
        if (key === undefined || operator === undefined || operator.negated || operator.family.id === 'null')
          continue;
        if (operator.ifExists || operator.set === 'all') continue;
        // How IAM treats a slash at the end of a provider's URL is not documented.
        if (key.scheme === '' && own.includes(key.issuer.toLowerCase().replace(/\/$/, ''))) continue;
        yield {
          message: say`Tokens of the trusted provider never carry ${clause.key}: keys for its claims begin with ${`${issuers[0]!}:`}. So this condition never holds, and nobody can assume the role through statement ${statement.number}.`,
          span: clause.keySpan,
          fixes: () =>
            issuers.length === 1
              ? fixes(policySubject, statement, clause, `${issuers[0]!}:${key.claim}`)
              : [],
        };
      }
    }
  },
});

/** The issuers that a statement trusts; undefined when it trusts anybody else too, or somebody not known. */
function issuersOf(statement: Statement, all: readonly Trusted[]): string[] | undefined {
  const groups = statement.principal?.groups ?? [];
  if (groups.some((group) => group.type !== 'Federated' || group.values.length === 0)) return undefined;
  if (groups.flatMap((group) => group.values).length !== all.length) return undefined;
  const issuers: string[] = [];
  for (const { principal, text } of all) {
    if (text === undefined || (principal.kind !== 'oidc' && principal.kind !== 'webIdentity'))
      return undefined;
    if (typeof principal.issuer !== 'string') return undefined;
    issuers.push(principal.issuer.replace(/^https?:\/\//, ''));
  }
  return issuers.length === 0 ? undefined : issuers;
}

function fixes(
  { source }: TrustPolicySubject,
  statement: Statement,
  clause: ConditionClause,
  key: string,
): Fix[] {
  const taken = statement.conditions.some(
    (other) =>
      other !== clause && other.operator === clause.operator && other.key.toLowerCase() === key.toLowerCase(),
  );
  if (taken) return [];
  return [
    {
      id: 'write-key',
      title: say`Write ${key}`,
      safe: false,
      consequence: say`Tokens that meet the condition can then assume the role.`,
      change: changeOf(source, source.edits.rename(clause.entry, key)),
    },
  ];
}
