import type { TextEdit } from '../text/edit';
import type { Span } from '../text/span';
import type { Plain, TreeEdits } from './syntax';
import { type Entry, entryOf, type LocatedObject, type LocatedValue } from './tree';

/**
 * Edits of JSON text. jsonc-parser's `modify` finds values by path, which cannot tell duplicate keys apart and
 * re-formats a list it appends to; these work on the located tree and copy the layout of what stands around.
 */
export function jsonEdits(text: string): TreeEdits {
  const layout = layoutOf(text);

  /** The white space before `offset` on its line, when nothing else is there. */
  const indentAt = (offset: number): string | undefined => {
    const lineStart = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
    const before = text.slice(lineStart, offset);
    return /^[\t ]*$/.test(before) ? before : undefined;
  };
  /** The indentation of the line that `offset` stands on. */
  const lineIndent = (offset: number): string => {
    const lineStart = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
    return /^[\t ]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
  };
  /** The end of a comment that ends the line of `offset` and so belongs to what stands before it. */
  const behindComment = (offset: number): number =>
    offset +
    (/^[\t ]*(?:\/\/[^\r\n]*|\/\*(?:(?!\*\/)[^\r\n])*\*\/[\t ]*(?=[\r\n]))/.exec(
      text.slice(offset, lineEnd(text, offset) + 1),
    )?.[0].length ?? 0);
  const print = (value: Plain, indent: string, oneLine: boolean): string =>
    oneLine
      ? compact(value, layout.colon)
      : JSON.stringify(value, null, layout.unit).replaceAll('\n', layout.newline + indent);

  /** Writes `parts` as the last members of a bracketed value. */
  const addMembers = (
    container: Span,
    members: readonly Span[],
    write: (indent: string, oneLine: boolean) => string,
  ): TextEdit[] => {
    const last = members.at(-1);
    if (last === undefined) {
      // An empty list or object: its brackets stay, a comment in it too.
      const outer = lineIndent(container.start);
      const inner = outer + layout.unit;
      const oneLine = !text.includes('\n') && !text.includes('\r');
      const body = oneLine
        ? write('', true)
        : layout.newline + inner + write(inner, false) + layout.newline + outer;
      const inside = { start: container.start + 1, end: container.end - 1 };
      const blank = text.slice(inside.start, inside.end).trim() === '';
      return [{ span: blank ? inside : { start: inside.end, end: inside.end }, text: body }];
    }
    const indent = indentAt(last.start);
    const separator = indent === undefined ? ' ' : layout.newline + indent;
    const body = write(indent ?? lineIndent(last.start), indent === undefined);
    const comma = commaAfter(text, last.end, container.end - 1);
    // A trailing comma is this writer's style: keep one behind the new last member too.
    if (comma !== undefined) return [insertion(behindComment(comma + 1), `${separator}${body},`)];
    const at = behindComment(last.end);
    if (at === last.end) return [insertion(at, `,${separator}${body}`)];
    return [insertion(last.end, ','), insertion(at, `${separator}${body}`)];
  };

  const remove = (members: readonly Span[], at: number, container: Span): TextEdit[] => {
    const member = members[at];
    if (member === undefined) return [];
    const next = members[at + 1];
    const before = members[at - 1];
    if (next !== undefined) return [{ span: { start: member.start, end: next.start }, text: '' }];
    if (before !== undefined) return [{ span: { start: before.end, end: member.end }, text: '' }];
    const comma = commaAfter(text, member.end, container.end - 1);
    return [
      {
        span: { start: container.start + 1, end: comma === undefined ? container.end - 1 : comma + 1 },
        text: '',
      },
    ];
  };

  const replace = (value: LocatedValue, by: Plain): TextEdit[] => {
    const oneLine = !text.slice(value.span.start, value.span.end).includes('\n') && typeof by !== 'object';
    return [{ span: value.span, text: print(by, lineIndent(value.span.start), oneLine) }];
  };

  return {
    append(list, items) {
      if (list.kind === 'array') {
        return addMembers(
          list.span,
          list.items.map((item) => item.span),
          (indent, oneLine) =>
            items
              .map((item) => print(item, indent, oneLine || typeof item !== 'object'))
              .join(oneLine ? ', ' : `,${layout.newline}${indent}`),
        );
      }
      // A lone value becomes a list: on one line for strings, as people write principals.
      const own = text.slice(list.span.start, list.span.end);
      if (list.kind === 'object') {
        const outer = lineIndent(list.span.start);
        const inner = outer + layout.unit;
        const shifted = own.replaceAll(/(\r\n|\n|\r)(?=[^\r\n])/g, `$1${layout.unit}`);
        const members = [shifted, ...items.map((item) => print(item, inner, false))].join(
          `,${layout.newline}${inner}`,
        );
        return [{ span: list.span, text: `[${layout.newline}${inner}${members}${layout.newline}${outer}]` }];
      }
      const members = [own, ...items.map((item) => print(item, '', true))];
      return [{ span: list.span, text: `[${members.join(', ')}]` }];
    },

    set(object, key, value, after) {
      const present = entryOf(object, key);
      if (present?.value !== undefined) return replace(present.value, value);
      const write = (indent: string, oneLine: boolean) =>
        `${JSON.stringify(key)}${layout.colon}${print(value, indent, oneLine || typeof value !== 'object')}`;
      const first = object.entries[0];
      if (after === '' && first !== undefined) {
        const indent = indentAt(first.span.start);
        const separator = indent === undefined ? ' ' : layout.newline + indent;
        const body = write(indent ?? lineIndent(first.span.start), indent === undefined);
        return [insertion(first.span.start, `${body},${separator}`)];
      }
      const anchor = after === undefined ? undefined : entryOf(object, after);
      if (anchor === undefined || anchor === object.entries.at(-1)) {
        return addMembers(
          object.span,
          object.entries.map((entry) => entry.span),
          write,
        );
      }
      const indent = indentAt(anchor.span.start);
      const separator = indent === undefined ? ' ' : layout.newline + indent;
      const body = write(indent ?? lineIndent(anchor.span.start), indent === undefined);
      return [insertion(anchor.span.end, `,${separator}${body}`)];
    },

    removeEntry(object: LocatedObject, entry: Entry) {
      const spans = object.entries.map((each) => each.span);
      return remove(spans, object.entries.indexOf(entry), object.span);
    },

    removeItem(list, item) {
      if (list.kind !== 'array') return [];
      return remove(
        list.items.map((each) => each.span),
        list.items.indexOf(item),
        list.span,
      );
    },

    replace,

    rename(entry, key) {
      return [{ span: entry.key.span, text: JSON.stringify(key) }];
    },
  };
}

