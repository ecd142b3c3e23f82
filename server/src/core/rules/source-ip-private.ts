import { say, words } from '../explain/sentence';
import { inRange } from '../iam/conditions/ipRange';
import { clausesOf, isLiteral, literalsOf } from '../iam/readClauses';
import { SOURCES } from '../iam/sources';
import { conditionExample } from './conditionExample';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';

const PUBLIC = conditionExample('{ "IpAddress": { "aws:SourceIp": "203.0.113.0/24" } }');

/** Addresses for private networks. Source: RFC 1918. */
const PRIVATE: readonly (readonly [within: (address: string) => boolean, prefix: number])[] = (
  [
    ['10.0.0.0/8', 8],
    ['172.16.0.0/12', 12],
    ['192.168.0.0/16', 16],
  ] as const
).map(([range, prefix]) => [inRange(range) ?? (() => false), prefix]);

export default rule({
  meta: {
    id: 'source-ip-private',
    title: 'aws:SourceIp is compared with private addresses',
    level: 'warning',
    category: 'condition',
    fix: 'none',
    references: [SOURCES.globalKeys, ACCESS_ANALYZER],
  },
  docs: {
    what: 'A condition compares `aws:SourceIp` with private addresses only (10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16). It is a hint where public addresses stand beside them.',
    why: '`aws:SourceIp` holds the public address that a call comes from, behind NAT that of the gateway. A call through a VPC endpoint does not carry the key at all. So private addresses never match.',
    remedy:
      'Test the public addresses of your network with `aws:SourceIp`. For calls through a VPC endpoint test `aws:VpcSourceIp` together with `aws:SourceVpc`.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: PUBLIC.replace('203.0.113.0/24', '10.20.0.0/16'),
        at: '"10.20.0.0/16"',
      },
    ],
    good: [
      { file: 'trust.json', text: PUBLIC },
      {
        title: 'Calls through a VPC endpoint',
        file: 'trust.json',
        text: conditionExample(
          '{ "IpAddress": { "aws:VpcSourceIp": "10.20.0.0/16" }, "StringEquals": { "aws:SourceVpc": "vpc-0abc1234" } }',
        ),
      },
      { title: 'Every address', file: 'trust.json', text: PUBLIC.replace('203.0.113.0/24', '0.0.0.0/0') },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy }) {
    for (const { clause, operator, lower } of clausesOf(policy)) {
      if (lower !== 'aws:sourceip' || operator.family.id !== 'ip') continue;
      const values = literalsOf(clause);
      const all = isLiteral(clause) && values.every(({ text }) => isPrivate(text));
      for (const { node, text } of values) {
        if (!isPrivate(text)) continue;
        yield {
          message: say`The range ${text} is private, and aws:SourceIp holds public addresses only: a call through a VPC endpoint does not carry this key. So ${words(operator.negated ? 'this excludes nobody' : 'this never matches')}.`,
          span: node.span,
          ...(all ? {} : { severity: 'hint' as const }),
        };
      }
    }
  },
});

function isPrivate(range: string): boolean {
  const [address = '', length] = range.split('/');
  return PRIVATE.some(
    ([within, prefix]) => within(address) && (length === undefined || Number(length) >= prefix),
  );
}
