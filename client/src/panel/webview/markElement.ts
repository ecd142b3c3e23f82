import type { Mark } from '../../../../server/src/picture/mark';
import { svg } from './element';

/**
 * Makes elements of a picture's data.
 * @param onBox is given each box as it is made
 */
export function markElement(
  { tag, attributes, children, box }: Mark,
  onBox?: (box: string, made: SVGElement) => void,
): SVGElement {
  const inside = children.map((child) => (typeof child === 'string' ? child : markElement(child, onBox)));
  const made = svg(tag, attributes, ...inside);
  if (box !== undefined) onBox?.(box, made);
  return made;
}
