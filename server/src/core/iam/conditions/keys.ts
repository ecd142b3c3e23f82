import { callerKey, type KeyValues } from '../callerKeys';
import type { Request } from '../request';

/**
 * What the request says of a context key.
 * @param key in lower case: condition keys are case-insensitive
 * @returns its values; `null` when it is known to be absent (an empty list counts as absent); undefined when nothing
 * is known of it
 */
export function lookUp(request: Request, key: string): KeyValues | undefined {
  const given = request.context.get(key);
  if (given !== undefined) return given.length > 0 ? given : null;
  if (request.absent?.has(key) === true) return null;
  const derived = callerKey(request.caller, key);
  if (derived !== undefined) return derived;
  if (key === 'aws:resourceaccount' && request.role !== undefined) return [request.role.account];
  return request.contextIsComplete === true ? null : undefined;
}
