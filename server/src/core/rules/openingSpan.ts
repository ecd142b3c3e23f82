import type { Span } from '../text/span';

/** The text to mark when something is missing from an object: its opening brace, or its first character. */
export function openingSpan({ start, end }: Span): Span {
  return { start, end: Math.min(start + 1, end) };
}
