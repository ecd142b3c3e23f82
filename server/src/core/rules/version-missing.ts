import { words } from '../explain/sentence';
import { mayHold, POLICY_ELEMENTS } from '../iam/elements';
import { policyVariables } from '../iam/policyVariables';
import { SOURCES } from '../iam/sources';
import { setVersionFix } from '../repairs/setVersion';
import { openingSpan } from './openingSpan';
import { VERSION_ELEMENT } from './references';
import { rule } from './rule';

const TRUST = `{
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "Service": "ec2.amazonaws.com" },
      "Action": "sts:AssumeRole"
    }
  ]
}
`;
const VERSIONED = TRUST.replace('"Statement"', '"Version": "2012-10-17",\n  "Statement"');

export default rule({
  meta: {
    id: 'version-missing',
    title: 'The trust policy has no Version',
    level: 'hint',
    category: 'grammar',
    fix: 'safe',
    references: [VERSION_ELEMENT, SOURCES.variables],
  },
  docs: {
    what: 'The trust policy does not say which version of the policy language it is written in. Nothing is wrong with it today.',
    why: 'Without a Version IAM reads the policy by the language of 2008-10-17, in which policy variables such as `${aws:username}` are plain text. Who adds one later is in for a surprise.',
    remedy: 'Add `"Version": "2012-10-17"`. In a policy without policy variables this changes nothing.',
  },
  examples: {
    bad: [{ file: 'trust.json', text: TRUST, at: '{', fixes: [{ id: 'set-version', text: VERSIONED }] }],
    good: [
      { file: 'trust.json', text: VERSIONED },
      {
        title: 'With a policy variable it is more than a hint, and another finding',
        file: 'trust.json',
        text: TRUST.replace(
          '"Action": "sts:AssumeRole"',
          '"Action": "sts:AssumeRole",\n      "Condition": { "StringLike": { "sts:RoleSessionName": "${aws:username}" } }',
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'irregularity',
  *check(subject) {
    const { value, statements } = subject.policy;
    if (statements.length === 0 || mayHold(value, 'Version', POLICY_ELEMENTS)) return;
    const variables = policyVariables(subject.policy);
    if (variables.length > 0) return;
    yield {
      message: words(
        'This trust policy has no Version, so IAM reads it by 2008-10-17, in which policy variables are plain text.',
      ),
      span: openingSpan(value.span),
      fixes: () => [setVersionFix(subject, variables)],
    };
  },
});
