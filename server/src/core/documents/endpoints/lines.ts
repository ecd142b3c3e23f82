import type { LocatedString, Text } from '../../syntax/tree';
import type { Span } from '../../text/span';

/** UTF-16 code units of a line that are looked at on each side of a name: longer lines are not written by hand. */
export const REACH = 300;

/** The part of the line before an offset, at most {@link REACH} long. */
export function lineBefore(text: string, offset: number): string {
  const from = Math.max(0, offset - REACH);
  const near = text.slice(from, offset);
  return near.slice(Math.max(near.lastIndexOf('\n'), near.lastIndexOf('\r')) + 1);
}

/** The part of the line behind an offset, at most {@link REACH} long. */
export function lineBehind(text: string, offset: number): string {
  return /^[^\r\n]*/.exec(text.slice(offset, offset + REACH))![0];
}

/** Marks of text that is put in when a file is used: variables, templates, placeholders in angle brackets. */
const HOLE = /[$]|\{\{|%[({]|<[\w-]+>|\{[A-Za-z_][\w.]*\}|%\w+%/;

/** A value at a place of a text; what holds an expression is a hole as a whole. */
export function located(value: string, span: Span): LocatedString {
  const text: Text = {
    pieces: [HOLE.test(value) ? { kind: 'hole', expression: value, span } : { kind: 'literal', value, span }],
  };
  return { kind: 'string', span, text };
}

/** A longer line was made by a program. */
const LONGEST_LINE = 5_000;

/** Whether a place of a text is in a line that nobody writes by hand, as in bundled programs. */
export function isGenerated(text: string, at: number): boolean {
  const near = text.slice(Math.max(0, at - LONGEST_LINE), at + LONGEST_LINE);
  return near.length > LONGEST_LINE && !/[\r\n]/.test(near);
}
