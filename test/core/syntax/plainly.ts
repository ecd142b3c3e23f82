import { type LocatedValue, readable } from '../../../server/src/core/syntax/tree';

/** The value without its places; intrinsic functions in their long form. */
export function plainOf(value: LocatedValue | undefined): unknown {
  switch (value?.kind) {
    case 'object':
      return Object.fromEntries(value.entries.map((e) => [readable(e.key.text), plainOf(e.value)]));
    case 'array':
      return value.items.map(plainOf);
    case 'string':
      return readable(value.text);
    case 'scalar':
      return value.value;
    case 'hole':
      return { [value.expression]: plainOf(value.argument) };
    default:
      return undefined;
  }
}
