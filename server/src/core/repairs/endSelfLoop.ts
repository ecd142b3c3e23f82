import type { TrustPolicySubject } from '../documents/subjects';
import { say } from '../explain/sentence';
import { trustedIn } from '../iam/trusted';
import type { Fix } from '../rules/finding';
import { narrow } from './narrow';
import { inFile } from './trustedEdits';

/** What marks the credentials that a service hands to the code it runs. */
interface Mark {
  readonly service: string;
  readonly key: string;
  readonly what: string;
  readonly pattern: string;
  readonly example: string;
}

/** Source: IAM User Guide, "AWS global condition context keys" and "IAM and AWS STS condition context keys". */
const MARKS: readonly Mark[] = [
  {
    service: 'lambda.amazonaws.com',
    key: 'lambda:SourceFunctionArn',
    what: 'the Lambda function',
    pattern: '^arn:aws[a-z0-9-]*:lambda:[a-z0-9-]+:\\d{12}:function:[\\w-]{1,64}$',
    example: 'arn:aws:lambda:us-east-1:111122223333:function:Name',
  },
  {
    service: 'ec2.amazonaws.com',
    key: 'ec2:SourceInstanceARN',
    what: 'the instance',
    pattern: '^arn:aws[a-z0-9-]*:ec2:[a-z0-9-]+:\\d{12}:instance/i-[0-9a-f]{8,17}$',
    example: 'arn:aws:ec2:us-east-1:111122223333:instance/i-1234567890abcdef0',
  },
];

/**
 * Lets the role assume itself only with the credentials that Lambda or EC2 hand out, not with those of a session that
 * was assumed: the mark they carry is not passed on, so a role that assumes itself in a loop stops after the first.
 * Source: AWS Security Blog, 2022-09-21, "Announcing an update to IAM role trust policy behavior".
 */
export function endSelfLoopFixes(subject: TrustPolicySubject, arn: string): Fix[] {
  const trusted = trustedIn(subject.policy);
  const own = trusted.find((each) => each.statement.effect === 'Allow' && each.text === arn);
  if (own === undefined) return [];
  return MARKS.filter(({ service }) => trusted.some(({ text }) => text === service)).flatMap((mark) => {
    const edits = (value: string) =>
      narrow(subject, own, { principal: arn, operator: 'ArnEquals', key: mark.key, value });
    if (edits(mark.example) === undefined) return [];
    return [
      {
        id: `limit-to-${mark.service.split('.')[0]}`,
        title: say`Let the role assume itself only from ${mark.what}, by ${mark.key}…`,
        safe: false,
        consequence: say`Sessions of the role that were assumed, and other code that runs as the role, can then no longer assume it by this entry.`,
        change: {
          kind: 'question',
          prompt: say`The ARN of ${mark.what} whose code assumes the role`,
          candidates: [],
          pattern: mark.pattern,
          hint: say`It looks like ${mark.example}.`,
          answer: (value) => inFile(subject.source, edits(value) ?? []),
        },
      } satisfies Fix,
    ];
  });
}
