import type { TextEdit } from '../text/edit';
import type { Span } from '../text/span';
import type { Parsed, Plain, TreeEdits } from './syntax';
import { type Entry, entryOf, type LocatedObject, type LocatedValue } from './tree';
import { blockLines, flow, type YamlStyle, yamlStyleOf } from './yamlPrint';

/**
 * Edits of YAML text in the style of what stands around: flow values stay flow, block values get lines of their own
 * in this file's indentation. Works on spans alone, so it serves any tree whose spans lie in this text.
 */
export function yamlEdits(text: string, parse: (text: string) => Parsed): TreeEdits {
  let made: YamlStyle | undefined;
  const styleHere = (): YamlStyle => {
    made ??= yamlStyleOf(text);
    return made;
  };
  let flows: readonly Span[] | undefined;
  /** Whether a place is inside of brackets or braces, where indentation means nothing. */
  const inFlow = (at: number): boolean => {
    flows ??= flowSpans(text, parse(text).root);
    return flows.some(({ start, end }) => start < at && at < end);
  };
  const isFlow = (value: LocatedValue) =>
    /[[{]/.test(text[value.span.start] ?? '') && (value.kind === 'array' || value.kind === 'object');

  const lineStart = (at: number) => text.lastIndexOf('\n', at - 1) + 1;
  const column = (at: number) => at - lineStart(at);
  /** Where the line of `at` ends, its line break left out. */
  const lineEnd = (at: number) => {
    const end = text.indexOf('\n', at);
    if (end < 0) return text.length;
    return text[end - 1] === '\r' && end > at ? end - 1 : end;
  };
  /** Behind a comment that ends the line, when nothing else stands there. */
  const behind = (at: number) => (/^[\t ]*(?:#|$)/.test(text.slice(at, lineEnd(at))) ? lineEnd(at) : at);
  /** The column of the key (or of the list item) that the line of `at` begins with. */
  const keyColumn = (at: number) => /^[ ]*(?:-[ ]+)*/.exec(text.slice(lineStart(at), at))?.[0].length ?? 0;

  const print = (value: Plain, columns: number) => blockLines(value, columns, styleHere());
  const breakAt = (columns: number) => styleHere().newline + ' '.repeat(columns);
  /** What follows a key's colon: a scalar on the same line, a list or map on lines below. */
  const underKey = (value: Plain, columns: number): string => {
    const style = styleHere();
    if (typeof value !== 'object' || Object.keys(value).length === 0) return ` ${flow(value, style, false)}`;
    const tagged = print(value, columns);
    if (tagged.startsWith('!')) return ` ${tagged}`;
    const inner = columns + (Array.isArray(value) ? style.listIndent : style.unit);
    return breakAt(inner) + print(value, inner);
  };

  const appendFlow = (container: Span, members: readonly Span[], body: string): TextEdit[] => {
    const last = members.at(-1);
    if (last === undefined) {
      const brace = text[container.start] === '{';
      const span = { start: container.start + 1, end: container.end - 1 };
      return [{ span, text: brace ? ` ${body} ` : body }];
    }
    const comma = /^\s*,/.exec(text.slice(last.end, container.end - 1));
    return comma === null
      ? [insertion(last.end, `, ${body}`)]
      : [insertion(last.end + comma[0].length, ` ${body},`)];
  };

  const removeFlow = (members: readonly Span[], at: number): TextEdit[] => {
    const [member, next, before] = [members[at], members[at + 1], members[at - 1]];
    if (member === undefined) return [];
    if (next !== undefined) return [{ span: { start: member.start, end: next.start }, text: '' }];
    return [{ span: { start: before?.end ?? member.start, end: member.end }, text: '' }];
  };

  /** Whole lines from where `from` stands to the end of `to`. */
  const removeLines = (from: number, to: number): TextEdit[] => {
    const end = behind(to);
    const next = text.indexOf('\n', end);
    if (next >= 0) return [{ span: { start: lineStart(from), end: next + 1 }, text: '' }];
    const start = Math.max(0, lineStart(from) - styleHere().newline.length);
    return [{ span: { start, end }, text: '' }];
  };

  const replace = (value: LocatedValue, by: Plain): TextEdit[] => {
    const { start } = value.span;
    const style = styleHere();
    if (inFlow(start) || isFlow(value)) return [{ span: value.span, text: flow(by, style, true) }];
    const colon = text.slice(0, start).trimEnd().length;
    if (text[colon - 1] === ':' && !isList(by, value)) {
      const scalar =
        typeof by !== 'object' ? ` ${flow(by, quotedLike(text[start], style), false)}` : undefined;
      return [
        { span: { start: colon, end: value.span.end }, text: scalar ?? underKey(by, keyColumn(colon)) },
      ];
    }
    // Under a comment, a list may stand as far left as its key; nothing else may.
    const shift = value.kind === 'array' && text[colon - 1] !== '-' && !isList(by, value) ? style.unit : 0;
    const body = typeof by === 'object' ? print(by, column(start) + shift) : undefined;
    return [
      {
        span: value.span,
        text: ' '.repeat(shift) + (body ?? flow(by, quotedLike(text[start], style), false)),
      },
    ];
  };
  /** Whether a list is written where a block list stands. */
  const isList = (by: Plain, value: LocatedValue) =>
    Array.isArray(by) && by.length > 0 && value.kind === 'array' && !isFlow(value);

  return {
    append(list, items) {
      const style = styleHere();
      const { start, end } = list.span;
      const flowItems = () => items.map((item) => flow(item, style, true)).join(', ');
      if (list.kind === 'array') {
        if (isFlow(list)) {
          const members = list.items.map((item) => item.span);
          return appendFlow(list.span, members, flowItems());
        }
        const at = column(start);
        const lines = items.map((item) => `${breakAt(at)}- ${print(item, at + 2)}`);
        return [insertion(behind(end), lines.join(''))];
      }
      const own = text.slice(start, end);
      if (inFlow(start)) return [{ span: list.span, text: `[${own}, ${flowItems()}]` }];
      const ownLine = /^[ ]*(?:-[ ]+)*$/.test(text.slice(lineStart(start), start));
      if (ownLine) {
        const at = column(start);
        const shifted = own.replaceAll(/\n(?=[^\r\n])/g, '\n  ');
        const lines = items.map((item) => `${breakAt(at)}- ${print(item, at + 2)}`);
        return [{ span: list.span, text: `- ${shifted}` }, insertion(behind(end), lines.join(''))];
      }
      const at = keyColumn(start) + style.listIndent;
      const colon = text.slice(0, start).trimEnd().length;
      const shifted = own.replaceAll(/\n(?=[^\r\n])/g, `\n${' '.repeat(style.listIndent + 2)}`);
      const lines = items.map((item) => `${breakAt(at)}- ${print(item, at + 2)}`);
      return [
        { span: { start: colon, end }, text: `${breakAt(at)}- ${shifted}` },
        insertion(behind(end), lines.join('')),
      ];
    },

    set(object, key, value, after) {
      const present = entryOf(object, key);
      if (present?.value !== undefined) return replace(present.value, value);
      const style = styleHere();
      const name = flow(key, style, true);
      if (isFlow(object)) {
        const body = `${name}: ${flow(value, style, true)}`;
        const spans = object.entries.map((entry) => entry.span);
        const first = spans[0];
        if (after === '' && first !== undefined) return [insertion(first.start, `${body}, `)];
        const anchor = after === undefined ? -1 : object.entries.findIndex((e) => keyIs(e, after));
        if (anchor < 0 || anchor === spans.length - 1) return appendFlow(object.span, spans, body);
        return [insertion(spans[anchor]!.end, `, ${body}`)];
      }
      const at = column(object.span.start);
      const body = `${name}:${underKey(value, at)}`;
      if (present !== undefined) {
        const colon = text.indexOf(':', present.key.span.end) + 1;
        return [insertion(colon, underKey(value, at))];
      }
      const first = object.entries[0];
      if (after === '' && first !== undefined) return [insertion(first.span.start, body + breakAt(at))];
      const anchor = (after === undefined ? undefined : entryOf(object, after)) ?? object.entries.at(-1);
      if (anchor === undefined) return [{ span: object.span, text: body }];
      const end = anchor.value === undefined ? text.indexOf(':', anchor.span.end) + 1 : anchor.span.end;
      return [insertion(behind(end), breakAt(at) + body)];
    },

    removeEntry(object: LocatedObject, entry: Entry) {
      const index = object.entries.indexOf(entry);
      if (index < 0) return [];
      const spans = object.entries.map((each) => each.span);
      if (isFlow(object)) return removeFlow(spans, index);
      if (spans.length === 1) return replace(object, {});
      const next = spans[index + 1];
      if (index === 0 && next !== undefined) {
        return [{ span: { start: entry.span.start, end: next.start }, text: '' }];
      }
      const end = entry.value === undefined ? text.indexOf(':', entry.span.end) + 1 : entry.span.end;
      return removeLines(entry.span.start, end);
    },

    removeItem(list, item) {
      if (list.kind !== 'array') return [];
      const index = list.items.indexOf(item);
      if (index < 0) return [];
      const spans = list.items.map((each) => each.span);
      if (isFlow(list)) return removeFlow(spans, index);
      if (spans.length === 1) return replace(list, []);
      const dashOf = (at: number) => {
        const before = text.slice(spans[at - 1]?.end ?? list.span.start, spans[at]!.start);
        return spans[at]!.start - before.length + Math.max(0, before.lastIndexOf('-'));
      };
      if (index === 0) return [{ span: { start: dashOf(0), end: dashOf(1) }, text: '' }];
      return removeLines(dashOf(index), spans[index]!.end);
    },

    replace,

    rename(entry, key) {
      const style = quotedLike(text[entry.key.span.start], styleHere());
      return [{ span: entry.key.span, text: flow(key, style, true) }];
    },
  };
}

/** The style with the quotes of a value that is to be replaced, where it has any. */
function quotedLike(opening: string | undefined, style: YamlStyle): YamlStyle {
  return opening === '"' || opening === "'" ? { ...style, quote: opening, quoteAll: true } : style;
}

function keyIs(entry: Entry, key: string): boolean {
  return entry.key.text.pieces.map((p) => (p.kind === 'literal' ? p.value : '')).join('') === key;
}

function insertion(at: number, text: string): TextEdit {
  return { span: { start: at, end: at }, text };
}

/** The outermost spans in brackets or braces. */
function flowSpans(text: string, root: LocatedValue | undefined): Span[] {
  const spans: Span[] = [];
  const waiting = root === undefined ? [] : [root];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (value.kind === 'string' || value.kind === 'scalar') continue;
    if (value.kind !== 'hole' && /[[{]/.test(text[value.span.start] ?? '')) spans.push(value.span);
    else if (value.kind === 'hole' && text[value.span.start] === '{') spans.push(value.span);
    else if (value.kind === 'hole' && value.argument !== undefined) waiting.push(value.argument);
    else if (value.kind === 'array') waiting.push(...value.items);
    else if (value.kind === 'object')
      for (const entry of value.entries) if (entry.value !== undefined) waiting.push(entry.value);
  }
  return spans;
}
