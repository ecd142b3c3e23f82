import type { Document } from '../documents/document';
import type { TrustPolicySubject } from '../documents/subjects';
import type { Reference, Verdict } from '../explain/explanation';
import { markdown, type Sentence, say, series, words } from '../explain/sentence';
import { ACTION_MEANINGS } from '../iam/actionMeanings';
import { conditionWords } from '../iam/conditionWords';
import type { Statement } from '../iam/policy';
import { SOURCES } from '../iam/sources';
import type { AssumeRow } from '../iam/whoCanAssume';
import type { Context } from '../rules/rule';
import { knownString } from '../syntax/tree';
import { type Span, touches } from '../text/span';
import type { Hover } from './feature';
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
  if (statement === undefined) {
    // Outside the statements: the whole policy, told at its first line only.
    if (offset > subject.span.start + 1) return undefined;
    const rows = rowsOf(subject, context);
    return hover(
      { start: subject.span.start, end: subject.span.start + 1 },
      [trustSummary(rows)],
      SOURCES.principal,
    );
  }
  return (
    principalHover(subject, statement, offset, context) ??
    actionHover(statement, offset) ??
    conditionHover(statement, offset) ??
    statementHover(statement, offset)
  );
}

function hover(span: Span, paragraphs: readonly Sentence[], source: Reference): Hover {
  return { span, markdown: [...paragraphs.map(markdown), `[${source.title}](${source.url})`].join('\n\n') };
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
  const groups = statement.principal?.groups ?? [];
  const value = groups.flatMap((group) => group.values).find(({ span }) => touches(span, offset));
  if (value === undefined) return undefined;
  const text = knownString(value);
  const row = rowsOf(subject, context).find(
    (each) =>
      !each.self && (each.span === value.span || (text !== undefined && each.principal?.value === text)),
  );
  if (row === undefined) return undefined;
  return hover(value.span, principalParagraphs(row), SOURCES.principal);
}

function principalParagraphs(row: AssumeRow): Sentence[] {
  const { decision, identityPolicy, conditions, verdict, label } = row;
  const paragraphs = [say`${ANSWER[verdict]}: ${label}.`];
  if (verdict === 'depends' && decision.dependsOn.length > 0)
    paragraphs.push(say`It can if ${series(decision.dependsOn)}.`);
  else if (conditions.length > 0) paragraphs.push(say`The statement applies ${series(conditions)}.`);
  if (verdict !== 'depends' && identityPolicy !== undefined)
    paragraphs.push(say`For that, ${identityPolicy}.`);
  if (verdict === 'yes' && identityPolicy === undefined && row.grant === 'direct')
    paragraphs.push(words('It is trusted by name, so it needs no permissions policy of its own.'));
  const [reason] = row.verdict === 'no' ? decision.steps : [];
  if (reason !== undefined) paragraphs.push(reason.sentence);
  return paragraphs;
}

function actionHover(statement: Statement, offset: number): Hover | undefined {
  const values = [...(statement.action?.values ?? []), ...(statement.notAction?.values ?? [])];
  const value = values.find(({ span }) => touches(span, offset));
  const meaning = ACTION_MEANINGS.get(knownString(value)?.toLowerCase() ?? '');
  if (value === undefined || meaning === undefined) return undefined;
  return hover(value.span, [meaning], SOURCES.action);
}

function conditionHover(statement: Statement, offset: number): Hover | undefined {
  for (const clause of statement.conditions) {
    const inside = touches(clause.entry.span, offset);
    if (!inside && !touches(clause.operatorSpan, offset)) continue;
    const effect = statement.effect === 'Deny' ? words('This Deny applies') : words('This statement applies');
    return hover(
      inside ? clause.entry.span : clause.operatorSpan,
      [say`${effect} ${conditionWords(clause)}.`],
      SOURCES.conditions,
    );
  }
  return undefined;
}

function statementHover(statement: Statement, offset: number): Hover | undefined {
  const { principal, effectValue, conditions } = statement;
  const key = principal?.entry.key.span;
  if (key !== undefined && touches(key, offset)) {
    return hover(
      key,
      [words('Whom this statement speaks of. The role itself is trusted only where a statement says so.')],
      SOURCES.principal,
    );
  }
  if (effectValue === undefined || !touches(effectValue.span, offset)) return undefined;
  const what =
    statement.effect === 'Deny'
      ? words('Denies: nothing in another statement or policy can allow what this one denies.')
      : words('Allows what follows, unless something else denies it.');
  const how = conditions.length > 0 ? [say`It applies ${series(conditions.map(conditionWords))}.`] : [];
  return hover(effectValue.span, [what, ...how], SOURCES.evaluation);
}
