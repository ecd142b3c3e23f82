import type { Plain } from './syntax';
import { knownString, type LocatedValue } from './tree';

/**
 * A located value as plain data, to write it elsewhere again.
 * @returns undefined when part of it is not known, is null, or is half typed
 */
export function plainOf(value: LocatedValue | undefined): Plain | undefined {
  switch (value?.kind) {
    case 'string':
      return knownString(value);
    case 'scalar':
      return value.value ?? undefined;
    case 'array': {
      const items = value.items.map(plainOf);
      return items.every((item) => item !== undefined) ? items : undefined;
    }
    case 'object': {
      const result: [string, Plain][] = [];
      for (const entry of value.entries) {
        const key = knownString(entry.key);
        const item = plainOf(entry.value);
        if (key === undefined || item === undefined) return undefined;
        result.push([key, item]);
      }
      return Object.fromEntries(result);
    }
    default:
      return undefined;
  }
}
