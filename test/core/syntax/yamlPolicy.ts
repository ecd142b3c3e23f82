import assert from 'node:assert/strict';
import { type LocatedValue, propertyOf } from '../../../server/src/core/syntax/tree';
import { yaml } from '../../../server/src/core/syntax/yaml';

/** A template of one role, in the several styles that YAML has. */
export const POLICY = `Resources:
  Role:
    Type: AWS::IAM::Role # the role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
        - Effect: Allow
          Principal:
            AWS: !Sub "arn:aws:iam::\${AWS::AccountId}:root" # own
          Action: sts:AssumeRole
        - Effect: Allow
          Principal: {Service: [ec2.amazonaws.com]}
          Action: ['sts:AssumeRole']
      Path: /
`;
/** Where its trust policy stands. */
export const DOC = ['Resources', 'Role', 'Properties', 'AssumeRolePolicyDocument'];

/** The value at a path of keys and indexes. */
export function at(text: string, ...path: string[]): LocatedValue {
  let value = yaml.parse(text).root;
  for (const key of path)
    value = /^\d+$/.test(key) && value?.kind === 'array' ? value.items[+key] : propertyOf(value, key);
  assert.ok(value);
  return value;
}
