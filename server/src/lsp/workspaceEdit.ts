import type {
  AnnotatedTextEdit,
  ChangeAnnotation,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileEdit } from '../core/text/edit';
import type { Abilities } from './abilities';
import { rangeOf } from './positions';

/**
 * The core's edits as the client can take them: versioned where it knows versions.
 * @param textOf the text each file's edits were made for; a file it does not know makes the whole edit undefined
 * @param openVersion the version of an open document, null for a file that is not open
 * @param annotation asks the user to confirm, where the client can
 */
export function workspaceEdit(
  files: readonly FileEdit[],
  can: Abilities,
  textOf: (uri: string) => TextDocument | undefined,
  openVersion: (uri: string) => number | null,
  annotation?: ChangeAnnotation,
): WorkspaceEdit | undefined {
  const annotationId = can.changeAnnotations && annotation !== undefined ? 'sts-lens' : undefined;
  const changes: Record<string, TextEdit[]> = {};
  const documentChanges: TextDocumentEdit[] = [];
  for (const { uri, edits } of files) {
    const text = textOf(uri);
    if (text === undefined) return undefined;
    const inOrder = [...edits].sort((a, b) => a.span.start - b.span.start);
    const converted: TextEdit[] = inOrder.map((edit) => ({
      range: rangeOf(text, edit.span),
      newText: edit.text,
    }));
    changes[text.uri] = [...(changes[text.uri] ?? []), ...converted];
    documentChanges.push({
      textDocument: { uri: text.uri, version: openVersion(text.uri) },
      edits: annotationId
        ? converted.map((edit): AnnotatedTextEdit => ({ ...edit, annotationId }))
        : converted,
    });
  }
  if (!can.documentChanges) return { changes };
  return {
    documentChanges,
    ...(annotationId && annotation && { changeAnnotations: { [annotationId]: annotation } }),
  };
}
