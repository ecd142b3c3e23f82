import { say, words } from '../explain/sentence';
import { mayHold, POLICY_ELEMENTS } from '../iam/elements';
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
      "Principal": { "AWS": "arn:aws:iam::111122223333:root" },
      "Action": "sts:AssumeRole",
      "Condition": { "StringLike": { "sts:RoleSessionName": "\${aws:username}" } }
    }
  ]
}
`;
const CURRENT = TRUST.replace('2008-10-17', '2012-10-17');
const UNVERSIONED = TRUST.replace(/ {2}"Version".*\n/, '');

export default rule({
  meta: {
    id: 'policy-variable-version',
    title: 'A policy variable stands in a policy whose version has none',
    level: 'warning',
    category: 'grammar',
    fix: 'unsafe',
    references: [SOURCES.variables, VERSION_ELEMENT],
  },
  docs: {
    what: 'A condition uses a policy variable such as `${aws:username}`, but the policy is of version 2008-10-17 or has no Version, which means the same.',
    why: 'In that version the variable is plain text: the condition compares with the characters `${aws:username}` themselves, and so hardly ever matches.',
    remedy: 'Set the Version to `2012-10-17`.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: TRUST,
        at: '${aws:username}',
        fixes: [{ id: 'set-version', text: CURRENT }],
      },
      {
        title: 'No Version is the version of 2008',
        file: 'trust.json',
        text: UNVERSIONED,
        at: '${aws:username}',
        fixes: [{ id: 'set-version', text: CURRENT }],
      },
    ],
    good: [
      { file: 'trust.json', text: CURRENT },
      {
        title: 'A placeholder is no policy variable',
        file: 'trust.json',
        text: TRUST.replace('aws:username', 'AWS::StackName'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'irregularity',
  *check(subject) {
    const { version, value } = subject.policy;
    if (
      version === undefined
        ? mayHold(value, 'Version', POLICY_ELEMENTS)
        : knownString(version) !== '2008-10-17'
    ) {
      return;
    }
    const variables = policyVariables(subject.policy);
    const reason =
      version === undefined
        ? words('the policy has no Version, which means 2008-10-17')
        : words('the Version of the policy is 2008-10-17');
    for (const variable of variables) {
      yield {
        message: say`The policy variable ${variable.text} is plain text here, because ${reason}. IAM compares with these very characters instead of the value in the request.`,
        span: variable.span,
        fixes: () => [setVersionFix(subject, variables)],
      };
    }
  },
});