/** The offset of the comma behind `from`, comments and blanks passed over; undefined when there is none. */
function commaAfter(text: string, from: number, to: number): number | undefined {
  for (let i = from; i < to; i++) {
    const two = text.slice(i, i + 2);
    if (two === '//') i = lineEnd(text, i);
    else if (two === '/*') i = text.indexOf('*/', i + 2) + 1 || to;
    else if (text[i] === ',') return i;
    else if (text[i]!.trim() !== '') return undefined;
  }
  return undefined;
}

function insertion(at: number, text: string): TextEdit {
  return { span: { start: at, end: at }, text };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

interface Layout {
  readonly newline: string;
  /** One level of indentation. */
  readonly unit: string;
  /** The colon with the blanks this writer puts around it. */
  readonly colon: string;
}

function layoutOf(text: string): Layout {
  const newline = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const unit = /[[{][\t ]*(?:\r\n|\n|\r)([\t ]+)\S/.exec(text)?.[1];
  const outer = unit === undefined ? undefined : /^([\t ]*)\S/.exec(text)?.[1];
  const step = unit !== undefined && outer && unit.startsWith(outer) ? unit.slice(outer.length) : unit;
  const colon = /"([\t ]*:[\t ]*)["[{\w-]/.exec(text)?.[1] ?? ': ';
  return { newline, unit: step || '  ', colon };
}

/** JSON on one line with the blanks people put there. */
function compact(value: Plain, colon: string): string {
  if (Array.isArray(value)) return `[${value.map((item: Plain) => compact(item, colon)).join(', ')}]`;
  if (typeof value === 'object') {
    const members = Object.entries(value).map(
      ([key, v]) => `${JSON.stringify(key)}${colon}${compact(v, colon)}`,
    );
    return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
  }
  return JSON.stringify(value);
}
