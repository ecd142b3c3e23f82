import { say } from '../explain/sentence';
import { unreadableValues } from '../iam/conditions/unreadable';
import { SOURCES } from '../iam/sources';
import { conditionExample } from './conditionExample';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';
import { outcome } from './unreadableOutcome';

const RIGHT = conditionExample('{ "IpAddress": { "aws:SourceIp": "203.0.113.0/24" } }');

export default rule({
  meta: {
    id: 'condition-value-not-ip',
    title: 'An IP address operator is given something that is no address',
    level: 'warning',
    category: 'condition',
    fix: 'none',
    references: [SOURCES.operators, ACCESS_ANALYZER],
  },
  docs: {
    what: 'A condition with the operator `IpAddress` or `NotIpAddress` has a value that is no IP address and no range in CIDR form.',
    why: 'No address lies in it, so the test never matches.',
    remedy: 'Write an address or a range, such as `"203.0.113.0/24"` or `"2001:DB8::/32"`.',
  },
  examples: {
    bad: [
      { file: 'trust.json', text: RIGHT.replace('203.0.113.0/24', '203.0.113.0/40'), at: '"203.0.113.0/40"' },
    ],
    good: [
      { file: 'trust.json', text: RIGHT },
      {
        title: 'IPv6, and one address',
        file: 'trust.json',
        text: RIGHT.replace('"203.0.113.0/24"', '["2001:DB8::/32", "203.0.113.7"]'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy }) {
    for (const found of unreadableValues(policy, 'ip')) {
      const { operator, literal } = found;
      yield {
        message: say`${operator.name} compares IP addresses with ranges in CIDR form; ${literal.text} is none, so ${outcome(found)}.`,
        span: literal.node.span,
      };
    }
  },
});
