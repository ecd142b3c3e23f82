import {
  type DocumentSymbol,
  type SymbolInformation,
  SymbolKind,
  type WorkspaceSymbol,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type OutlineItem, outline } from '../core/features/outline';
import { workspaceNames } from '../core/features/workspaceNames';
import type { Abilities } from './abilities';
import type { Analyst } from './analyst';
import { rangeOf } from './positions';
import type { SubjectIndex } from './subjectIndex';

const KINDS: Readonly<Record<OutlineItem['kind'], SymbolKind>> = {
  role: SymbolKind.Class,
  statement: SymbolKind.Object,
  principal: SymbolKind.Constant,
  section: SymbolKind.Namespace,
  setting: SymbolKind.Key,
};

/** The outline of a document; flat, and of its first level only, for clients that know no other. */
export async function symbolsOf(
  uri: string,
  analyst: Analyst,
  can: Abilities,
): Promise<DocumentSymbol[] | SymbolInformation[]> {
  const analysis = await analyst.analyse(uri);
  if (analysis === undefined || analysis.nothing !== undefined) return [];
  const { text, document } = analysis;
  const items = outline(document);
  if (can.nestedSymbols) return items.map((item) => symbol(item, text));
  return items.map(({ name, kind, span }) => ({
    name,
    kind: KINDS[kind],
    location: { uri: text.uri, range: rangeOf(text, span) },
  }));
}

function symbol(
  { name, detail, kind, span, selection, children }: OutlineItem,
  text: TextDocument,
): DocumentSymbol {
  return {
    name,
    ...(detail !== undefined && { detail }),
    kind: KINDS[kind],
    range: rangeOf(text, span),
    selectionRange: rangeOf(text, selection),
    children: children.map((child) => symbol(child, text)),
  };
}

/** The roles and profiles of the workspace that a query finds. */
export function workspaceSymbols(query: string, index: SubjectIndex, analyst: Analyst): WorkspaceSymbol[] {
  const texts = new Map<string, TextDocument | undefined>();
  return workspaceNames(query, (kind) => index.subjects(kind)).flatMap(({ name, kind, uri, span }) => {
    if (!texts.has(uri)) texts.set(uri, analyst.textOf(uri));
    const text = texts.get(uri);
    if (text === undefined) return [];
    const symbolKind = kind === 'role' ? SymbolKind.Class : SymbolKind.Namespace;
    return [
      {
        name,
        kind: symbolKind,
        containerName: kind,
        location: { uri: text.uri, range: rangeOf(text, span) },
      },
    ];
  });
}
