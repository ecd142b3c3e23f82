import type { Verdict } from '../explain/explanation';
import { comparable, splitValue, type Value } from './value';

/**
 * Matching where pattern or value is not wholly known: three-valued. "yes" when every filling of the holes
 * matches, "no" when none does, else "depends". Holes with the same expression stand for the same text.
 */

/** One character (its code), or one of the marks below; a hole is `HOLE - n`, the same n for the same hole. */
type Token = number;
const ONE = -1;
const MANY = -2;
const HOLE = -10;

/** A part of a pattern: `wild` text in which `*` and `?` are wildcards, `plain` text in which they are not. */
export type PatternPart =
  | { readonly kind: 'wild'; readonly text: string }
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'hole'; readonly expression: string };

/** Above this many cells the question is left open: no real policy comes near it. */
const CELL_LIMIT = 4_000_000;

/** A value as a pattern, its literal text wild or plain. */
export function partsOf(value: Value, kind: 'wild' | 'plain'): PatternPart[] {
  if (typeof value === 'string') return [{ kind, text: value }];
  return value.pieces.map((piece) =>
    piece.kind === 'literal' ? { kind, text: piece.value } : { kind: 'hole', expression: piece.expression },
  );
}

/** Whether a value matches a pattern of parts. */
export function openMatch(pattern: readonly PatternPart[], value: Value, ignoreCase = false): Verdict {
  const holes = new Map<string, number>();
  const p = tokens(pattern, holes, ignoreCase);
  const v = tokens(partsOf(value, 'plain'), holes, ignoreCase);
  if (p.length * v.length > CELL_LIMIT) return 'depends';
  // Where one of the two is known text, a hole on the other side is met by some filling and by no other.
  if (!v.some(isHole)) {
    if (!stretchesTo(p, v)) return 'no';
    return p.some(isHole) ? 'depends' : 'yes';
  }
  if (!p.some(isMark)) return stretchesTo(v, p) ? 'depends' : 'no';
  if (!reaches(p, v, false)) return 'no';
  return reaches(p, v, true) ? 'yes' : 'depends';
}

const isHole = (token: Token) => token <= HOLE;
const isMark = (token: Token) => token < 0;

/** Whether a pattern, its holes taken for any text, covers known text. Greedy: the last star takes what is needed. */
function stretchesTo(pattern: readonly Token[], text: readonly Token[]): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let from = 0;
  while (t < text.length) {
    const token = pattern[p];
    if (token === MANY || (token !== undefined && isHole(token))) {
      star = p++;
      from = t;
    } else if (token === ONE || token === text[t]) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++from;
    } else return false;
  }
  while (p < pattern.length && (pattern[p] === MANY || isHole(pattern[p]!))) p++;
  return p === pattern.length;
}

/** Whether two values are the same text. */
export function sameValue(a: Value, b: Value): Verdict {
  if (typeof a === 'string' && typeof b === 'string') return a === b ? 'yes' : 'no';
  return openMatch(partsOf(a, 'plain'), b);
}

/**
 * As openMatch, for ARN operators: a "yes" also needs every part between colons to match for itself.
 */
export function openArnMatch(pattern: readonly PatternPart[], value: Value): Verdict {
  const whole = openMatch(pattern, value);
  if (whole === 'no') return 'no';
  const patternParts = splitParts(pattern);
  const valueParts = splitValue(value, ':', 6);
  if (patternParts.length < 6) {
    return patternParts.length === 1 &&
      pattern.every((part) => part.kind === 'wild' && /^\**$/.test(part.text))
      ? 'yes'
      : pattern.some((part) => part.kind === 'hole')
        ? whole
        : 'no';
  }
  if (valueParts.length < 6) return typeof value === 'string' ? 'no' : 'depends';
  let verdict: Verdict = 'yes';
  for (let i = 0; i < 6; i++) {
    const part = openMatch(patternParts[i]!, valueParts[i]!);
    if (part === 'no') return 'no';
    if (part === 'depends') verdict = 'depends';
  }
  return verdict;
}

/** Splits a pattern at its first five colons. */
function splitParts(pattern: readonly PatternPart[]): PatternPart[][] {
  const result: PatternPart[][] = [[]];
  for (const part of pattern) {
    if (part.kind === 'hole') {
      result.at(-1)!.push(part);
      continue;
    }
    const split = splitValue(part.text, ':', 6 - result.length + 1) as string[];
    split.forEach((text, i) => {
      if (i > 0) result.push([]);
      result.at(-1)!.push({ kind: part.kind, text });
    });
  }
  return result;
}

function tokens(parts: readonly PatternPart[], holes: Map<string, number>, ignoreCase: boolean): Token[] {
  const result: Token[] = [];
  for (const part of parts) {
    if (part.kind === 'hole') {
      const key = comparable(part.expression) ? part.expression : `\0${holes.size}`;
      if (!holes.has(key)) holes.set(key, holes.size);
      result.push(HOLE - holes.get(key)!);
      continue;
    }
    const text = ignoreCase ? part.text.toLowerCase() : part.text;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      const mark = part.kind === 'plain' ? code : code === 0x2a ? MANY : code === 0x3f ? ONE : code;
      result.push(mark);
    }
  }
  return result;
}

/**
 * Whether pattern and value can be laid on each other. With `certain`, only in ways that hold for every filling:
 * a hole is met by the same hole or lies under a star. Without, a hole on either side may be any text.
 */
function reaches(pattern: readonly Token[], value: readonly Token[], certain: boolean): boolean {
  // row[j]: the pattern read so far can cover the first j tokens of the value.
  let row = new Uint8Array(value.length + 1);
  row[0] = 1;
  const skipValueHoles = (cells: Uint8Array) => {
    if (certain) return;
    for (let j = 0; j < value.length; j++) if (cells[j] === 1 && value[j]! <= HOLE) cells[j + 1] = 1;
  };
  skipValueHoles(row);
  for (const p of pattern) {
    const next = new Uint8Array(value.length + 1);
    const stretches = p === MANY || (!certain && p <= HOLE);
    for (let j = 0; j <= value.length; j++) {
      if (stretches) {
        if (row[j] === 1 || (j > 0 && next[j - 1] === 1)) next[j] = 1;
        continue;
      }
      // A hole in the value may stand for many characters, so it can take this one and stay.
      if (!certain && j < value.length && value[j]! <= HOLE && row[j] === 1) next[j] = 1;
      if (j > 0 && row[j - 1] === 1 && covers(p, value[j - 1]!, certain)) next[j] = 1;
    }
    skipValueHoles(next);
    row = next;
  }
  return row[value.length] === 1;
}

function covers(p: Token, v: Token, certain: boolean): boolean {
  if (v <= HOLE) return certain ? p === v : true;
  return p === ONE || p === v;
}
