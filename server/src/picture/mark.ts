/** An element of a picture as plain data: the panel makes nodes of a page of it, the command line the text of a file. */
export interface Mark {
  readonly tag: 'svg' | 'g' | 'path' | 'text' | 'title' | 'desc';
  /** Those that are undefined are left out. */
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  readonly children: readonly (Mark | string)[];
  /** The box that it is, by its id. */
  readonly box?: string;
}

export function mark(
  tag: Mark['tag'],
  attributes: Mark['attributes'],
  ...children: readonly (Mark | string | undefined)[]
): Mark {
  return { tag, attributes, children: children.filter((child) => child !== undefined) };
}
