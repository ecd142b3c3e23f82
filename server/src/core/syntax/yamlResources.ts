/** A stretch of a text, in UTF-16 code units. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts a template into its resources. A line in the indentation of the first resource that begins with a key begins
 * the next one: whatever stands in a resource is indented further.
 * @returns each resource from the start of its first line to that of the next one's; undefined where the text has no
 * `Resources:` at the left edge, or anything in it makes the cut doubtful
 */
export function resourcesOf(text: string): readonly Stretch[] | undefined {
  const heads = [...text.matchAll(/^(?:Resources|"Resources"|'Resources'):[ \t]*(?:#[^\r\n]*)?\r?$/gm)];
  const [head, ...more] = heads;
  if (head === undefined || more.length > 0 || reachesAcross(text)) return undefined;
  const starts: number[] = [];
  let indent: number | undefined;
  let at = text.indexOf('\n', head.index) + 1;
  if (at === 0) return undefined;
  for (; at < text.length; at = nextLine(text, at)) {
    let from = at;
    while (text.charCodeAt(from) === 0x20) from++;
    const first = text[from];
    if (first === undefined || first === '\n' || first === '\r' || first === '#') continue;
    const column = from - at;
    if (column === 0) break;
    indent ??= column;
    if (column > indent) continue;
    KEY.lastIndex = from;
    if (column < indent || !KEY.test(text)) return undefined;
    starts.push(at);
  }
  return starts.map((start, i) => ({ start, end: starts[i + 1] ?? at }));
}

/** Whether anything in the text can be felt outside of its resource: anchors, further documents, tabs that indent. */
function reachesAcross(text: string): boolean {
  // Each expression would look at every character of a text that mostly has none of these.
  return (
    (text.includes('&') && /(?:^|[\s[{,])&[^\s,[\]{}&]/m.test(text)) ||
    (text.includes('\t') && /^ *\t/m.test(text)) ||
    ['---', '...'].some((mark) => text.startsWith(mark) || text.includes(`\n${mark}`))
  );
}

const KEY = /(?:[A-Za-z0-9_.$-][^\s#]*|"[^"\r\n]*"|'[^'\r\n]*'):(?=\s|$)/y;

function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}
