import type { Step } from '../explain/explanation';
import { type Sentence, say, words } from '../explain/sentence';
import type { CompiledPrincipal } from './compiled';
import { holeOf, type Statement } from './policy';
import { SOURCES } from './sources';

/**
 * Why IAM refuses to save a trust policy with this statement; the evaluation goes on by what its words say.
 * Sources: IAM User Guide, the pages of the policy elements and "Access Analyzer policy check reference".
 */
export function refusalsOf(
  statement: Statement,
  label: Sentence,
  principals: readonly CompiledPrincipal[],
): readonly Step[] {
  return [...elementRefusals(statement, label), ...principals.flatMap(principalRefusals)];
}

function* elementRefusals(statement: Statement, label: Sentence): Generator<Step> {
  const { span } = statement.value;
  const { effect, effectValue, principal, notPrincipal, resource, notResource, action, notAction } =
    statement;
  const entry = (resource ?? notResource)?.entry;
  if (effect === undefined && (effectValue === undefined || holeOf(effectValue) === undefined)) {
    yield {
      sentence: say`${label} has no Effect "Allow" or "Deny", so IAM refuses this policy.`,
      span: effectValue?.span ?? span,
      source: SOURCES.effect,
    };
  }
  if (notPrincipal !== undefined) {
    yield {
      sentence: say`${label} has NotPrincipal, which IAM refuses in a trust policy.`,
      span: notPrincipal.entry.span,
      source: SOURCES.notPrincipal,
    };
  }
  if (principal === undefined && notPrincipal === undefined) {
    yield {
      sentence: say`${label} names no principal, so IAM refuses this policy.`,
      span,
      source: SOURCES.principal,
    };
  }
  if (principal?.bare !== undefined) {
    yield {
      sentence: words('A Principal without a type, such as "*" alone, is refused by IAM in a trust policy.'),
      span: principal.entry.span,
      source: SOURCES.principal,
    };
  }
  if (entry !== undefined) {
    yield {
      sentence: say`${label} names a resource; a trust policy speaks of its own role only, and IAM refuses it.`,
      span: entry.span,
      source: SOURCES.grammar,
    };
  }
  if (action === undefined && notAction === undefined) {
    yield {
      sentence: say`${label} names no action, so IAM refuses this policy.`,
      span,
      source: SOURCES.action,
    };
  }
}

function principalRefusals({ principal, node }: CompiledPrincipal): Step[] {
  if (principal.kind !== 'invalid' || principal.type === '') return [];
  return [
    {
      sentence: say`IAM refuses this principal: ${principal.why}`,
      span: node.span,
      source: SOURCES.principal,
    },
  ];
}
