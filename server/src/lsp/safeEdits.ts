import type { Finding } from '../core/rules/finding';
import type { TextEdit } from '../core/text/edit';

/**
 * The edits of every safe fix that can be made at once in one file: of each finding its first safe fix, if that
 * needs no answer and touches no other file. Where two would touch the same place the earlier finding's is
 * taken; running this again on the new text gives the rest.
 */
export function safeEdits(uri: string, findings: readonly Finding[]): TextEdit[] {
  const taken: TextEdit[] = [];
  for (const finding of findings) {
    const fix = finding.fixes().find(({ safe, change }) => safe && change.kind === 'edits');
    if (fix?.change.kind !== 'edits' || fix.change.files.some((file) => file.uri !== uri)) continue;
    const edits = fix.change.files.flatMap((file) => file.edits);
    if (!edits.some((edit) => taken.some((other) => collide(edit, other)))) taken.push(...edits);
  }
  return taken;
}

/** Touching counts: two insertions at one place may say the same thing twice. */
function collide(a: TextEdit, b: TextEdit): boolean {
  return a.span.start <= b.span.end && b.span.start <= a.span.end;
}
