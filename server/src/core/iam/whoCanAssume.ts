import type { Step, Verdict } from '../explain/explanation';
import { type Sentence, say, series, words } from '../explain/sentence';
import type { LocatedHole } from '../syntax/tree';
import type { Span } from '../text/span';
import { assumingAction, mayUse, TRUST_ACTIONS, type TrustAction } from './actions';
import { accountOf, type Caller, callerOf, callerOfRole, principalKindOf } from './caller';
import { type Grant, grantOf } from './callerSide';
import { type CompiledStatement, compilePolicy } from './compiled';
import { clauseHolds } from './conditions/evaluate';
import { type Decision, decide } from './evaluate';
import { sameValue } from './openMatch';
import { denyOutcome } from './outcomes';
import type { Policy } from './policy';
import { type Principal, type PrincipalKind, principalWords } from './principals';
import { NO_CONTEXT, type Request } from './request';
import { type Role, UNKNOWN_ROLE } from './role';
import { selfAssumption } from './selfAssumption';
import { shown, unknownValue } from './value';

/** One row of the answer to "who can assume this role". */
export interface AssumeRow {
  /** Whom the row is about: "the role `arn:…`". */
  readonly label: Sentence;
  /** The role itself: always the first row. */
  readonly self: boolean;
  /** Undefined for the role itself and for NotPrincipal. */
  readonly principal: Principal | undefined;
  /** The principal's text; of the role itself the statement list, or the place that grants it. */
  readonly span: Span;
  /** The actions the policy allows this principal, of those its kind can use. */
  readonly actions: readonly TrustAction[];
  readonly grant: Grant | 'none';
  /** What an identity-based policy must still say; undefined when none is needed. */
  readonly identityPolicy: Sentence | undefined;
  /** Conditions that are open, in plain words: "only with ExternalId `abc`". */
  readonly conditions: readonly Sentence[];
  /** Deny statements that deny, or may deny, this principal. */
  readonly deniedBy: readonly Step[];
  readonly verdict: Verdict;
  readonly decision: Decision;
}

/**
 * Who can assume a role by its trust policy: the role itself first, then each principal that an Allow statement names,
 * in the order of the text. Of a policy far beyond IAM's size limits only the first principals are judged.
 * @param role undefined when nothing says which role the policy belongs to
 * @param identityPolicies the role's own identity-based policies, for the row of the role itself
 */
export function whoCanAssume(policy: Policy, role?: Role, identityPolicies?: readonly Policy[]): AssumeRow[] {
  const { statements } = compilePolicy(policy);
  const groups = new Map<string, { who: Principal | undefined; span: Span; grants: CompiledStatement[] }>();
  let work = statements.length;
  for (const compiled of statements) {
    work += compiled.principals.length;
    if (compiled.effect === 'Deny' || compiled.effect === undefined) continue;
    const add = (key: string, who: Principal | undefined, span: Span) => {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { who, span, grants: [compiled] });
      else if (group.grants.at(-1) !== compiled) group.grants.push(compiled);
    };
    if (compiled.notPrincipal) add(`not ${compiled.statement.number}`, undefined, compiled.span);
    else {
      for (const { principal, node } of compiled.principals) {
        add(`${principal.type}\0${shown(principal.value)}`, principal, node.span);
      }
    }
  }
  const limit = Math.max(20, Math.min(500, Math.floor(WORK_LIMIT / Math.max(1, work))));
  const rows = [selfRow(policy, role, identityPolicies)];
  for (const { who, span, grants } of [...groups.values()].slice(0, limit)) {
    rows.push(principalRow(policy, role, who, span, grants));
  }
  rows.push(...policy.unknownStatements.slice(0, limit).map(unknownRow));
  return rows;
}

const WORK_LIMIT = 2_000_000;

