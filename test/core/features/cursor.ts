import { completions } from '../../../server/src/core/features/completion';
import type { CompletionItem } from '../../../server/src/core/features/completionItem';
import type { Settings } from '../../../server/src/core/settings';
import { applyEdits } from '../../../server/src/core/text/edit';
import { Workspace } from '../rules/workspace';

/** The mark that stands for the cursor: it occurs in none of the languages. */
export const CURSOR = '<|>';

export interface Beside {
  readonly name?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly settings?: Partial<Settings>;
}

/** The completions at the mark in a text, in the order an editor shows them. */
export function completionsAt(marked: string, beside: Beside = {}): CompletionItem[] {
  const { name = 'trust-policy.json', files = {}, settings = {} } = beside;
  const offset = marked.indexOf(CURSOR);
  if (offset < 0) throw new Error(`no ${CURSOR} in ${marked}`);
  const workspace = new Workspace({ ...files, [name]: marked.replace(CURSOR, '') }, settings);
  const items = completions(workspace.document(name), offset, workspace.context);
  return [...items].sort((a, b) => a.order - b.order);
}

export function labelsAt(marked: string, beside?: Beside): string[] {
  return completionsAt(marked, beside).map(({ label }) => label);
}

/** The text after the item of this label has been taken, by a client without snippets. */
export function taken(marked: string, label: string, beside?: Beside): string {
  const item = completionsAt(marked, beside).find((each) => each.label === label);
  if (item === undefined) throw new Error(`no ${label} among ${labelsAt(marked, beside).join(', ')}`);
  return applyEdits(marked.replace(CURSOR, ''), [item.edit, ...item.also]);
}
