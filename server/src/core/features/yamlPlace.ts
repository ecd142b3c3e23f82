import type { Place } from './place';

/** Keys of a policy whose value is a word or a list of words, never a map. */
const SCALAR_KEYS =
  /^(?:Version|Effect|Not?Action|Action|Resource|NotResource|AWS|Service|Federated|CanonicalUser)$/;
/** Lines above the cursor that are looked at: no policy is longer. */
const LINE_LIMIT = 2000;

/** A line longer than this is nothing that anybody types in. */
const LENGTH_LIMIT = 2000;

/** A map or list around the cursor. */
interface Frame {
  readonly kind: 'map' | 'list';
  /** Where its first key or its first dash stands. */
  readonly start: number;
  /** The key that leads on from a map; undefined where a key is being typed. */
  readonly key: string | undefined;
}

/** What a line begins with: blanks, dashes, and a key. */
interface Line {
  readonly start: number;
  readonly dashes: readonly number[];
  /** The column of what follows the dashes. */
  readonly column: number;
  readonly content: string;
}

/**
 * The place of a cursor in YAML, as completion needs it, however half-typed the text is: found by the indentation of
 * the lines up to the cursor, and by the brackets of its own line.
 * @param offset in UTF-16 code units
 * @returns undefined in comments, block strings, behind tags, and where brackets span lines
 */
