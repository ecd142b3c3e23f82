import type { Context } from '../context';
import type { IdentityPolicySubject, SelfCall, TrustPolicySubject } from '../documents/subjects';
import { type Sentence, say, words } from '../explain/sentence';
import { type OncePer, oncePer } from '../once';
import { roleArnFor } from '../settings';
import { selfAssumingProfiles } from '../sts/profileChain';
import { survey } from '../survey';
import { known, knownString } from '../syntax/tree';
import type { Span } from '../text/span';
import { folderOf } from '../text/uri';
import { parseRoleArn, type RoleArn } from './arn';
import { grantsOn } from './identityPolicy';
import { ownRolePlaces } from './ownRole';
import type { Policy } from './policy';
import type { Role } from './role';
import { roleOf } from './roleOf';
import { shown } from './value';

/** Something in sight that shows that somebody wants a role to assume itself. */
export interface Evidence {
  readonly kind: 'identityPolicy' | 'profile' | 'code' | SelfCall['by'];
  /** The ARN of the role. */
  readonly arn: string;
  readonly uri: string;
  readonly span: Span;
  readonly note: Sentence;
  /** False when it counts only if a policy in sight is attached to this role, which no file says. */
  readonly sure: boolean;
}

/** The evidence that this trust policy's role assumes, or should be able to assume, itself. */
export function evidenceFor(subject: TrustPolicySubject, written: Role, context: Context): Evidence[] {
  const role = exactly(written);
  const code = codeEvidence(subject, written, context);
  if (role === undefined)
    return [...evidenceInTemplate(subject, written), ...callsIn(subject, written), ...code];
  const found = new Map<string, Evidence>();
  for (const { policy, span } of grantsByArn(context).get(role.text) ?? []) {
    const attached = attachment(policy, role, context);
    if (attached === 'elsewhere' || (attached === 'unknown' && trustsOtherAws(subject, role))) continue;
    const sure = attached === 'here';
    const note = sure
      ? say`This permissions policy of the role allows it to assume ${role.text}, which is the role itself.`
      : say`This permissions policy allows sts:AssumeRole on ${role.text}, whose trust policy names no other AWS principal that could use it.`;
    const { uri } = policy.source;
    found.set(`${uri}:${span.start}`, { kind: 'identityPolicy', arn: role.text, uri, span, note, sure });
  }
  for (const evidence of profileEvidence(context)) {
    if (evidence.arn === role.text) found.set(`${evidence.uri}:${evidence.span.start}`, evidence);
  }
  return [...found.values(), ...code];
}

/** Code and scripts that run with the role and assume it. */
function codeEvidence({ source }: TrustPolicySubject, role: Role, context: Context): Evidence[] {
  const arn = shown(role.text);
  return ownRolePlaces(source.uri, arn, context).map(({ uri, span, workload }): Evidence => {
    const note = say`${workload.name}, which has the role already, assumes it here.`;
    return { kind: 'code', arn, uri, span, note, sure: true };
  });
}

/** The role's ARN when all of it is known. */
function exactly(role: Role): RoleArn | undefined {
  return typeof role.text === 'string' ? parseRoleArn(role.text) : undefined;
}

/** A template's own policies of the role that name it: both sides are expressions there, which must be the same ones. */
function evidenceInTemplate(subject: TrustPolicySubject, role: Role): Evidence[] {
  const arn = shown(role.text);
  const note = say`This permissions policy of the role allows it to assume ${arn}, which is the role itself.`;
  return subject.identityPolicies.flatMap(({ policy, source: { uri } }) =>
    grantsOn(policy, role.text)
      .filter((grant) => grant.specific && grant.verdict === 'yes')
      .map(({ span }): Evidence => ({ kind: 'identityPolicy', arn, uri, span, note, sure: true })),
  );
}

/** What else stands in the same document and makes the role assume itself. */
function callsIn({ selfCalls = [], source: { uri } }: TrustPolicySubject, role: Role): Evidence[] {
  return selfCalls.map(
    (call): Evidence => ({
      kind: call.by,
      arn: shown(role.text),
      uri: call.uri ?? uri,
      span: call.span,
      note: CALLS[call.by],
      sure: true,
    }),
  );
}

/** Where these are found is said what they rest on. */
const CALLS: Readonly<Record<SelfCall['by'], Sentence>> = {
  pipelineAction: words(
    "This pipeline action names the role that the pipeline already has. CodePipeline assumes an action's role with the credentials of the pipeline's.",
  ),
  storageCredential: words(
    'This storage credential uses the role. Unity Catalog of Databricks asks that the roles of its storage credentials can assume themselves.',
  ),
};

