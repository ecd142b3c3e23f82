import type { TrustPolicySubject } from '../documents/subjects';
import { say } from '../explain/sentence';
import { writtenRole } from '../iam/roleOf';
import { allowedIn } from '../iam/trusted';
import { delegateSelfFixes } from '../repairs/delegateSelf';
import { withExcuse, withFixedName } from '../repairs/fixedName';
import { inFile } from '../repairs/trustedEdits';
import { writable } from '../repairs/writable';
import { readable } from '../syntax/tree';
import { encloses, type Span } from '../text/span';
import type { Fix } from './finding';
import { ROLE_TRUST_CHANGE } from './references';
import { rule } from './rule';
import { roleResource, selfAssumePolicy, trusts, trustsAccountFor } from './templateExample';

const TEMPLATE = `Resources:
${roleResource('Catalog', trusts('AWS: !GetAtt Catalog.Arn'), 'catalog')}`;

const REPAIRED = `Resources:
${roleResource('Catalog', trustsAccountFor('catalog'), 'catalog')}`;

const CONFIGURATION = `data "aws_caller_identity" "current" {}

resource "aws_iam_role" "catalog" {
  name = "catalog"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Action = "sts:AssumeRole"
        Effect = "Allow"
        Principal = {
          AWS = aws_iam_role.catalog.arn
        }
      },
    ]
  })
}
`;

const CONFIGURATION_REPAIRED = CONFIGURATION.replace(
  `aws_iam_role.catalog.arn
        }
`,
  `"arn:aws:iam::\${data.aws_caller_identity.current.account_id}:root"
        }
`,
).replace(
  `        Action = "sts:AssumeRole"
`,
  `        Action = "sts:AssumeRole"
        Condition = {
          ArnEquals = {
            "aws:PrincipalArn" = "arn:aws:iam::\${data.aws_caller_identity.current.account_id}:role/catalog"
          }
        }
`,
);

const INLINE = `${REPAIRED}      Policies:
        - PolicyName: own
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: sts:AssumeRole
                Resource: !GetAtt Catalog.Arn
`;

/** The role with a permissions policy inside of it that names the role. */
const configurationWith = (resource: string): string =>
  CONFIGURATION_REPAIRED.replace(
    /}\n$/,
    () => `
  inline_policy {
    name = "own"
    policy = jsonencode({
      Version = "2012-10-17"
      Statement = [
        {
          Action   = "sts:AssumeRole"
          Effect   = "Allow"
          Resource = ${resource}
        },
      ]
    })
  }
}
`,
  );
const WRITTEN_OUT = '"arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/catalog"';

