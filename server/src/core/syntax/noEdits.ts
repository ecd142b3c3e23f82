import { NotWritable, type TreeEdits } from './syntax';

function refuse(): never {
  throw new NotWritable();
}

/** Edits of what something has made, and nobody has written: it comes from elsewhere. */
export const NO_EDITS: TreeEdits = {
  append: refuse,
  set: refuse,
  removeEntry: refuse,
  removeItem: refuse,
  replace: refuse,
  rename: refuse,
};
