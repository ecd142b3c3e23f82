import { say } from '../explain/sentence';
import { clausesOf } from '../iam/readClauses';
import { SOURCES } from '../iam/sources';
import { dropSetOperatorFix } from '../repairs/conditionEdits';
import { conditionExample } from './conditionExample';
import { rule } from './rule';

const RIGHT = conditionExample('{ "StringEquals": { "sts:ExternalId": "4f2c-91" } }');

export default rule({
  meta: {
    id: 'set-operator-needless',
    title: 'A key with one value is tested with a set operator',
    level: 'hint',
    category: 'condition',
    fix: 'unsafe',
    references: [SOURCES.multivalued],
  },
  docs: {
    what: 'A condition tests a key that has one value at most with `ForAnyValue:`, or, in a Deny statement, with `ForAllValues:`. In an Allow statement `ForAllValues:` is the matter of for-all-values-vacuous.',
    why: 'AWS advises against set operators for such keys: they say nothing more and change what holds when the request does not carry the key.',
    remedy: 'Drop the set operator.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: RIGHT.replace('StringEquals', 'ForAnyValue:StringEquals'),
        at: '"ForAnyValue:StringEquals"',
        fixes: [{ id: 'drop-set-operator', text: RIGHT }],
      },
    ],
    good: [
      { file: 'trust.json', text: RIGHT },
      {
        title: 'A key with several values',
        file: 'trust.json',
        text: conditionExample(
          '{ "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" } }',
          '{ "Federated": "cognito-identity.amazonaws.com" }',
          '"sts:AssumeRoleWithWebIdentity"',
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy, source }) {
    for (const { clause, operator, statement, documented, lower } of clausesOf(policy)) {
      if (operator.set === undefined || documented === undefined || documented.multi) continue;
      if (operator.set === 'all' && statement.effect !== 'Deny') continue;
      // The audience of a token may be a list, so AWS asks to confirm its type.
      if (lower.endsWith(':aud')) continue;
      // Both are false without the key, and with it they compare the same one value.
      const same = operator.set === 'any' && !operator.negated;
      yield {
        message: say`The key ${clause.key} has one value at most, so it needs no set operator.`,
        span: clause.operatorSpan,
        fixes: () =>
          dropSetOperatorFix(
            source,
            { statement, clause, operator },
            same ? undefined : say`What holds changes for requests that do not carry ${clause.key}.`,
          ),
      };
    }
  },
});
