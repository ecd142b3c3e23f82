import { say, series, words } from '../explain/sentence';
import { clausesOf } from '../iam/readClauses';
import { SOURCES } from '../iam/sources';
import { fixOf } from '../repairs/conditionEdits';
import { conditionExample } from './conditionExample';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';

const NEW = conditionExample(
  '{ "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/Deploy" } }',
);

export default rule({
  meta: {
    id: 'condition-key-deprecated',
    title: 'A condition key has been replaced',
    level: 'hint',
    category: 'condition',
    fix: 'unsafe',
    references: [ACCESS_ANALYZER, SOURCES.globalKeys],
  },
  docs: {
    what: 'A condition tests a key that AWS no longer recommends, such as `aws:ARN`.',
    why: 'AWS keeps such keys for old policies only and documents other ones in their place.',
    remedy: 'Test the key that has replaced it.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: NEW.replace('aws:PrincipalArn', 'aws:ARN'),
        at: '"aws:ARN"',
        fixes: [{ id: 'write-principal-arn', text: NEW }],
      },
    ],
    good: [{ file: 'trust.json', text: NEW }],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy, source }) {
    for (const { clause, documented } of clausesOf(policy)) {
      const better = documented?.insteadUse;
      if (better === undefined) continue;
      yield {
        message: say`AWS no longer recommends the condition key ${clause.key}. Use ${series(
          better.map((key) => say`${key}`),
          'or',
        )}.`,
        span: clause.keySpan,
        fixes: () =>
          better.flatMap((key) =>
            fixOf(
              source,
              `write-${kebab(key)}`,
              say`Write ${key}`,
              source.edits.rename(clause.entry, key),
              words(
                'The new key may hold another value for the same request: check the values it is compared with.',
              ),
            ),
          ),
      };
    }
  },
});

/** `aws:PrincipalArn` as part of a fix's name: `principal-arn`. */
function kebab(key: string): string {
  return key
    .slice(key.indexOf(':') + 1)
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase();
}
