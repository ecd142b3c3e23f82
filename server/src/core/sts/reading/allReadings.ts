import { DIALECTS } from './dialects';
import { contentOf, type FileReading, type SeenSection } from './reading';

/**
 * What each parser that is told apart sees in a text, as strings to compare: equal strings, equal settings. Places
 * are not among it.
 */
export function allReadings(text: string, kind: 'config' | 'credentials'): readonly string[] {
  const file = { uri: '', text };
  return DIALECTS.map((dialect) => inWords(dialect(file, kind)));
}

function inWords({ profiles, services, plugins, unreadable }: FileReading): string {
  return JSON.stringify([
    sections(profiles),
    sections(services),
    plugins && contentOf(plugins),
    unreadable !== undefined,
  ]);
}

function sections(all: ReadonlyMap<string, SeenSection>) {
  return [...all].map(([name, section]) => [name, contentOf(section)]);
}
