import type { Context } from '../context';
import type { TrustPolicySubject } from '../documents/subjects';
import type { Reference } from '../explain/explanation';
import { type Sentence, say, words } from '../explain/sentence';
import { conditionKey } from '../iam/conditionKeyData';
import { keyMeaning } from '../iam/conditionKeyMeanings';
import { parseOperator } from '../iam/conditions/operators';
import { clauseWords, conditionWords } from '../iam/conditionWords';
import { claimKey } from '../iam/oidc/claimKeys';
import { subjectMeaning } from '../iam/oidc/meaning';
import { providerOf } from '../iam/oidc/provider';
import { operatorMeaning } from '../iam/operatorMeanings';
import { ownAccount } from '../iam/ownAccount';
import type { ConditionClause, Statement } from '../iam/policy';
import { policyVariables } from '../iam/policyVariables';
import { SOURCES } from '../iam/sources';
import { known, knownString, type LocatedValue } from '../syntax/tree';
import { touches } from '../text/span';
import { TYPE_WORDS } from './completeConditions';
import { keySource } from './documentation';
import type { Hover } from './feature';
import { hoverOf } from './hoverText';

/** The hover in a condition: on its operator, a key, a value, or a policy variable in a value. */
export function conditionHover(
  subject: TrustPolicySubject,
  statement: Statement,
  offset: number,
  context: Context,
): Hover | undefined {
  // One test of several says only what it asks for itself.
  const lead = words(
    statement.effect === 'Deny' ? 'By this test the Deny applies' : 'By this test the statement applies',
  );
  for (const clause of statement.conditions) {
    if (touches(clause.operatorSpan, offset)) return operatorHover(statement, clause, lead);
    if (!touches(clause.entry.span, offset)) continue;
    const value = clause.values.find(({ span }) => touches(span, offset));
    if (value === undefined) return keyHover(clause, lead);
    return variableHover(subject, offset) ?? valueHover(clause, value, lead, subject, context);
  }
  return emptyOperatorHover(statement, offset);
}

/** An operator that tests no key yet. */
function emptyOperatorHover({ conditionEntry }: Statement, offset: number): Hover | undefined {
  const entries = conditionEntry?.value?.kind === 'object' ? conditionEntry.value.entries : [];
  const entry = entries.find(({ key }) => touches(key.span, offset));
  const meaning = operatorMeaning((entry && known(entry.key.text)) ?? '');
  return entry && meaning && hoverOf(entry.key.span, meaning, SOURCES.operators);
}

function operatorHover(
  { conditions }: Statement,
  { operator, operatorSpan }: ConditionClause,
  lead: Sentence,
): Hover {
  const clauses = conditions.filter((clause) => clause.operatorSpan.start === operatorSpan.start);
  const here = clauses.slice(0, 3).map((clause) => say`${lead} ${conditionWords(clause)}.`);
  const meaning = operatorMeaning(operator) ?? [say`${operator} is not an operator that IAM knows.`];
  const source = parseOperator(operator)?.set === undefined ? SOURCES.operators : SOURCES.multivalued;
  return hoverOf(operatorSpan, [...here, ...meaning], source);
}

function keyHover(clause: ConditionClause, lead: Sentence): Hover {
  const { key, keySpan } = clause;
  const here = say`${lead} ${conditionWords(clause)}.`;
  return hoverOf(keySpan, [here, ...keyParagraphs(key)], sourceOf(key));
}

/** What a key is, when it is sent, and its type. */
function keyParagraphs(key: string): Sentence[] {
  const meaning = keyMeaning(key);
  const documented = conditionKey(key);
  const several = documented?.multi === true ? ', several values' : '';
  const older = documented?.insteadUse;
  return [
    ...(meaning === undefined ? [] : [words(meaning.text)]),
    ...(documented === undefined ? [] : [words(`Type: ${TYPE_WORDS[documented.type]}${several}.`)]),
    ...(older === undefined ? [] : [say`AWS calls this key deprecated. Use ${older.join(' or ')} instead.`]),
  ];
}

function sourceOf(key: string): Reference {
  const claim = claimKey(key);
  return (claim && providerOf(claim.issuer).page) ?? keySource(key);
}

function valueHover(
  { operator, key, values }: ConditionClause,
  value: LocatedValue,
  lead: Sentence,
  subject: TrustPolicySubject,
  context: Context,
): Hover {
  const parsed = parseOperator(operator);
  const text = knownString(value);
  const claim = claimKey(key);
  const subjectOf = claim?.claim.toLowerCase() === 'sub' && text !== undefined ? claim.issuer : undefined;
  const answer =
    subjectOf !== undefined && text !== undefined
      ? subjectMeaning(subjectOf, text, operator)
      : say`${lead} ${clauseWords(operator, key, [value])}.`;
  const others = values.length - 1;
  const together =
    others === 0
      ? []
      : [
          words(
            parsed?.negated === true
              ? 'None of the values of this key may match.'
              : `One of the ${values.length} values of this key is enough.`,
          ),
        ];
  return hoverOf(
    value.span,
    [
      answer,
      ...plainStar(parsed, text),
      ...accountWords(text, subject, context),
      ...together,
      ...keyParagraphs(key),
    ],
    sourceOf(key),
  );
}

/** Operators for exact text take a wildcard as it stands. */
function plainStar(operator: ReturnType<typeof parseOperator>, text: string | undefined): Sentence[] {
  if (operator?.family.pattern !== 'plain' || text === undefined) return [];
  if (!/[*?]/.test(text.replace(/\$\{[*?]\}/g, ''))) return [];
  return [say`${operator.name} knows no wildcards: ${'*'} and ${'?'} stand for themselves here.`];
}

/** Whose account an account ID is, as far as the files in sight say. */
function accountWords(text: string | undefined, subject: TrustPolicySubject, context: Context): Sentence[] {
  if (text === undefined || !/^\d{12}$/.test(text)) return [];
  const own = ownAccount(subject, context);
  if (own === undefined) return [];
  return [
    words(own.account === text ? 'It is the account of this role.' : 'It is not the account of this role.'),
  ];
}

/** A policy variable: what it stands for, and whether this policy's version knows variables at all. */
function variableHover({ policy }: TrustPolicySubject, offset: number): Hover | undefined {
  const found = policyVariables(policy).find(({ span }) => touches(span, offset));
  const [, character, key, fallback] =
    /^\$\{(?:([*?$])|([^,}]+?)\s*(?:,\s*'([^']*)'\s*)?)\}$/.exec(found?.text ?? '') ?? [];
  if (found === undefined) return undefined;
  const answer =
    character !== undefined
      ? say`The character ${character} itself.`
      : say`The value of ${key ?? ''} in the request.`;
  const without =
    key === undefined
      ? []
      : fallback === undefined
        ? [words('Where the request does not carry it, the statement may not apply at all.')]
        : [say`Where the request does not carry it, ${fallback} stands in its place.`];
  const version =
    knownString(policy.version) === '2012-10-17' || policy.version?.kind === 'hole'
      ? []
      : [say`Only in policies of Version ${'2012-10-17'}: in this one it is plain text.`];
  return hoverOf(
    found.span,
    [...version, answer, ...without, ...(key === undefined ? [] : keyParagraphs(key))],
    SOURCES.variables,
  );
}
