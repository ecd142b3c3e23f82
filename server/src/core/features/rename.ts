import type { Context } from '../context';
import type { Document } from '../documents/document';
import { type Sentence, say, words } from '../explain/sentence';
import type { FileEdit, TextEdit } from '../text/edit';
import { type NamedAt, namedAt } from './named';
import { definitionsOf, type Location, referencesTo } from './references';

export type Renamed =
  | { readonly ok: true; readonly files: readonly FileEdit[] }
  | { readonly ok: false; readonly why: Sentence };

/**
 * The name at `offset` that can be changed everywhere at once: that of a profile or another section of an AWS config
 * file. The profile `default` is none of them: tools take it by that name. Roles are renamed in AWS, not in files.
 */
export function renamable(document: Document, offset: number, context: Context): NamedAt | undefined {
  const found = namedAt(document, offset, context);
  return found === undefined || 'role' in found.named || found.named.name === 'default' ? undefined : found;
}

/** Gives a profile or section another name, in its headers and in the settings that name it, in both files. */
export function rename(document: Document, offset: number, name: string, context: Context): Renamed {
  const found = renamable(document, offset, context);
  if (found === undefined) return { ok: false, why: words('There is no name here that can be changed.') };
  const { named } = found;
  if ('role' in named) return { ok: false, why: words('There is no name here that can be changed.') };
  if (!/^[^\s[\]"'#;=]+$/.test(name)) {
    return {
      ok: false,
      why: words('A name has no blanks, quotes, brackets, equals signs or comment marks.'),
    };
  }
  if (definitionsOf({ ...named, name }, context).length > 0) {
    return { ok: false, why: say`There is a section named ${name} already.` };
  }
  const places = [...definitionsOf(named, context), ...referencesTo(named, context)];
  return { ok: true, files: editsAt(places, name) };
}

function editsAt(places: readonly Location[], text: string): FileEdit[] {
  const files = new Map<string, TextEdit[]>();
  for (const { uri, span } of places) {
    const edits = files.get(uri);
    if (edits === undefined) files.set(uri, [{ span, text }]);
    else if (!edits.some((edit) => edit.span.start === span.start)) edits.push({ span, text });
  }
  return [...files].map(([uri, edits]) => ({ uri, edits }));
}
