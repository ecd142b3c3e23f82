import { say } from '../explain/sentence';
import { typeOf } from '../iam/principalType';
import { SOURCES } from '../iam/sources';
import { trustedIn } from '../iam/trusted';
import { replaceFix } from '../repairs/trustedEdits';
import { PARTITIONS } from '../sts/partitions';
import { closest } from '../text/closest';
import { rule } from './rule';
import { trustExample } from './trustExample';

const KNOWN: ReadonlySet<string> = new Set(PARTITIONS.map(({ id }) => id));

export default rule({
  meta: {
    id: 'partition-invalid',
    title: 'An ARN of a partition that does not exist',
    level: 'error',
    category: 'trust',
    fix: 'safe',
    references: [
      SOURCES.principal,
      {
        title: 'AWS General Reference: Amazon Resource Names (ARNs)',
        url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html',
      },
    ],
  },
  docs: {
    what: "The second part of an ARN in the `Principal` element is none of AWS's partitions.",
    why: 'The partition is the group of Regions an account belongs to: `aws`, `aws-cn` (China), `aws-us-gov` (GovCloud), `aws-eusc` (European Sovereign Cloud), `aws-iso`, `aws-iso-b`, `aws-iso-e` and `aws-iso-f`. IAM cannot find a principal in another one and refuses to save the policy. (A partition newer than this version of STS Lens is reported as a warning.)',
    remedy: 'Write the partition of the account; nearly always `aws`.',
  },
  examples: {
    bad: [
      {
        title: 'A slip',
        file: 'trust.json',
        text: trustExample('{ "AWS": "arn:asw:iam::111122223333:root" }'),
        at: '"arn:asw:iam::111122223333:root"',
        fixes: [{ id: 'write-as-meant', text: trustExample('{ "AWS": "arn:aws:iam::111122223333:root" }') }],
      },
      {
        title: 'A Region in place of a partition',
        file: 'trust.json',
        text: trustExample('{ "AWS": "arn:us-east-1:iam::111122223333:root" }'),
        at: '"arn:us-east-1:iam::111122223333:root"',
      },
    ],
    good: [
      {
        title: 'Other partitions',
        file: 'trust.json',
        text: trustExample(
          '{ "AWS": ["arn:aws-cn:iam::111122223333:root", "arn:aws-iso-e:iam::111122223333:root", "arn:aws-eusc:iam::111122223333:root"] }',
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  *check(subject) {
    for (const { text, node, group } of trustedIn(subject.policy)) {
      const [, partition, rest] = /^arn:([^:*?]*):(.+)$/.exec(text ?? '') ?? [];
      if (partition === undefined || rest === undefined || KNOWN.has(partition)) continue;
      // Under the wrong type it is another finding, whose fix comes first.
      if ((typeOf(text ?? '') ?? group.type) !== group.type) continue;
      // AWS opens new partitions now and then, all of them named aws-…
      const maybeNew = /^aws-[a-z]+(?:-[a-z]+)*$/.test(partition);
      const meant = maybeNew ? undefined : closest(partition.toLowerCase(), KNOWN);
      yield {
        message: say`${maybeNew ? say`No partition ${partition} is known here` : say`There is no partition ${partition}`}${meant === undefined ? say`` : say` (did you mean ${meant}?)`}. IAM refuses to save a principal that is in none of its partitions.`,
        span: node.span,
        severity: maybeNew ? 'warning' : 'error',
        confidence: maybeNew ? 'medium' : 'high',
        fixes: () =>
          meant === undefined ? [] : [replaceFix(subject, node, `arn:${meant}:${rest}`, { safe: true })],
      };
    }
  },
});
