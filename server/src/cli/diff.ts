type Mark = ' ' | '-' | '+';

/** A line of a difference, with its line end. */
interface DiffLine {
  readonly mark: Mark;
  readonly line: string;
}

export interface DiffOptions {
  /** Lines of the file shown around each change. */
  readonly context: number;
  /** Lines for which this is false are left out of the context, because what they hold is secret. */
  readonly mayShow?: (line: string) => boolean;
}

/**
 * The difference of two texts as a unified diff that `git apply` and `patch` take.
 * @param name the file's path, with `/`
 * @returns the empty string when the texts are equal
 */
export function unifiedDiff(name: string, before: string, after: string, options: DiffOptions): string {
  if (before === after) return '';
  const lines = compare(split(before), split(after));
  return `--- a/${name}\n+++ b/${name}\n${hunks(lines, options).join('')}`;
}

/** The changed and unchanged lines of a text, all of them. */
export function compareTexts(before: string, after: string): readonly DiffLine[] {
  return compare(split(before), split(after));
}

function split(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

function compare(a: readonly string[], b: readonly string[]): DiffLine[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const same = (lines: readonly string[]) => lines.map((line): DiffLine => ({ mark: ' ', line }));
  return [
    ...same(a.slice(0, start)),
    ...shortest(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...same(a.slice(a.length - end)),
  ];
}

/** Beyond this many changed lines the whole middle is shown as replaced. */
const MOST_CHANGES = 1000;

/** Myers, "An O(ND) Difference Algorithm and Its Variations" (1986): the fewest changed lines. */
function shortest(a: readonly string[], b: readonly string[]): DiffLine[] {
  const most = Math.min(a.length + b.length, MOST_CHANGES);
  const reached = new Map<number, number>([[1, 0]]);
  const history: Map<number, number>[] = [];
  for (let changes = 0; changes <= most; changes++) {
    history.push(new Map(reached));
    for (let k = -changes; k <= changes; k += 2) {
      let x = isDown(k, changes, reached) ? reached.get(k + 1)! : reached.get(k - 1)! + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      reached.set(k, x);
      if (x >= a.length && x - k >= b.length) return trace(a, b, history);
    }
  }
  const all = (lines: readonly string[], mark: Mark) => lines.map((line): DiffLine => ({ mark, line }));
  return [...all(a, '-'), ...all(b, '+')];
}

/** Whether the furthest way onto diagonal `k` is an insertion. */
function isDown(k: number, changes: number, reached: ReadonlyMap<number, number>): boolean {
  return k === -changes || (k !== changes && reached.get(k - 1)! < reached.get(k + 1)!);
}

function trace(
  a: readonly string[],
  b: readonly string[],
  history: readonly Map<number, number>[],
): DiffLine[] {
  const lines: DiffLine[] = [];
  let x = a.length;
  let y = b.length;
  for (let changes = history.length - 1; changes >= 0; changes--) {
    const reached = history[changes]!;
    const k = x - y;
    const previous = isDown(k, changes, reached) ? k + 1 : k - 1;
    const fromX = reached.get(previous)!;
    const fromY = fromX - previous;
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      lines.push({ mark: ' ', line: a[--x]! });
      y--;
    }
    if (changes === 0) break;
    if (x === fromX) lines.push({ mark: '+', line: b[--y]! });
    else lines.push({ mark: '-', line: a[--x]! });
  }
  return lines.reverse();
}

function hunks(lines: readonly DiffLine[], { context, mayShow = () => true }: DiffOptions): string[] {
  const shown = new Set<number>();
  lines.forEach(({ mark }, i) => {
    if (mark === ' ') return;
    shown.add(i);
    for (const step of [-1, 1]) {
      for (let n = 1, at = i + step; n <= context; n++, at += step) {
        const near = lines[at];
        if (near === undefined || (near.mark === ' ' && !mayShow(near.line))) break;
        shown.add(at);
      }
    }
  });
  const texts: string[] = [];
  let oldLine = 1;
  let newLine = 1;
  for (let i = 0; i < lines.length; ) {
    const from = i;
    while (shown.has(i)) i++;
    const hunk = lines.slice(from, i);
    const olds = hunk.filter(({ mark }) => mark !== '+').length;
    const news = hunk.filter(({ mark }) => mark !== '-').length;
    if (hunk.length > 0) {
      // Of an empty side, the line before it is named.
      const oldAt = `${olds === 0 ? oldLine - 1 : oldLine},${olds}`;
      const newAt = `${news === 0 ? newLine - 1 : newLine},${news}`;
      texts.push(`@@ -${oldAt} +${newAt} @@\n${hunk.map(lineText).join('')}`);
    }
    oldLine += olds + 1;
    newLine += news + 1;
    i++;
  }
  return texts;
}

function lineText({ mark, line }: DiffLine): string {
  return line.endsWith('\n') ? mark + line : `${mark}${line}\n\\ No newline at end of file\n`;
}
