import type { ConditionKey, ConditionKeyType } from '../conditionKeyData';
import { compileArn } from '../match';
import { isLiteral, type KnownClause, literalsOf } from '../readClauses';
import type { Family } from './operators';

/** How an operator stands to the type of the key it tests. */
export type TypeFit =
  | { readonly fit: 'documented' }
  | { readonly fit: 'unknown' }
  /** AWS documents operators of another family; whether this one compares is not documented. */
  | { readonly fit: 'undocumented'; readonly key: ConditionKey }
  /** No value of the key can be what the operator compares. */
  | { readonly fit: 'never'; readonly key: ConditionKey };

/**
 * The operator families that AWS documents for each type; string operators compare ARNs as text.
 * Source: IAM User Guide, "IAM JSON policy elements: Condition operators".
 */
const DOCUMENTED: Readonly<Record<ConditionKeyType, readonly Family['id'][]>> = {
  String: ['string'],
  ARN: ['arn', 'string'],
  Bool: ['bool'],
  Numeric: ['number'],
  Date: ['date'],
  IPAddress: ['ip'],
};

/** Families that cannot read any value of a type: an ARN is no address, an address no truth value, and so on. */
const IMPOSSIBLE: Readonly<Record<ConditionKeyType, readonly Family['id'][]>> = {
  String: [],
  ARN: ['ip', 'bool', 'number', 'date'],
  Bool: ['ip', 'arn', 'number', 'date'],
  Numeric: ['ip', 'arn', 'bool'],
  Date: ['ip', 'arn', 'bool'],
  IPAddress: ['arn', 'bool', 'number', 'date'],
};

/**
 * String keys whose values have a form of their own (account, organization, VPC and endpoint IDs, Regions), never
 * that of an address, an ARN, a truth value or a date. Tags, names, claims and external IDs are free text.
 * Source: IAM User Guide, "AWS global condition context keys".
 */
const FORMED =
  /^aws:(?:(?:source|principal|resource|vpce)(?:account|orgid|orgpaths)|sourcevpce?|ec2instancesourcevpc|principaltype|requestedregion)$/;

/** Whether AWS documents an operator family for a key of this type; a test for presence suits every key. */
export function isDocumentedFor(family: Family['id'], { type, also }: ConditionKey): boolean {
  return (
    family === 'null' ||
    DOCUMENTED[type].includes(family) ||
    (also !== undefined && DOCUMENTED[also].includes(family))
  );
}

/** How the operator of a clause stands to the documented type of its key. */
export function typeFit({ operator, documented, lower, clause }: KnownClause): TypeFit {
  const { id } = operator.family;
  if (documented === undefined) return { fit: 'unknown' };
  if (id === 'binary') return { fit: 'unknown' };
  if (isDocumentedFor(id, documented)) return { fit: 'documented' };
  const { type } = documented;
  // `*` alone matches whatever is there.
  const open =
    id === 'arn' && (!isLiteral(clause) || literalsOf(clause).some(({ text }) => compileArn(text).universal));
  if (open) return { fit: 'undocumented', key: documented };
  // A range compared letter by letter: an address is never equal to it.
  const range = type === 'IPAddress' && operator.family.pattern === 'plain' && isLiteral(clause);
  if (range && literalsOf(clause).every(({ text }) => text.includes('/')))
    return { fit: 'never', key: documented };
  const impossible =
    type === 'String'
      ? FORMED.test(lower) && (id === 'ip' || id === 'arn' || id === 'bool')
      : IMPOSSIBLE[type].includes(id);
  return { fit: impossible ? 'never' : 'undocumented', key: documented };
}
