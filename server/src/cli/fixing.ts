import type { Edits, Finding, Fix } from '../core/rules/finding';
import { applyEdits, type FileEdit, type TextEdit } from '../core/text/edit';
import type { Member, Workspace } from './workspace';

/** Fixes can make room for other fixes; after this many rounds they are going in circles. */
const ROUNDS = 10;

/** What fixing changed: each member that is now different, as it was before. */
export interface Fixed {
  readonly before: ReadonlyMap<string, Member>;
  /** How many fixes were made. */
  readonly count: number;
}

/** The fix that may be made unasked: the first safe one, if it needs no answer. */
export function safeFix(fixes: readonly Fix[]): Edits | undefined {
  for (const { safe, change } of fixes) {
    if (safe && change.kind === 'edits') return change;
  }
  return undefined;
}

/**
 * Makes every safe fix, in memory, until none is left.
 * @param wanted which findings to fix
 */
export function fixAll(workspace: Workspace, wanted: (finding: Finding) => boolean): Fixed {
  const before = new Map<string, Member>();
  let count = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const { edits, fixes } = gather(workspace, wanted);
    if (fixes === 0) break;
    const changed: Member[] = [];
    for (const [uri, fileEdits] of edits) {
      const member = workspace.get(uri)!;
      const now = workspace.changed(member, applyEdits(member.file.text, fileEdits));
      // A fix that leaves a file unreadable is a defect of ours: none of the round's changes is kept.
      if (now.document.kind !== member.document.kind || now.document.problems.length > 0) {
        return { before, count };
      }
      if (now.file.text !== member.file.text) changed.push(now);
    }
    if (changed.length === 0) break;
    for (const member of changed) {
      const { uri } = member.file;
      if (!before.has(uri)) before.set(uri, workspace.get(uri)!);
      workspace.replace(member);
    }
    count += fixes;
  }
  return { before, count };
}

/** The fixes of one round: as many as keep out of each other's way. */
function gather(workspace: Workspace, wanted: (finding: Finding) => boolean) {
  const edits = new Map<string, TextEdit[]>();
  let fixes = 0;
  for (const member of workspace.members) {
    if (!isFixable(member)) continue;
    for (const finding of workspace.findings(member)) {
      const fix = wanted(finding) ? safeFix(finding.fixes()) : undefined;
      if (fix === undefined || fix.files.length === 0 || !fits(fix.files, edits, workspace)) continue;
      for (const { uri, edits: own } of fix.files) edits.set(uri, [...(edits.get(uri) ?? []), ...own]);
      fixes++;
    }
  }
  return { edits, fixes };
}

/** A file that did not parse, or whose bytes we could not all read, is never written. */
export function isFixable({ file, document }: Member): boolean {
  return file.exact && document.problems.length === 0;
}

/** All or nothing: every file of a fix must be one we may write, at places nobody else changes in this round. */
function fits(
  files: readonly FileEdit[],
  taken: ReadonlyMap<string, TextEdit[]>,
  workspace: Workspace,
): boolean {
  return files.every(({ uri, edits }) => {
    const member = workspace.get(uri);
    if (member === undefined || !isFixable(member)) return false;
    return edits.every((edit) => !taken.get(uri)?.some((other) => collide(edit, other)));
  });
}

/** Touching counts: two insertions at one place may say the same thing twice. The next round sees to the second. */
function collide(a: TextEdit, b: TextEdit): boolean {
  return a.span.start <= b.span.end && b.span.start <= a.span.end;
}
