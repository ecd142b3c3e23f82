/*
 * Parts of CloudFormation templates for the examples of rules, laid out as people write them: a template is
 * `Resources:` and the resources that follow.
 */

/**
 * A role.
 * @param statements of its trust policy, made by `trusts` and `trustsAccountFor`
 * @param name a fixed name, if it is to have one
 */
export function roleResource(id: string, statements: string, name?: string): string {
  return `  ${id}:
    Type: AWS::IAM::Role
    Properties:
${name === undefined ? '' : `      RoleName: ${name}\n`}      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
${statements}`;
}

/** @param principal a line of the `Principal` element, such as `Service: ec2.amazonaws.com` */
export function trusts(principal: string): string {
  return `          - Effect: Allow
            Principal:
              ${principal}
            Action: sts:AssumeRole
`;
}

/** Trust in the account where the caller is the role of this name: what such a trust policy is repaired to. */
export function trustsAccountFor(name: string): string {
  const arn = (resource: string) => `!Sub "arn:\${AWS::Partition}:iam::\${AWS::AccountId}:${resource}"`;
  return `${trusts(`AWS: ${arn('root')}`)}            Condition:
              ArnEquals:
                aws:PrincipalArn: ${arn(`role/${name}`)}
`;
}

/** A permissions policy beside a role, by which the role may assume itself. */
export function selfAssumePolicy(id: string, role: string): string {
  return `  ${id}:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: ${id.toLowerCase()}
      Roles: [!Ref ${role}]
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action: sts:AssumeRole
            Resource: !GetAtt ${role}.Arn
`;
}
