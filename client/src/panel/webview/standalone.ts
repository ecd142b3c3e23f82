/** The look of a picture that has left the page: its styles as attributes, on the page's background. */
const KEPT = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'paint-order',
] as const;

/** A picture as the text of an SVG file that looks the same elsewhere. */
export function standalone(picture: SVGSVGElement): string {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const theirs = copy.querySelectorAll('*');
  picture.querySelectorAll('*').forEach((element, i) => {
    const computed = getComputedStyle(element);
    for (const name of KEPT) {
      const value = computed.getPropertyValue(name);
      if (value !== '') theirs[i]?.setAttribute(name, value);
    }
    theirs[i]?.removeAttribute('class');
  });
  const [, , width, height] = (picture.getAttribute('viewBox') ?? '0 0 0 0').split(' ');
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  ground.setAttribute('width', width ?? '0');
  ground.setAttribute('height', height ?? '0');
  ground.setAttribute('fill', getComputedStyle(document.body).backgroundColor);
  copy.insertBefore(ground, copy.querySelector('g'));
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', width ?? '0');
  copy.removeAttribute('class');
  copy.removeAttribute('style');
  return `${new XMLSerializer().serializeToString(copy)}\n`;
}
