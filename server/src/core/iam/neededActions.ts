import { assumingAction, type TrustAction } from './actions';
import type { Statement } from './policy';
import { classifyPrincipal } from './principals';

/**
 * The actions by which the principals a statement names assume a role, in the order they stand.
 * @returns undefined when a principal is not known or not valid, so that the list could lack one
 */
export function neededActions({ principal }: Statement): TrustAction[] | undefined {
  if (principal === undefined || principal.hole !== undefined || principal.bare !== undefined)
    return undefined;
  const actions: TrustAction[] = [];
  for (const group of principal.groups) {
    if (group.oddities.length > 0) return undefined;
    for (const value of group.values) {
      const found = value.kind === 'string' ? classifyPrincipal(group.type, value.text) : undefined;
      const action = found === undefined || found.kind === 'unknown' ? undefined : assumingAction(found.kind);
      if (action === undefined) return undefined;
      if (!actions.includes(action)) actions.push(action);
    }
  }
  return actions.length === 0 ? undefined : actions;
}
