import { say, words } from '../explain/sentence';
import { TRUST_POLICY_SIZE } from '../iam/quotas';
import { jsonSize } from '../syntax/plainSize';
import { openingSpan } from './openingSpan';
import { IAM_QUOTAS } from './references';
import { rule } from './rule';

const { byDefault, atMost } = TRUST_POLICY_SIZE;

/** A trust policy for so many roles of one account. */
const trusting = (roles: number) => `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {
        "AWS": [
${Array.from({ length: roles }, (_, i) => `          "arn:aws:iam::111122223333:role/Deployer${i + 10}"`).join(',\n')}
        ]
      },
      "Action": "sts:AssumeRole"
    }
  ]
}
`;

export default rule({
  meta: {
    id: 'policy-too-large',
    title: 'The trust policy is larger than IAM allows',
    level: 'error',
    category: 'grammar',
    fix: 'none',
    references: [IAM_QUOTAS],
  },
  docs: {
    what: `The trust policy has more characters than the quota allows, white space left out: ${byDefault} unless the account asked for more (a warning), ${atMost} at most (an error).`,
    why: 'Above its quota IAM refuses to save it: `LimitExceeded: Cannot exceed quota for ACLSizePerRole`.',
    remedy:
      'Trust an account instead of many of its roles and restrict by a condition on `aws:PrincipalArn` with wildcards, trust an organization by `aws:PrincipalOrgID`, or ask for a higher quota in Service Quotas (role trust policy length).',
  },
  examples: {
    bad: [
      { title: 'Above the default quota', file: 'trust.json', text: trusting(50), at: '{' },
      { title: 'Above what any account can have', file: 'trust.json', text: trusting(100), at: '{' },
    ],
    good: [
      {
        title: 'White space does not count',
        file: 'trust.json',
        text: trusting(40).replaceAll('\n', '\n          '),
      },
    ],
  },
  subject: 'trustPolicy',
  *check({ policy }) {
    const size = jsonSize(policy.value);
    if (size === undefined || size <= byDefault) return;
    const beyond = size > atMost;
    yield {
      message: beyond
        ? say`This trust policy has ${size} characters without white space. The quota can be raised to ${atMost} at most, so IAM refuses it.`
        : say`This trust policy has ${size} characters without white space. Unless the quota of the account was raised, IAM refuses it with ${`LimitExceeded: Cannot exceed quota for ACLSizePerRole: ${byDefault}`}${words('.')}`,
      span: openingSpan(policy.value.span),
      ...(beyond ? {} : { severity: 'warning' as const }),
    };
  },
});
