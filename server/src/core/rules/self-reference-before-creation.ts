import type { Verdict } from '../explain/explanation';
import { say } from '../explain/sentence';
import { sameValue } from '../iam/openMatch';
import { ownAccount } from '../iam/ownAccount';
import { SOURCES } from '../iam/sources';
import { allowedIn } from '../iam/trusted';
import { asValue, shown, type Value } from '../iam/value';
import { verdictOf } from '../iam/verdict';
import { delegateSelfFixes } from '../repairs/delegateSelf';
import { writable } from '../repairs/writable';
import type { Text } from '../syntax/tree';
import { encloses } from '../text/span';
import { invalidPrincipal } from './invalidPrincipal';
import { ROLE_TRUST_CHANGE } from './references';
import { rule } from './rule';

const CREATE_ROLE = `{
  "RoleName": "App",
  "AssumeRolePolicyDocument": {
    "Version": "2012-10-17",
    "Statement": [
      {
        "Effect": "Allow",
        "Principal": { "AWS": "arn:aws:iam::111122223333:role/App" },
        "Action": "sts:AssumeRole"
      }
    ]
  }
}
`;

const OWN = '"arn:aws:iam::111122223333:role/App"';
const SETTINGS = { roles: { 'create-role.json': 'arn:aws:iam::111122223333:role/App' } };
const REPAIRED = CREATE_ROLE.replace('role/App" }', 'root" }').replace(
  '"Action": "sts:AssumeRole"',
  `"Action": "sts:AssumeRole",
        "Condition": {
          "ArnEquals": {
            "aws:PrincipalArn": ${OWN}
          }
        }`,
);

const TEMPLATE = `Parameters:
  Name:
    Type: String
Resources:
  App:
    Type: AWS::IAM::Role
    Properties:
      RoleName: !Ref Name
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
        - Effect: Allow
          Principal:
            AWS: !Sub arn:aws:iam::$\{AWS::AccountId}:role/$\{Name}
          Action: sts:AssumeRole
      Policies:
      - PolicyName: objects
        PolicyDocument:
          Version: '2012-10-17'
          Statement:
          - Effect: Allow
            Action: s3:GetObject
            Resource: '*'
`;
const TEMPLATE_REPAIRED = TEMPLATE.replace(
  `!Sub arn:aws:iam::$\{AWS::AccountId}:role/$\{Name}
          Action: sts:AssumeRole
`,
  `!Sub 'arn:aws:iam::$\{AWS::AccountId}:root'
          Action: sts:AssumeRole
          Condition:
            ArnEquals:
              aws:PrincipalArn: !Sub 'arn:aws:iam::$\{AWS::AccountId}:role/$\{Name}'
`,
).concat(`          - Effect: Allow
            Action: sts:AssumeRole
            Resource: !Sub 'arn:aws:iam::$\{AWS::AccountId}:role/$\{Name}'
`);

const CONFIGURATION = `data "aws_caller_identity" "this" {}

locals {
  role_arn = "arn:aws:iam::\${data.aws_caller_identity.this.account_id}:role/\${var.name}"
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = [local.role_arn]
    }
  }
}

resource "aws_iam_role" "catalog" {
  name               = var.name
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "catalog" {
  role   = aws_iam_role.catalog.id
  policy = <<-EOF
    {
      "Statement": [
        { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" }
      ]
    }
  EOF
}
`;
const CONFIGURATION_REPAIRED = CONFIGURATION.replace(
  `[local.role_arn]
    }
`,
  `["arn:aws:iam::\${data.aws_caller_identity.this.account_id}:root"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:PrincipalArn"
      values   = ["arn:aws:iam::\${data.aws_caller_identity.this.account_id}:role/\${var.name}"]
    }
`,
).replace(
  `"Resource": "*" }
`,
  `"Resource": "*" },
        {
          "Effect": "Allow",
          "Action": "sts:AssumeRole",
          "Resource": "arn:aws:iam::\${data.aws_caller_identity.this.account_id}:role/\${var.name}"
        }
`,
);