type GrantsByArn = ReadonlyMap<string, readonly { policy: IdentityPolicySubject; span: Span }[]>;
/** Every permissions policy in sight by the role ARNs it names: made once, or many roles would each read them all. */
const grantsByArn: (context: Context) => GrantsByArn = survey('identityPolicy', (policies) => {
  const byArn = new Map<string, { policy: IdentityPolicySubject; span: Span }[]>();
  for (const policy of policies) {
    for (const { arn, span } of grantsOf(policy)) {
      const known = byArn.get(arn);
      if (known === undefined) byArn.set(arn, [{ policy, span }]);
      else known.push({ policy, span });
    }
  }
  return byArn;
});

/**
 * The role ARNs that anything in sight names as assuming itself, for a trust policy whose role is not known. Roles
 * whose own trust policy is in sight are left out: they are not this one's.
 */
export function arnsInEvidence(subject: TrustPolicySubject, context: Context): string[] {
  const folder = folderOf(subject.source.uri);
  const near = context.subjects('identityPolicy').filter((policy) => folderOf(policy.source.uri) === folder);
  const settled = new Set(
    context.subjects('trustPolicy').map((each) => roleOf(each, context.settings)?.text),
  );
  const arns = [
    ...profileEvidence(context).map((evidence) => evidence.arn),
    ...near.flatMap((policy) => grantsOf(policy).map((grant) => grant.arn)),
  ];
  return arns.filter((arn) => !settled.has(arn));
}

/**
 * Permissions policies in sight that belong to the role and allow it to assume itself. They may not be all of its
 * policies, so without one nothing follows: undefined.
 */
export function policiesForSelf(
  subject: TrustPolicySubject,
  written: Role,
  context: Context,
): Policy[] | undefined {
  const role = exactly(written);
  if (role === undefined) {
    const named = evidenceInTemplate(subject, written).length > 0;
    return named ? subject.identityPolicies.map((each) => each.policy) : undefined;
  }
  const grants = grantsByArn(context).get(role.text) ?? [];
  const policies = grants
    .filter(({ policy }) => attachment(policy, role, context) === 'here')
    .map(({ policy }) => policy.policy);
  return policies.length === 0
    ? undefined
    : [...new Set([...policies, ...subject.identityPolicies.map((each) => each.policy)])];
}

const profileEvidence: (context: Context) => readonly Evidence[] = survey('profile', (profiles) =>
  selfAssumingProfiles(profiles).map(
    ({ profile, roleArn, span }): Evidence => ({
      kind: 'profile',
      arn: roleArn,
      uri: profile.source.uri,
      span,
      note: say`Profile ${profile.name} assumes ${roleArn} with credentials that are already that role's.`,
      sure: true,
    }),
  ),
);

/** Whether a permissions policy belongs to the role: by the document, by the settings, or nobody says. */
export function attachment(
  policy: IdentityPolicySubject,
  role: Pick<Role, 'text' | 'name'>,
  context: Context,
): 'here' | 'elsewhere' | 'unknown' {
  const owner = policy.attachedTo;
  if (owner === undefined) {
    const arn = roleArnFor(context.settings, policy.source.uri);
    if (arn === undefined) return 'unknown';
    return arn === role.text ? 'here' : 'elsewhere';
  }
  if (owner.arn !== undefined) return known(owner.arn) === role.text ? 'here' : 'elsewhere';
  return owner.name !== undefined && known(owner.name) === role.name ? 'here' : 'elsewhere';
}

/** Kept with the subject: the policy of a file that is not open is not kept as a tree. */
export const grantsOf: OncePer<IdentityPolicySubject, readonly Grant[]> = oncePer((subject) => {
  const grants = specificGrants(subject.policy);
  return grants.length === 0 ? NONE : grants;
});

const NONE: readonly Grant[] = [];

interface Grant {
  readonly arn: string;
  readonly span: Span;
}

/**
 * The full role ARNs that a policy's Allow statements name for sts:AssumeRole. Wildcards are left out: they name no
 * role, so they show no intent that this role assume itself.
 */
function specificGrants(policy: Policy): Grant[] {
  const grants: Grant[] = [];
  for (const statement of policy.statements) {
    if (statement.effect !== 'Allow') continue;
    const actions = (statement.action?.values ?? []).map((value) => knownString(value)?.toLowerCase());
    if (
      !actions.some(
        (action) => action === 'sts:assumerole' || action === 'sts:*' || action === 'sts:assumerole*',
      )
    )
      continue;
    for (const value of statement.resource?.values ?? []) {
      const arn = knownString(value);
      if (arn !== undefined && parseRoleArn(arn) !== undefined) grants.push({ arn, span: value.span });
    }
  }
  return grants;
}

/** Whether anyone but services, identity providers and the role itself is trusted: they may be who a policy is for. */
function trustsOtherAws(subject: TrustPolicySubject, role: RoleArn): boolean {
  return subject.policy.statements.some(
    (statement) =>
      statement.effect !== 'Deny' &&
      (statement.notPrincipal !== undefined ||
        statement.principal?.bare !== undefined ||
        statement.principal?.hole !== undefined ||
        (statement.principal?.groups ?? []).some(
          (group) => group.type === 'AWS' && group.values.some((value) => knownString(value) !== role.text),
        )),
  );
}