function selfRow(
  policy: Policy,
  role: Role | undefined,
  identityPolicies: readonly Policy[] | undefined,
): AssumeRow {
  const { now, grant, granting } = selfAssumption(policy, role, identityPolicies);
  const self = role ?? UNKNOWN_ROLE;
  const request = { caller: callerOfRole(self), action: 'sts:AssumeRole', role: self, context: NO_CONTEXT };
  const [place] = granting;
  const span = place === undefined ? (policy.statementList ?? policy.value).span : spanOfPlace(place);
  const granted = new Set(granting.map(({ statement }) => statement));
  const grants = compilePolicy(policy).statements.filter(({ statement }) => granted.has(statement));
  return {
    label: words('the role itself'),
    self: true,
    principal: undefined,
    span,
    actions: grant === 'none' ? [] : ['sts:AssumeRole'],
    grant,
    identityPolicy:
      grant === 'delegated' && (identityPolicies === undefined || now.verdict === 'denied')
        ? say`an identity-based policy of the role must allow ${'sts:AssumeRole'} on the role itself`
        : undefined,
    conditions: now.verdict === 'depends' ? conditionsOf(grants, request) : [],
    deniedBy: denials(policy, request),
    verdict: verdictOf(now),
    decision: now,
  };
}

type Place = ReturnType<typeof selfAssumption>['granting'][number];

function spanOfPlace(place: Place): Span {
  return place.kind === 'principal' ? place.value.span : place.statement.value.span;
}

function verdictOf({ verdict }: Decision): Verdict {
  return verdict === 'allowed' ? 'yes' : verdict === 'denied' ? 'no' : 'depends';
}

function principalRow(
  policy: Policy,
  role: Role | undefined,
  who: Principal | undefined,
  span: Span,
  grants: readonly CompiledStatement[],
): AssumeRow {
  const named = who && callerOf(who);
  const caller = named ?? (who === undefined ? SOMEBODY : somebodyLike(who, grants));
  const kinds = who === undefined ? ['account' as const] : kindsOf(who);
  // Users of a provider that the file does not say come by an action of their own all the same.
  const comes =
    named === undefined && who?.type === 'Federated' ? principalKindOf(caller) : (who?.kind ?? 'account');
  const action = assumingAction(comes) ?? 'sts:AssumeRole';
  const request: Request = { caller, action, role, context: NO_CONTEXT };
  const decision =
    who?.kind === 'invalid'
      ? refused(who.why)
      : decide(onlyFor(who, policy, grants), policy.unknownStatements, request);
  const conditions = conditionsOf(
    grants.filter((compiled) => compiled.names(action) !== 'no'),
    request,
  );
  const grant = who === undefined ? 'direct' : grantOf(who);
  return {
    label: who === undefined ? exceptWords(grants[0]!) : principalWords(who),
    self: false,
    principal: who,
    span,
    actions: TRUST_ACTIONS.filter(
      (each) =>
        kinds.some((one) => mayUse(one, each) !== 'no') &&
        grants.some((compiled) => compiled.names(each) !== 'no'),
    ),
    grant,
    identityPolicy: decision.verdict === 'denied' ? undefined : identityWords(grant, caller, role, action),
    conditions,
    deniedBy: denials(policy, request),
    verdict: verdictOf(decision),
    decision,
  };
}

/** A statement that the file does not say may allow anybody. */
function unknownRow({ expression, span }: LocatedHole): AssumeRow {
  const label = say`whoever the statement ${expression} allows, which this file does not say`;
  const decision: Decision = {
    verdict: 'depends',
    dependsOn: [say`the statement ${expression} allows it`],
    steps: [
      {
        sentence: say`A statement is ${expression}, which this file does not say.`,
        verdict: 'depends',
        span,
      },
    ],
  };
  return {
    label,
    self: false,
    principal: undefined,
    span,
    actions: [],
    grant: 'unknown',
    identityPolicy: undefined,
    conditions: [],
    deniedBy: [],
    verdict: 'depends',
    decision,
  };
}

/** The statements that bear on a row: the Deny statements, and those that name this principal, for it alone. */
function onlyFor(
  who: Principal | undefined,
  policy: Policy,
  grants: readonly CompiledStatement[],
): CompiledStatement[] {
  const denies = compilePolicy(policy).statements.filter(({ effect }) => effect === 'Deny');
  const allows = grants.map((compiled) => {
    const principals = compiled.principals.filter(
      ({ principal }) => principal.type === who?.type && shown(principal.value) === shown(who.value),
    );
    return compiled.notPrincipal ? compiled : { ...compiled, principals };
  });
  return [...allows, ...denies].sort((a, b) => a.statement.number - b.statement.number);
}

