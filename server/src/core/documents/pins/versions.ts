/** What a specifier allows: one version, or only versions below one. Neither: it does not bound the newest version. */
export interface Allowed {
  readonly version?: string;
  readonly below?: string;
}

const PART = /(===?|~=|~>|<=?|>=?|!=|[\^~=])?\s*v?(\d+(?:\.\d+)*(?:\.\*)?)/g;

/**
 * The newest version that a specifier lets in.
 * A version without a sign means exactly this one.
 * @param tilde `~1.2`: below 1.3 (npm, Poetry), or below 2 (Composer, where only the last part given may grow)
 */
export function allowedBy(specifier: string, tilde: 'minor' | 'last' = 'minor'): Allowed {
  // Alternatives, of which the newest counts: too rare to be worth the reading.
  if (specifier.includes('|') || specifier.length > 200) return {};
  let allowed: Allowed = {};
  for (const match of specifier.matchAll(PART)) {
    const version = match[2]!;
    switch (match[1]) {
      case undefined:
      case '=':
      case '==':
      case '===':
        return version.endsWith('.*') ? { below: next(version.slice(0, -2)) } : { version };
      case '<':
        allowed = { below: version };
        break;
      case '<=':
        allowed = { version };
        break;
      case '~=':
      case '~>':
        allowed = { below: next(parts(version).slice(0, -1).join('.')) };
        break;
      case '~': {
        const kept = tilde === 'last' ? parts(version).slice(0, -1) : parts(version).slice(0, 2);
        allowed = { below: next(kept.join('.')) };
        break;
      }
      case '^':
        allowed = { below: next(parts(version)[0]!) };
        break;
    }
  }
  return allowed;
}

function parts(version: string): string[] {
  const all = version.replace(/\.\*$/, '').split('.');
  return all.length === 1 ? [...all, '0'] : all;
}

/** The first version behind all that begin like this one: `1.34` gives `1.35`. */
function next(version: string): string {
  const numbers = version.split('.');
  return [...numbers.slice(0, -1), String(Number(numbers.at(-1)) + 1)].join('.');
}
