import type { TrustPolicySubject } from '../documents/subjects';
import { say, series, words } from '../explain/sentence';
import { type Evidence, evidenceFor, policiesForSelf } from '../iam/evidence';
import type { Role } from '../iam/role';
import { writtenRole } from '../iam/roleOf';
import { selfAssumption } from '../iam/selfAssumption';
import { shown } from '../iam/value';
import { withExcuse, withFixedName } from '../repairs/fixedName';
import { grantSelfFixes } from '../repairs/grantSelf';
import { removeSelfCallFixes } from '../repairs/removeSelfCalls';
import { writable } from '../repairs/writable';
import type { Fix } from './finding';
import { CLOUDTRAIL_STS, ROLE_TRUST_CHANGE } from './references';
import { rule } from './rule';
import { roleResource, selfAssumePolicy, trusts, trustsAccountFor } from './templateExample';
import { trustSpan } from './trustSpan';

const POLICY_OF_ROLE = `{
  "RoleDetailList": [
    {
      "Arn": "arn:aws:iam::111122223333:role/Reports",
      "RoleName": "Reports",
      "Path": "/",
      "AssumeRolePolicyDocument": {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Principal": { "Service": "ec2.amazonaws.com" },
            "Action": "sts:AssumeRole"
          }
        ]
      },
      "RolePolicyList": [
        {
          "PolicyName": "assume",
          "PolicyDocument": {
            "Version": "2012-10-17",
            "Statement": [
              {
                "Effect": "Allow",
                "Action": "sts:AssumeRole",
                "Resource": "arn:aws:iam::111122223333:role/Reports"
              }
            ]
          }
        }
      ]
    }
  ]
}
`;
const POLICY_REPAIRED = POLICY_OF_ROLE.replace(
  '{ "Service": "ec2.amazonaws.com" }',
  '{ "Service": "ec2.amazonaws.com", "AWS": "arn:aws:iam::111122223333:role/Reports" }',
);

const CONFIGURATION = `data "aws_caller_identity" "current" {}

resource "aws_iam_role" "reports" {
  name               = "reports"
  path               = "/team/"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

resource "aws_iam_policy" "self" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = aws_iam_role.reports.arn }]
  })
}

resource "aws_iam_role_policy_attachment" "self" {
  role       = aws_iam_role.reports.name
  policy_arn = aws_iam_policy.self.arn
}
`;
const CONFIGURATION_REPAIRED = CONFIGURATION.replace(
  `      identifiers = ["ec2.amazonaws.com"]
    }
  }
`,
  `      identifiers = ["ec2.amazonaws.com"]
    }
  }

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::\${data.aws_caller_identity.current.account_id}:root"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:PrincipalArn"
      values   = ["arn:aws:iam::\${data.aws_caller_identity.current.account_id}:role/team/reports"]
    }
  }
`,
);
const PIPELINE = `Resources:
${roleResource('Release', trusts('Service: codepipeline.amazonaws.com'))}  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      RoleArn: !GetAtt Release.Arn
      Stages:
        - Name: Build
          Actions:
            - Name: Build
              RoleArn: !GetAtt Release.Arn
              RunOrder: 1
`;

const ON_EC2 = trusts('Service: ec2.amazonaws.com');
/** A role that its own policy lets assume itself. */
const template = (statements: string, name?: string) => `Resources:
${roleResource('Reports', statements, name)}${selfAssumePolicy('Assume', 'Reports')}`;
const TEMPLATE_REPAIRED = template(ON_EC2 + trustsAccountFor('reports'), 'reports');

const VERDICT = { allowed: 'yes', denied: 'no', depends: 'depends' } as const;

