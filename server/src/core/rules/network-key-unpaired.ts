import { say } from '../explain/sentence';
import { clausesOf } from '../iam/readClauses';
import { SOURCES } from '../iam/sources';
import { conditionExample } from './conditionExample';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';

const PAIRED = conditionExample(
  '{ "IpAddress": { "aws:VpcSourceIp": "10.20.0.0/16" }, "StringEquals": { "aws:SourceVpc": "vpc-0abc1234" } }',
);

/**
 * Keys with private addresses, which many networks share, and the key that says whose network it is.
 * Source: IAM User Guide, "AWS global condition context keys", aws:VpcSourceIp and aws:Ec2InstanceSourcePrivateIPv4.
 */
const PAIRS: Readonly<Record<string, string>> = {
  'aws:vpcsourceip': 'aws:SourceVpc',
  'aws:ec2instancesourceprivateipv4': 'aws:Ec2InstanceSourceVpc',
};

/** Keys that tell one network, or its owner, from others. */
const NETWORK =
  /^aws:(?:sourcevpc|sourcevpcarn|sourcevpce|vpceaccount|vpceorgid|vpceorgpaths|ec2instancesourcevpc)$|^ec2:sourceinstancearn$/;

export default rule({
  meta: {
    id: 'network-key-unpaired',
    title: 'Private addresses are tested without saying of which network',
    level: 'warning',
    category: 'condition',
    fix: 'none',
    references: [SOURCES.globalKeys, ACCESS_ANALYZER],
  },
  docs: {
    what: 'A condition tests `aws:VpcSourceIp` or `aws:Ec2InstanceSourcePrivateIPv4`, and no other condition of the statement tests the VPC or the VPC endpoint.',
    why: 'Private addresses are not unique: any VPC, also one of another account, can have them. AWS asks to use these keys only together with one that names the network.',
    remedy:
      'Test `aws:SourceVpc` or `aws:SourceVpce` too; for `aws:Ec2InstanceSourcePrivateIPv4` test `aws:Ec2InstanceSourceVpc`.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: conditionExample('{ "IpAddress": { "aws:VpcSourceIp": "10.20.0.0/16" } }'),
        at: '"aws:VpcSourceIp"',
      },
    ],
    good: [{ file: 'trust.json', text: PAIRED }],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy }) {
    const clauses = clausesOf(policy);
    for (const { clause, operator, lower, statement } of clauses) {
      const pair = Object.hasOwn(PAIRS, lower) ? PAIRS[lower] : undefined;
      if (pair === undefined || statement.effect === undefined || operator.family.id === 'null') continue;
      // Only tests that let calls through from these addresses: an Allow that asks for them, a Deny of all others.
      if (operator.negated !== (statement.effect === 'Deny')) continue;
      if (!statement.conditionsInFull) continue;
      if (clauses.some((other) => other.statement === statement && NETWORK.test(other.lower))) continue;
      yield {
        message: say`Any VPC, also of another account, can have these private addresses, and nothing here says which network is meant. Test ${pair} together with ${clause.key}.`,
        span: clause.keySpan,
      };
    }
  },
});
