import { type Sentence, say, series, words } from '../explain/sentence';
import { type LocatedValue, readable } from '../syntax/tree';
import { type Operator, parseOperator } from './conditions/operators';
import type { ConditionClause, Statement } from './policy';

/**
 * A condition clause in plain words that go on from "the role may be assumed" or "statement 2 denies it": a phrase
 * that begins with "only" or "unless", such as: only with ExternalId `abc`.
 * Keys as in the IAM User Guide, "AWS global condition context keys" and "IAM and AWS STS condition context keys".
 */
export function conditionWords(clause: ConditionClause): Sentence {
  return clauseWords(clause.operator, clause.key, clause.values);
}

/** All conditions of a statement in plain words, as conditionWords; what the file does not say among them as that. */
export function statementConditions({ conditions, conditionsInFull }: Statement): Sentence[] {
  const said = conditions.map(conditionWords);
  return conditionsInFull ? said : [...said, REST];
}

const REST = words('only if the rest of its condition holds, which this file does not say');

/** As conditionWords, from the parts of a clause: operator and key as written, and the values. */
export function clauseWords(operator: string, key: string, values: readonly LocatedValue[]): Sentence {
  const parsed = parseOperator(operator);
  const texts = values.map(textOf);
  if (parsed === undefined)
    return say`only if ${operator} of ${key} holds, an operator that IAM does not know`;
  if (parsed.family.id === 'null') {
    const absent = texts.map((text) => text.toLowerCase());
    if (absent.length !== 1) return say`only if the test for the presence of ${key} holds`;
    return absent[0] === 'true'
      ? say`only when the request does not carry ${key}`
      : say`only when the request carries ${key}`;
  }
  const special = specialWords(parsed, key, texts);
  const phrase = special ?? say`when ${key} ${relation(parsed, texts)}`;
  const lead = special !== undefined && parsed.negated ? words('unless ') : words('only ');
  return say`${lead}${phrase}${tail(parsed, key)}`;
}

function textOf(value: LocatedValue): string {
  if (value.kind === 'string') return readable(value.text);
  if (value.kind === 'scalar') return String(value.value);
  return value.kind === 'hole' ? `\${${value.expression}}` : '…';
}

/** What holds beside the test itself: each way in which a missing key lets the clause hold. */
function tail({ ifExists, set, negated }: Operator, key: string): Sentence {
  const missing = ifExists || set === 'all' || (negated && set === undefined);
  if (!missing || (negated && !ifExists && set === undefined)) return words('');
  return say` (or when the request does not carry ${key})`;
}

/** What a value must be to a test: "is `a` or `b`", "is below `5`". */
function relation({ name, negated, set }: Operator, texts: readonly string[]): Sentence {
  const verb = VERBS[name] ?? (negated ? 'is not' : 'is');
  const subject = set === 'all' ? 'has only values of which each ' : set === 'any' ? 'has a value that ' : '';
  return say`${words(`${subject}${verb} `)}${list(texts)}`;
}

const VERBS: Readonly<Record<string, string>> = {
  StringLike: 'matches',
  StringNotLike: 'does not match',
  ArnLike: 'matches',
  ArnEquals: 'matches',
  ArnNotLike: 'does not match',
  ArnNotEquals: 'does not match',
  NumericLessThan: 'is less than',
  NumericLessThanEquals: 'is at most',
  NumericGreaterThan: 'is greater than',
  NumericGreaterThanEquals: 'is at least',
  DateLessThan: 'is before',
  DateLessThanEquals: 'is not after',
  DateGreaterThan: 'is after',
  DateGreaterThanEquals: 'is not before',
  IpAddress: 'is in',
  NotIpAddress: 'is not in',
};

const LIST_LIMIT = 4;

function list(texts: readonly string[]): Sentence {
  if (texts.length === 0) return words('one of no values');
  const first = texts.slice(0, LIST_LIMIT).map((text) => say`${text}`);
  const more = texts.length - LIST_LIMIT;
  return series(more > 0 ? [...first, words(`${more} more`)] : first, 'or');
}

