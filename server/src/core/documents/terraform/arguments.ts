import { attributeOf, blocksOf, dynamicBlocksOf, type HclBlock } from '../../syntax/hcl/tree';
import { hclEdits, removeBlock } from '../../syntax/hclEdits';
import { entryOf, type LocatedObject, type LocatedValue } from '../../syntax/tree';
import type { TextEdit } from '../../text/edit';

/** What a block sets, or the object that some providers and versions take in its place. */
export interface Arguments {
  value(name: string): LocatedValue | undefined;
  /** The blocks of a type in it, or the object or list of objects of that name. */
  within(name: string): readonly Arguments[];
  /** Takes it out of the file. */
  remove(text: string): readonly TextEdit[];
}

/** What a block sets. Of blocks that `dynamic` makes, the one that is written counts. */
export function inBlock(block: HclBlock): Arguments {
  const { span } = block;
  return {
    value: (name) => attributeOf(block, name)?.value,
    within: (name) => [
      ...blocksOf(block, name).map(inBlock),
      ...dynamicBlocksOf(block, name).flatMap((each) => blocksOf(each, 'content').map(inBlock)),
      ...inAttribute(block, name),
    ],
    remove: (text) => [removeBlock(text, span)],
  };
}

function inAttribute(block: HclBlock, name: string): Arguments[] {
  const attribute = attributeOf(block, name);
  const { value, span } = attribute ?? {};
  if (span === undefined) return [];
  if (value?.kind === 'array') return value.items.flatMap((item) => inValue(item, () => []));
  return inValue(value, (text) => [removeBlock(text, span)]);
}

function inValue(value: LocatedValue | undefined, remove: Arguments['remove']): Arguments[] {
  return value?.kind === 'object' ? [inObject(value, remove)] : [];
}

/** What an object sets. @param remove takes it out of the file */
export function inObject(object: LocatedObject, remove: Arguments['remove'] = () => []): Arguments {
  return {
    value: (name) => entryOf(object, name)?.value,
    within(name) {
      const entry = entryOf(object, name);
      return inValue(entry?.value, (text) => hclEdits(text).removeEntry(object, entry!));
    },
    remove,
  };
}
