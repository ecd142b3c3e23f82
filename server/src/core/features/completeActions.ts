import { ASSUMING_ACTIONS, assumingAction, TRUST_ACTIONS, type TrustAction } from '../iam/actions';
import type { Statement } from '../iam/policy';
import { classifyPrincipal, type PrincipalKind } from '../iam/principals';
import { type CompletionItem, valueItem } from './completionItem';
import { type PolicyPlace, valuesBeside } from './policyPlace';

/** The actions a trust policy may name; those first that the statement's principals can use. */
export function completeActions(at: PolicyPlace): CompletionItem[] {
  const there = new Set([...valuesBeside(at)].map((action) => action.toLowerCase()));
  const own = actionsOfPrincipals(at.statement);
  return TRUST_ACTIONS.filter((action) => !there.has(action.toLowerCase()))
    .map((label, i) => {
      const unfit = own.size > 0 && ASSUMING_ACTIONS.includes(label) && !own.has(label);
      return valueItem(at.place, {
        label,
        kind: 'action',
        order: i + (unfit ? 100 : 0),
        detail: unfit ? 'not for the principals of this statement' : undefined,
        about: { topic: 'action', name: label },
      });
    })
    .filter((item) => item !== undefined);
}

/** The actions by which the principals of a statement assume roles; empty when nothing is known of them. */
export function actionsOfPrincipals(statement: Statement | undefined): ReadonlySet<TrustAction> {
  const actions = new Set<TrustAction>();
  for (const kind of kindsIn(statement)) {
    const action = kind === 'unknown' ? undefined : assumingAction(kind);
    if (action !== undefined) actions.add(action);
  }
  return actions;
}

function kindsIn(statement: Statement | undefined): PrincipalKind[] {
  const element = statement?.principal ?? statement?.notPrincipal;
  return (element?.groups ?? []).flatMap(({ type, values }) => {
    if (type === 'AWS' || type === 'Service')
      return [type === 'AWS' ? ('account' as const) : ('service' as const)];
    return values.flatMap((value) =>
      value.kind === 'string' ? [classifyPrincipal(type, value.text).kind] : [],
    );
  });
}
