import { type Embedding, hostSpan, onOneLine } from '../syntax/embedding';
import { NotWritable } from '../syntax/syntax';
import type { TextEdit } from '../text/edit';
import { touches } from '../text/span';
import { type CompletionItem, escaped } from './completionItem';

/**
 * Items of a text inside another, in places of the file and in the escapes of the text around. Items are left out that
 * could not be written at the cursor.
 * @param offset of the cursor in the file
 */
export function completionsWithin(
  items: readonly CompletionItem[],
  embedding: Embedding,
  offset: number,
): CompletionItem[] {
  const { content, starts } = embedding;
  // Editors indent the lines of an item as the line that it is written on: only a text of real lines can have some.
  const lines = content.includes('\n') && /\n/.test(embedding.write('\n', starts[0] ?? 0));
  const write = (text: string, at: number) =>
    lines
      ? text
          .split('\n')
          .map((line) => embedding.write(line, at))
          .join('\n')
      : embedding.write(onOneLine(text), at);
  const lifted = ({ span, text }: TextEdit): TextEdit => {
    const place = hostSpan(embedding, span);
    return { span: place, text: write(text, place.start) };
  };
  return items.flatMap((item): CompletionItem[] => {
    try {
      const edit = lifted(item.edit);
      if (!touches(edit.span, offset)) return [];
      const at = edit.span.start;
      const snippet = item.snippet && snippetWritten(item.snippet, (text) => write(text, at));
      return [{ ...item, filter: write(item.filter, at), edit, snippet, also: item.also.map(lifted) }];
    } catch (error) {
      if (error instanceof NotWritable) return [];
      throw error;
    }
  });
}

/** A snippet whose texts, but not whose tab stops, are written as the text around has them. */
function snippetWritten(snippet: string, write: (text: string) => string): string {
  const plain = (text: string) => text.replace(/\\(.)/g, '$1');
  const parts =
    /\$\{(\d+)\|((?:\\.|[^\\|])*)\|\}|\$\{(\d+):((?:\\.|[^\\}])*)\}|\$\d+|(?:\\.|[^\\$])+|\\|\$/gs;
  return snippet.replace(parts, (all, first?: string, options?: string, second?: string, text?: string) => {
    if (first !== undefined) {
      const written = options!.split(/(?<!\\),/).map((option) => write(plain(option)));
      return `\${${first}|${written.map((option) => option.replace(/[\\$}|,]/g, '\\$&')).join(',')}|}`;
    }
    if (second !== undefined) return `\${${second}:${escaped(write(plain(text!)))}}`;
    return /^\$\d/.test(all) ? all : escaped(write(plain(all)));
  });
}