export default rule({
  meta: {
    id: 'self-assume-denied',
    title: 'The role tries to assume itself and its trust policy does not allow it',
    level: 'warning',
    category: 'self-assumption',
    fix: 'unsafe',
    references: [ROLE_TRUST_CHANGE, CLOUDTRAIL_STS],
  },
  docs: {
    what: "Something in sight (a permissions policy of the role, a profile in an AWS config file, a pipeline action with the pipeline's own role, a storage credential of Databricks in Terraform, or code that the role's function, task or instance runs) shows that the role assumes itself, and the trust policy does not allow that.",
    why: 'Until 21 September 2022 a role trusted itself implicitly: an identity-based policy was enough. Since then the trust policy must allow it, and its conditions apply. AWS carries roles that were seen to assume themselves before on an allow-list and takes them off as their behaviour shows they no longer need it, so such a call is denied unless AWS still carries this role. In CloudTrail, `additionalEventData.explicitTrustGrant` = `false` on an AssumeRole event marks a call that only the allow-list let through.',
    remedy:
      "Remove the call where you can: code that runs as the role on Lambda, ECS, EC2 or EKS already has its credentials. Where the role must assume itself (for a session with fewer permissions, say), name its own ARN in the trust policy's `Principal`.",
  },
  examples: {
    bad: [
      {
        title: 'A permissions policy of the role allows it to assume itself, its trust policy does not',
        file: 'account.json',
        text: POLICY_OF_ROLE,
        at: '"Principal"',
        fixes: [{ id: 'name-role', text: POLICY_REPAIRED }],
      },
      {
        title: 'Terraform: a policy attached to the role allows it to assume itself',
        file: 'main.tf',
        text: CONFIGURATION,
        at: 'principals',
        fixes: [{ id: 'trust-account-for-role', text: CONFIGURATION_REPAIRED }],
      },
      {
        title: 'A pipeline action names the role that the pipeline already has',
        file: 'template.yaml',
        text: PIPELINE,
        at: 'Principal',
        fixes: [
          {
            id: 'remove-action-role',
            text: PIPELINE.replace('              RoleArn: !GetAtt Release.Arn\n', ''),
          },
        ],
      },
      {
        title: 'A role of a template without a fixed name',
        file: 'template.yaml',
        text: template(ON_EC2),
        at: 'Principal',
        fixes: [{ id: 'name-and-trust-account-for-role', answer: 'reports', text: TEMPLATE_REPAIRED }],
      },
      {
        title: 'A role of a template with a fixed name, with a note for scanners',
        file: 'template.yaml',
        text: template(ON_EC2, 'reports'),
        at: 'Principal',
        fixes: [
          {
            id: 'trust-account-for-role-for-scanners',
            text: TEMPLATE_REPAIRED.replace(
              '  Reports:\n    Type: AWS::IAM::Role\n',
              `  # kics-scan ignore-block
  Reports:
    Type: AWS::IAM::Role
    Metadata:
      checkov:
        skip:
          - id: CKV_AWS_61
            comment: The condition on aws:PrincipalArn limits this trust to the role itself
`,
            ),
          },
        ],
      },
    ],
    good: [
      {
        title: 'Terraform: the account is trusted where the role calls',
        file: 'main.tf',
        text: CONFIGURATION_REPAIRED,
      },
      {
        title: 'Terraform: the permissions policy is attached to another role',
        file: 'main.tf',
        text: CONFIGURATION.replace('= aws_iam_role.reports.name', '= "another"'),
      },
      {
        title: 'The trust policy names the role',
        file: 'account.json',
        text: POLICY_REPAIRED,
      },
      {
        title: 'The permissions policy names another role',
        file: 'account.json',
        text: POLICY_OF_ROLE.replace(
          '"Resource": "arn:aws:iam::111122223333:role/Reports"',
          '"Resource": "arn:aws:iam::111122223333:role/Other"',
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  *check(subject, context) {
    const role = writtenRole(subject, context.settings);
    if (role === undefined) return;
    const evidence = evidenceFor(subject, role, context);
    if (evidence.length === 0) return;
    const policies = policiesForSelf(subject, role, context);
    const { now, before, grant } = selfAssumption(subject.policy, role, policies);
    if (now.verdict !== 'denied') return;
    const kinds = new Set(evidence.map((each) => KINDS[each.kind]));
    const ask = words(kinds.size === 1 ? 'asks' : 'ask');
    const reason =
      grant === 'none'
        ? words('its trust policy does not allow it')
        : words('other statements or policies in sight stop it');
    // The allow-list helps nobody whose own policies in sight do not allow the call, or whom a policy in sight denies it.
    const exception =
      before.verdict === 'denied'
        ? words('')
        : words(
            ' Since 2022-09-21 such a call is denied, unless AWS still carries this role on its allow-list.',
          );
    yield {
      message: say`The role ${shown(role.name)} cannot assume itself, although ${series([...kinds].map(words))} in sight ${ask} for it: ${reason}.${exception}`,
      span: trustSpan(subject.policy),
      confidence: evidence.some((each) => each.sure) ? 'high' : 'medium',
      related: evidence.map(({ uri, span, note }) => ({ uri, span, note })),
      steps: [
        { sentence: words('Before 2022-09-21'), steps: before.steps, verdict: VERDICT[before.verdict] },
        { sentence: words('Now'), steps: now.steps, verdict: 'no' },
      ],
      fixes: () => (grant === 'none' ? fixes(subject, role, evidence) : []),
    };
  },
});

const KINDS: Readonly<Record<Evidence['kind'], string>> = {
  identityPolicy: 'a permissions policy',
  profile: 'a profile',
  pipelineAction: 'a pipeline action',
  storageCredential: 'a storage credential of Databricks',
  code: 'a call',
};

/** What makes the needless call goes first. A role that gets a generated name must be given one before it can be named. */
function fixes(subject: TrustPolicySubject, role: Role, evidence: readonly Evidence[]): Fix[] {
  const arn = writable(role.text);
  // Where a policy asks for it too, removing the calls alone leaves it open what that is for.
  const onlyCalls = evidence.every(({ kind }) => kind === 'pipelineAction');
  const calls = onlyCalls ? removeSelfCallFixes(subject) : [];
  if (arn === undefined) return calls;
  const grants = (own: string) => grantSelfFixes({ subject, arn: own, candidates: [] });
  if (typeof role.text !== 'string' && subject.role.name === undefined) {
    return [...calls, ...withFixedName(subject, role, (own) => grants(own)[0])];
  }
  const made = grants(arn);
  const [first] = made;
  return [...calls, ...made, ...(first === undefined ? [] : withExcuse(subject, first))];
}