export default rule({
  meta: {
    id: 'self-reference-cycle',
    title: "The role's trust policy refers to the role before it exists",
    level: 'error',
    category: 'self-assumption',
    fix: 'unsafe',
    references: [
      {
        title: 'CloudFormation User Guide: Troubleshooting CloudFormation (dependency error)',
        url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html',
      },
      {
        title: 'Terraform language: References to Named Values',
        url: 'https://developer.hashicorp.com/terraform/language/expressions/references',
      },
      ROLE_TRUST_CHANGE,
    ],
  },
  docs: {
    what: 'The trust policy of a role, or a permissions policy inside of it, takes a value from that same role, such as `!GetAtt Role.Arn` in a CloudFormation template or `aws_iam_role.role.arn` in a Terraform configuration.',
    why: 'The value is there only once the role has been created, and creating the role needs the value. CloudFormation refuses such a template: circular dependency. Terraform refuses such a configuration: self-referential block, or, where a data source or a local value lies between, cycle.',
    remedy:
      'Remove the role from its own trust policy if nothing assumes it with its own credentials. Otherwise give the role a fixed name and write its ARN out, in a condition: trust the account where `aws:PrincipalArn` is that ARN. (As a principal the ARN must not stand either: IAM looks principals up, and the role is not there yet.) The role then also needs sts:AssumeRole on itself in an identity-based policy.',
  },
  examples: {
    bad: [
      {
        title: 'GetAtt of the role itself',
        file: 'template.yaml',
        text: TEMPLATE,
        at: '!GetAtt Catalog.Arn',
        fixes: [{ id: 'trust-account-with-condition', text: REPAIRED }],
      },
      {
        title: 'In a string, and without a fixed name',
        file: 'template.yaml',
        text: TEMPLATE.replace('      RoleName: catalog\n', '').replace(
          '!GetAtt Catalog.Arn',
          '!Sub "$' + '{Catalog.Arn}"',
        ),
        at: '${Catalog.Arn}',
        fixes: [{ id: 'name-and-trust-account-with-condition', answer: 'catalog', text: REPAIRED }],
      },
      {
        title: 'A permissions policy inside of the role',
        file: 'template.yaml',
        text: INLINE,
        at: '!GetAtt Catalog.Arn',
        fixes: [
          {
            id: 'write-arn-out',
            text: INLINE.replace(
              '!GetAtt Catalog.Arn',
              '!Sub "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/catalog"',
            ),
          },
        ],
      },
      {
        title: 'Terraform: the role itself',
        file: 'main.tf',
        text: CONFIGURATION,
        at: 'aws_iam_role.catalog.arn',
        fixes: [{ id: 'trust-account-with-condition', text: CONFIGURATION_REPAIRED }],
      },
      {
        title: 'Terraform: a permissions policy inside of the role',
        file: 'main.tf',
        text: configurationWith('aws_iam_role.catalog.arn'),
        at: 'aws_iam_role.catalog.arn',
        fixes: [{ id: 'write-arn-out', text: configurationWith(WRITTEN_OUT) }],
      },
    ],
    good: [
      {
        title: 'Terraform: a permissions policy inside of the role has the ARN written out',
        file: 'main.tf',
        text: configurationWith(WRITTEN_OUT),
      },
      {
        title: 'Terraform: the ARN is written out, in a condition',
        file: 'main.tf',
        text: CONFIGURATION_REPAIRED,
      },
      {
        title: 'A permissions policy beside the role refers to it',
        file: 'template.yaml',
        text: REPAIRED + selfAssumePolicy('Own', 'Catalog'),
      },
      { title: 'The ARN is written out, in a condition', file: 'template.yaml', text: REPAIRED },
      {
        title: 'Another role of the template',
        file: 'template.yaml',
        text:
          TEMPLATE.replace('!GetAtt Catalog.Arn', '!GetAtt Reader.Arn') +
          roleResource('Reader', trusts('Service: ec2.amazonaws.com')),
      },
    ],
  },
  subject: 'trustPolicy',
  *check(subject, context) {
    for (const span of subject.ownReferences ?? []) {
      yield {
        message: say`This refers to the role itself, which has no ARN or name to give before it is created; creating it needs this policy first. Nothing is deployed: CloudFormation reports a circular dependency, Terraform a self-referential block or a cycle.`,
        span,
        fixes: () => {
          const role = writtenRole(subject, context.settings);
          const trusted = allowedIn(subject.policy).find((each) => encloses(each.node.span, span));
          const arn = role === undefined ? undefined : writable(role.text);
          if (role === undefined || arn === undefined) return [];
          if (trusted === undefined) return writeOut(subject, span, arn);
          if (trusted.principal.kind !== 'role') return [];
          if (subject.role.name === undefined) {
            return withFixedName(subject, role, (own) => delegateSelfFixes(subject, trusted, own)[0]);
          }
          const fixes = delegateSelfFixes(subject, trusted, arn);
          return [...fixes, ...fixes.slice(0, 1).flatMap((fix) => withExcuse(subject, fix))];
        },
      };
    }
  },
});

/** In a permissions policy nothing looks the ARN up: written out it is right from the start. */
function writeOut(subject: TrustPolicySubject, span: Span, arn: string): Fix[] {
  if (subject.role.name === undefined) return [];
  for (const { policy, source } of subject.identityPolicies) {
    const value = policy.statements
      .flatMap(({ resource }) => resource?.values ?? [])
      .find((each) => encloses(each.span, span));
    if (value?.kind !== 'string' || readable(value.text) !== arn) continue;
    return [
      {
        id: 'write-arn-out',
        title: say`Write ${arn} out`,
        safe: true,
        change: { kind: 'edits', files: inFile(source, source.edits.replace(value, arn)) },
      },
    ];
  }
  return [];
}
