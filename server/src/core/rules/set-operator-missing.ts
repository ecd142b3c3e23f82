import { say, words } from '../explain/sentence';
import { clausesOf, operatorText } from '../iam/readClauses';
import { SOURCES } from '../iam/sources';
import { changeOperator, fixOf } from '../repairs/conditionEdits';
import { conditionExample } from './conditionExample';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';

const RIGHT = conditionExample(
  '{ "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-a1b2c3d4e5/r-ab12/*" } }',
  '{ "AWS": "*" }',
);

export default rule({
  meta: {
    id: 'set-operator-missing',
    title: 'A key with several values is tested without a set operator',
    level: 'warning',
    category: 'condition',
    fix: 'unsafe',
    references: [SOURCES.multivalued, ACCESS_ANALYZER],
  },
  docs: {
    what: 'A condition tests a key that may have several values, such as `aws:PrincipalOrgPaths` or `aws:TagKeys`, without `ForAnyValue:` or `ForAllValues:`.',
    why: 'AWS requires one of the two for such keys. Without it, nothing says whether one value must match or all; IAM Access Analyzer reports an error.',
    remedy:
      'Write `ForAnyValue:` if one matching value is enough, `ForAllValues:` if every value must match.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: RIGHT.replace('ForAnyValue:', ''),
        at: '"StringLike"',
        fixes: [{ id: 'any-value', text: RIGHT }],
      },
    ],
    good: [
      { file: 'trust.json', text: RIGHT },
      {
        title: 'Null asks for the key, not for its values',
        file: 'trust.json',
        text: conditionExample('{ "Null": { "aws:TagKeys": "true" } }'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy, source }) {
    for (const { clause, operator, statement, documented } of clausesOf(policy)) {
      if (documented?.multi !== true || operator.set !== undefined || operator.family.id === 'null') continue;
      // Of a negated test only "no value matches" can be meant, which ForAllValues says.
      const set = operator.negated ? 'all' : 'any';
      const better = operatorText({ ...operator, set });
      yield {
        message: say`The key ${clause.key} may have several values, and AWS requires ForAnyValue or ForAllValues with such a key. Without it the test is not sure to mean what was meant.`,
        span: clause.operatorSpan,
        fixes: () =>
          fixOf(
            source,
            set === 'any' ? 'any-value' : 'all-values',
            say`Test ${clause.key} with ${better}`,
            changeOperator(source, statement, clause, better),
            words(
              set === 'any'
                ? 'The test then holds when at least one of the values matches.'
                : 'The test then holds when none of the values matches, also when the request does not carry the key.',
            ),
          ),
      };
    }
  },
});
