import { say, words } from '../explain/sentence';
import { trustedIn } from '../iam/trusted';
import { asValue } from '../iam/value';
import { replaceFix } from '../repairs/trustedEdits';
import { writable } from '../repairs/writable';
import { rule } from './rule';

const TEMPLATE = `Resources:
  Reader:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              AWS: !Sub "arn:aws:iam::\${AWS::AccountId}:role/build"
            Action: sts:AssumeRole
`;
const PORTABLE = TEMPLATE.replace('arn:aws:', 'arn:$' + '{AWS::Partition}:');

export default rule({
  meta: {
    id: 'partition-hard-coded',
    title: 'A template writes out the partition of its own account',
    level: 'hint',
    category: 'trust',
    fix: 'unsafe',
    references: [
      {
        title: 'CloudFormation User Guide: Pseudo parameters reference',
        url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html',
      },
    ],
  },
  docs: {
    what: 'A template takes the account of a principal from `${AWS::AccountId}` and writes the partition out as `aws`.',
    why: 'In China, GovCloud and the other partitions the same template creates a role that trusts an ARN which does not exist there, and IAM refuses it.',
    remedy:
      'Write `${AWS::Partition}` in place of `aws`. If the template is for the partition `aws` only, leave it.',
  },
  examples: {
    bad: [
      {
        file: 'template.yaml',
        text: TEMPLATE,
        at: '!Sub "arn:aws:iam::$' + '{AWS::AccountId}:role/build"',
        fixes: [{ id: 'write-as-meant', text: PORTABLE }],
      },
    ],
    good: [
      { file: 'template.yaml', text: PORTABLE },
      {
        title: 'Another account, written out',
        file: 'template.yaml',
        text: TEMPLATE.replace('!Sub "arn:aws:iam::$' + '{AWS::AccountId}', '"arn:aws:iam::444455556666'),
      },
    ],
  },
  subject: 'trustPolicy',
  *check(subject) {
    for (const { node } of trustedIn(subject.policy)) {
      const [first, second] = node.text.pieces;
      if (first?.kind !== 'literal' || !/^arn:aws:(?:iam|sts)::$/.test(first.value)) continue;
      if (second?.kind !== 'hole' || second.expression !== 'AWS::AccountId') continue;
      yield {
        message: say`The account is the one the template is deployed in, and the partition is written out as ${'aws'}: in other partitions IAM refuses this principal.`,
        span: node.span,
        fixes: () => {
          const text = writable(asValue(node.text));
          if (text === undefined) return [];
          const portable = text.replace('arn:aws:', `arn:$\{AWS::Partition}:`);
          return [
            replaceFix(subject, node, portable, {
              safe: false,
              consequence: words('In the partition aws nothing changes; in others the role can be created.'),
            }),
          ];
        },
      };
    }
  },
});
