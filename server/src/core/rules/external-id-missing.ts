import { say } from '../explain/sentence';
import { accountsOfRoles, ownAccount } from '../iam/ownAccount';
import type { Statement } from '../iam/policy';
import { SOURCES } from '../iam/sources';
import { assumersIn, onlyAws } from '../iam/trusted';
import { addCondition, inFile } from '../repairs/trustedEdits';
import type { Fix } from './finding';
import { rule } from './rule';
import { trustExample } from './trustExample';

const VENDOR = '{ "AWS": "arn:aws:iam::444455556666:role/Monitor" }';
const SETTINGS = { roles: { 'trust.json': 'arn:aws:iam::111122223333:role/App' } };

export default rule({
  meta: {
    id: 'external-id-missing',
    title: 'Another account is trusted without an ExternalId',
    level: 'hint',
    category: 'trust',
    fix: 'unsafe',
    references: [
      {
        title: 'IAM User Guide: Access to AWS accounts owned by third parties',
        url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html',
      },
      SOURCES.stsKeys,
    ],
  },
  docs: {
    what: "The trust policy trusts an account that is not the role's own and not that of any role in sight, and no condition asks for an ExternalId or an organization. This is a hint: accounts of your own need no ExternalId.",
    why: 'A third party that works for many customers could be tricked by one of them into assuming the role of another (the confused deputy). The ExternalId, one for each customer, prevents that.',
    remedy:
      'If the account belongs to a third party, ask it for your ExternalId and require it with `sts:ExternalId`. Between your own accounts, `aws:PrincipalOrgID` is the better condition.',
  },
  examples: {
    bad: [
      {
        title: 'A role of an account nobody here knows',
        file: 'trust.json',
        text: trustExample(VENDOR),
        at: '"arn:aws:iam::444455556666:role/Monitor"',
        settings: SETTINGS,
        fixes: [
          {
            id: 'require-external-id',
            answer: '4f2c-91',
            text: trustExample(
              VENDOR,
              '"sts:AssumeRole"',
              '{\n        "StringEquals": {\n          "sts:ExternalId": "4f2c-91"\n        }\n      }',
            ),
          },
        ],
      },
    ],
    good: [
      {
        title: 'An ExternalId is asked for',
        file: 'trust.json',
        text: trustExample(VENDOR, '"sts:AssumeRole"', '{ "StringEquals": { "sts:ExternalId": "4f2c-91" } }'),
        settings: SETTINGS,
      },
      { title: 'Nothing says which account is the own one', file: 'trust.json', text: trustExample(VENDOR) },
      {
        title: 'The account is that of another role in sight',
        file: 'trust.json',
        text: trustExample(VENDOR),
        beside: { 'other.json': trustExample('{ "Service": "ec2.amazonaws.com" }') },
        settings: { roles: { ...SETTINGS.roles, 'other.json': 'arn:aws:iam::444455556666:role/Other' } },
      },
    ],
  },
  subject: 'trustPolicy',
  *check(subject, context) {
    // Once for each account in each statement: a condition put right in one leaves the others open.
    const reported = new Map<Statement, Set<string>>();
    for (const { principal, statement, node, text } of assumersIn(subject.policy)) {
      if (principal.kind !== 'account' && principal.kind !== 'role' && principal.kind !== 'user') continue;
      const own = ownAccount(subject, context);
      if (own === undefined) return;
      const { account } = principal;
      if (typeof account !== 'string' || account === own.account || text === undefined) continue;
      if (!statement.conditionsInFull) continue;
      if (
        statement.conditions.some(({ key }) => /^(?:sts:externalid|aws:principalorg(?:id|paths))$/i.test(key))
      )
        continue;
      const said = reported.get(statement) ?? new Set();
      if (accountsOfRoles(context).has(account) || said.has(account)) continue;
      reported.set(statement, said.add(account));
      yield {
        message: say`Account ${account} is not the role's own, and no ExternalId is asked of it. If it belongs to a third party, require the ExternalId it gives you; your own accounts need none.`,
        span: node.span,
        confidence: 'low',
        fixes: (): Fix[] => {
          if (
            !onlyAws(statement) ||
            addCondition(subject, statement, 'StringEquals', 'sts:ExternalId', '') === undefined
          )
            return [];
          return [
            {
              id: 'require-external-id',
              title: say`Require an ExternalId…`,
              safe: false,
              consequence: say`Every principal of the statement must then send this ExternalId; calls without it are denied.`,
              change: {
                kind: 'question',
                prompt: say`The ExternalId that the third party gave you`,
                candidates: [],
                pattern: '^[\\w+=,.@:/-]{2,1224}$',
                hint: say`An ExternalId has 2 to 1,224 letters, digits or characters of ${'_+=,.@:/-'}.`,
                answer: (id) =>
                  inFile(
                    subject.source,
                    addCondition(subject, statement, 'StringEquals', 'sts:ExternalId', id) ?? [],
                  ),
              },
            },
          ];
        },
      };
    }
  },
});