/** Phrases for the keys people use most, for tests of equality; undefined for all other tests. */
function specialWords(operator: Operator, key: string, texts: readonly string[]): Sentence | undefined {
  const { family, set } = operator;
  const lower = key.toLowerCase();
  const values = list(texts);
  if (family.id === 'bool') return boolWords(lower, texts);
  if (family.id === 'number' && lower === 'aws:multifactorauthage' && /^NumericLess/.test(operator.name)) {
    return say`within ${values} seconds of signing in with MFA`;
  }
  if (family.id === 'date' || family.id === 'number' || texts.length === 0 || set === 'all') return undefined;
  // "Unless" would say that it holds without the key.
  if (operator.negated && set === 'any') return undefined;
  const when = operator.negated ? '' : 'when ';
  const phrase = EQUAL_PHRASES.get(lower);
  if (phrase !== undefined) return say`${words(phrase.replace(/^when /, when))} ${values}`;
  const tag = tagWords(key, lower, values, when);
  if (tag !== undefined) return tag;
  if (lower === 'token.actions.githubusercontent.com:sub') return githubWords(texts);
  if (lower.endsWith(':aud')) return say`for the audience ${values}`;
  if (lower.endsWith(':sub')) return say`for the subject ${values}`;
  return undefined;
}

function boolWords(key: string, texts: readonly string[]): Sentence | undefined {
  const [text, more] = texts.map((each) => each.toLowerCase());
  if (more !== undefined || (text !== 'true' && text !== 'false')) return undefined;
  if (key === 'aws:multifactorauthpresent') {
    // Long-term access keys do not carry the key, so this does not hold for them.
    return words(text === 'true' ? 'with MFA' : 'with temporary credentials got without MFA');
  }
  if (key === 'aws:securetransport') return words(text === 'true' ? 'over TLS' : 'without TLS');
  if (key === 'aws:principalisawsservice') {
    return words(
      text === 'true' ? 'when the caller is an AWS service' : 'when the caller is not an AWS service',
    );
  }
  return undefined;
}

const EQUAL_PHRASES: ReadonlyMap<string, string> = new Map([
  ['sts:externalid', 'with ExternalId'],
  ['sts:rolesessionname', 'with the session name'],
  ['sts:sourceidentity', 'with the source identity'],
  ['aws:sourceidentity', 'when the caller has the source identity'],
  ['aws:principalarn', 'when the caller is'],
  ['aws:principalaccount', 'when the caller is of account'],
  ['aws:principalorgid', 'from organization'],
  ['aws:principalorgpaths', 'from the organization path'],
  ['aws:principaltype', 'when the caller is of type'],
  ['aws:userid', 'when the caller has the user ID'],
  ['aws:username', 'for the user'],
  ['aws:federatedprovider', 'for users of the provider'],
  ['aws:sourceip', 'from IP address'],
  ['aws:sourcevpc', 'from VPC'],
  ['aws:sourcevpce', 'through VPC endpoint'],
  ['aws:sourcearn', 'on behalf of'],
  ['aws:sourceaccount', 'on behalf of account'],
  ['aws:sourceorgid', 'on behalf of organization'],
  ['aws:requestedregion', 'in Region'],
  ['aws:tagkeys', 'with the session tag'],
  ['saml:aud', 'for the SAML audience'],
  ['saml:sub', 'for the SAML subject'],
]);

function tagWords(key: string, lower: string, values: Sentence, when: string): Sentence | undefined {
  const tag = key.slice(key.indexOf('/') + 1);
  if (lower.startsWith('aws:principaltag/'))
    return say`${words(`${when}the caller's tag`)} ${tag} is ${values}`;
  if (lower.startsWith('aws:requesttag/')) return say`with the session tag ${tag} being ${values}`;
  if (lower.startsWith('aws:resourcetag/')) return say`${words(`${when}the role's tag`)} ${tag} is ${values}`;
  return undefined;
}

/** GitHub's subjects, `repo:OWNER/REPO:WHAT`. Source: GitHub Docs, "OpenID Connect reference". */
function githubWords(texts: readonly string[]): Sentence {
  const each = texts.slice(0, LIST_LIMIT).map((text) => {
    const [kind, repository, ...what] = text.split(':');
    if (kind !== 'repo' || repository === undefined || what.length === 0)
      return say`the subject ${text} of GitHub`;
    return what.join(':') === '*'
      ? say`repository ${repository} of GitHub`
      : say`repository ${repository} of GitHub, ${what.join(':')}`;
  });
  const more = texts.length - LIST_LIMIT;
  return say`for ${series(more > 0 ? [...each, words(`${more} more`)] : each, 'or')}`;
}
