import { type Hole, known, type Literal, readable, type Text } from '../syntax/tree';

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
  const parts: (Literal | Hole)[][] = [[]];
  for (const piece of value.pieces) {
    if (piece.kind === 'hole') {
      parts.at(-1)!.push(piece);
      continue;
    }
    const split = splitValue(piece.value, separator, limit - parts.length + 1) as string[];
    split.forEach((text, i) => {
      if (i > 0) parts.push([]);
      if (text !== '') parts.at(-1)!.push({ kind: 'literal', value: text, span: piece.span });
    });
  }
  return parts.map((pieces) => asValue({ pieces }));
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
