import { type Mark, mark } from './mark';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The data of an SVG path, where it ends, and in which direction, in degrees. */
export interface Path {
  readonly line: string;
  readonly end: Point;
  readonly angle: number;
}

/**
 * A smooth line along points, level in each of them.
 * @param short how far before the last point it ends
 */
export function curve(points: readonly [Point, ...Point[]], short: number): Path {
  const whole = points.at(-1)!;
  const back = whole.x < (points.at(-2) ?? whole).x;
  const end = { x: round(whole.x + (back ? short : -short)), y: round(whole.y) };
  const all = [...points.slice(0, -1), end];
  const bends = all.slice(1).map(({ x, y }, i) => {
    const from = all[i]!;
    const middle = round((from.x + x) / 2);
    return `C${middle} ${round(from.y)} ${middle} ${round(y)} ${round(x)} ${round(y)}`;
  });
  return {
    line: `M${round(points[0].x)} ${round(points[0].y)}${bends.join('')}`,
    end,
    angle: back ? 180 : 0,
  };
}

/**
 * A line that leaves a box downwards and comes back up to it.
 * @param middle of the lower side of the box
 * @param half half of how wide it is
 * @param short how far before the box it ends
 */
export function loopBelow({ x, y }: Point, half: number, depth: number, short: number): Path {
  const [left, right, low, end] = [x - half, x + half, y + depth, y + short].map(round) as [
    number,
    number,
    number,
    number,
  ];
  const bend = 14;
  const line = `M${left} ${round(y)}V${low - bend}Q${left} ${low} ${left + bend} ${low}H${right - bend}Q${right} ${low} ${right} ${low - bend}V${end}`;
  return { line, end: { x: right, y: end }, angle: -90 };
}

function round(n: number): number {
  return Math.round(n * 10) / 10;
}

/** An arrow's point; where something is denied, a cross before the box. */
export function head(kind: string, x: number, y: number): Mark {
  if (kind === 'denied') return mark('path', { class: 'cross', d: `M${x} ${y - 6}l12 12m0 -12l-12 12` });
  const d = `M${x - 9} ${y - 5}L${x} ${y}L${x - 9} ${y + 5}Z`;
  return mark('path', { class: 'head', d });
}
