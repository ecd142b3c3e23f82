import type { LocatedString } from '../syntax/tree';
import { type View, viewOf } from '../syntax/view';
import { yaml } from '../syntax/yaml';
import type { DocumentKind, Opened, Reading } from './kind';
import { languageOf } from './language';
import { subjectsIn } from './policiesInTree';
import { subjectsInShell } from './shell';
import type { Subject } from './subjects';

/**
 * YAML that is no template: playbooks, Kubernetes resources, pipelines. Policies stand in it as YAML, as JSON in
 * strings, or in the scripts that its strings are.
 */
export const yamlPolicies: DocumentKind = { id: 'yaml-policies', read };

function read(file: Opened): Reading | undefined {
  const { text, uri } = file;
  if (!/Statement(?:\\*["']|%22)?\s*:/.test(text) || languageOf(file) !== 'yaml') return undefined;
  const view = viewOf(yaml, text);
  const subjects = subjectsIn(view, { uri, edits: view.edits }, { read: true, other: inScript(view, uri) });
  if (subjects.length === 0) return undefined;
  return { root: view.root, subjects: view.problems.length > 0 ? [] : subjects, problems: view.problems };
}

/** A string of several lines may be a script. */
function inScript(view: View, uri: string): (string: LocatedString) => readonly Subject[] {
  return (string) => {
    const { pieces } = string.text;
    if (!pieces.some((piece) => piece.kind === 'literal' && piece.value.includes('Statement'))) return [];
    const embedding = view.unquote(string);
    return embedding === undefined ? [] : subjectsInShell(embedding.content, embedding, { uri }, 'shell');
  };
}
