/** What the text between the brackets of an AWS config section says. */
export interface Header {
  readonly kind: 'profile' | 'sso-session' | 'services' | 'other';
  readonly name: string;
  /** Where the name begins in the text given. */
  readonly at: number;
  /** Written as `[profile default]`, which beats `[default]`. */
  readonly prefixed: boolean;
}

const PREFIXED = /^(profile|sso-session|services)[ \t]+(?:"([^"]*)"|'([^']*)'|([^\s"']+))$/;

/**
 * Reads a section header (AWS SDKs and Tools Reference Guide, "Shared config and credentials files"). A name may be
 * quoted, as `aws configure` writes names with blanks, and may hold characters only some SDKs take.
 * @param inside all the text between the brackets
 * @param file a profile other than `default` needs the prefix in a config file and must not have it in a
 *   credentials file
 */
export function readHeader(inside: string, file: 'config' | 'credentials'): Header {
  const text = inside.trim();
  const at = inside.indexOf(text);
  const other = { kind: 'other', name: text, at, prefixed: false } as const;
  if (text === 'default') return { kind: 'profile', name: 'default', at, prefixed: false };
  const match = PREFIXED.exec(text);
  if (file === 'credentials') {
    return match === null && text !== '' && !/\s/.test(text) ? { ...other, kind: 'profile' } : other;
  }
  if (match === null) return other;
  const [, kind, double, single, plain] = match;
  const name = double ?? single ?? plain ?? '';
  if (name === '') return other;
  const quotes = plain === undefined ? 1 : 0;
  return { kind: kind as Header['kind'], name, at: at + text.length - quotes - name.length, prefixed: true };
}
