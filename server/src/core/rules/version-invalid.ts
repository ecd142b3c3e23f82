import { say } from '../explain/sentence';
import { policyVariables } from '../iam/policyVariables';
import { setVersionFix } from '../repairs/setVersion';
import { knownString } from '../syntax/tree';
import { VERSION_ELEMENT } from './references';
import { rule } from './rule';

const TRUST = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "Service": "airflow.amazonaws.com" },
      "Action": "sts:AssumeRole"
    }
  ]
}
`;

export default rule({
  meta: {
    id: 'version-invalid',
    title: 'The Version is not one of the policy language',
    level: 'error',
    category: 'grammar',
    fix: 'unsafe',
    references: [VERSION_ELEMENT],
  },
  docs: {
    what: 'The Version of the trust policy is neither `2012-10-17` nor `2008-10-17`. It names the version of the policy language, not the date on which the policy was written.',
    why: 'IAM refuses the policy.',
    remedy: 'Write `2012-10-17`, the current version.',
  },
  examples: {
    bad: [
      {
        title: 'The date of writing',
        file: 'trust.json',
        text: TRUST.replace('2012-10-17', '2023-09-27'),
        at: '"2023-09-27"',
        fixes: [{ id: 'set-version', text: TRUST }],
      },
    ],
    good: [
      { file: 'trust.json', text: TRUST },
      {
        title: 'A value to be filled in',
        file: 'trust.json',
        text: TRUST.replace('2012-10-17', '${Version}'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'irregularity',
  *check(subject) {
    const { version } = subject.policy;
    const written = knownString(version);
    if (version === undefined || written === undefined) return;
    if (written === '2012-10-17' || written === '2008-10-17') return;
    yield {
      message: say`The Version ${written} is none of the policy language (2012-10-17, or the older 2008-10-17), so IAM refuses this policy.`,
      span: version.span,
      fixes: () => [setVersionFix(subject, policyVariables(subject.policy))],
    };
  },
});
