import { readHeader } from '../../documents/awsConfigHeader';
import { awsConfig } from '../../syntax/awsConfig';
import { known, type LocatedObject } from '../../syntax/tree';
import type { ConfigFile, Dialect, SeenSection, SeenSetting } from './reading';

/**
 * The grammar that the AWS SDKs and Tools Reference Guide documents ("Shared config and credentials files"), for the
 * tools whose own parser is not told apart here: Java, .NET, PHP, Rust, Kotlin, Swift and C++. Sections of one name
 * add up, the last value of a key counts, and `[profile default]` beats `[default]` as a whole.
 */
export const reference: Dialect = (file, kind) => {
  const { root } = awsConfig.parse(file.text);
  const profiles = new Map<string, SeenSection>();
  const services = new Map<string, SeenSection>();
  if (root?.kind !== 'object') return { profiles, services };
  let prefixed = false;
  for (const { key, value } of root.entries) {
    const header = readHeader(known(key.text) ?? '', kind);
    if (value?.kind !== 'object') continue;
    const target = header.kind === 'profile' ? profiles : header.kind === 'services' ? services : undefined;
    if (target === undefined) continue;
    const isDefault = header.kind === 'profile' && header.name === 'default';
    if (isDefault && prefixed && !header.prefixed) continue;
    if (isDefault && header.prefixed && !prefixed) {
      prefixed = true;
      profiles.delete('default');
    }
    target.set(header.name, new Map([...(target.get(header.name) ?? []), ...settingsOf(file, value)]));
  }
  return { profiles, services };
};

function settingsOf(file: ConfigFile, section: LocatedObject): SeenSection {
  const settings = new Map<string, SeenSetting>();
  for (const { key, value, span } of section.entries) {
    const name = known(key.text)?.toLowerCase();
    if (name === undefined || name === '' || value === undefined) continue;
    if (value.kind === 'string') settings.set(name, { value: known(value.text) ?? '', span, uri: file.uri });
    if (value.kind !== 'object') continue;
    const nested = new Map<string, string>();
    for (const entry of value.entries) {
      if (entry.value?.kind !== 'string') continue;
      nested.set((known(entry.key.text) ?? '').toLowerCase(), known(entry.value.text) ?? '');
    }
    settings.set(name, { value: '', span, uri: file.uri, nested });
  }
  return settings;
}
