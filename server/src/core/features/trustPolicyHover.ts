import type { Context } from '../context';
import type { Document } from '../documents/document';
import type { TrustPolicySubject } from '../documents/subjects';
import type { Verdict } from '../explain/explanation';
import { type Sentence, say, series, words } from '../explain/sentence';
import { statementConditions } from '../iam/conditionWords';
import type { Statement } from '../iam/policy';
import { classifyPrincipal, principalWords } from '../iam/principals';
import { SOURCES } from '../iam/sources';
import type { AssumeRow } from '../iam/whoCanAssume';
import { knownString, type Text } from '../syntax/tree';
import { touches } from '../text/span';
import type { Hover } from './feature';
import { actionHover } from './hoverActions';
import { conditionHover } from './hoverConditions';
import { policyElementHover, statementElementHover } from './hoverElements';
import { hoverOf } from './hoverText';
import { rowsOf, trustSummary } from './trustPolicyRows';

/** The hover in a trust policy: what the word under the cursor means here. Answer first, reason, one link. */
export function trustPolicyHover(
  subject: TrustPolicySubject,
  offset: number,
  _document: Document,
  context: Context,
): Hover | undefined {
  const { policy } = subject;
  const statement = policy.statements.find(({ value }) => touches(value.span, offset));
  if (statement === undefined)
    return policyElementHover(policy, offset) ?? wholeHover(subject, offset, context);
  return (
    principalHover(subject, statement, offset, context) ??
    actionHover(statement, offset) ??
    conditionHover(subject, statement, offset, context) ??
    statementElementHover(statement, offset)
  );
}

/** The whole policy, told at its first line only. */
function wholeHover(subject: TrustPolicySubject, offset: number, context: Context): Hover | undefined {
  const { start } = subject.span;
  if (offset > start + 1) return undefined;
  const rows = rowsOf(subject, context);
  return hoverOf({ start, end: start + 1 }, [trustSummary(rows)], SOURCES.principal);
}

const ANSWER: Readonly<Record<Verdict, Sentence>> = {
  yes: words('Can assume this role'),
  no: words('Cannot assume this role'),
  depends: words('May assume this role'),
};

function principalHover(
  subject: TrustPolicySubject,
  statement: Statement,
  offset: number,
  context: Context,
): Hover | undefined {
  for (const element of [statement.principal, statement.notPrincipal]) {
    const groups = element?.groups ?? [];
    const group = groups.find(({ values }) => values.some(({ span }) => touches(span, offset)));
    const value = group?.values.find(({ span }) => touches(span, offset));
    if (group === undefined || value === undefined) continue;
    const text = knownString(value);
    const row = rowsOf(subject, context).find(
      (each) =>
        !each.self && (each.span === value.span || (text !== undefined && each.principal?.value === text)),
    );
    const allows = statement.effect !== 'Deny' && element === statement.principal;
    if (allows && row !== undefined) return hoverOf(value.span, principalParagraphs(row), SOURCES.principal);
    if (value.kind !== 'string') return undefined;
    return hoverOf(value.span, namedParagraphs(statement, group.type, value.text), SOURCES.principal);
  }
  return undefined;
}

/** A principal that a statement names without allowing it anything: denied, or excepted. */
function namedParagraphs(statement: Statement, type: string, text: Text): Sentence[] {
  const { effect, notPrincipal } = statement;
  const conditions = statementConditions(statement);
  const who = principalWords(classifyPrincipal(type, text));
  const lead =
    notPrincipal !== undefined ? say`Excepted` : effect === 'Deny' ? say`Denied here` : say`Named here`;
  const when = conditions.length > 0 ? [say`The statement applies ${series(conditions)}.`] : [];
  return [say`${lead}: ${who}.`, ...when];
}

function principalParagraphs(row: AssumeRow): Sentence[] {
  const { decision, identityPolicy, conditions, verdict, label } = row;
  const paragraphs = [say`${ANSWER[verdict]}: ${label}.`];
  if (conditions.length > 0) paragraphs.push(say`The statement applies ${series(conditions)}.`);
  if (identityPolicy !== undefined) paragraphs.push(say`For that, ${identityPolicy}.`);
  else if (verdict === 'depends' && conditions.length === 0 && decision.dependsOn.length > 0)
    paragraphs.push(say`It can if ${series(decision.dependsOn)}.`);
  if (
    verdict === 'yes' &&
    identityPolicy === undefined &&
    row.grant === 'direct' &&
    row.principal?.kind !== 'everyone'
  )
    paragraphs.push(words('It is trusted by name, so it needs no permissions policy of its own.'));
  const [reason] = row.verdict === 'no' ? decision.steps : [];
  if (reason !== undefined) paragraphs.push(reason.sentence);
  return paragraphs;
}
