import { say, words } from '../explain/sentence';
import { SOURCES } from '../iam/sources';
import { trustedIn } from '../iam/trusted';
import { inFile, removeFix } from '../repairs/trustedEdits';
import type { Fix } from './finding';
import { rule } from './rule';
import { trustExample } from './trustExample';

export default rule({
  meta: {
    id: 'deleted-principal',
    title: 'A principal that has been deleted',
    level: 'warning',
    category: 'trust',
    fix: 'unsafe',
    references: [SOURCES.principal, SOURCES.identifiers],
  },
  docs: {
    what: 'The `Principal` element holds the unique ID of a role (`AROA…`) or a user (`AIDA…`) where its ARN should be.',
    why: 'IAM stores the unique ID of each role and user a trust policy names, and shows the ARN as long as that role or user exists. The bare ID is what is left when it has been deleted. A new one of the same name has another ID, so it is not trusted.',
    remedy:
      'Write the ARN of the role or user that is meant, even if it is the same as before: saving the policy links it to the new one. Or remove the ID.',
  },
  examples: {
    bad: [
      {
        title: 'The role behind it is gone',
        file: 'trust.json',
        text: trustExample('{ "AWS": ["AROADBQP57FF2AEXAMPLE", "arn:aws:iam::111122223333:role/Deploy"] }'),
        at: '"AROADBQP57FF2AEXAMPLE"',
        fixes: [
          {
            id: 'name-principal',
            answer: 'arn:aws:iam::111122223333:role/App',
            text: trustExample(
              '{ "AWS": ["arn:aws:iam::111122223333:role/App", "arn:aws:iam::111122223333:role/Deploy"] }',
            ),
          },
          {
            id: 'remove-principal',
            text: trustExample('{ "AWS": ["arn:aws:iam::111122223333:role/Deploy"] }'),
          },
        ],
      },
    ],
    good: [
      {
        title: 'An ID in a condition is meant as one',
        file: 'trust.json',
        text: trustExample(
          '{ "AWS": "arn:aws:iam::111122223333:root" }',
          '"sts:AssumeRole"',
          '{ "StringLike": { "aws:userid": "AROADBQP57FF2AEXAMPLE:*" } }',
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'nonRole',
  *check(subject) {
    for (const trusted of trustedIn(subject.policy)) {
      const { node, text, principal, statement } = trusted;
      if (principal.kind !== 'uniqueId' || principal.names === 'other' || text === undefined) continue;
      const kind = principal.names;
      const effect = statement.effect === 'Deny' ? 'denied' : 'trusted';
      yield {
        message: say`${text} is the unique ID of a ${words(kind)}, which IAM shows in place of the ARN once the ${words(kind)} has been deleted. A new ${words(kind)} of the same name is not ${words(effect)} until its ARN is written here again.`,
        span: node.span,
        fixes: (): Fix[] => [
          {
            id: 'name-principal',
            title: say`Write the ARN of the ${words(kind)} that is meant…`,
            safe: false,
            consequence: say`The ${words(kind)} you name is ${words(effect)} from then on. It must exist before the policy is saved.`,
            change: {
              kind: 'question',
              prompt: say`The ARN of the ${words(kind)}`,
              candidates: [],
              pattern: `^arn:aws[a-z0-9-]*:iam::\\d{12}:${kind}/.+$`,
              hint: say`Such an ARN looks like ${`arn:aws:iam::111122223333:${kind}/Name`}.`,
              answer: (arn) => inFile(subject.source, subject.source.edits.replace(node, arn)),
            },
          },
          ...removeFix(
            subject,
            trusted,
            say`If the ${words(kind)} does still exist, it is no longer ${words(effect)}.`,
          ),
        ],
      };
    }
  },
});
