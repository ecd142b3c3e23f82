import { CONDITION_KEYS } from '../data/conditionKeys';
import { STS_ACTION_KEYS } from '../data/stsActions';
import type { TrustAction } from './actions';

/** How the values of a condition key are compared. */
export type ConditionKeyType = 'String' | 'ARN' | 'Bool' | 'Numeric' | 'Date' | 'IPAddress';

/** What AWS documents of a condition context key. */
export interface ConditionKey {
  /** As AWS writes it; `${…}` stands for text that the policy chooses, as in `aws:PrincipalTag/${TagKey}`. */
  readonly key: string;
  readonly type: ConditionKeyType;
  /** A second type whose operators also work. */
  readonly also?: ConditionKeyType;
  /** A request may carry several values, so that a test needs ForAnyValue or ForAllValues. */
  readonly multi: boolean;
  /** Whether `key` has a `${…}` in it. */
  readonly pattern: boolean;
  /** The keys that replace it, when AWS calls it deprecated. */
  readonly insteadUse?: readonly string[];
}

/** aws:EpochTime takes dates and numbers. Source: IAM User Guide, "AWS global condition context keys". */
const ALSO: Readonly<Record<string, ConditionKeyType>> = { 'aws:EpochTime': 'Numeric' };

/**
 * Sources: IAM User Guide, "Access Analyzer policy check reference", Deprecated global condition key (aws:ARN);
 * Amazon SNS Developer Guide, "Example cases for Amazon SNS access control" (aws:SourceOwner).
 */
const DEPRECATED: Readonly<Record<string, readonly string[]>> = {
  'aws:ARN': ['aws:PrincipalArn', 'aws:SourceArn'],
  'aws:SourceOwner': ['aws:SourceAccount'],
};

/**
 * Claims that every OIDC provider's tokens may carry, behind the provider's host and path.
 * Source: IAM User Guide, "IAM and AWS STS condition context keys", available keys for OIDC federation.
 */
const CLAIMS: Readonly<Record<string, boolean>> = {
  amr: true,
  aud: false,
  azp: false,
  email: false,
  id: false,
  oaud: false,
  sub: false,
};

interface Index {
  readonly all: readonly ConditionKey[];
  readonly exact: ReadonlyMap<string, ConditionKey>;
  readonly patterns: readonly {
    readonly before: string;
    readonly after: string;
    readonly key: ConditionKey;
  }[];
  readonly actions: ReadonlyMap<string, readonly TrustAction[]>;
}

let built: Index | undefined;

/** Every documented key that a trust policy can test, those with a `${…}` included, in groups of one type. */
export function conditionKeys(): readonly ConditionKey[] {
  return index().all;
}

/**
 * What is documented of a key.
 * @param key as written in a policy; case does not matter. `aws:PrincipalTag/team` finds
 * `aws:PrincipalTag/${TagKey}`; `PROVIDER/PATH:sub` of any OIDC provider finds `${Provider}:sub`
 * @returns undefined for a key that is none of those of STS, its identity providers and the global ones; AWS may
 * have added it since
 */
export function conditionKey(key: string): ConditionKey | undefined {
  const lower = key.toLowerCase();
  const { exact, patterns } = index();
  return (
    exact.get(lower) ??
    patterns.find(({ before, after }) => fits(lower, before, after))?.key ??
    providerKey(lower)
  );
}

/**
 * The keys that the Service Authorization Reference lists for an action, without those that go with every request.
 * The companions of an assuming action (TagSession, SetSourceIdentity, SetContext) are decided on in the same request,
 * so a key that is not listed for them may still be there.
 */
export function keysOfAction(action: TrustAction): readonly string[] {
  return STS_ACTION_KEYS[action];
}

/**
 * The actions for which a key is listed.
 * @param key as written; case does not matter
 * @returns undefined when no action lists it: a global key, which goes with any action, or one that is not known
 */
export function actionsOfKey(key: string): readonly TrustAction[] | undefined {
  const found = conditionKey(key);
  return found === undefined ? undefined : index().actions.get(found.key);
}

function index(): Index {
  built ??= build();
  return built;
}

function build(): Index {
  const all: ConditionKey[] = [];
  for (const [group, names] of Object.entries(CONDITION_KEYS)) {
    const multi = group.startsWith('ArrayOf');
    const type = (multi ? group.slice('ArrayOf'.length) : group) as ConditionKeyType;
    for (const key of names) {
      const also = ALSO[key];
      const insteadUse = DEPRECATED[key];
      all.push({
        key,
        type,
        multi,
        pattern: key.includes('${'),
        ...(also !== undefined && { also }),
        ...(insteadUse !== undefined && { insteadUse }),
      });
    }
  }
  const actions = new Map<string, TrustAction[]>();
  for (const [action, keys] of Object.entries(STS_ACTION_KEYS)) {
    for (const key of keys) {
      const list = actions.get(key);
      if (list === undefined) actions.set(key, [action as TrustAction]);
      else list.push(action as TrustAction);
    }
  }
  return {
    all,
    exact: new Map(all.filter((key) => !key.pattern).map((key) => [key.key.toLowerCase(), key])),
    patterns: all
      .filter((key) => key.pattern)
      .map((key) => {
        const lower = key.key.toLowerCase();
        const hole = lower.indexOf('${');
        return { before: lower.slice(0, hole), after: lower.slice(lower.indexOf('}', hole) + 1), key };
      }),
    actions,
  };
}

/** A hole at the end takes any text, as tag keys do; one in a provider's name takes no colon. */
function fits(key: string, before: string, after: string): boolean {
  if (key.length <= before.length + after.length) return false;
  if (!key.startsWith(before) || !key.endsWith(after)) return false;
  return after === '' || !key.slice(before.length, key.length - after.length).includes(':');
}

function providerKey(key: string): ConditionKey | undefined {
  const colon = key.lastIndexOf(':');
  const provider = key.slice(0, colon);
  const claim = key.slice(colon + 1);
  if (!Object.hasOwn(CLAIMS, claim) || !/^[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:\/[^\s:]*)?$/.test(provider))
    return undefined;
  return { key: `\${Provider}:${claim}`, type: 'String', multi: CLAIMS[claim] === true, pattern: true };
}
