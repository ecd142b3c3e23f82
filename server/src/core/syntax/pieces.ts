import { covering } from '../text/anchor';
import type { Span } from '../text/span';
import type { Hole, Literal, Piece, Text } from './tree';

/** A piece that is written in a file. */
export function literal(value: string, span: Span): Literal {
  return { kind: 'literal', value, span };
}

/** A piece whose value the files do not say. */
export function hole(expression: string, span: Span): Hole {
  return { kind: 'hole', expression, span };
}

/** Joins neighbouring literals, so that the same text is the same pieces. */
export function joinedText(pieces: readonly Piece[]): Text {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (piece.kind === 'hole') joined.push(piece);
    else if (last?.kind === 'literal') {
      joined[joined.length - 1] = literal(last.value + piece.value, covering(last.span, piece.span));
    } else if (piece.value !== '') joined.push(piece);
  }
  return { pieces: joined.length > 0 ? joined : pieces.slice(0, 1) };
}
