/** How far words keep from the sides of a box. */
const PADDING = 6;

/** The room for words in a box of a kind and width: a slanted side takes some of it away. */
export function roomFor(kind: string, width: number): number {
  return width - 2 * (kind === 'service' ? PADDING + 5 : PADDING);
}

/** The outline of a box by what it stands for, as the data of an SVG path: kinds are told apart without colour. */
export function outline(kind: string, x: number, y: number, width: number, height: number): string {
  const right = x + width;
  const bottom = y + height;
  const middle = y + height / 2;
  switch (kind) {
    case 'role': // cut corners
      return `M${x + 10} ${y}H${right - 10}L${right} ${middle}L${right - 10} ${bottom}H${x + 10}L${x} ${middle}Z`;
    case 'identity': // a pill
      return rounded(x, y, width, height, height / 2);
    case 'account': // a box with a lid
      return `${rounded(x, y, width, height, 3)}M${x} ${y + 6}H${right}`;
    case 'service': // slanted
      return `M${x + 12} ${y}H${right}L${right - 12} ${bottom}H${x}Z`;
    case 'provider': // one corner round, as a badge
      return `M${x} ${y}H${right - 18}Q${right} ${y} ${right} ${y + 18}V${bottom}H${x + 18}Q${x} ${bottom} ${x} ${bottom - 18}Z`;
    case 'everyone': // two frames
      return `${rounded(x, y, width, height, 4)}${rounded(x + 4, y + 4, width - 8, height - 8, 2)}`;
    case 'profile': // a sheet with a folded corner
      return `M${x} ${y}H${right - 12}L${right} ${y + 12}V${bottom}H${x}ZM${right - 12} ${y}V${y + 12}H${right}`;
    case 'keys': // a tag
      return `M${x} ${y}H${right - 14}L${right} ${middle}L${right - 14} ${bottom}H${x}Z`;
    case 'host': // a drum
      return `M${x} ${y + 6}Q${x} ${y} ${x + 14} ${y}H${right - 14}Q${right} ${y} ${right} ${y + 6}V${bottom - 6}Q${right} ${bottom} ${right - 14} ${bottom}H${x + 14}Q${x} ${bottom} ${x} ${bottom - 6}ZM${x} ${y + 6}Q${x} ${y + 10} ${x + 14} ${y + 10}H${right - 14}Q${right} ${y + 10} ${right} ${y + 6}`;
    default:
      return rounded(x, y, width, height, 4);
  }
}

function rounded(x: number, y: number, width: number, height: number, r: number): string {
  const right = x + width;
  const bottom = y + height;
  return `M${x + r} ${y}H${right - r}Q${right} ${y} ${right} ${y + r}V${bottom - r}Q${right} ${bottom} ${right - r} ${bottom}H${x + r}Q${x} ${bottom} ${x} ${bottom - r}V${y + r}Q${x} ${y} ${x + r} ${y}Z`;
}
