import { say } from '../explain/sentence';
import { compilePolicy } from '../iam/compiled';
import { roleOf } from '../iam/roleOf';
import { SOURCES } from '../iam/sources';
import { trustedIn } from '../iam/trusted';
import { removeSelfGrant } from '../repairs/removeSelfGrant';
import { rule } from './rule';

const ROLE = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": ["arn:aws:iam::111122223333:role/App", "arn:aws:iam::111122223333:role/Deploy"] },
      "Action": "sts:AssumeRole"
    },
    {
      "Effect": "Deny",
      "Principal": { "AWS": "arn:aws:iam::111122223333:role/App" },
      "Action": "sts:AssumeRole"
    }
  ]
}
`;

const SETTINGS = { roles: { 'App.json': 'arn:aws:iam::111122223333:role/App' } };

export default rule({
  meta: {
    id: 'self-deny-with-grant',
    title: 'The role is allowed and denied to assume itself',
    level: 'warning',
    category: 'self-assumption',
    fix: 'unsafe',
    references: [SOURCES.evaluation],
  },
  docs: {
    what: 'One statement of the trust policy names the role itself as a principal that may assume it, and another denies it the same without conditions.',
    why: 'A deny always wins, so the role cannot assume itself and its name in the Allow statement has no effect.',
    remedy: 'Decide for one: remove the role from the Allow statement, or remove the deny.',
  },
  examples: {
    bad: [
      {
        title: 'Allowed and denied',
        file: 'App.json',
        text: ROLE,
        at: '"arn:aws:iam::111122223333:role/App"',
        settings: SETTINGS,
        fixes: [
          {
            id: 'remove-self-grant',
            text: ROLE.replace('"arn:aws:iam::111122223333:role/App", ', ''),
          },
        ],
      },
    ],
    good: [
      {
        title: 'Another role is denied',
        file: 'App.json',
        text: ROLE.replace(
          '"AWS": "arn:aws:iam::111122223333:role/App"',
          '"AWS": "arn:aws:iam::111122223333:role/Old"',
        ),
        settings: SETTINGS,
      },
      {
        title: 'Denied under a condition only',
        file: 'App.json',
        text: ROLE.replace(
          /("Action": "sts:AssumeRole")(\s+}\s+])/,
          '$1, "Condition": { "Bool": { "aws:MultiFactorAuthPresent": "false" } }$2',
        ),
        settings: SETTINGS,
      },
    ],
  },
  subject: 'trustPolicy',
  *check(subject, context) {
    const role = roleOf(subject, context.settings);
    if (role === undefined) return;
    const own = trustedIn(subject.policy).filter(({ text }) => text === role.text);
    const allowed = own.find(({ statement }) => statement.effect === 'Allow');
    const denied = own.find(
      ({ statement }) =>
        statement.effect === 'Deny' && statement.conditionEntry === undefined && names(statement) === 'yes',
    );
    if (allowed === undefined || denied === undefined || names(allowed.statement) !== 'yes') return;
    yield {
      message: say`The role ${role.name} is named here as allowed to assume itself, and statement ${denied.statement.number} denies it. A deny always wins, so this has no effect.`,
      span: allowed.node.span,
      related: [{ uri: subject.source.uri, span: denied.node.span, note: say`Here it is denied.` }],
      fixes: () => removeSelfGrant(subject, role.text),
    };

    function names(statement: (typeof own)[number]['statement']) {
      return compilePolicy(subject.policy)
        .statements.find((each) => each.statement === statement)
        ?.names('sts:AssumeRole');
    }
  },
});
