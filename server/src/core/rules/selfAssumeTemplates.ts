/** Templates in the examples of `self-assume-denied`: a pipeline, a role without a name, the same with one, and its repair. */
export const PIPELINE = `Resources:
  Release:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              Service: codepipeline.amazonaws.com
            Action: sts:AssumeRole
  Pipeline:
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

export const TEMPLATE = `Resources:
  Reports:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              Service: ec2.amazonaws.com
            Action: sts:AssumeRole
  Assume:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: assume
      Roles: [!Ref Reports]
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action: sts:AssumeRole
            Resource: !GetAtt Reports.Arn
`;

export const NAMED = TEMPLATE.replace(
  '    Properties:\n      Assume',
  '    Properties:\n      RoleName: reports\n      Assume',
);
export const TRUST = `          - Effect: Allow
            Principal:
              AWS: !Sub "arn:$\{AWS::Partition}:iam::$\{AWS::AccountId}:root"
            Action: sts:AssumeRole
            Condition:
              ArnEquals:
                aws:PrincipalArn: !Sub "arn:$\{AWS::Partition}:iam::$\{AWS::AccountId}:role/reports"
  Assume:
`;