/**
 * The conditions under which one of these statements applies, in plain words: none when one of them has none. Those
 * that can never apply count only when no other does.
 */
function conditionsOf(grants: readonly CompiledStatement[], request: Request): Sentence[] {
  const can = grants.filter(({ clauses }) =>
    clauses.every((clause) => clauseHolds(clause, request) !== 'no'),
  );
  const ways = (can.length > 0 ? can : grants).map((compiled) => openPhrases(compiled, request));
  const [first = []] = ways;
  if (ways.length < 2 || ways.some((way) => way.length === 0)) return ways.length < 2 ? first : [];
  return [
    series(
      ways.map((way) => (way.length === 1 ? way[0]! : say`(${series(way)})`)),
      'or',
    ),
  ];
}

/** The conditions of a statement that are not sure to be met, in plain words. */
function openPhrases(compiled: CompiledStatement, request: Request): Sentence[] {
  return compiled.clauses
    .filter((clause) => clauseHolds(clause, request) !== 'yes')
    .map((clause) => clause.phrase);
}

const SOMEBODY: Caller = { kind: 'unnamed', account: undefined };

/** Somebody the principal may be, for principals that name nobody in particular. */
function somebodyLike({ kind, type }: Principal, grants: readonly CompiledStatement[]): Caller {
  if (kind !== 'unknown' && kind !== 'everyone') return SOMEBODY;
  if (type === 'Service') return { kind: 'service', name: unknownValue('a service') };
  if (type !== 'Federated') return SOMEBODY;
  const names = (action: TrustAction) => grants.some((compiled) => compiled.names(action) !== 'no');
  const bySaml = names('sts:AssumeRoleWithSAML') && !names('sts:AssumeRoleWithWebIdentity');
  return bySaml
    ? { kind: 'saml', provider: unknownValue('a provider') }
    : { kind: 'oidc', issuer: unknownValue('a provider'), provider: undefined };
}

/** The kinds that a principal may be of: where its value tells none, its type does. */
function kindsOf({ kind, type }: Principal): readonly PrincipalKind[] {
  if (kind !== 'unknown' && kind !== 'everyone') return [kind];
  if (type === 'Service') return ['service'];
  if (type === 'Federated') return ['saml', 'oidc'];
  return [type === 'AWS' ? 'account' : kind];
}

function refused(why: Sentence): Decision {
  return {
    verdict: 'denied',
    dependsOn: [],
    steps: [{ sentence: say`IAM refuses this principal: ${why}`, verdict: 'no' }],
  };
}

function exceptWords({ principals }: CompiledStatement): Sentence {
  if (principals.length === 0) return words('everyone');
  return say`everyone except ${series(principals.slice(0, 5).map(({ principal }) => principalWords(principal)))}`;
}

function identityWords(
  grant: Grant,
  caller: Caller,
  role: Role | undefined,
  action: TrustAction,
): Sentence | undefined {
  if (grant === 'service' || grant === 'federated') return undefined;
  const account = accountOf(caller);
  const same = account === undefined || role === undefined ? 'depends' : sameValue(account, role.account);
  const on = role === undefined ? words('the role') : say`${shown(role.text)}`;
  const must = say`an identity-based policy of the caller must allow ${action} on ${on}`;
  if (grant === 'delegated' || same === 'no') return must;
  return same === 'yes' ? undefined : say`if the caller is in another account than the role, ${must}`;
}

function denials(policy: Policy, request: Request): Step[] {
  const steps: Step[] = [];
  for (const compiled of compilePolicy(policy).statements) {
    if (compiled.effect !== 'Deny') continue;
    const outcome = denyOutcome(compiled, request);
    if (outcome.verdict !== 'no') steps.push(outcome.step);
  }
  return steps;
}
