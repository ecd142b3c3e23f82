import { type Sentence, say, words } from '../explain/sentence';
import type { Policy, Statement } from '../iam/policy';
import { clausesOf, operatorText } from '../iam/readClauses';
import { SOURCES } from '../iam/sources';
import { trustedIn } from '../iam/trusted';
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
  *check({ policy, source }) {
    const clauses = clausesOf(policy);
    for (const { clause, operator, lower, statement } of clauses) {
      if (!operator.ifExists || operator.negated || statement.effect !== 'Allow') continue;
      const others = clauses.filter((other) => other.statement === statement && other.clause !== clause);
      const asked = others.some((other) => other.lower === lower && !other.operator.ifExists);
      const door = others.some((other) => other.lower === PUBLIC || ENDPOINT.test(other.lower));
      const who = asked ? undefined : throughWithout(lower, door, () => hasLongTermKeys(policy, statement));
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

function throughWithout(key: string, door: boolean, longTermKeys: () => boolean): Sentence | undefined {
  if (/^aws:multifactorauth(?:present|age)$/.test(key)) {
    return longTermKeys() ? words('calls with long-term access keys get through without MFA') : undefined;
  }
  if (key === 'sts:externalid') return words('a caller who sends no ExternalId gets through');
  return ENDPOINT.test(key) && !door
    ? words('calls that do not come through a VPC endpoint get through')
    : undefined;
}

/** Whether a statement names somebody who may call with long-term access keys: a user, or anybody of an account. */
function hasLongTermKeys(policy: Policy, statement: Statement): boolean {
  return trustedIn(policy).some(
    ({ statement: own, principal: { kind, type } }) =>
      own === statement && (kind === 'user' || kind === 'account' || (kind === 'everyone' && type === 'AWS')),
  );
}
