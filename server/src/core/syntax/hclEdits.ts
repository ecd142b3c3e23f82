import type { TextEdit } from '../text/edit';
import type { Span } from '../text/span';
import { entryText, type HclStyle, hclKey, hclPrint, hclStyleOf } from './hcl/print';
import { NotWritable, type Plain, type TreeEdits } from './syntax';
import { type Entry, entryOf, type LocatedObject, type LocatedValue } from './tree';

/**
 * Edits of lists and objects in HCL, in the manner of `terraform fmt`: one entry a line, signs aligned with those of
 * the lines around.
 */
export function hclEdits(text: string): TreeEdits {
  const style = hclStyleOf(text);

  const replace = (value: LocatedValue, by: Plain): TextEdit[] => [
    { span: value.span, text: hclPrint(by, lineIndent(text, value.span.start), styleNear(value)) },
  ];

  /** As the file, with the quotes and signs of an object's own keys. */
  const styleNear = (value: LocatedValue | undefined): HclStyle => {
    if (value?.kind !== 'object') return style;
    const [first] = value.entries;
    if (first === undefined) return style;
    const quoteKeys = value.entries.every(({ key }) => text[key.span.start] === '"');
    const colon = /^[\t ]*:/.test(text.slice(first.key.span.end, first.key.span.end + 80));
    return { ...style, quoteKeys, sign: colon ? ':' : '=' };
  };

  /** Puts members behind a member, or into brackets that are empty. */
  const insert = (
    container: Span,
    members: readonly Span[],
    at: number,
    write: (indent: string) => string,
    needsComma: boolean,
  ): TextEdit[] => {
    const before = members[at];
    if (before === undefined) {
      const outer = lineIndent(text, container.start);
      const inner = outer + style.unit;
      const body = `${style.newline}${inner}${write(inner)}${style.newline}${outer}`;
      const inside = { start: container.start + 1, end: container.end - 1 };
      if (text.slice(inside.start, inside.end).trim() !== '') throw new NotWritable();
      return [{ span: inside, text: body }];
    }
    const indent = indentAt(text, before.start);
    const comma = commaAfter(text, before.end, container.end - 1);
    const last = at === members.length - 1;
    if (indent === undefined) {
      // On one line.
      const end = comma === undefined ? before.end : comma + 1;
      const lead = comma === undefined ? ', ' : ' ';
      return [insertion(end, `${lead}${write(lineIndent(text, before.start))}${last ? '' : ','}`)];
    }
    const body = `${style.newline}${indent}${write(indent)}`;
    if (comma !== undefined) return [insertion(behindComment(text, comma + 1), `${body},`)];
    const end = behindComment(text, before.end);
    if (!needsComma) return [insertion(end, body)];
    return end === before.end
      ? [insertion(end, `,${body}`)]
      : [insertion(before.end, ','), insertion(end, body)];
  };

  return {
    append(list, items) {
      const near = list.kind === 'array' ? styleNear(list.items.at(-1)) : style;
      if (list.kind === 'array' && text[list.span.start] === '[') {
        const spans = list.items.map(({ span }) => span);
        const inLine = !items.some((item) => typeof item === 'object');
        if (spans.length === 0 && inLine) return replace(list, items);
        return insert(
          list.span,
          spans,
          spans.length - 1,
          (indent) =>
            items
              .map((item) => hclPrint(item, indent, near))
              .join(inLine ? ', ' : `,${style.newline}${indent}`),
          true,
        );
      }
      // A lone value becomes a list; what is a list by an expression gets more by `concat`.
      const own = text.slice(list.span.start, list.span.end);
      const indent = lineIndent(text, list.span.start);
      const inner = indent + style.unit;
      if (list.kind === 'object') {
        const shifted = own.replaceAll(/\n(?=[^\r\n])/g, `\n${style.unit}`);
        const near = styleNear(list);
        const members = [shifted, ...items.map((item) => hclPrint(item, inner, near))];
        const lines = members.map((member) => `${inner}${member},`);
        return [{ span: list.span, text: ['[', ...lines, `${indent}]`].join(style.newline) }];
      }
      if (list.kind !== 'string') throw new NotWritable();
      const members = [own, ...items.map((item) => hclPrint(item, indent, style))];
      return [{ span: list.span, text: `[${members.join(', ')}]` }];
    },

    set(object, key, value, after) {
      const present = entryOf(object, key);
      if (present?.value !== undefined) return replace(present.value, value);
      const near = styleNear(object);
      const name = hclKey(key, near);
      const spans = object.entries.map(({ span }) => span);
      const anchor = after === undefined ? -1 : object.entries.indexOf(entryOf(object, after)!);
      const at = anchor < 0 ? spans.length - 1 : anchor;
      const written = (indent: string, beside: Span | undefined) => {
        const printed = hclPrint(value, indent, near);
        const column = beside === undefined ? undefined : signColumn(text, beside, near);
        const padded = printed.includes('\n') || column === undefined ? name : name.padEnd(column);
        return entryText(padded, printed, near);
      };
      const first = spans[0];
      if (after === '' && first !== undefined) {
        const indent = indentAt(text, first.start);
        const comma = commaAfter(text, first.end, object.span.end - 1) === undefined ? '' : ',';
        if (indent === undefined) return [insertion(first.start, `${written('', undefined)}, `)];
        return [insertion(first.start, `${written(indent, first)}${comma}${style.newline}${indent}`)];
      }
      return insert(object.span, spans, at, (indent) => written(indent, spans[at]), false);
    },

    removeEntry(object: LocatedObject, entry: Entry) {
      const spans = object.entries.map(({ span }) => span);
      return remove(text, spans, object.entries.indexOf(entry), object.span);
    },

    removeItem(list, item) {
      if (list.kind !== 'array' || text[list.span.start] !== '[') throw new NotWritable();
      const spans = list.items.map(({ span }) => span);
      return remove(text, spans, list.items.indexOf(item), list.span);
    },

    replace,

    rename(entry, key) {
      const quoteKeys = text[entry.key.span.start] === '"';
      return [{ span: entry.key.span, text: hclKey(key, { ...style, quoteKeys }) }];
    },
  };
}