export default rule({
  meta: {
    id: 'self-reference-before-creation',
    title: 'The role names itself before it exists',
    level: 'error',
    category: 'self-assumption',
    fix: 'unsafe',
    references: [SOURCES.principal, ROLE_TRUST_CHANGE],
  },
  docs: {
    what: "A document that creates a role names the role's own ARN as a principal of its trust policy.",
    why: 'IAM looks up each role in a trust policy when it is saved, and the role is not there before it has been created: CreateRole fails with MalformedPolicyDocument: Invalid principal in policy. It happens again whenever the role is created anew, in another account for instance.',
    remedy:
      'Remove the role from its own trust policy if nothing assumes it with its own credentials. Otherwise trust the account with the condition `ArnEquals` on `aws:PrincipalArn`: ARNs in conditions are not looked up. The role then also needs sts:AssumeRole on itself in an identity-based policy.',
  },
  examples: {
    bad: [
      {
        title: 'Input of create-role',
        file: 'create-role.json',
        text: CREATE_ROLE,
        at: OWN,
        settings: SETTINGS,
        fixes: [{ id: 'trust-account-with-condition', text: REPAIRED }],
      },
      {
        title: 'The account by an expression',
        file: 'create-role.json',
        text: CREATE_ROLE.replace('111122223333', '${AWS::AccountId}'),
        at: OWN.replace('111122223333', '${AWS::AccountId}'),
      },
      {
        title: 'In a CloudFormation template',
        file: 'template.yaml',
        text: TEMPLATE,
        at: '!Sub arn:aws:iam::${AWS::AccountId}:role/${Name}',
        fixes: [{ id: 'trust-account-with-condition', text: TEMPLATE_REPAIRED }],
      },
      {
        title: 'In a Terraform configuration',
        file: 'main.tf',
        text: CONFIGURATION,
        at: 'local.role_arn',
        fixes: [{ id: 'trust-account-with-condition', text: CONFIGURATION_REPAIRED }],
      },
      {
        title: 'The account of the new role is not known, so this is a hint',
        file: 'create-role.json',
        text: CREATE_ROLE,
        at: OWN,
      },
    ],
    good: [
      { title: 'Terraform: the account, with a condition', file: 'main.tf', text: CONFIGURATION_REPAIRED },
      {
        title: 'The account, with a condition',
        file: 'create-role.json',
        text: REPAIRED,
        settings: SETTINGS,
      },
      {
        title: 'The role exists',
        file: 'role.json',
        text: CREATE_ROLE.replace('"RoleName"', '"Arn": "arn:aws:iam::111122223333:role/App",\n  "RoleName"'),
      },
      {
        title: 'A role of the same name in another account',
        file: 'create-role.json',
        text: CREATE_ROLE.replace('111122223333', '444455556666'),
        settings: SETTINGS,
      },
    ],
  },
  subject: 'trustPolicy',
  *check(subject, context) {
    if (subject.role.lifecycle !== 'created') return;
    const { name, path } = subject.role;
    if (name === undefined) return;
    for (const trusted of allowedIn(subject.policy)) {
      const { principal, node } = trusted;
      // What refers to the role resource itself has no value at all yet: a finding of its own.
      if (subject.ownReferences?.some((span) => encloses(node.span, span))) continue;
      if (principal.kind !== 'role' || sameValue(principal.name, asValue(name)) !== 'yes') continue;
      if (sameValue(principal.path, path === undefined ? '/' : asValue(path)) !== 'yes') continue;
      const own = inOwnAccount(
        principal.account,
        ownAccount(subject, context)?.account,
        subject.role.account,
      );
      if (own === 'no') continue;
      const text = shown(principal.value);
      const condition =
        own === 'yes'
          ? say`The principal ${text} is`
          : say`If account ${shown(principal.account)} is where this role is created, ${text} is`;
      yield {
        message: say`${condition} the role itself, which IAM cannot find before it exists. CreateRole then answers: ${invalidPrincipal('AWS', text)}.`,
        span: node.span,
        severity: own === 'yes' ? 'error' : 'hint',
        confidence: own === 'yes' ? 'high' : 'low',
        fixes: () => {
          const arn = trusted.text ?? writable(principal.value);
          return arn === undefined ? [] : delegateSelfFixes(subject, trusted, arn);
        },
      };
    }
  },
});

/** Whether an account is that of the new role: templates write the account they are deployed in as an expression. */
function inOwnAccount(account: Value, own: string | undefined, said: Text | undefined): Verdict {
  if (typeof account === 'string') return own === undefined ? 'depends' : verdictOf(account === own);
  // Where the document says the account of the role, it is that expression and no other.
  if (said !== undefined) return sameValue(account, asValue(said)) === 'yes' ? 'yes' : 'depends';
  return account.pieces.every((piece) => piece.kind === 'hole' && piece.expression === DEPLOYED_IN)
    ? 'yes'
    : 'depends';
}

/** An input of CreateRole may be filled in with what CloudFormation calls the account of a deployment. */
const DEPLOYED_IN = 'AWS::AccountId';
