import { NotWritable, type Plain, type TreeEdits } from '../../syntax/syntax';
import type { Opened } from '../kind';
import { NOBODY } from '../nobody';
import type { Source, Subject } from '../subjects';
import { contentsOf } from '../terraform';
import { isModuleFile } from './namedFiles';

/**
 * The policy of a file together with what the Terraform configurations that read it say of its role.
 * @param subjects of the file as it is by itself
 */
export function withTheirRole(file: Opened, subjects: readonly Subject[]): readonly Subject[] {
  const { folder, uri } = file;
  const [own, ...more] = subjects;
  if (folder === undefined || own === undefined || more.length > 0 || isModuleFile(uri)) return subjects;
  const made = contentsOf(folder)
    .get(uri)
    ?.subjects.find(({ kind }) => kind === own.kind);
  if (made?.kind === 'trustPolicy' && own.kind === 'trustPolicy') {
    if (made.role === NOBODY) return subjects;
    const { role, identityPolicies, morePolicies = false } = made;
    return [{ ...own, source: asItIs(own.source), role, identityPolicies, morePolicies }];
  }
  if (made?.kind === 'identityPolicy' && own.kind === 'identityPolicy') {
    if (made.attachedTo === NOBODY) return subjects;
    return [{ ...own, source: asItIs(own.source), attachedTo: made.attachedTo }];
  }
  return subjects;
}

/** Edits that write no expression: Terraform looks for none in a file that it reads as it is. */
function asItIs(source: Source): Source {
  const checked = (value: Plain): Plain => {
    if (/\$\{[^{}]*\./.test(JSON.stringify(value))) throw new NotWritable();
    return value;
  };
  const edits: TreeEdits = {
    append: (list, items) => source.edits.append(list, items.map(checked)),
    set: (object, key, value, after) => source.edits.set(object, key, checked(value), after),
    removeEntry: (object, entry) => source.edits.removeEntry(object, entry),
    removeItem: (list, item) => source.edits.removeItem(list, item),
    replace: (value, by) => source.edits.replace(value, checked(by)),
    rename: (entry, key) => source.edits.rename(entry, key),
  };
  const { uri, tolerated } = source;
  return { uri, ...(tolerated && { tolerated }), edits };
}
