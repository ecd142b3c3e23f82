import type { Setting } from '../documents/subjects';
import { type Sentence, say } from '../explain/sentence';
import type { Fix } from '../rules/finding';
import type { ConfigSection } from '../sts/configSection';
import { shownUrl } from '../sts/tools/urls';
import type { TextEdit } from '../text/edit';

/** A fix that edits the file of a section. Without a consequence it is a safe one. */
export function sectionFix(
  section: Pick<ConfigSection, 'source'>,
  id: string,
  title: Sentence,
  edits: readonly TextEdit[],
  consequence?: Sentence,
): Fix {
  return {
    id,
    title,
    safe: consequence === undefined,
    ...(consequence === undefined ? {} : { consequence }),
    change: { kind: 'edits', files: [{ uri: section.source.uri, edits }] },
  };
}

/** Gives a setting another value. Of a URL with a password in it the title says the host alone. */
export function writeValue(
  section: ConfigSection,
  setting: Setting,
  value: string,
  consequence?: Sentence,
): Fix {
  const edits = section.source.edits.replace(setting.node, value);
  const shown = /^https?:\/\/[^/]*@/i.test(value) ? shownUrl(value) : value;
  return sectionFix(section, 'write-value', say`Set ${setting.key} to ${shown}`, edits, consequence);
}

/** Takes a setting out, with its line. */
export function removeSetting(section: ConfigSection, setting: Setting, consequence?: Sentence): Fix[] {
  if (section.node.kind !== 'object') return [];
  const entry = section.node.entries.find(({ value }) => value === setting.node);
  if (entry === undefined) return [];
  const edits = section.source.edits.removeEntry(section.node, entry);
  return [sectionFix(section, 'remove-setting', say`Remove the setting ${setting.key}`, edits, consequence)];
}
