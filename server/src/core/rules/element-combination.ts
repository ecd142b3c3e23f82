import { say } from '../explain/sentence';
import { SOURCES } from '../iam/sources';
import { changeOf } from '../repairs/removeValue';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';

const TRUST = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:root" },
      "Action": "sts:AssumeRole"
    }
  ]
}
`;

export default rule({
  meta: {
    id: 'element-combination',
    title: 'A statement has an element together with its opposite',
    level: 'error',
    category: 'grammar',
    fix: 'unsafe',
    references: [SOURCES.grammar, ACCESS_ANALYZER],
  },
  docs: {
    what: 'A statement has both `Action` and `NotAction`, or both `Principal` and `NotPrincipal`.',
    why: 'Each pair excludes the other, so IAM refuses the policy.',
    remedy:
      'Keep one of the two. To take something out of what a statement allows, write a second statement that denies it.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: TRUST.replace('"sts:AssumeRole"', '"sts:AssumeRole",\n      "NotAction": "sts:TagSession"'),
        at: '"NotAction"',
        fixes: [{ id: 'remove-opposite', text: TRUST }],
      },
    ],
    good: [
      {
        title: 'In two statements',
        file: 'trust.json',
        text: TRUST.replace(
          '    }\n  ]',
          '    },\n    {\n      "Effect": "Deny",\n      "Principal": { "AWS": "*" },\n      "NotAction": "sts:AssumeRole"\n    }\n  ]',
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'irregularity',
  *check({ policy, source }) {
    for (const { value, action, notAction, principal, notPrincipal } of policy.statements) {
      const pairs = [
        { name: 'Action', element: action, opposite: notAction },
        { name: 'Principal', element: principal, opposite: notPrincipal },
      ];
      for (const { name, element, opposite } of pairs) {
        if (element === undefined || opposite === undefined) continue;
        yield {
          message: say`A statement cannot have both ${name} and ${`Not${name}`}, so IAM refuses this policy.`,
          span: opposite.entry.key.span,
          related: [{ uri: source.uri, span: element.entry.key.span, note: say`Its opposite.` }],
          fixes: () => [
            {
              id: 'remove-opposite',
              title: say`Remove ${`Not${name}`}`,
              safe: false,
              consequence: say`Only ${name} then decides. If something was to be left out of it, deny that in a statement of its own.`,
              change: changeOf(source, source.edits.removeEntry(value, opposite.entry)),
            },
          ],
        };
      }
    }
  },
});
