import type { Context } from '../context';
import type { TrustPolicySubject } from '../documents/subjects';
import type { Policy, Statement } from '../iam/policy';
import { known, type LocatedObject, type LocatedValue } from '../syntax/tree';
import type { Place } from './place';

/** What completion in a trust policy may look at. */
export interface PolicyPlace {
  readonly place: Place;
  readonly policy: Policy;
  /** The subject of this policy; undefined while the text has not yet the shape of a trust policy. */
  readonly subject: TrustPolicySubject | undefined;
  /** The statement around the cursor. */
  readonly statement: Statement | undefined;
  /** The innermost object or array around the cursor, where the tree has it. */
  readonly container: LocatedValue | undefined;
  readonly context: Context;
}

/** The keys that an object has already, except the one that is being typed. */
export function keysBeside({ container, place }: PolicyPlace): ReadonlySet<string> {
  // A block of its own may have the name that another one has.
  if (place.kind === 'value') return new Set();
  const object: LocatedObject | undefined = container?.kind === 'object' ? container : undefined;
  const others = (object?.entries ?? []).filter(
    ({ key }) => place.span.end < key.span.start || key.span.end < place.span.start,
  );
  return new Set(others.map(({ key }) => known(key.text) ?? ''));
}

/** The strings that a list has already, except the one that is being typed. */
export function valuesBeside({ container, place }: PolicyPlace): ReadonlySet<string> {
  const items = container?.kind === 'array' ? container.items : [];
  const others = items.filter(({ span }) => place.span.end < span.start || span.end < place.span.start);
  return new Set(others.map((item) => (item.kind === 'string' ? (known(item.text) ?? '') : '')));
}
