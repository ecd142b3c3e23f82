/**
 * IAM's wildcards: `*` is any number of characters, `?` exactly one; everything else is itself. No regular
 * expressions, so no pattern can be slow: the time is at most proportional to pattern + value for patterns
 * without `?`, and to value × value otherwise; a pattern longer than the value is refused by its length.
 * Source: IAM User Guide, "IAM JSON policy elements: Resource" and "Condition operators".
 */
export interface Glob {
  /** The pieces between the stars. One piece: no star at all. */
  readonly pieces: readonly string[];
  /** Characters the value needs at least. */
  readonly least: number;
  /** Whether it matches every value: nothing but stars. */
  readonly universal: boolean;
}

/** Prepares a pattern for many values. */
export function compileGlob(pattern: string): Glob {
  const pieces = pattern.split('*');
  const least = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return { pieces, least, universal: least === 0 && pieces.length > 1 };
}

/** Whether the whole value matches. Case-sensitive: lower both for anything else. */
export function globMatches(glob: Glob, value: string): boolean {
  const { pieces } = glob;
  if (value.length < glob.least) return false;
  const first = pieces[0]!;
  if (pieces.length === 1) return first.length === value.length && pieceAt(first, value, 0);
  const last = pieces[pieces.length - 1]!;
  const end = value.length - last.length;
  if (!pieceAt(first, value, 0) || !pieceAt(last, value, end)) return false;
  let from = first.length;
  for (let i = 1; i < pieces.length - 1; i++) {
    const piece = pieces[i]!;
    const at = findPiece(piece, value, from, end);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return from <= end;
}

/** Whether a value matches a pattern, prepared on the spot. */
export function matchesGlob(pattern: string, value: string): boolean {
  return globMatches(compileGlob(pattern), value);
}

function pieceAt(piece: string, value: string, at: number): boolean {
  if (!piece.includes('?')) return value.startsWith(piece, at);
  for (let i = 0; i < piece.length; i++) {
    const code = piece.charCodeAt(i);
    if (code !== QUESTION && code !== value.charCodeAt(at + i)) return false;
  }
  return at + piece.length <= value.length;
}

const QUESTION = 0x3f;

/** The first place at or behind `from` where the piece stands and ends at or before `end`, or -1. */
function findPiece(piece: string, value: string, from: number, end: number): number {
  if (!piece.includes('?')) {
    const at = value.indexOf(piece, from);
    return at >= 0 && at + piece.length <= end ? at : -1;
  }
  for (let at = from; at + piece.length <= end; at++) if (pieceAt(piece, value, at)) return at;
  return -1;
}

/** A pattern for ARNs: each of the six parts between colons is matched for itself. */
export interface ArnPattern {
  /** Undefined when the pattern has not six parts, and so matches no ARN. */
  readonly parts: readonly Glob[] | undefined;
  readonly universal: boolean;
}

/**
 * Prepares a pattern of ArnEquals or ArnLike (they behave alike). A lone `*` matches every value.
 * Source: IAM User Guide, "IAM JSON policy elements: Condition operators", ARN condition operators.
 */
export function compileArn(pattern: string): ArnPattern {
  const universal = compileGlob(pattern).universal;
  const parts = arnParts(pattern);
  return { parts: parts?.map(compileGlob), universal };
}

/** Whether an ARN matches, part by part: a star never reaches over a colon of the first five parts. */
export function arnMatches(pattern: ArnPattern, value: string): boolean {
  if (pattern.universal) return true;
  const parts = pattern.parts === undefined ? undefined : arnParts(value);
  if (parts === undefined) return false;
  for (let i = 0; i < 6; i++) if (!globMatches(pattern.parts![i]!, parts[i]!)) return false;
  return true;
}

/** The six parts of an ARN or ARN pattern, colons in the last one included; undefined when it has fewer. */
function arnParts(text: string): string[] | undefined {
  const parts: string[] = [];
  let from = 0;
  for (let i = 0; i < 5; i++) {
    const colon = text.indexOf(':', from);
    if (colon < 0) return undefined;
    parts.push(text.slice(from, colon));
    from = colon + 1;
  }
  parts.push(text.slice(from));
  return parts;
}
