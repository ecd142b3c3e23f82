import type { ConfigSectionSubject, ProfileSubject, Setting } from '../documents/subjects';
import { oncePer } from '../once';
import { known, type LocatedString } from '../syntax/tree';
import type { Span } from '../text/span';

/** Any section of an AWS config or credentials file. */
export type ConfigSection = ProfileSubject | ConfigSectionSubject;

/** The settings of a section by lower-case key, in the order of the text. Worked out once: every rule asks. */
export const settingsByKey = oncePer((section: ConfigSection): ReadonlyMap<string, readonly Setting[]> => {
  const byKey = new Map<string, Setting[]>();
  for (const setting of section.settings) {
    const key = setting.key.toLowerCase();
    const same = byKey.get(key);
    if (same === undefined) byKey.set(key, [setting]);
    else same.push(setting);
  }
  return byKey;
});

/** The setting of a key that counts in a section: the last one. */
export function settingOf(section: ConfigSection, key: string): Setting | undefined {
  return settingsByKey(section).get(key)?.at(-1);
}

/** A setting with indented lines below it in place of a value. */
export interface Block {
  readonly key: string;
  readonly keySpan: Span;
  readonly nested: readonly NestedSetting[];
}

/** A setting on an indented line. */
export interface NestedSetting {
  /** In lower case. */
  readonly key: string;
  readonly keySpan: Span;
  readonly value: LocatedString | undefined;
}

/** The settings of a section that have settings of their own below them, such as `s3`. Keys in lower case. */
export const blocksOf = oncePer((section: ConfigSection): readonly Block[] => {
  if (section.node.kind !== 'object') return [];
  return section.node.entries.flatMap(({ key, value }) =>
    value?.kind !== 'object'
      ? []
      : [
          {
            key: (known(key.text) ?? '').toLowerCase(),
            keySpan: key.span,
            nested: value.entries.map((entry) => ({
              key: (known(entry.key.text) ?? '').toLowerCase(),
              keySpan: entry.key.span,
              value: entry.value?.kind === 'string' ? entry.value : undefined,
            })),
          },
        ],
  );
});

/**
 * Whether a value was left to be filled in, such as `<ACCOUNT_ID>`, `${ROLE}`, `{{ region }}`, `nnnnnnnnnnnn` or `arn:aws:iam::XXX`:
 * nothing is known of it then.
 */
export function isPlaceholder(value: string): boolean {
  if (/^(.)\1{2,}$/.test(value)) return true;
  return /[<>{}[\]*$%|…]|\.\.\.|__|xxx|YYY|^(?:your|my|example|changeme|todo|replace|insert|fixme)\b|\byour[-_ ]/i.test(
    value,
  );
}
