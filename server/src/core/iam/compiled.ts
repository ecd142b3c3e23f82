import type { Step, Verdict } from '../explain/explanation';
import { type Sentence, say, words } from '../explain/sentence';
import { oncePer } from '../once';
import { knownString, type LocatedHole, type LocatedString } from '../syntax/tree';
import type { Span } from '../text/span';
import { type Clause, compileConditions } from './conditions/compile';
import { type Variable, variablesIn } from './conditions/variables';
import { compileGlob, type Glob, globMatches } from './match';
import { openMatch, type PatternPart, partsOf } from './openMatch';
import { holeOf, type Policy, type PrincipalElement, type Statement } from './policy';
import { classifyBarePrincipal, classifyPrincipal, type Principal, principalWords } from './principals';
import { refusalsOf } from './refusals';
import { SOURCES } from './sources';
import { asValue, type Value } from './value';
import { opposite } from './verdict';

/** A policy made ready for many requests. */
export interface CompiledPolicy {
  readonly policy: Policy;
  readonly statements: readonly CompiledStatement[];
}

export interface CompiledStatement {
  readonly statement: Statement;
  /** "statement 2". */
  readonly inner: Sentence;
  readonly span: Span;
  /** `either`: the file does not say which. Undefined: the statement has no effect at all. */
  readonly effect: 'Allow' | 'Deny' | 'either' | undefined;
  /** Why IAM refuses to save a trust policy with this statement; found when first asked for. */
  readonly refusals: () => readonly Step[];
  readonly principals: readonly CompiledPrincipal[];
  /** Whether the principals are those excepted. */
  readonly notPrincipal: boolean;
  readonly clauses: readonly Clause[];
  readonly resources: readonly ResourcePattern[];
  readonly notResource: boolean;
  /** Whether the statement speaks of an action. */
  readonly names: (action: string) => Verdict;
}

export interface CompiledPrincipal {
  readonly principal: Principal;
  readonly node: LocatedString | LocatedHole;
}

export interface ResourcePattern {
  readonly node: LocatedString | LocatedHole;
  readonly value: Value;
  readonly glob: Glob | undefined;
  readonly parts: readonly (PatternPart | Variable)[];
}

/** Makes a policy ready for evaluation; each policy once. */
export const compilePolicy: (policy: Policy) => CompiledPolicy = oncePer((policy) => {
  // Without a Version, or under 2008-10-17, policy variables are plain text (IAM User Guide, "Version").
  const variables = policy.version === undefined ? false : knownString(policy.version) !== '2008-10-17';
  return { policy, statements: policy.statements.map((each) => compileStatement(each, variables)) };
});

function compileStatement(statement: Statement, variables: boolean): CompiledStatement {
  const { number, notPrincipal, resource, notResource } = statement;
  const element = statement.principal ?? notPrincipal;
  const principals = element === undefined ? [] : compilePrincipals(element);
  const label = words(`Statement ${number}`);
  let refusals: readonly Step[] | undefined;
  return {
    statement,
    refusals: () => {
      refusals ??= refusalsOf(statement, label, principals);
      return refusals;
    },
    inner: words(`statement ${number}`),
    span: statement.value.span,
    effect: effectOf(statement),
    principals,
    notPrincipal: statement.principal === undefined && notPrincipal !== undefined,
    clauses: compileConditions(statement, variables),
    resources: (resource ?? notResource)?.values.map((node) => compileResource(node, variables)) ?? [],
    notResource: resource === undefined && notResource !== undefined,
    names: actionTest(statement),
  };
}

/** What the word says, whatever its case; a refusal says that IAM wants it in its own case. */
function effectOf({ effect, effectValue }: Statement): CompiledStatement['effect'] {
  if (effect !== undefined) return effect;
  const text = knownString(effectValue)?.toLowerCase();
  if (text === 'allow') return 'Allow';
  if (text === 'deny') return 'Deny';
  return effectValue === undefined || holeOf(effectValue) === undefined ? undefined : 'either';
}

function compilePrincipals(element: PrincipalElement): CompiledPrincipal[] {
  const { bare, hole, groups } = element;
  if (bare !== undefined) return [{ principal: classifyBarePrincipal(bare.text), node: bare }];
  const unknown = hole === undefined ? [] : [{ principal: unknownPrincipal('', hole), node: hole }];
  const named = groups.flatMap((group) =>
    group.values.map((node) => ({
      principal:
        node.kind === 'hole' ? unknownPrincipal(group.type, node) : classifyPrincipal(group.type, node.text),
      node,
    })),
  );
  return [...unknown, ...named];
}

/** The steps for when a principal names the caller (`yes`), and for when it may. */
export const namingSteps: (compiled: CompiledPrincipal) => Readonly<Record<'yes' | 'depends', Step>> =
  oncePer(({ principal, node: { span } }) => {
    const who = principalWords(principal);
    const source = SOURCES.principal;
    return {
      yes: { sentence: say`It names the caller: ${who}.`, verdict: 'yes', span, source },
      depends: { sentence: say`It may name the caller: ${who}.`, verdict: 'depends', span, source },
    };
  });

function unknownPrincipal(type: string, hole: LocatedHole): Principal {
  return { type, value: { pieces: [hole] }, kind: 'unknown' };
}

function compileResource(node: LocatedString | LocatedHole, variables: boolean): ResourcePattern {
  const value: Value = node.kind === 'hole' ? { pieces: [node] } : asValue(node.text);
  if (typeof value !== 'string') return { node, value, glob: undefined, parts: partsOf(value, 'wild') };
  const open = variables && value.includes('${');
  return {
    node,
    value,
    glob: open ? undefined : compileGlob(value),
    parts: open ? variablesIn(value, 'wild') : partsOf(value, 'wild'),
  };
}

/** Actions are case-insensitive and may hold wildcards. Source: IAM User Guide, "Action". */
function actionTest({ action, notAction }: Statement): (action: string) => Verdict {
  const element = action ?? notAction;
  const patterns = (element?.values ?? []).map((node): Glob | PatternPart[] => {
    const value: Value = node.kind === 'hole' ? { pieces: [node] } : asValue(node.text);
    return typeof value === 'string' ? compileGlob(value.toLowerCase()) : partsOf(value, 'wild');
  });
  const answers = new Map<string, Verdict>();
  return (asked) => {
    let answer = answers.get(asked);
    if (answer === undefined) {
      const listed = anyMatches(patterns, asked.toLowerCase());
      answer = element === undefined ? 'no' : action === undefined ? opposite(listed) : listed;
      // Callers ask for a handful of actions; a list of made-up ones must not be kept for ever.
      if (answers.size < 16) answers.set(asked, answer);
    }
    return answer;
  };
}

function anyMatches(patterns: readonly (Glob | PatternPart[])[], action: string): Verdict {
  let result: Verdict = 'no';
  for (const pattern of patterns) {
    const one =
      'pieces' in pattern ? (globMatches(pattern, action) ? 'yes' : 'no') : openMatch(pattern, action, true);
    if (one === 'yes') return 'yes';
    if (one === 'depends') result = 'depends';
  }
  return result;
}
