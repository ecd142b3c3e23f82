import { say, series, words } from '../explain/sentence';
import { computeServices } from '../iam/computeServices';
import { evidenceFor } from '../iam/evidence';
import { roleOf } from '../iam/roleOf';
import { selfGrant } from '../iam/selfAssumption';
import { endSelfLoopFixes } from '../repairs/endSelfLoop';
import { removeSelfGrant } from '../repairs/removeSelfGrant';
import { knownString } from '../syntax/tree';
import { ROLE_TRUST_CHANGE } from './references';
import { rule } from './rule';

const LAMBDA_TRUSTS_ITSELF = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {
        "Service": "lambda.amazonaws.com",
        "AWS": "arn:aws:iam::111122223333:role/Thumbnails"
      },
      "Action": "sts:AssumeRole"
    }
  ]
}
`;

const NARROWED = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {
        "Service": "lambda.amazonaws.com"
      },
      "Action": "sts:AssumeRole"
    },
    {
      "Effect": "Allow",
      "Principal": {
        "AWS": "arn:aws:iam::111122223333:role/Thumbnails"
      },
      "Action": "sts:AssumeRole",
      "Condition": {
        "ArnEquals": {
          "lambda:SourceFunctionArn": "arn:aws:lambda:us-east-1:111122223333:function:thumbnails"
        }
      }
    }
  ]
}
`;

const SETTINGS = { roles: { 'thumbnails-trust.json': 'arn:aws:iam::111122223333:role/Thumbnails' } };

export default rule({
  meta: {
    id: 'self-assume-unnecessary',
    title: 'The role is allowed to assume itself, and nearly always needs not',
    level: 'information',
    category: 'self-assumption',
    fix: 'unsafe',
    references: [ROLE_TRUST_CHANGE],
  },
  docs: {
    what: 'The trust policy names the role itself. Where a profile or code in sight makes the needless call this is shown as information; without such evidence it is a hint, and only for roles that Lambda, ECS, EC2 or EKS hand to the code they run.',
    why: 'Code that runs as the role already has its credentials. Assuming the role again gives it the same permissions for an hour at most (the limit of role chaining), costs a call to STS each time and widens the trust policy for nothing. One use is real: asking for a session with fewer permissions, by a session policy.',
    remedy:
      'Use the credentials the code already has, and remove the role from its own trust policy. Keep it where the role assumes itself to get a session with fewer permissions, or use a second role for that.',
  },
  examples: {
    bad: [
      {
        title: 'A Lambda function already has the role',
        file: 'thumbnails-trust.json',
        text: LAMBDA_TRUSTS_ITSELF,
        at: '"arn:aws:iam::111122223333:role/Thumbnails"',
        settings: SETTINGS,
        fixes: [
          {
            id: 'remove-self-grant',
            text: LAMBDA_TRUSTS_ITSELF.replace(
              '"lambda.amazonaws.com",\n        "AWS": "arn:aws:iam::111122223333:role/Thumbnails"',
              '"lambda.amazonaws.com"',
            ),
          },
          {
            id: 'limit-to-lambda',
            answer: 'arn:aws:lambda:us-east-1:111122223333:function:thumbnails',
            text: NARROWED,
          },
        ],
      },
    ],
    good: [
      {
        title: 'The role does not name itself',
        file: 'thumbnails-trust.json',
        text: LAMBDA_TRUSTS_ITSELF.replace('role/Thumbnails', 'role/Deploy'),
        settings: SETTINGS,
      },
    ],
  },
  subject: 'trustPolicy',
  *check(subject, context) {
    const role = roleOf(subject, context.settings);
    if (role === undefined) return;
    const { grant, granting } = selfGrant(subject.policy, role);
    if (grant !== 'direct') return;
    // A condition beside it shows that somebody thought of what it is for.
    const first = granting.find(
      (place) =>
        place.kind === 'principal' &&
        knownString(place.value) === role.text &&
        place.statement.conditionsInFull &&
        place.statement.conditions.length === 0,
    );
    if (first?.kind !== 'principal') return;
    const calls = evidenceFor(subject, role, context).filter(
      ({ kind }) => kind === 'profile' || kind === 'code',
    );
    const hosts = [...computeServices(subject.policy)].map((name) => words(name));
    if (calls.length === 0 && hosts.length === 0) return;
    const why =
      calls.length > 0
        ? say`${words(calls[0]!.kind === 'profile' ? 'the profile' : 'the code')} in sight that does so already has this role's credentials`
        : say`code on ${series(hosts)} already has this role's credentials`;
    yield {
      message: say`The role ${role.name} may assume itself, which is rarely needed: ${why}. A role assumed with its own credentials lasts an hour at most; only a session policy, session tags or a name of its own could be what it is for.`,
      span: first.value.span,
      severity: calls.length > 0 ? 'information' : 'hint',
      unnecessary: calls.length > 0,
      related: calls.map(({ uri, span, note }) => ({ uri, span, note })),
      fixes: () => [...removeSelfGrant(subject, role.text), ...endSelfLoopFixes(subject, role.text)],
    };
  },
});
