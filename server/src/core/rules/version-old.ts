import { words } from '../explain/sentence';
import { policyVariables } from '../iam/policyVariables';
import { SOURCES } from '../iam/sources';
import { setVersionFix } from '../repairs/setVersion';
import { knownString } from '../syntax/tree';
import { VERSION_ELEMENT } from './references';
import { rule } from './rule';

const TRUST = `{
  "Version": "2008-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "Service": "ec2.amazonaws.com" },
      "Action": "sts:AssumeRole"
    }
  ]
}
`;
const CURRENT = TRUST.replace('2008-10-17', '2012-10-17');

export default rule({
  meta: {
    id: 'version-old',
    title: 'The trust policy is written in the policy language of 2008',
    level: 'hint',
    category: 'grammar',
    fix: 'safe',
    references: [VERSION_ELEMENT, SOURCES.variables],
  },
  docs: {
    what: 'The Version of the trust policy is `2008-10-17`. It is accepted, and nothing is wrong with the policy today.',
    why: 'In that version policy variables such as `${aws:username}` are plain text. Who adds one later is in for a surprise.',
    remedy: 'Write `2012-10-17`. In a policy without policy variables this changes nothing.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: TRUST,
        at: '"2008-10-17"',
        fixes: [{ id: 'set-version', text: CURRENT }],
      },
    ],
    good: [{ file: 'trust.json', text: CURRENT }],
  },
  subject: 'trustPolicy',
  about: 'irregularity',
  *check(subject) {
    const { version } = subject.policy;
    if (version === undefined || knownString(version) !== '2008-10-17') return;
    const variables = policyVariables(subject.policy);
    if (variables.length > 0) return;
    yield {
      message: words(
        'Version 2008-10-17 is the old policy language, in which policy variables are plain text. AWS recommends 2012-10-17.',
      ),
      span: version.span,
      fixes: () => [setVersionFix(subject, variables)],
    };
  },
});
