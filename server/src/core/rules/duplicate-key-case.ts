import { say } from '../explain/sentence';
import { SOURCES } from '../iam/sources';
import { changeOf } from '../repairs/removeValue';
import { fingerprint } from '../syntax/same';
import { type Entry, known } from '../syntax/tree';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';

const TRUST = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:root" },
      "Action": "sts:AssumeRole",
      "Condition": {
        "StringEquals": {
          "sts:ExternalId": "alpha",
          "sts:externalid": "beta"
        }
      }
    }
  ]
}
`;
const ONCE = TRUST.replace(/,\n.*"beta"/, '');

export default rule({
  meta: {
    id: 'duplicate-key-case',
    title: 'Two condition keys differ only in case',
    level: 'error',
    category: 'grammar',
    fix: 'safe',
    references: [ACCESS_ANALYZER, SOURCES.conditions],
  },
  docs: {
    what: 'Under one condition operator the same condition key stands twice, written in different case. Names of condition keys are not case-sensitive, so both are the same key.',
    why: 'A key can stand only once under an operator. IAM Access Analyzer reports this as an error, and which of the two would count is not documented.',
    remedy: 'Write the key once, with a list of the values that are allowed.',
  },
  examples: {
    bad: [
      { file: 'trust.json', text: TRUST, at: '"sts:externalid"' },
      {
        title: 'With the same value, one of them can go',
        file: 'trust.json',
        text: TRUST.replace('beta', 'alpha'),
        at: '"sts:externalid"',
        fixes: [{ id: 'remove-duplicate', text: ONCE }],
      },
    ],
    good: [
      { file: 'trust.json', text: ONCE },
      {
        title: 'Under two operators',
        file: 'trust.json',
        text: TRUST.replace('"alpha",', '"alpha"\n        },\n        "StringLike": {'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy, source }) {
    for (const { conditionEntry } of policy.statements) {
      if (conditionEntry?.value?.kind !== 'object') continue;
      for (const { value: block } of conditionEntry.value.entries) {
        if (block?.kind !== 'object') continue;
        const seen = new Map<string, { readonly key: string; readonly entry: Entry }>();
        for (const entry of block.entries) {
          const key = known(entry.key.text);
          if (key === undefined) continue;
          const first = seen.get(key.toLowerCase());
          if (first === undefined) seen.set(key.toLowerCase(), { key, entry });
          // Two that are equal to the letter are the matter of duplicate-key.
          if (first === undefined || first.key === key) continue;
          const same = fingerprint(first.entry.value) === fingerprint(entry.value);
          yield {
            message: say`The condition key ${key} is the same key as ${first.key} under this operator: case does not matter. Write it once, with a list of values.`,
            span: entry.key.span,
            related: [{ uri: source.uri, span: first.entry.key.span, note: say`The same key.` }],
            fixes: () =>
              same
                ? [
                    {
                      id: 'remove-duplicate',
                      title: say`Remove ${key}, which repeats ${first.key}`,
                      safe: true,
                      change: changeOf(source, source.edits.removeEntry(block, entry)),
                    },
                  ]
                : [],
          };
        }
      }
    }
  },
});
