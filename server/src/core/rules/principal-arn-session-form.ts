import { say, words } from '../explain/sentence';
import { clausesOf, literalsOf } from '../iam/readClauses';
import { SOURCES } from '../iam/sources';
import { fixOf } from '../repairs/conditionEdits';
import { conditionExample } from './conditionExample';
import { rule } from './rule';

const RIGHT = conditionExample(
  '{ "ArnEquals": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/Deploy" } }',
);

/** The ARN of a role session: partition, account, role, and the session name or a wildcard. */
const SESSION = /^arn:([a-z0-9*-]+):sts::([\d*?]+):assumed-role\/([^/]+)(?:\/.*)?$/;

export default rule({
  meta: {
    id: 'principal-arn-session-form',
    title: 'aws:PrincipalArn is compared with the ARN of a session',
    level: 'warning',
    category: 'condition',
    fix: 'unsafe',
    references: [SOURCES.globalKeys],
  },
  docs: {
    what: 'A condition compares `aws:PrincipalArn` with an assumed-role ARN, `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`.',
    why: 'For a role session this key holds the ARN of the role, not that of the session, so the test never matches. With a negated operator it excludes nobody.',
    remedy:
      'Compare with the ARN of the role, with its path. To limit the session name too, test `aws:userid` or name the session as the principal.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: RIGHT.replace(
          'arn:aws:iam::111122223333:role/Deploy',
          'arn:aws:sts::111122223333:assumed-role/Deploy/*',
        ),
        at: '"arn:aws:sts::111122223333:assumed-role/Deploy/*"',
        fixes: [{ id: 'write-role-arn', text: RIGHT }],
      },
    ],
    good: [
      { file: 'trust.json', text: RIGHT },
      {
        title: 'Federated users have such an ARN',
        file: 'trust.json',
        text: RIGHT.replace(
          'arn:aws:iam::111122223333:role/Deploy',
          'arn:aws:sts::111122223333:federated-user/Ana',
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy, source }) {
    for (const { clause, operator, lower } of clausesOf(policy)) {
      if (lower !== 'aws:principalarn') continue;
      for (const { node, text } of literalsOf(clause)) {
        const [, partition, account, role] = SESSION.exec(text) ?? [];
        if (role === undefined) continue;
        const arn = `arn:${partition}:iam::${account}:role/${role}`;
        yield {
          message: say`The key aws:PrincipalArn holds the ARN of the role, also for its sessions, and never an assumed-role ARN; so ${words(operator.negated ? 'this value excludes nobody' : 'this value never matches')}.`,
          span: node.span,
          fixes: () =>
            fixOf(
              source,
              'write-role-arn',
              say`Write ${arn}`,
              source.edits.replace(node, arn),
              say`The test then matches every session of the role ${role}. If the role has a path, add it.`,
            ),
        };
      }
    }
  },
});
