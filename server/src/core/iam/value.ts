import { type Hole, known, type Literal, readable, type Text } from '../syntax/tree';
import type { Span } from '../text/span';

/**
 * A string as far as it is known: a plain `string` when all of it is, else the Text with its holes. Most values
 * are known, and a plain string is what comparing them quickly needs.
 */
export type Value = string | Text;

/** The Text as a Value: a plain string when it has no holes. */
export function asValue(text: Text): Value {
  return known(text) ?? text;
}

/** The value as a person would read it, holes written as `${…}`. */
export function shown(value: Value): string {
  return typeof value === 'string' ? value : readable(value);
}

const NOWHERE = { start: 0, end: 0 };

/** A value of which nothing is known, with words for what it stands for. */
export function unknownValue(expression: string): Text {
  return { pieces: [{ kind: 'hole', expression, span: NOWHERE }] };
}

/** Joins values, in order, to one. */
export function joined(...values: readonly Value[]): Value {
  const pieces = values.flatMap((value): readonly (Literal | Hole)[] =>
    typeof value === 'string' ? [{ kind: 'literal', value, span: NOWHERE }] : value.pieces,
  );
  return asValue({ pieces });
}

/**
 * Splits a value at the first `limit - 1` of the separators that stand in its literal pieces. What a hole would
 * contribute is taken to have no separator in it, as in `arn:aws:iam::${AWS::AccountId}:root`.
 * @param separator one character
 */
export function splitValue(value: Value, separator: string, limit = Number.POSITIVE_INFINITY): Value[] {
  if (typeof value === 'string') {
    const parts = value.split(separator);
    return parts.length <= limit
      ? parts
      : [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(separator)];
  }
  const parts: Value[] = [];
  let part: (Literal | Hole)[] = [];
  for (const piece of value.pieces) {
    if (piece.kind === 'hole') {
      part.push(piece);
      continue;
    }
    const { value: text, span } = piece;
    let from = 0;
    for (
      let to = text.indexOf(separator);
      to >= 0 && parts.length < limit - 1;
      to = text.indexOf(separator, from)
    ) {
      parts.push(partOf(part, text.slice(from, to), span));
      part = [];
      from = to + 1;
    }
    if (from < text.length)
      part.push(from === 0 ? piece : { kind: 'literal', value: text.slice(from), span });
  }
  parts.push(partOf(part, '', NOWHERE));
  return parts;
}

function partOf(pieces: readonly (Literal | Hole)[], last: string, span: Span): Value {
  if (pieces.length === 0) return last;
  return asValue({ pieces: last === '' ? pieces : [...pieces, { kind: 'literal', value: last, span }] });
}

/**
 * Whether equal text of two such holes means equal values. An intrinsic whose argument is not kept (`Ref`), an
 * empty placeholder, or a call that answers differently each time does not.
 */
export function comparable(expression: string): boolean {
  return (
    expression !== '' && !/^(?:Ref|Condition|Fn::\w+|!\w+)$/.test(expression) && !/\bu?uid\(/.test(expression)
  );
}
