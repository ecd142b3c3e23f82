import { type Sentence, say, words } from '../explain/sentence';
import { clausesOf, literalsOf, operatorText } from '../iam/readClauses';
import { SOURCES } from '../iam/sources';
import { hasLongTermKeys, type Trusted, trustedIn } from '../iam/trusted';
import { changeOperator, fixOf } from '../repairs/conditionEdits';
import { conditionExample } from './conditionExample';
import { rule } from './rule';

const MFA = conditionExample('{ "Bool": { "aws:MultiFactorAuthPresent": "true" } }');
const EXTERNAL_ID = conditionExample('{ "StringEquals": { "sts:ExternalId": "4f2c-91" } }');

/** Keys that only calls through a VPC endpoint carry, and the one that only other calls carry. */
const ENDPOINT = /^aws:(?:sourcevpc|sourcevpcarn|sourcevpce|vpcsourceip|vpceaccount|vpceorgid|vpceorgpaths)$/;
const PUBLIC = 'aws:sourceip';

export default rule({
  meta: {
    id: 'if-exists-weakens',
    title: 'IfExists lets calls through that leave the key out',
    level: 'warning',
    category: 'condition',
    fix: 'unsafe',
    references: [
      SOURCES.operators,
      SOURCES.globalKeys,
      {
        title: 'IAM User Guide: Secure API access with MFA',
        url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html',
      },
    ],
  },
  docs: {
    what: 'An Allow statement tests MFA, the ExternalId or a VPC endpoint with an operator that ends in `IfExists`.',
    why: 'With `IfExists` the test also holds when the request does not carry the key. A call with long-term access keys carries no MFA key, a caller can leave the ExternalId out, and a call over the internet passes no VPC endpoint: all of them get through.',
    remedy: 'Drop `IfExists`.',
  },
  examples: {
    bad: [
      {
        title: 'Long-term access keys pass without MFA',
        file: 'trust.json',
        text: MFA.replace('"Bool"', '"BoolIfExists"'),
        at: '"BoolIfExists"',
        fixes: [{ id: 'drop-if-exists', text: MFA }],
      },
      {
        title: 'The caller can leave the ExternalId out',
        file: 'trust.json',
        text: EXTERNAL_ID.replace('StringEquals', 'StringEqualsIfExists'),
        at: '"StringEqualsIfExists"',
        fixes: [{ id: 'drop-if-exists', text: EXTERNAL_ID }],
      },
    ],
    good: [
      { file: 'trust.json', text: MFA },
      {
        title: 'A network of two doors',
        file: 'trust.json',
        text: conditionExample(
          '{ "IpAddressIfExists": { "aws:SourceIp": "203.0.113.0/24" }, "StringEqualsIfExists": { "aws:SourceVpc": "vpc-0abc1234" } }',
        ),
      },
      {
        title: 'A service may send an ExternalId or not',
        file: 'trust.json',
        text: conditionExample(
          '{ "StringEqualsIfExists": { "sts:ExternalId": "111122223333" } }',
          '{ "Service": "firehose.amazonaws.com" }',
        ),
      },
      {
        title: 'In a Deny statement IfExists denies more',
        file: 'trust.json',
        text: conditionExample('{ "BoolIfExists": { "aws:MultiFactorAuthPresent": "false" } }').replace(
          'Allow',
          'Deny',
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy, source }) {
    const clauses = clausesOf(policy);
    for (const { clause, operator, lower, statement } of clauses) {
      if (!operator.ifExists || operator.negated || statement.effect !== 'Allow') continue;
      const others = clauses.filter((other) => other.statement === statement && other.clause !== clause);
      const asked = others.some((other) => other.lower === lower && !other.operator.ifExists);
      const door = others.some((other) => other.lower === PUBLIC || ENDPOINT.test(other.lower));
      // To ask that MFA is absent asks for no MFA in any case.
      const wanted =
        operator.family.id !== 'bool' || literalsOf(clause).every(({ text }) => /^true$/i.test(text));
      if (asked || !wanted || !statement.conditionsInFull) continue;
      const who = throughWithout(
        lower,
        door,
        trustedIn(policy).filter((each) => each.statement === statement),
      );
      if (who === undefined) continue;
      const strict = operatorText({ ...operator, ifExists: false });
      yield {
        message: say`${operatorText(operator)} also holds when the request does not carry ${clause.key}, so ${who}.`,
        span: clause.operatorSpan,
        fixes: () =>
          fixOf(
            source,
            'drop-if-exists',
            say`Test ${clause.key} with ${strict}`,
            changeOperator(source, statement, clause, strict),
            say`Calls that do not carry ${clause.key} are then no longer allowed by this statement.`,
          ),
      };
    }
  },
});

/** Who gets through without the key; undefined where that is nobody, or nothing to warn of. */
function throughWithout(key: string, door: boolean, named: readonly Trusted[]): Sentence | undefined {
  if (/^aws:multifactorauth(?:present|age)$/.test(key)) {
    return named.some(({ principal }) => hasLongTermKeys(principal))
      ? words('calls with long-term access keys get through without MFA')
      : undefined;
  }
  if (key === 'sts:externalid') {
    return named.some(({ principal: { type } }) => type === 'AWS')
      ? words('a caller who sends no ExternalId gets through')
      : undefined;
  }
  return ENDPOINT.test(key) && !door
    ? words('calls that do not come through a VPC endpoint get through')
    : undefined;
}
