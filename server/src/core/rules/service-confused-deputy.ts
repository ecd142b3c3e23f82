import type { Context } from '../context';
import type { TrustPolicySubject } from '../documents/subjects';
import { say } from '../explain/sentence';
import { compilePolicy } from '../iam/compiled';
import { type SourceKeys, sourceKeysOf } from '../iam/confusedDeputy';
import { ownAccount } from '../iam/ownAccount';
import { accountsIn } from '../iam/roleOf';
import { SOURCE_KEYS } from '../iam/sourceTests';
import { assumersIn, type Trusted } from '../iam/trusted';
import { addConditionFix, askConditionFix } from '../repairs/claimFixes';
import { known } from '../syntax/tree';
import type { Fix } from './finding';
import { CONFUSED_DEPUTY } from './oidcReferences';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';
import { trustExample } from './trustExample';

const SCHEDULER = '{ "Service": "scheduler.amazonaws.com" }';
const ASSUME = '"sts:AssumeRole"';
const account =
  '{\n        "StringEquals": {\n          "aws:SourceAccount": "111122223333"\n        }\n      }';

export default rule({
  meta: {
    id: 'service-confused-deputy',
    title: 'A service is trusted on behalf of any account',
    level: 'hint',
    category: 'trust',
    fix: 'unsafe',
    references: [CONFUSED_DEPUTY, ACCESS_ANALYZER],
  },
  docs: {
    what: 'A statement trusts a service whose documentation shows trust policies with `aws:SourceArn` or `aws:SourceAccount`, and tests neither, nor the organization. Other services are left alone, as they may not send these keys. This is a hint: AWS itself creates many roles without them.',
    why: "Without such a test, the trust policy does not say on whose behalf the service may use the role (the confused deputy). Who may hand the role to the service is then decided elsewhere, by `iam:PassRole` and the service's own checks.",
    remedy:
      'Test `aws:SourceAccount` for your account, or `aws:SourceArn` for the resource that uses the role.',
  },
  examples: {
    bad: [
      {
        title: 'Any schedule of any account, as far as this policy says',
        file: 'trust.json',
        text: trustExample(SCHEDULER),
        at: '"scheduler.amazonaws.com"',
        settings: { roles: { 'trust.json': 'arn:aws:iam::111122223333:role/Nightly' } },
        fixes: [{ id: 'add-condition', text: trustExample(SCHEDULER, ASSUME, account) }],
      },
      {
        title: 'The account is asked for where it is not known',
        file: 'trust.json',
        text: trustExample(SCHEDULER),
        at: '"scheduler.amazonaws.com"',
        fixes: [
          {
            id: 'require-source-account',
            answer: '111122223333',
            text: trustExample(SCHEDULER, ASSUME, account),
          },
        ],
      },
    ],
    good: [
      { title: 'The account is tested', file: 'trust.json', text: trustExample(SCHEDULER, ASSUME, account) },
      {
        title: 'An organization is tested',
        file: 'trust.json',
        text: trustExample(SCHEDULER, ASSUME, '{ "StringEquals": { "aws:SourceOrgID": "o-a1b2c3d4e5" } }'),
      },
      {
        title: 'EC2 does not send the keys',
        file: 'trust.json',
        text: trustExample('{ "Service": "ec2.amazonaws.com" }'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'service',
  *check(subject, context) {
    const path = subject.role.path && known(subject.role.path);
    const arn = subject.role.arn && known(subject.role.arn);
    if (path?.startsWith('/aws-service-role/') || arn?.includes(':role/aws-service-role/')) return;
    const { statements, policy } = compilePolicy(subject.policy);
    if (policy.statements.some(({ effect }) => effect !== 'Allow')) return;
    for (const trusted of assumersIn(subject.policy)) {
      const { principal, text, statement, node } = trusted;
      if (principal.kind !== 'service' || text === undefined) continue;
      const keys = sourceKeysOf(text);
      if (keys === undefined) continue;
      const clauses = statements.find((each) => each.statement === statement)?.clauses ?? [];
      if (clauses.some((each) => each.kind === 'unread' || each.lookup === undefined)) continue;
      if (statement.conditions.some(({ key }) => LIMITING.has(key.toLowerCase()))) continue;
      const key = keys.sourceAccount ? 'aws:SourceAccount' : 'aws:SourceArn';
      yield {
        message: say`No condition says on whose behalf ${text} may use the role. Its documentation shows trust policies with ${key}, which keep other accounts' resources out.`,
        span: node.span,
        fixes: () => fixes(subject, context, trusted, keys),
      };
    }
  },
});

const LIMITING = new Set([...SOURCE_KEYS, 'sts:externalid', 'aws:resourceaccount']);

function fixes(
  subject: TrustPolicySubject,
  context: Context,
  { statement, text }: Trusted,
  keys: SourceKeys,
): Fix[] {
  // The condition holds for every principal of the statement: others may not send the key.
  const all = (statement.principal?.groups ?? []).flatMap((group) =>
    group.values.map((value) =>
      value.kind === 'string' && group.type === 'Service' ? known(value.text) : undefined,
    ),
  );
  if (!all.every((each) => each !== undefined && sourceKeysOf(each)?.sourceAccount === keys.sourceAccount))
    return [];
  if (!keys.sourceAccount && all.length > 1) return [];
  const consequence = say`The service is then denied where it calls for another account, or does not send the key.`;
  const own = ownAccount(subject, context);
  if (!keys.sourceAccount) {
    const [pattern] = keys.sourceArnPatterns;
    if (own?.partition === undefined || pattern === undefined) return [];
    const value = pattern
      .replace('PARTITION', own.partition)
      .replace('REGION', '*')
      .replace('ACCOUNT', own.account);
    return addConditionFix(subject, statement, 'ArnLike', 'aws:SourceArn', value, consequence);
  }
  if (own !== undefined) {
    return addConditionFix(subject, statement, 'StringEquals', 'aws:SourceAccount', own.account, consequence);
  }
  return askConditionFix(subject, statement, 'aws:SourceAccount', {
    id: 'require-source-account',
    title: say`Let ${text!} in for one account only…`,
    consequence,
    prompt: say`The ID of the account whose resources use the role`,
    candidates: accountsIn(subject).map((each) => each.account),
    pattern: '^\\d{12}$',
    hint: say`An account ID has 12 digits.`,
  });
}
