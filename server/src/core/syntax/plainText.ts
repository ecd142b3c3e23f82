import type { TreeEdits } from './syntax';

/**
 * Edits of text whose structure is not read: a value can be replaced where it stands, quotes and all else around it
 * kept. For values that need no quoting in any language, such as host names and single words.
 */
export const plainTextEdits: TreeEdits = {
  append: () => [],
  set: () => [],
  removeEntry: () => [],
  removeItem: () => [],
  replace: (value, by) => (typeof by === 'object' ? [] : [{ span: value.span, text: String(by) }]),
  rename: () => [],
};
