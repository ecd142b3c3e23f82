import { oncePer } from '../once';
import { known, type LocatedString } from '../syntax/tree';
import { type CompiledStatement, compilePolicy } from './compiled';
import { isToBeFilledIn } from './placeholderWords';
import type { Policy, PrincipalGroup, Statement } from './policy';
import type { Principal } from './principals';

/** One value of a `Principal` element, with what it names. */
export interface Trusted {
  readonly statement: Statement;
  /** The `"AWS": …` line it stands in. */
  readonly group: PrincipalGroup;
  readonly node: LocatedString;
  /** The value when the file says all of it; undefined with holes and words to be filled in. */
  readonly text: string | undefined;
  readonly principal: Principal;
}

/**
 * Every value that a policy's `Principal` elements name by type, in the order of the text, Deny statements included.
 * Values that are wholly unknown (`!Ref X`) and `NotPrincipal` are not among them.
 */
export const trustedIn: (policy: Policy) => readonly Trusted[] = oncePer((policy) =>
  compilePolicy(policy).statements.flatMap(inStatement),
);

function inStatement({ statement, principals, notPrincipal }: CompiledStatement): Trusted[] {
  const found: Trusted[] = [];
  if (notPrincipal || principals.length === 0) return found;
  const named = new Map(principals.map(({ node, principal }) => [node, principal] as const));
  for (const group of statement.principal?.groups ?? []) {
    for (const node of group.values) {
      const principal = named.get(node);
      if (node.kind !== 'string' || principal === undefined) continue;
      const text = known(node.text);
      const sure = text !== undefined && !isToBeFilledIn(text);
      found.push({ statement, group, node, text: sure ? text : undefined, principal });
    }
  }
  return found;
}

/** As trustedIn, those of Allow statements only. */
export const allowedIn: (policy: Policy) => readonly Trusted[] = oncePer((policy) =>
  trustedIn(policy).filter((each) => each.statement.effect === 'Allow'),
);

/** As allowedIn, without statements that surely do not allow sts:AssumeRole, such as those for session tags only. */
export const assumersIn: (policy: Policy) => readonly Trusted[] = oncePer((policy) => {
  const { statements } = compilePolicy(policy);
  const assuming = new Set(
    statements.filter((each) => each.names('sts:AssumeRole') !== 'no').map((each) => each.statement),
  );
  return allowedIn(policy).filter((each) => assuming.has(each.statement));
});

/**
 * Whether a statement names AWS principals only, so that a condition only they can meet shuts out nobody else.
 * Services and users of identity providers send neither aws:PrincipalOrgID nor an ExternalId.
 */
export function onlyAws({ principal }: Statement): boolean {
  return principal?.hole === undefined && (principal?.groups ?? []).every((group) => group.type === 'AWS');
}

/** Whether a principal may call with long-term access keys, which carry no MFA key: a user, or anybody of an account. */
export function hasLongTermKeys({ kind, type }: Principal): boolean {
  return kind === 'user' || kind === 'account' || (kind === 'everyone' && type === 'AWS');
}

/** Whether a statement names anything beside this value: another one, or another that the file does not say. */
export function standsAlone({ statement, node }: Trusted): boolean {
  return (statement.principal?.groups ?? []).every((group) => group.values.every((value) => value === node));
}
