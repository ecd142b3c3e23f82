import {
  ErrorCodes,
  type FoldingRange,
  type Location,
  type Position,
  type Range,
  type ReferenceParams,
  type RenameParams,
  ResponseError,
  type TextDocumentPositionParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { plain } from '../core/explain/sentence';
import { namedAt } from '../core/features/named';
import { folds } from '../core/features/outline';
import { definitionsOf, type Location as Found, referencesTo } from '../core/features/references';
import { renamable, rename } from '../core/features/rename';
import type { Analysis, Analyst } from './analyst';
import type { Fixes } from './fixes';
import { offsetOf, rangeOf } from './positions';

/** Where the role, profile or section under the cursor is defined. */
export async function definitionAt(at: TextDocumentPositionParams, analyst: Analyst): Promise<Location[]> {
  const found = await nameAt(at, analyst);
  if (found === undefined) return [];
  const { context } = found.analysis;
  return locations(definitionsOf(found.named, context), analyst);
}

/** Every place that names the role, profile or section under the cursor. */
export async function referencesAt(params: ReferenceParams, analyst: Analyst): Promise<Location[]> {
  const found = await nameAt(params, analyst);
  if (found === undefined) return [];
  const { context } = found.analysis;
  const own = params.context?.includeDeclaration ? definitionsOf(found.named, context) : [];
  return locations([...own, ...referencesTo(found.named, context)], analyst);
}

/** The name under the cursor, where it can be changed. */
export async function renamableAt(
  { textDocument, position }: TextDocumentPositionParams,
  analyst: Analyst,
): Promise<{ range: Range; placeholder: string } | null> {
  const analysis = await ours(textDocument.uri, analyst);
  if (analysis === undefined) return null;
  const { text, document, context } = analysis;
  const found = renamable(document, offsetOf(text, position), context);
  return found === undefined || 'role' in found.named
    ? null
    : { range: rangeOf(text, found.span), placeholder: found.named.name };
}

/** The edit that gives the profile or section under the cursor another name, in both files. */
export async function renameAt(
  { textDocument, position, newName }: RenameParams,
  analyst: Analyst,
  fixes: Fixes,
): Promise<WorkspaceEdit | null> {
  const analysis = await ours(textDocument.uri, analyst);
  if (analysis === undefined) return null;
  const { text, document, context } = analysis;
  const renamed = rename(document, offsetOf(text, position), newName, context);
  if (!renamed.ok) throw new ResponseError(ErrorCodes.InvalidParams, plain(renamed.why));
  return fixes.toEdit(renamed.files) ?? null;
}

/** What can be folded. */
export async function foldsOf(uri: string, analyst: Analyst): Promise<FoldingRange[]> {
  const analysis = await ours(uri, analyst);
  if (analysis === undefined) return [];
  const { text, document } = analysis;
  return folds(document)
    .map((span) => ({ startLine: text.positionAt(span.start).line, endLine: text.positionAt(span.end).line }))
    .filter(({ startLine, endLine }) => startLine < endLine);
}

async function nameAt(
  { textDocument, position }: { textDocument: { uri: string }; position: Position },
  analyst: Analyst,
) {
  const analysis = await ours(textDocument.uri, analyst);
  if (analysis === undefined) return undefined;
  const { text, document, context } = analysis;
  const found = namedAt(document, offsetOf(text, position), context);
  return found && { analysis, named: found.named };
}

async function ours(uri: string, analyst: Analyst): Promise<Analysis | undefined> {
  const analysis = await analyst.analyse(uri);
  return analysis === undefined || analysis.nothing !== undefined ? undefined : analysis;
}

function locations(found: readonly Found[], analyst: Analyst): Location[] {
  return found.flatMap(({ uri, span }) => {
    const text = analyst.textOf(uri);
    return text === undefined ? [] : [{ uri: text.uri, range: rangeOf(text, span) }];
  });
}
