import { say, words } from '../explain/sentence';
import { mayHold, STATEMENT_ELEMENTS } from '../iam/elements';
import { SOURCES } from '../iam/sources';
import { changeOf } from '../repairs/removeValue';
import { known } from '../syntax/tree';
import { openingSpan } from './openingSpan';
import { rule } from './rule';

const TRUST = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Principal": { "Service": "ec2.amazonaws.com" },
      "Action": "sts:AssumeRole"
    }
  ]
}
`;
const withEffect = (effect: string) =>
  TRUST.replace('"Principal"', `"Effect": "${effect}",\n      "Principal"`);

export default rule({
  meta: {
    id: 'effect-missing',
    title: 'A statement has no Effect',
    level: 'error',
    category: 'grammar',
    fix: 'unsafe',
    references: [SOURCES.effect, SOURCES.grammar],
  },
  docs: {
    what: 'A statement of the trust policy does not say whether it allows or denies.',
    why: 'Effect is required, and there is no default: IAM refuses the policy.',
    remedy: 'Add `"Effect": "Allow"` or `"Effect": "Deny"`.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: TRUST,
        at: '{',
        fixes: [
          { id: 'add-allow', text: withEffect('Allow') },
          { id: 'add-deny', text: withEffect('Deny') },
        ],
      },
    ],
    good: [
      { file: 'trust.json', text: withEffect('Allow') },
      {
        title: 'A misspelt Effect is another finding',
        file: 'trust.json',
        text: withEffect('Allow').replace('"Effect"', '"effect"'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'irregularity',
  *check({ policy, source }) {
    for (const { value, number } of policy.statements) {
      if (mayHold(value, 'Effect', STATEMENT_ELEMENTS)) continue;
      // Behind the Sid, as IAM shows statements; in front of all else where there is none.
      const behind = value.entries.some((entry) => known(entry.key.text) === 'Sid') ? 'Sid' : '';
      const fix = (effect: string) => ({
        id: `add-${effect.toLowerCase()}`,
        title: say`Add Effect ${effect}`,
        safe: false,
        consequence: say`Statement ${number} takes effect.`,
        change: changeOf(source, source.edits.set(value, 'Effect', effect, behind)),
      });
      yield {
        message: words(
          'This statement has no Effect, so IAM refuses the policy. It must say "Allow" or "Deny".',
        ),
        span: openingSpan(value.span),
        fixes: () => [fix('Allow'), fix('Deny')],
      };
    }
  },
});
