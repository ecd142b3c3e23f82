import { harmless } from '../../core/explain/sentence';
import type { Span } from '../../core/text/span';
import { masked } from '../masking';
import type { Paint } from '../terminal';

/** Columns of a source line that are shown; longer lines are cut around what is marked. */
const WIDTH = 100;
/** Of a marked stretch as long as that, the end is cut off. */
const LEAST_BEFORE = 20;

/** The line a span starts in, and an underline below the part of the span in that line. */
export interface Excerpt {
  readonly source: string;
  readonly underline: string;
}

/**
 * Cuts the excerpt of a span out of its text. Secret values are dots, control characters visible.
 * @param column of the span's start in its line, from 1
 */
export function excerpt(text: string, span: Span, column: number, paint: Paint): Excerpt {
  const lineStart = span.start - column + 1;
  const rest = /[\r\n]|$/g;
  rest.lastIndex = span.start;
  const lineEnd = rest.exec(text)?.index ?? text.length;
  const line = masked(text.slice(lineStart, lineEnd));
  const indent = /^\s*/.exec(line)![0].length;
  const start = span.start - lineStart;
  const end = Math.max(start, Math.min(span.end - lineStart, line.length));

  const from = start - indent > WIDTH - LEAST_BEFORE ? start - LEAST_BEFORE : Math.min(indent, start);
  const to = Math.min(line.length, Math.max(from + WIDTH, start));
  const before = (from > indent ? '…' : '') + visible(line.slice(from, start));
  const marked = visible(line.slice(start, Math.min(end, to)));
  const after = visible(line.slice(Math.min(end, to), to)) + (to < line.length ? '…' : '');
  return {
    source: before + paint('bold', marked) + after,
    underline: ' '.repeat(columns(before)) + paint('cyan', '^'.repeat(Math.max(1, columns(marked)))),
  };
}

function visible(part: string): string {
  return harmless(part.replaceAll('\t', '  '));
}

/** Characters that most terminals draw two columns wide. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

function columns(text: string): number {
  let count = 0;
  for (const character of text) count += WIDE.test(character) ? 2 : 1;
  return count;
}
