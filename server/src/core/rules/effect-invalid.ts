import { say, words } from '../explain/sentence';
import { SOURCES } from '../iam/sources';
import { changeOf } from '../repairs/removeValue';
import { knownString } from '../syntax/tree';
import { closest } from '../text/closest';
import type { Fix } from './finding';
import { rule } from './rule';

const EFFECTS = ['Allow', 'Deny'] as const;
const TRUST = `{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": { "AWS": "arn:aws:iam::111122223333:root" },
    "Action": "sts:AssumeRole"
  }
}
`;

export default rule({
  meta: {
    id: 'effect-invalid',
    title: 'An Effect is neither Allow nor Deny',
    level: 'error',
    category: 'grammar',
    fix: 'unsafe',
    references: [SOURCES.effect],
  },
  docs: {
    what: 'The Effect of a statement is something other than `Allow` or `Deny`. The value is case-sensitive.',
    why: 'IAM refuses the policy.',
    remedy: 'Write `Allow` or `Deny`, with that capital letter.',
  },
  examples: {
    bad: [
      {
        title: 'Case matters',
        file: 'trust.json',
        text: TRUST.replace('"Allow"', '"ALLOW"'),
        at: '"ALLOW"',
        fixes: [{ id: 'write-allow', text: TRUST }],
      },
      {
        file: 'trust.json',
        text: TRUST.replace('"Allow"', '"Permit"'),
        at: '"Permit"',
        fixes: [
          { id: 'write-allow', text: TRUST },
          { id: 'write-deny', text: TRUST.replace('"Allow"', '"Deny"') },
        ],
      },
    ],
    good: [
      { file: 'trust.json', text: TRUST.replace('"Allow"', '"Deny"') },
      { title: 'A value to be filled in', file: 'trust.json', text: TRUST.replace('"Allow"', '"${Effect}"') },
    ],
  },
  subject: 'trustPolicy',
  about: 'irregularity',
  *check({ policy, source }) {
    for (const { effectValue, number } of policy.statements) {
      const written = knownString(effectValue);
      if (written === undefined || effectValue === undefined) continue;
      if (EFFECTS.some((effect) => effect === written)) continue;
      const sameLetters = EFFECTS.find((effect) => effect.toLowerCase() === written.trim().toLowerCase());
      const meant = sameLetters ?? closest(written, EFFECTS);
      const fix = (effect: string): Fix => {
        const shared = {
          id: `write-${effect.toLowerCase()}`,
          title: say`Write ${effect}`,
          change: changeOf(source, source.edits.replace(effectValue, effect)),
        };
        if (effect === sameLetters) return { ...shared, safe: true };
        return { ...shared, safe: false, consequence: say`Statement ${number} takes effect as ${effect}.` };
      };
      const hint = meant === undefined ? words('') : say` Is ${meant} meant?`;
      yield {
        message: say`The Effect ${written} is neither "Allow" nor "Deny" (case matters), so IAM refuses this policy.${hint}`,
        span: effectValue.span,
        fixes: () => (meant === undefined ? EFFECTS.map(fix) : [fix(meant)]),
      };
    }
  },
});
