import { literal } from '../../syntax/pieces';
import type {
  Entry,
  LocatedArray,
  LocatedObject,
  LocatedString,
  LocatedValue,
  Piece,
} from '../../syntax/tree';
import type { Span } from '../../text/span';
import { placedAt } from './pieces';

/** What a policy that nobody has written out says: words, pieces with expressions, lists and objects of them. */
export type Said =
  | string
  | { readonly pieces: readonly Piece[] }
  | LocatedValue
  | readonly Said[]
  | SaidObject;

export type SaidObject = { readonly [key: string]: Said };

/** A policy that something makes of its arguments, all of it at one place but for values that have one of their own. */
export function synthetic(said: SaidObject, span: Span): LocatedObject {
  const entries = Object.entries(said).map(
    ([key, value]): Entry => ({ key: string([literal(key, span)], span), value: placed(value, span), span }),
  );
  return { kind: 'object', span, entries };
}

function placed(said: Said, span: Span): LocatedValue {
  if (typeof said === 'string') return string([literal(said, span)], span);
  if (isList(said)) {
    return { kind: 'array', span, items: said.map((each) => placed(each, span)) } satisfies LocatedArray;
  }
  if (isValue(said)) return said;
  if (isText(said)) return string(placedAt(said.pieces, span), span);
  return synthetic(said as SaidObject, span);
}

function string(pieces: readonly Piece[], span: Span): LocatedString {
  return { kind: 'string', span, text: { pieces } };
}

function isList(said: Said): said is readonly Said[] {
  return Array.isArray(said);
}

function isValue(said: Exclude<Said, string>): said is LocatedValue {
  return 'span' in said && 'kind' in said && typeof said.kind === 'string';
}

function isText(said: Exclude<Said, string>): said is { readonly pieces: readonly Piece[] } {
  return 'pieces' in said && Array.isArray(said.pieces);
}
