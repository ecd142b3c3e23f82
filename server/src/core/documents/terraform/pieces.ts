import type { Hole, Literal, Text } from '../../syntax/tree';
import { covering } from '../../text/anchor';
import type { Span } from '../../text/span';

/** A part of a string. */
export type Piece = Literal | Hole;

/** Joins neighbouring literals, so that the same text is the same pieces. */
export function joinedText(pieces: readonly Piece[]): Text {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (piece.kind === 'hole') joined.push(piece);
    else if (last?.kind === 'literal') {
      const span = covering(last.span, piece.span);
      joined[joined.length - 1] = { kind: 'literal', value: last.value + piece.value, span };
    } else if (piece.value !== '' || pieces.length === 1) joined.push(piece);
  }
  return { pieces: joined.length > 0 ? joined : pieces.slice(0, 1) };
}

/** A literal piece. */
export function literal(value: string, span: Span): Literal {
  return { kind: 'literal', value, span };
}

/** A piece whose value the files do not say. */
export function hole(expression: string, span: Span): Hole {
  return { kind: 'hole', expression, span };
}

/** The pieces with all their spans at one place: where a value is used, not where it comes from. */
export function placedAt(pieces: readonly Piece[], span: Span): Piece[] {
  return pieces.map((piece) => ({ ...piece, span }));
}

/** A template with `%s` and `%d` filled in; undefined where a text for it is missing. */
export function formatted(
  template: string,
  texts: readonly (Text | undefined)[],
  span: Span,
): Piece[] | undefined {
  const pieces: Piece[] = [];
  let next = 0;
  for (const part of template.split(/(%[sd%])/)) {
    if (part === '%s' || part === '%d') {
      const text = texts[next++];
      if (text === undefined) return undefined;
      pieces.push(...text.pieces);
    } else pieces.push(literal(part === '%%' ? '%' : part, span));
  }
  return pieces;
}
