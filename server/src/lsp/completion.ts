import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionParams,
  InsertTextFormat,
  MarkupKind,
} from 'vscode-languageserver';
import { completions } from '../core/features/completion';
import type { About, CompletionKind, CompletionItem as Found } from '../core/features/completionItem';
import { documentationOf } from '../core/features/documentation';
import type { Abilities } from './abilities';
import type { Analyst } from './analyst';
import { plainText } from './hover';
import { offsetOf, rangeOf } from './positions';

/** Typed characters after which something can be completed: a string, a value, a header, the next part of an ARN. */
export const TRIGGERS: readonly string[] = ['"', ':', '/', '[', '='];

const KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  element: CompletionItemKind.Property,
  keyword: CompletionItemKind.EnumMember,
  principal: CompletionItemKind.Reference,
  action: CompletionItemKind.Function,
  operator: CompletionItemKind.Operator,
  key: CompletionItemKind.Field,
  value: CompletionItemKind.Value,
  section: CompletionItemKind.Module,
};

/** What can be written at the cursor. Documents that are no policy yet are asked too: one is being typed. */
export async function completionsAt(
  { textDocument, position }: CompletionParams,
  analyst: Analyst,
  can: Abilities,
): Promise<CompletionItem[] | null> {
  const analysis = await analyst.analyse(textDocument.uri);
  if (analysis === undefined || analysis.nothing === 'excluded' || analysis.nothing === 'tooLarge')
    return null;
  const { text, document, context } = analysis;
  const found = completions(document, offsetOf(text, position), context);
  return found.map((item, index): CompletionItem => {
    const { label, kind, detail, about, filter, also } = item;
    return {
      label,
      kind: KINDS[kind],
      sortText: sortText(item, index),
      ...(filter !== label && { filterText: filter }),
      ...(detail !== undefined && { detail }),
      ...(about !== undefined && { data: about }),
      ...(also.length > 0 && {
        additionalTextEdits: also.map((edit) => ({ range: rangeOf(text, edit.span), newText: edit.text })),
      }),
      ...writing(item, can),
      textEdit: {
        range: rangeOf(text, item.edit.span),
        newText: (can.snippets ? item.snippet : undefined) ?? item.edit.text,
      },
    };
  });
}

function writing({ snippet }: Found, can: Abilities): Partial<CompletionItem> {
  return can.snippets && snippet !== undefined ? { insertTextFormat: InsertTextFormat.Snippet } : {};
}

function sortText({ order }: Found, index: number): string {
  return `${String(order).padStart(6, '0')}${String(index).padStart(4, '0')}`;
}

/** Fills in the documentation of an item, which lists leave out for their size. */
export function resolveCompletion(item: CompletionItem, can: Abilities): CompletionItem {
  const documentation = isAbout(item.data) ? documentationOf(item.data) : undefined;
  if (documentation === undefined) return item;
  return {
    ...item,
    documentation: can.markdownCompletion
      ? { kind: MarkupKind.Markdown, value: documentation }
      : { kind: MarkupKind.PlainText, value: plainText(documentation) },
  };
}

function isAbout(data: unknown): data is About {
  if (typeof data !== 'object' || data === null) return false;
  const { topic, name } = data as Record<string, unknown>;
  return typeof topic === 'string' && typeof name === 'string';
}
