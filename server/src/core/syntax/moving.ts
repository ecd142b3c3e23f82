import type { Anchor } from '../text/anchor';
import type { Span } from '../text/span';
import type { Problem } from './syntax';
import type { Entry, LocatedValue } from './tree';

/** A copy of a value with other spans and other values in it. */
export function rebuilt(
  value: LocatedValue,
  place: (span: Span) => Span,
  inner: (value: LocatedValue) => LocatedValue,
): LocatedValue {
  const span = place(value.span);
  switch (value.kind) {
    case 'object':
      return { ...value, span, entries: value.entries.map((entry) => rebuiltEntry(entry, place, inner)) };
    case 'array':
      return { ...value, span, items: value.items.map(inner) };
    case 'string': {
      const pieces = value.text.pieces.map((piece) => ({ ...piece, span: place(piece.span) }));
      return { ...value, span, text: { pieces } };
    }
    case 'scalar':
      return { ...value, span };
    case 'hole':
      return { ...value, span, ...(value.argument && { argument: inner(value.argument) }) };
  }
}

function rebuiltEntry(
  { key, value, span }: Entry,
  place: (span: Span) => Span,
  inner: (value: LocatedValue) => LocatedValue,
): Entry {
  return {
    key: rebuilt(key, place, inner) as Entry['key'],
    value: value && inner(value),
    span: place(span),
  };
}

/** A copy of a value with every span changed. Trees are not deep: every syntax has a limit. */
export function moved(value: LocatedValue, move: (span: Span) => Span): LocatedValue {
  const again = (each: LocatedValue): LocatedValue => rebuilt(each, move, again);
  return again(value);
}

/** As moved, of an entry. */
export function movedEntry(entry: Entry, move: (span: Span) => Span): Entry {
  return rebuiltEntry(entry, move, (value) => moved(value, move));
}

/** A problem of a stretch of a text, told of the text. @param by where the stretch begins, in UTF-16 code units */
export function movedProblem({ message, span }: Problem, by: number): Problem {
  return { message, span: { start: span.start + by, end: span.end + by } };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Ties all spans of a value that was just read to an anchor. */
export function heldBy(value: LocatedValue, anchor: Anchor): void {
  const before = value.span;
  hold(value, anchor);
  if (value.kind === 'string') {
    // A string without quotes and its only piece have one span between them.
    for (const piece of value.text.pieces) hold(piece, anchor, before, value.span);
  } else if (value.kind === 'array') for (const item of value.items) heldBy(item, anchor);
  else if (value.kind === 'hole') value.argument && heldBy(value.argument, anchor);
  else if (value.kind === 'object') {
    for (const entry of value.entries) {
      hold(entry, anchor);
      heldBy(entry.key, anchor);
      if (entry.value !== undefined) heldBy(entry.value, anchor);
    }
  }
}

/**
 * Ties one span to an anchor.
 * @param known a span that is tied already, and what has taken its place: the same span gets the same one
 */
export function hold(holder: { readonly span: Span }, anchor: Anchor, known?: Span, held?: Span): void {
  const { span } = holder;
  (holder as Writable<{ span: Span }>).span = held !== undefined && span === known ? held : anchor.hold(span);
}
