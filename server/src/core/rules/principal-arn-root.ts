import { say, words } from '../explain/sentence';
import { clausesOf, literalsOf } from '../iam/readClauses';
import { SOURCES } from '../iam/sources';
import { fixOf } from '../repairs/conditionEdits';
import { conditionExample } from './conditionExample';
import { rule } from './rule';

const ANYONE = '{ "AWS": "*" }';
const ROOT = 'arn:aws:iam::111122223333:root';

export default rule({
  meta: {
    id: 'principal-arn-root',
    title: 'aws:PrincipalArn is compared with the ARN of an account',
    level: 'warning',
    category: 'condition',
    fix: 'unsafe',
    references: [SOURCES.globalKeys, SOURCES.assumeRole],
  },
  docs: {
    what: 'A condition compares `aws:PrincipalArn` with `arn:aws:iam::ACCOUNT:root`.',
    why: 'As a principal this ARN means the whole account, but in a condition it is text: only the root user has this ARN, and the root user cannot assume roles. The test never matches.',
    remedy: 'Test `aws:PrincipalAccount` with the account ID.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: conditionExample(`{ "StringEquals": { "aws:PrincipalArn": "${ROOT}" } }`, ANYONE),
        at: `"${ROOT}"`,
        fixes: [
          {
            id: 'test-account',
            text: conditionExample('{ "StringEquals": { "aws:PrincipalAccount": "111122223333" } }', ANYONE),
          },
        ],
      },
    ],
    good: [
      {
        title: 'The roles of an account',
        file: 'trust.json',
        text: conditionExample(
          '{ "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/*" } }',
          ANYONE,
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy, source }) {
    for (const { clause, operator, lower } of clausesOf(policy)) {
      if (lower !== 'aws:principalarn') continue;
      const values = literalsOf(clause);
      for (const { node, text } of values) {
        const account = /^arn:[a-z0-9*-]+:iam::(\d{12}):root$/.exec(text)?.[1];
        if (account === undefined) continue;
        const alone = clause.values.length === 1 && /^String(?:Not)?Equals$/.test(operator.name);
        yield {
          message: say`Only the root user of account ${account} has this ARN, and a root user cannot assume roles; so ${words(operator.negated ? 'this value excludes nobody' : 'this value never matches')}. In a condition the ARN does not stand for the account.`,
          span: node.span,
          fixes: () =>
            alone
              ? fixOf(
                  source,
                  'test-account',
                  say`Test aws:PrincipalAccount with ${account}`,
                  [
                    ...source.edits.rename(clause.entry, 'aws:PrincipalAccount'),
                    ...source.edits.replace(node, account),
                  ],
                  say`The test then matches every role and user of account ${account}.`,
                )
              : [],
        };
      }
    }
  },
});
