/** The kinds of policy that AWS names in its messages. */
export type PolicyKind =
  | 'identity'
  | 'resource'
  | 'boundary'
  | 'session'
  | 'scp'
  | 'rcp'
  | 'endpoint'
  | 'trust';

/** A call that was refused (or, in an event, let through), as a message or an event tells it. */
export interface Denial {
  /** Where it comes from: an error message, a decoded authorization message or a CloudTrail event. */
  readonly from: 'message' | 'decoded' | 'event';
  /** Whether the call was let through after all, as events of successful calls say. */
  readonly succeeded: boolean;
  /** The error code, such as `AccessDenied`; undefined where none is told. */
  readonly code: string | undefined;
  /** The message itself, on one line. */
  readonly message: string | undefined;
  /** Such as `sts:AssumeRole`. */
  readonly action: string | undefined;
  /** The ARN of the caller, as AWS writes it: a role session's, a user's. */
  readonly caller: string | undefined;
  /** The ARN the action was to be performed on. */
  readonly resource: string | undefined;
  /** Whether a policy denies it, or none allows it; undefined where AWS does not say. */
  readonly deny: 'explicit' | 'implicit' | undefined;
  /** Which kind of policy AWS names as the reason; undefined where it names none. */
  readonly policy: PolicyKind | undefined;
  /** The ARN of the policy that denies, which AWS adds for policies the caller may know of. */
  readonly policyArn: string | undefined;
  /** An encoded authorization message, which only AWS can decode. */
  readonly encoded: string | undefined;
  /** What the request is known to have carried, by condition key in AWS's own spelling. */
  readonly context: ReadonlyMap<string, readonly string[]>;
  /** Condition keys the request is known not to have carried. */
  readonly absent: readonly string[];
  /** CloudTrail's `additionalEventData.explicitTrustGrant`; undefined where the event does not have it. */
  readonly explicitTrustGrant: boolean | undefined;
  /** When it happened, in ISO 8601, as the event says it. */
  readonly time: string | undefined;
}

/** A denial of which nothing is known. */
export const NOTHING_TOLD: Denial = {
  from: 'message',
  succeeded: false,
  code: undefined,
  message: undefined,
  action: undefined,
  caller: undefined,
  resource: undefined,
  deny: undefined,
  policy: undefined,
  policyArn: undefined,
  encoded: undefined,
  context: new Map(),
  absent: [],
  explicitTrustGrant: undefined,
  time: undefined,
};