function remove(text: string, spans: readonly Span[], at: number, container: Span): TextEdit[] {
  const own = spans[at];
  if (own === undefined) throw new NotWritable();
  const comma = commaAfter(text, own.end, container.end - 1);
  const next = spans[at + 1];
  const before = spans[at - 1];
  if (indentAt(text, own.start) !== undefined)
    return [removeLines(text, own.start, comma === undefined ? own.end : comma + 1)];
  if (next !== undefined) return [{ span: { start: own.start, end: next.start }, text: '' }];
  if (before !== undefined) return [{ span: { start: before.end, end: own.end }, text: '' }];
  return [{ span: { start: container.start + 1, end: container.end - 1 }, text: '' }];
}

/** Takes whole lines out, where nothing but a comment stands behind `end` on the last. */
export function removeLines(text: string, start: number, end: number): TextEdit {
  const from = lineStart(text, start);
  const behind = behindComment(text, end);
  const rest = /^[\t ]*(?:\r\n|\n|$)/.exec(text.slice(behind, behind + 200))?.[0];
  if (rest === undefined) return { span: { start, end }, text: '' };
  return { span: { start: from, end: behind + rest.length }, text: '' };
}

/** Takes a block out, with the empty line in front that parted it from what stands before. */
export function removeBlock(text: string, { start, end }: Span): TextEdit {
  const { span: lines } = removeLines(text, start, end);
  const blank = /\r?\n[\t ]*\r?\n$/.exec(text.slice(Math.max(0, lines.start - 40), lines.start))?.[0];
  const above = blank === undefined ? 0 : blank.replace(/^\r?\n/, '').length;
  return { span: { start: lines.start - above, end: lines.end }, text: '' };
}

/** How wide keys are written beside this entry, so that their signs stand below each other. */
function signColumn(text: string, { start, end }: Span, { sign }: HclStyle): number | undefined {
  if (sign !== '=' || text.slice(start, end).includes('\n')) return undefined;
  // On one line there is nothing to stand below.
  if (indentAt(text, start) === undefined) return undefined;
  const key = /^(?:"(?:[^"\\]|\\.)*"|[\w-]+)[\t ]*(?==)/.exec(text.slice(start, end))?.[0];
  return key === undefined || key.includes('\t') ? undefined : key.length - 1;
}

/** An edit that puts text in. */
export function insertion(at: number, text: string): TextEdit {
  return { span: { start: at, end: at }, text };
}

/** Where the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** The indentation of the line of an offset. */
export function lineIndent(text: string, offset: number): string {
  return /^[\t ]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
}

/** The blanks before an offset on its line, when nothing else is there. */
function indentAt(text: string, offset: number): string | undefined {
  const before = text.slice(lineStart(text, offset), offset);
  return /^[\t ]*$/.test(before) ? before : undefined;
}

/** The end of a comment that ends the line of `offset`. */
export function behindComment(text: string, offset: number): number {
  const line = text.indexOf('\n', offset);
  const rest = text.slice(offset, line < 0 ? text.length : line);
  return offset + (/^[\t ]*(?:#|\/\/)[^\r\n]*/.exec(rest)?.[0].length ?? 0);
}

/** The offset of the comma behind `from`, comments and blanks passed over. */
function commaAfter(text: string, from: number, to: number): number | undefined {
  for (let i = from; i < to; i++) {
    const two = text.slice(i, i + 2);
    if (text[i] === '#' || two === '//') {
      const end = text.indexOf('\n', i);
      i = end < 0 ? to : end;
    } else if (two === '/*') i = text.indexOf('*/', i + 2) + 1 || to;
    else if (text[i] === ',') return i;
    else if (text[i]!.trim() !== '') return undefined;
  }
  return undefined;
}
