import type { Caller } from './caller';
import type { Policy } from './policy';
import type { Role } from './role';

/** One call to judge. */
export interface Request {
  readonly caller: Caller;
  /** Such as `sts:AssumeRole`; case does not matter. */
  readonly action: string;
  /** The role to assume; undefined when nothing says which role the trust policy belongs to. */
  readonly role?: Role | undefined;
  /** Known condition context values by key in lower case. They outrank what follows from the caller. */
  readonly context: ReadonlyMap<string, readonly string[]>;
  /** Keys, in lower case, known not to be in the request. */
  readonly absent?: ReadonlySet<string>;
  /** Whether keys named nowhere are absent; otherwise they are unknown. */
  readonly contextIsComplete?: boolean;
  /** The caller's identity-based policies, all of them; undefined: not known. */
  readonly identityPolicies?: readonly Policy[] | undefined;
  /** The caller's permissions boundary; undefined: none in sight. */
  readonly boundary?: Policy | undefined;
  /** The session policies the caller's session was made with; undefined: none in sight. */
  readonly sessionPolicies?: readonly Policy[] | undefined;
}

/** A context with nothing known in it. */
export const NO_CONTEXT: ReadonlyMap<string, readonly string[]> = new Map();

/** Context values by key, whatever the case of the keys, as a Request takes them. */
export function contextOf(
  values: Readonly<Record<string, string | readonly string[]>>,
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.entries(values).map(([key, value]) => [
      key.toLowerCase(),
      typeof value === 'string' ? [value] : value,
    ]),
  );
}
