import type { Position, Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Span } from '../core/text/span';

/** The one place where offsets become positions. Both count UTF-16 code units. */
export function rangeOf(text: TextDocument, span: Span): Range {
  return { start: text.positionAt(span.start), end: text.positionAt(span.end) };
}

/** The offset of a position; one outside the text is moved to its nearest place. */
export function offsetOf(text: TextDocument, position: Position): number {
  return text.offsetAt(position);
}

/** A text that no editor has open, able to turn its offsets into positions. */
export function closedText(uri: string, text: string): TextDocument {
  return TextDocument.create(uri, '', 0, text);
}
