import type { Entry, LocatedObject, LocatedString, LocatedValue } from '../../syntax/tree';
import type { Span } from '../../text/span';

/** The place of a value or an entry among all that was packed, in the order of packing. */
export const ORDINAL = Symbol('ordinal');

export type Node = LocatedValue | Entry;
type Copy = { readonly [ORDINAL]?: number };

/** A tree that was packed: where it begins in the bytes, and the ordinal of its first value. */
export interface PackedTree {
  readonly begin: number;
  readonly first: number;
}

export const OBJECT = 0;
export const ARRAY = 1;
/** A string that says what stands there; in the second case between marks of one character. */
export const BARE = 2;
export const QUOTED = 3;
/** A string in pieces, or one that says something else than what stands there. */
export const PIECES = 4;
export const SCALAR = 5;
export const HOLE = 6;
export const HOLE_OF = 7;
/** A value that was written before: YAML has aliases. */
export const AGAIN = 8;
export const MISSING = 9;

/** A literal, a hole, and a hole between marks of its own. */
export const LITERAL = 0;
export const FOREIGN = 2;

/** Characters from a place at which words may begin in the text, as `${` stands before an expression. */
export const WRITTEN_OUT = 4;

/** Where an entry mostly stands: from its key to the end of its value. */
export function usualSpan(key: LocatedString, value: LocatedValue | undefined): Span {
  return { start: key.span.start, end: (value ?? key).span.end };
}

/** Every value and entry of trees, by the ordinals that they have when they are packed one after the other. */
export function nodesOf(trees: Iterable<LocatedObject>): readonly Node[] {
  const nodes: Node[] = [];
  for (const tree of trees) {
    const seen = new Set<LocatedValue>();
    const add = (value: LocatedValue | undefined): void => {
      if (value === undefined || seen.has(value)) return;
      seen.add(value);
      nodes.push(value);
      if (value.kind === 'array') value.items.forEach(add);
      else if (value.kind === 'hole') add(value.argument);
      else if (value.kind === 'object') {
        for (const entry of value.entries) {
          nodes.push(entry);
          add(entry.key);
          add(entry.value);
        }
      }
    };
    add(tree);
  }
  return nodes;
}

/** The ordinal of a value or an entry of an unpacked tree; undefined for any other. */
export function ordinalOf(node: Node): number | undefined {
  return (node as Copy)[ORDINAL];
}
