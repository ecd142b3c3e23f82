import { say, words } from '../explain/sentence';
import { SOURCES } from '../iam/sources';
import { changeOf } from '../repairs/removeValue';
import { fingerprint } from '../syntax/same';
import { type Entry, known, objectsIn } from '../syntax/tree';
import { rule } from './rule';

const TRUST = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {
        "AWS": "arn:aws:iam::111122223333:role/First",
        "AWS": "arn:aws:iam::111122223333:role/Second"
      },
      "Action": "sts:AssumeRole"
    }
  ]
}
`;
const ONCE = TRUST.replace(/,\n.*Second"/, '');

export default rule({
  meta: {
    id: 'duplicate-key',
    title: 'A key stands twice in one object',
    level: 'warning',
    category: 'grammar',
    fix: 'safe',
    references: [SOURCES.grammar],
  },
  docs: {
    what: 'A key stands twice in the same object of the policy, such as two `AWS` lines in one Principal or the same operator twice in one Condition.',
    why: 'An object keeps one value for a key. Most JSON readers keep the last and drop the others without a word: a principal that was meant to be trusted is not, or a condition that was meant to hold does not. Some refuse the file.',
    remedy:
      'Write the key once, with a list of values; where two conditions on the same key must both hold, put them under different operators.',
  },
  examples: {
    bad: [
      { file: 'trust.json', text: TRUST, at: '"AWS"' },
      {
        title: 'With the same value, one of them can go',
        file: 'trust.json',
        text: TRUST.replace('Second', 'First'),
        at: '"AWS"',
        fixes: [{ id: 'remove-duplicate', text: ONCE }],
      },
    ],
    good: [
      { file: 'trust.json', text: ONCE },
      {
        title: 'The same key under two operators',
        file: 'trust.json',
        text: ONCE.replace(
          '"Action": "sts:AssumeRole"',
          '"Action": "sts:AssumeRole",\n      "Condition": { "StringLike": { "sts:ExternalId": "a*" }, "StringNotLike": { "sts:ExternalId": "ab*" } }',
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'irregularity',
  *check({ policy, source }) {
    for (const object of objectsIn(policy.value)) {
      const last = new Map<string, Entry>();
      for (const entry of object.entries) {
        const key = known(entry.key.text);
        if (key !== undefined) last.set(key, entry);
      }
      if (last.size === object.entries.length) continue;
      for (const entry of object.entries) {
        const key = known(entry.key.text);
        const winner = key === undefined ? undefined : last.get(key);
        if (key === undefined || winner === undefined || winner === entry) continue;
        const same = fingerprint(entry.value) === fingerprint(winner.value);
        yield {
          message: same
            ? say`The key ${key} stands again further down in the same object, with the same value.`
            : say`The key ${key} stands again further down in the same object with another value. Most JSON readers keep only the last, so this one is likely lost.`,
          span: entry.key.span,
          ...(same ? { severity: 'information' as const } : {}),
          related: [
            { uri: source.uri, span: winner.key.span, note: words('The key that most readers keep.') },
          ],
          fixes: () =>
            same
              ? [
                  {
                    id: 'remove-duplicate',
                    title: say`Remove this ${key}, which stands again below`,
                    safe: true,
                    change: changeOf(source, source.edits.removeEntry(object, entry)),
                  },
                ]
              : [],
        };
      }
    }
  },
});