export function yamlPlaceAt(text: string, offset: number): Place | undefined {
  const begin = lineStartBefore(text, offset);
  const line = lineOf(text.slice(begin, offset), begin);
  if (line === undefined || /(?:^|\s)#/.test(line.content)) return undefined;
  const split = keyOf(line.content);
  const contentAt = line.start + line.column;
  if (split === undefined) {
    const frames = framesAbove(text, line, undefined);
    const parent = frames.findLast(({ kind }) => kind === 'map')?.key ?? '';
    const last = frames.at(-1);
    const key = last?.kind === 'list' ? parent === 'Statement' : !SCALAR_KEYS.test(parent);
    if (key) frames.push({ kind: 'map', start: contentAt, key: undefined });
    return scalarPlace(text, offset, contentAt, line.content, frames, key ? 'key' : 'value', false);
  }
  const frames = framesAbove(text, line, split.key);
  const at = contentAt + split.valueAt;
  return valuePlace(text, offset, at, text.slice(at, offset), frames);
}

/** The place in a value that begins on the line of the cursor, and may be in brackets. */
function valuePlace(
  text: string,
  offset: number,
  start: number,
  value: string,
  outer: readonly Frame[],
): Place | undefined {
  if (/^[|>&*!]/.test(value)) return undefined;
  if (!/^[[{]/.test(value)) return scalarPlace(text, offset, start, value, [...outer], 'value', false);
  const frames = [...outer];
  let from = 0;
  let named = false;
  for (let i = 0; i < value.length; i++) {
    const mark = value[i]!;
    if (mark === '"' || mark === "'") {
      const end = value.indexOf(mark, i + 1);
      if (end < 0) break;
      i = end;
    } else if (mark === '[' || mark === '{') {
      frames.push({ kind: mark === '[' ? 'list' : 'map', start: start + i, key: undefined });
      from = i + 1;
      named = mark === '[';
    } else if (mark === ']' || mark === '}') {
      frames.pop();
      named = true;
      from = value.length;
    } else if (mark === ',') {
      const around = frames.pop()!;
      frames.push({ ...around, key: undefined });
      named = around.kind === 'list';
      from = i + 1;
    } else if (mark === ':' && value[i + 1] === ' ' && frames.at(-1)?.kind === 'map' && !named) {
      const map = frames.pop()!;
      frames.push({ ...map, key: unquoted(value.slice(from, i).trim()) });
      named = true;
      from = i + 1;
    }
  }
  // Behind the last bracket there is nothing to write.
  if (frames.length <= outer.length || from > value.length) return undefined;
  from += /^\s*/.exec(value.slice(from))![0].length;
  return scalarPlace(text, offset, start + from, value.slice(from), frames, named ? 'value' : 'key', true);
}

function scalarPlace(
  text: string,
  offset: number,
  start: number,
  typed: string,
  frames: readonly Frame[],
  kind: Place['kind'],
  inside: boolean,
): Place | undefined {
  const quote = /^["']/.exec(typed)?.[0] as '"' | "'" | undefined;
  if (quote !== undefined && typed.indexOf(quote, 1) >= 0) return undefined;
  if (quote === undefined && /[\s]$/.test(typed)) return undefined;
  const lineEnd = /[\r\n]|$/.exec(text.slice(offset))!.index + offset;
  const after = text.slice(offset, lineEnd);
  const own = quote === undefined ? /^[^\s,\]}#:]*/ : new RegExp(`^[^${quote}]*`);
  const end = offset + own.exec(after)![0].length;
  const closed = quote !== undefined && text[end] === quote;
  const behind = text.slice(closed ? end + 1 : end, lineEnd);
  return {
    path: frames.flatMap((frame): (string | number)[] =>
      frame.kind === 'list' ? [0] : frame.key === undefined ? [] : [frame.key],
    ),
    containers: frames.map((frame) => frame.start),
    kind,
    span: {
      start: quote === undefined ? start : start + 1,
      end: quote !== undefined && !closed ? offset : end,
    },
    typed: quote === undefined ? typed : typed.slice(1),
    opened: quote !== undefined,
    closed,
    colon: /^\s*:(?:\s|$)/.test(behind),
    commaBefore: undefined,
    commaAfter: false,
    yaml: { inside, quote },
  };
}

/** The maps and lists that a line stands in, the outermost first. `key` is that of the line itself, if it has one. */
function framesAbove(text: string, line: Line, key: string | undefined): Frame[] {
  const frames: Frame[] = [];
  // What is being followed upwards: the map whose keys stand in this column, or the list whose dashes do.
  let kind: Frame['kind'] = key === undefined ? 'list' : 'map';
  let column = key === undefined ? (line.dashes.at(-1) ?? line.column) : line.column;
  let dashes = key === undefined ? line.dashes.slice(0, -1) : line.dashes;
  let start = line.start + column;
  let leads = key;
  // A line with neither key nor dash belongs to the first key that stands further left, or is a key itself.
  let loose = key === undefined && line.dashes.length === 0;
  const close = () => {
    if (!loose) frames.unshift({ kind, start, key: leads });
  };
  const upThroughDashes = () => {
    for (let dash = dashes.at(-1); dash !== undefined; dash = dashes.at(-1)) {
      close();
      dashes = dashes.slice(0, -1);
      [kind, column, start, leads, loose] = ['list', dash, lineStart + dash, undefined, false];
    }
  };
  let lineStart = line.start;
  if (!loose) upThroughDashes();
  for (let seen = 0; lineStart > 0 && seen < LINE_LIMIT; seen++) {
    const end = lineStart - 1;
    lineStart = lineStartBefore(text, end);
    const above = lineOf(text.slice(lineStart, end), lineStart);
    if (above === undefined || above.content === '' || above.content.startsWith('#')) continue;
    const split = keyOf(above.content);
    const first = above.dashes[0] ?? above.column;
    if (kind === 'list' && !loose && above.dashes.includes(column)) {
      start = lineStart + column;
      dashes = above.dashes.slice(0, above.dashes.indexOf(column));
      upThroughDashes();
    } else if (kind === 'map' && above.column === column && split !== undefined) {
      start = lineStart + column;
      dashes = above.dashes;
      upThroughDashes();
    } else if (
      split !== undefined &&
      (above.column < column || (kind === 'list' && above.column === column))
    ) {
      if (loose && above.column >= column) continue;
      close();
      [kind, column, start, leads, loose] = ['map', above.column, lineStart + above.column, split.key, false];
      dashes = above.dashes;
      upThroughDashes();
    } else if (first < column && split === undefined) break;
  }
  close();
  return frames;
}

/** Where the line that `offset` ends, or stands in, begins. */
function lineStartBefore(text: string, offset: number): number {
  // A search from -1 on would look at 0.
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function lineOf(text: string, start: number): Line | undefined {
  if (text.length > LENGTH_LIMIT) return undefined;
  const [all, blanks, marks, content] = /^( *)((?:- +)*)(.*?)\r?$/s.exec(text) ?? [];
  if (all === undefined || content === undefined || /^\t/.test(content)) return undefined;
  const dashes: number[] = [];
  for (let i = 0; i < marks!.length; i++) if (marks![i] === '-') dashes.push(blanks!.length + i);
  return { start, dashes, column: blanks!.length + marks!.length, content };
}

/** The key that a line's content begins with, and where its value begins. A colon at the very end may be part of a key. */
function keyOf(content: string): { key: string; valueAt: number } | undefined {
  const match =
    /^("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'#[\]{},&*!|>%@`](?:[^:#]|:(?=\S)|(?<=\S)#)*?)\s*:(?:(\s+)|$)/.exec(
      content,
    );
  if (match === null) return undefined;
  return { key: unquoted(match[1]!), valueAt: match[0].length };
}

function unquoted(key: string): string {
  return /^(["']).*\1$/s.test(key) ? key.slice(1, -1) : key;
}
