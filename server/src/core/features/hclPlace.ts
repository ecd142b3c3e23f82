import type { HclTextPlace } from '../syntax/hcl/text';
import { type HclFrame, type HclScan, scanHclTo } from './hclScan';
import type { HclPlaceStyle, Place } from './place';

/** Where in a Terraform or OpenTofu configuration a cursor is. */
export interface HclPlace {
  /** Undefined where nothing can be completed. */
  readonly place: Place | undefined;
  /** What is open around the cursor, the outermost first; the first one is the file. */
  readonly frames: readonly HclFrame[];
  /** The string around the cursor. */
  readonly string: HclTextPlace | undefined;
  /** The attribute, key or block that the cursor is in the value of. */
  readonly holder: string | undefined;
}

/**
 * The place of a cursor in HCL, however broken or half-typed the text is: only the text up to the cursor and the rest
 * of its line decide. Blocks and objects are containers; functions that a value is given to are passed over.
 * @param offset in UTF-16 code units
 */
export function hclPlaceAt(text: string, offset: number): HclPlace {
  const scan = scanHclTo(text, offset);
  const { frames, token } = scan;
  const string =
    token?.kind === 'heredoc' || token?.kind === 'string'
      ? { inside: token.span, quoted: token.kind === 'string' }
      : undefined;
  const named = frames.findLast(({ kind }) => kind === 'block' || kind === 'object');
  return { place: placeIn(text, offset, scan), frames, string, holder: named?.key };
}

function placeIn(text: string, offset: number, { frames, token }: HclScan): Place | undefined {
  const frame = frames.at(-1)!;
  if (token === undefined || token.kind === 'heredoc' || frame.kind === 'call') return undefined;
  const { span } = token;
  const missing = frame.kind === 'array' && frame.expects === 'rest';
  if (frame.expects === 'sign' || (frame.expects === 'rest' && !missing)) return undefined;
  // Behind an item a comma comes first; who begins a new line there has forgotten it.
  if (missing && !text.slice(frame.end, span.start).includes('\n')) return undefined;
  const opened = token.kind === 'string';
  const closed = opened && token.closed;
  const behind = text.slice(closed ? span.end + 1 : span.end, span.end + 300);
  const next = /^[ \t]*([^\r\n]?)/.exec(behind)![1]!;
  const kind = frame.expects === 'key' ? 'key' : 'value';
  if (opened && kind === 'key' && frame.kind === 'block') return undefined;
  const follows = /["{[\w<]/.test(next);
  // In front of a value that is there already there is nothing to write.
  if (kind === 'value' && frame.kind !== 'array' && !opened && follows) return undefined;
  const list = frame.kind === 'array';
  return {
    ...pathOf(frames, kind),
    kind,
    span,
    typed: text.slice(span.start, offset),
    opened,
    closed,
    colon: kind === 'key' && /^[ \t]*(?:[=:](?![=:])|\{)/.test(behind),
    commaBefore: missing ? frame.end : undefined,
    // Entries on lines of their own need none.
    commaAfter: list ? /^\s*["{[\w]/.test(behind) : frame.kind === 'object' && kind === 'key' && follows,
    hcl: styleIn(frames),
  };
}

function pathOf(frames: readonly HclFrame[], kind: Place['kind']): Pick<Place, 'path' | 'containers'> {
  const containers = frames.filter((each) => each.kind !== 'call');
  const path = containers.flatMap((frame, i): (string | number)[] => {
    if (frame.kind === 'array') return [frame.index + (frame.expects === 'rest' ? 1 : 0)];
    return i === containers.length - 1 && kind === 'key' ? [] : [frame.key ?? ''];
  });
  return { path, containers: containers.map(({ start }) => start) };
}

/** How keys are written here, or else around here. */
function styleIn(frames: readonly HclFrame[]): HclPlaceStyle {
  const objects = frames.filter(({ kind }) => kind === 'object');
  return {
    quoteKeys: objects.findLast((each) => each.quoteKeys !== undefined)?.quoteKeys ?? false,
    sign: objects.findLast((each) => each.sign !== undefined)?.sign ?? '=',
  };
}
