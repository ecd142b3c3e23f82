import type { Span } from '../text/span';
import { type Frame, keyFollows, nextMark, scanTo } from './jsonScan';

/** How something is written at a place in HCL. */
export interface HclPlaceStyle {
  readonly quoteKeys: boolean;
  readonly sign: '=' | ':';
  /** What is to be written is a list, even of one. */
  readonly list?: boolean;
}

/** Where in a JSON, YAML or HCL text a cursor is, as completion needs it. */
export interface Place {
  /** Keys and indices that lead from the root to what is typed; of a key, those of its object. */
  readonly path: readonly (string | number)[];
  /** Where each array and object around the cursor begins, the outermost first. */
  readonly containers: readonly number[];
  readonly kind: 'key' | 'value';
  /** What a completion replaces: the inside of a string as far as it is this string's, or a bare word. */
  readonly span: Span;
  /** What stands before the cursor in `span`. */
  readonly typed: string;
  /** Whether `span` has a quote in front, and one behind. */
  readonly opened: boolean;
  readonly closed: boolean;
  /** Whether a colon follows a key, so that it has a value or will get one. */
  readonly colon: boolean;
  /** Where a comma is missing between what comes before and `span`; undefined: none is. */
  readonly commaBefore: number | undefined;
  /** Whether another entry or item follows without a comma between. */
  readonly commaAfter: boolean;
  /** Set in YAML: whether the place is inside brackets, and the quote that is open there. */
  readonly yaml?: { readonly inside: boolean; readonly quote: '"' | "'" | undefined };
  /** Set in HCL: how keys of objects are written. */
  readonly hcl?: HclPlaceStyle;
}

/**
 * The place of a cursor in a JSON text, however broken or half-typed the text is. Only the text up to the cursor and
 * the next token decide, so what is wrong further on does not matter.
 * @param offset in UTF-16 code units
 * @returns undefined where nothing can be completed: in a comment, behind a finished value's end, at a missing colon
 */
export function placeAt(text: string, offset: number): Place | undefined {
  const { frames, token } = scanTo(text, offset);
  const frame = frames.at(-1);
  if (frame === undefined || token === undefined || frame.expects === 'colon') return undefined;
  if (token.kind === 'gap' && frame.expects === 'comma' && !startsLine(text, offset, frame)) return undefined;
  const { span } = token;
  const opened = token.kind === 'string';
  const closed = opened && token.closed;
  const next = nextMark(text, closed ? span.end + 1 : span.end);
  const kind = frame.kind === 'object' && frame.expects !== 'value' ? 'key' : 'value';
  const commaAfter = next !== undefined && /["{[\w]/.test(next);
  // In front of a value that is there already there is nothing to write; a key there is that of the next entry.
  if (frame.kind === 'object' && kind === 'value' && !opened && commaAfter && !keyFollows(text, span.end)) {
    return undefined;
  }
  return {
    path: pathOf(frames, kind),
    containers: frames.map(({ start }) => start),
    kind,
    span,
    typed: text.slice(span.start, offset),
    opened,
    closed,
    colon: next === ':',
    commaBefore: frame.expects === 'comma' ? frame.end : undefined,
    commaAfter,
  };
}

function pathOf(frames: readonly Frame[], kind: Place['kind']): (string | number)[] {
  return frames.flatMap((frame, i): (string | number)[] => {
    const last = i === frames.length - 1;
    if (frame.kind === 'array') return [frame.index];
    return last && kind === 'key' ? [] : [frame.key ?? ''];
  });
}

/** Behind a value a comma comes first; who begins a new line there has forgotten it. */
function startsLine(text: string, offset: number, { end }: Frame): boolean {
  return /[\r\n]/.test(text.slice(end, offset));
}
