import { literal } from '../../syntax/pieces';
import type { Piece, Text } from '../../syntax/tree';
import type { Span } from '../../text/span';

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
