import type { Setting } from '../documents/subjects';
import type { ConfigSection } from '../sts/configSection';
import type { TextEdit } from '../text/edit';

/** Puts the comment behind a setting on a line of its own above it, where every tool reads it as a comment. */
export function moveComment(profile: ConfigSection, setting: Setting): TextEdit[] {
  if (setting.comment === undefined || profile.node.kind !== 'object') return [];
  const entry = profile.node.entries.find(({ value }) => value === setting.node);
  // The line that taking the setting out would remove tells how long the line end is.
  const [line] = entry === undefined ? [] : profile.source.edits.removeEntry(profile.node, entry);
  if (line === undefined) return [];
  const lineEnd =
    line.span.end - setting.span.end === 2 || setting.span.start - line.span.start === 2 ? '\r\n' : '\n';
  const start = setting.span.start;
  // The comment is on the first line, also of a value that goes on below.
  const valueEnd = setting.node.kind === 'string' ? setting.node.text.pieces[0]?.span.end : undefined;
  return [
    { span: { start, end: start }, text: `${setting.comment.text}${lineEnd}` },
    { span: { start: valueEnd ?? setting.valueSpan.end, end: setting.comment.span.end }, text: '' },
  ];
}
