import { type Sentence, say, words } from '../explain/sentence';
import type { ConditionKeyType } from '../iam/conditionKeyData';
import type { Operator } from '../iam/conditions/operators';
import { typeFit } from '../iam/conditions/typeFit';
import { clausesOf, operatorText } from '../iam/readClauses';
import { SOURCES } from '../iam/sources';
import { changeOperator, fixOf } from '../repairs/conditionEdits';
import { conditionExample } from './conditionExample';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';

const RIGHT = conditionExample('{ "Bool": { "aws:MultiFactorAuthPresent": "true" } }');
const ACCOUNT = conditionExample('{ "StringEquals": { "aws:PrincipalAccount": "111122223333" } }');

export default rule({
  meta: {
    id: 'condition-type-mismatch',
    title: 'A condition operator does not suit the type of its key',
    level: 'warning',
    category: 'condition',
    fix: 'unsafe',
    references: [SOURCES.operators, SOURCES.globalKeys, ACCESS_ANALYZER],
  },
  docs: {
    what: 'A condition tests a key with an operator of another type, such as an account ID with `ArnEquals`. It is information only where AWS does not say that the test fails.',
    why: 'Each key has a type, and AWS documents the operators for it. An operator that cannot read the values of the key never matches: the statement never applies, or, with a negated operator, the test holds always.',
    remedy: "Use an operator of the key's type.",
  },
  examples: {
    bad: [
      {
        title: 'An account ID is no ARN',
        file: 'trust.json',
        text: ACCOUNT.replace('StringEquals', 'ArnEquals'),
        at: '"ArnEquals"',
        fixes: [{ id: 'write-operator', text: ACCOUNT }],
      },
      {
        title: 'A truth value compared as text',
        file: 'trust.json',
        text: RIGHT.replace('Bool', 'StringEquals'),
        at: '"StringEquals"',
        fixes: [{ id: 'write-operator', text: RIGHT }],
      },
    ],
    good: [
      { file: 'trust.json', text: RIGHT },
      {
        title: 'ARNs may be compared as text',
        file: 'trust.json',
        text: conditionExample(
          '{ "StringLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/Deploy*" } }',
        ),
      },
      {
        title: 'aws:EpochTime takes dates and numbers',
        file: 'trust.json',
        text: conditionExample('{ "NumericLessThan": { "aws:EpochTime": "1893456000" } }'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy, source }) {
    for (const known of clausesOf(policy)) {
      const found = typeFit(known);
      if (found.fit === 'documented' || found.fit === 'unknown') continue;
      const { clause, operator, statement } = known;
      const { type } = found.key;
      const better = suited(operator, type);
      const never = operator.negated
        ? say`No value of ${clause.key} is something that ${operator.name} compares, so this test always holds and restricts nothing.`
        : say`No value of ${clause.key} is something that ${operator.name} compares, so this test never holds for it.`;
      yield {
        message:
          found.fit === 'never'
            ? say`${never} AWS documents ${WORDS[type]} operators for this key.`
            : say`AWS documents ${WORDS[type]} operators for ${clause.key}; whether ${operator.name} compares its values as meant is not documented.`,
        span: clause.operatorSpan,
        ...severityOf(found.fit === 'never', type === 'String'),
        fixes: () =>
          better === undefined
            ? []
            : fixOf(
                source,
                'write-operator',
                say`Test ${clause.key} with ${better}`,
                changeOperator(source, statement, clause, better),
                words('The test then compares: check that its values are those that were meant.'),
              ),
      };
    }
  },
});

const WORDS: Readonly<Record<ConditionKeyType, Sentence>> = {
  String: words('string'),
  ARN: words('ARN and string'),
  Bool: words('Boolean'),
  Numeric: words('numeric'),
  Date: words('date'),
  IPAddress: words('IP address'),
};

/** The operator of a type that asks the same question, where there is one. */
function suited(operator: Operator, type: ConditionKeyType): string | undefined {
  const { negated, name } = operator;
  const order = /(?:Less|Greater)Than(?:Equals)?$/.exec(name)?.[0];
  if (order !== undefined) {
    return type === 'Numeric' || type === 'Date'
      ? operatorText({ ...operator, name: type + order })
      : undefined;
  }
  const like = /Like$/.test(name);
  switch (type) {
    case 'String':
    case 'ARN': {
      const base = type === 'ARN' ? 'Arn' : 'String';
      return operatorText({ ...operator, name: `${base}${negated ? 'Not' : ''}${like ? 'Like' : 'Equals'}` });
    }
    case 'Bool':
      return negated || like ? undefined : operatorText({ ...operator, name: 'Bool' });
    case 'IPAddress':
      return like ? undefined : operatorText({ ...operator, name: negated ? 'NotIpAddress' : 'IpAddress' });
    default:
      return like ? undefined : operatorText({ ...operator, name: `${type}${negated ? 'Not' : ''}Equals` });
  }
}

/** Of text that people choose themselves, such as a tag, nothing says that another operator cannot read it. */
function severityOf(never: boolean, isText: boolean): { severity?: 'information' | 'hint' } {
  return never ? {} : { severity: isText ? 'hint' : 'information' };
}
