import { joinedText } from '../../syntax/pieces';
import {
  type Hole,
  knownString,
  type LocatedHole,
  type LocatedValue,
  type Piece,
  readable,
} from '../../syntax/tree';
import type { Span } from '../../text/span';

/** UTF-16 code units. Nested functions can double a text at every level. */
const TEXT_LIMIT = 20_000;
/** Above this length an expression is named by its function alone, and then equals no other. */
const EXPRESSION_LIMIT = 300;

const UNNAMED = '…'.repeat(EXPRESSION_LIMIT + 1);

/** `AWS::NoValue` takes its property or list item away. */
export function isNoValue(value: LocatedValue | undefined): boolean {
  return (
    value?.kind === 'hole' && value.expression === 'Ref' && knownString(value.argument) === 'AWS::NoValue'
  );
}

/** The hole by what it says, where that is short enough to be compared; else as it is, equal to no other. */
export function named(hole: LocatedHole, expression: string, span: Span): LocatedHole {
  const { argument: _, ...rest } = hole;
  return expression.length > EXPRESSION_LIMIT ? hole : { ...rest, span, expression };
}

/** A whole value as the only piece of a string. */
export function plainHole({ expression, span }: LocatedHole): Hole {
  return { kind: 'hole', expression, span };
}

/** The pieces as a string, or the function as it is where they have become more than anybody writes. */
export function stringOf(pieces: readonly Piece[], hole: LocatedHole): LocatedValue {
  const length = pieces.reduce((sum, piece) => sum + (piece.kind === 'literal' ? piece.value.length : 1), 0);
  return length > TEXT_LIMIT ? hole : { kind: 'string', span: hole.span, text: joinedText(pieces) };
}

/** A value as one short line, the same for the same value. */
export function canonical(value: LocatedValue): string {
  switch (value.kind) {
    case 'string':
      return readable(value.text);
    case 'scalar':
      return String(value.value);
    case 'hole':
      // What could not be named makes all around it too long to be named.
      return value.argument === undefined ? value.expression : UNNAMED;
    case 'array':
      return `[${value.items.map(canonical).join(', ')}]`;
    case 'object':
      return `{${value.entries.map((e) => `${readable(e.key.text)}: ${e.value ? canonical(e.value) : ''}`).join(', ')}}`;
  }
}
