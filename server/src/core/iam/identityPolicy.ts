import type { Step, Verdict } from '../explain/explanation';
import { type Sentence, say, words } from '../explain/sentence';
import type { Span } from '../text/span';
import type { CompiledStatement, ResourcePattern } from './compiled';
import { compilePolicy } from './compiled';
import { clauseHolds, clauseStep } from './conditions/evaluate';
import { resolve } from './conditions/variables';
import { globMatches } from './match';
import { openMatch } from './openMatch';
import type { Policy, Statement } from './policy';
import { NO_CONTEXT, type Request } from './request';
import { UNKNOWN_ROLE } from './role';
import { SOURCES } from './sources';
import { shown, type Value } from './value';
import { both, either, opposite } from './verdict';

/** What policies on the caller's side (identity-based ones, a boundary, session policies) say of a request. */
export interface IdentityAnswer {
  /** Whether they allow it: allowed by one statement and denied by none. */
  readonly verdict: Verdict;
  readonly allow: Verdict;
  /** Whether they deny it explicitly. */
  readonly deny: Verdict;
  readonly steps: readonly Step[];
  /** What it depends on, when it depends. */
  readonly dependsOn: readonly Sentence[];
}

/**
 * Whether a set of identity-based policies allows the request's action on the request's role.
 * Source: IAM User Guide, "Policy evaluation logic".
 */
export function identityAllows(policies: readonly Policy[], request: Request): IdentityAnswer {
  let allow: Verdict = 'no';
  let deny: Verdict = 'no';
  const steps: Step[] = [];
  const dependsOn: Sentence[] = [];
  for (const policy of policies) {
    for (const hole of policy.unknownStatements) {
      allow = either(allow, 'depends');
      deny = either(deny, 'depends');
      const { expression, span } = hole;
      dependsOn.push(
        say`the statement ${expression} of an identity-based policy, which its file does not say, lets it through`,
      );
      steps.push({
        sentence: say`A statement of an identity-based policy is ${expression}, which its file does not say.`,
        verdict: 'depends',
        span,
      });
    }
    for (const compiled of compilePolicy(policy).statements) {
      if (compiled.effect === undefined) continue;
      const applies = statementApplies(compiled, request);
      if (applies === 'no') continue;
      const effect = compiled.effect === 'either' ? both(applies, 'depends') : applies;
      if (compiled.effect !== 'Deny') allow = either(allow, effect);
      if (compiled.effect !== 'Allow') deny = either(deny, effect);
      steps.push(statementStep(compiled, effect, request));
      if (effect === 'depends') for (const open of openWords(compiled, request)) dependsOn.push(open);
    }
  }
  return { verdict: both(allow, opposite(deny)), allow, deny, steps, dependsOn };
}

function statementApplies(compiled: CompiledStatement, request: Request): Verdict {
  let verdict = both(compiled.names(request.action), resourceApplies(compiled, request));
  for (const clause of compiled.clauses) {
    if (verdict === 'no') return 'no';
    verdict = both(verdict, clauseHolds(clause, request));
  }
  return verdict;
}

function resourceApplies({ resources, notResource }: CompiledStatement, request: Request): Verdict {
  const arn = (request.role ?? UNKNOWN_ROLE).text;
  let listed: Verdict = 'no';
  for (const resource of resources) listed = either(listed, resourceMatches(resource, arn, request));
  return notResource ? opposite(listed) : listed;
}

/**
 * Source: IAM User Guide, "IAM JSON policy elements: Resource": `*` and `?` are wildcards, and a `*` that ends a part
 * of the ARN reaches over its colon.
 */
function resourceMatches({ glob, parts }: ResourcePattern, arn: Value, request: Request): Verdict {
  if (glob !== undefined && (glob.universal || typeof arn === 'string')) {
    return glob.universal || globMatches(glob, arn as string) ? 'yes' : 'no';
  }
  const resolved = resolve(parts, request);
  return resolved === undefined ? 'no' : openMatch(resolved, arn);
}

function statementStep(compiled: CompiledStatement, verdict: Verdict, request: Request): Step {
  const { inner, clauses, span } = compiled;
  const steps = clauses.map((clause) => clauseStep(clause, clauseHolds(clause, request), request));
  const does = compiled.effect === 'Deny' ? DENIES : compiled.effect === 'Allow' ? ALLOWS : EITHER;
  const sentence =
    verdict === 'yes'
      ? say`An identity-based policy ${does} it (${inner}).`
      : say`An identity-based policy may be what ${does} it (${inner}).`;
  const contributes = compiled.effect === 'Deny' ? opposite(verdict) : verdict;
  return { sentence, verdict: contributes, span, source: SOURCES.evaluation, steps };
}

const ALLOWS = words('allows');
const DENIES = words('denies');
const EITHER = words('allows or denies');

/** What must be so of an open statement for the request to be allowed. */
function openWords(compiled: CompiledStatement, request: Request): Sentence[] {
  const { clauses, inner, effect, resources, notResource } = compiled;
  const open = clauses.filter((clause) => clauseHolds(clause, request) === 'depends');
  if (open.length > 0) {
    return open.map(({ phrase }) =>
      effect === 'Deny'
        ? say`${inner} of an identity-based policy, a Deny statement, does not apply (it applies ${phrase})`
        : say`the condition of ${inner} of an identity-based policy is met (${phrase})`,
    );
  }
  const [resource, ...others] = resources;
  const isResource = !notResource && others.length === 0 && compiled.names(request.action) === 'yes';
  if (effect === 'either' || resource === undefined || !isResource) {
    return [say`${inner} of an identity-based policy lets it through`];
  }
  const is = words(effect === 'Deny' ? 'is not' : 'is');
  return [say`${shown(resource.value)} in ${inner} of an identity-based policy ${is} this role`];
}

/** A statement of an identity-based policy that lets its owner assume a role. */
export interface RoleGrant {
  readonly statement: Statement;
  /** The Resource value that covers the role. */
  readonly span: Span;
  readonly value: Value;
  /** Whether it names this one role; that shows intent, a wildcard does not. */
  readonly specific: boolean;
  /** "depends" when a condition is open or a part of the value is not known. */
  readonly verdict: Verdict;
}

/**
 * The Allow statements of a policy that cover sts:AssumeRole on a role, whether by its name or by a wildcard.
 * @param arn the role's ARN, with holes where a template has them
 */
export function grantsOn(policy: Policy, arn: Value): RoleGrant[] {
  const action = 'sts:AssumeRole';
  const request: Request = { caller: { kind: 'unnamed', account: undefined }, action, context: NO_CONTEXT };
  const grants: RoleGrant[] = [];
  for (const compiled of compilePolicy(policy).statements) {
    if (compiled.effect !== 'Allow' || compiled.notResource) continue;
    let conditions = compiled.names(action);
    for (const clause of compiled.clauses) conditions = both(conditions, clauseHolds(clause, request));
    for (const resource of compiled.resources) {
      const verdict = both(conditions, resourceMatches(resource, arn, request));
      if (verdict === 'no') continue;
      const specific = resource.parts.every((part) => part.kind !== 'variable' && !isWild(part));
      grants.push({
        statement: compiled.statement,
        span: resource.node.span,
        value: resource.value,
        specific,
        verdict,
      });
    }
  }
  return grants;
}

function isWild(part: { readonly kind: string; readonly text?: string }): boolean {
  return part.kind === 'wild' && /[*?]/.test(part.text ?? '');
}
