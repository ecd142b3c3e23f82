import type { Setting } from '../documents/subjects';
import { say } from '../explain/sentence';
import type { Fix } from '../rules/finding';
import type { ConfigSection } from '../sts/configSection';
import type { TextEdit } from '../text/edit';
import { sectionFix } from './changeSetting';

/** Puts the comment behind a setting on a line of its own above it, where every tool reads it as a comment. */
export function moveComment(section: ConfigSection, setting: Setting): Fix {
  const title = say`Move the comment to a line of its own`;
  return sectionFix(section, 'move-comment', title, editsFor(section, setting));
}

function editsFor({ node, source }: ConfigSection, setting: Setting): TextEdit[] {
  if (setting.comment === undefined || node.kind !== 'object') return [];
  const entry = node.entries.find(({ value }) => value === setting.node);
  // The line that taking the setting out would remove tells how long the line end is.
  const [line] = entry === undefined ? [] : source.edits.removeEntry(node, entry);
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
