import { oncePer } from '../once';
import {
  known,
  knownString,
  type LocatedHole,
  type LocatedObject,
  type LocatedString,
  type LocatedValue,
  listOf,
} from '../syntax/tree';
import type { ListElement, Policy, PrincipalElement, Statement } from './policy';

/**
 * What a trust policy may hold or not, as far as it decides who has anything to say of it: a condition; a principal of
 * type Service or Federated, or one of type AWS that is not the ARN of a role; an action beside sts:AssumeRole; anything
 * beside the plainest form that the grammar allows.
 */
export type PolicyPart = 'condition' | 'service' | 'federated' | 'nonRole' | 'furtherAction' | 'irregularity';

/** The parts of a policy; those that it may hold, where the file does not say. The same parts are the same set. */
export const partsOf: (policy: Policy) => ReadonlySet<PolicyPart> = oncePer((policy) => {
  let parts = isRegular(policy) ? 0 : BIT.irregularity;
  if (policy.unknownStatements.length > 0) parts = ALL;
  for (const { principal, notPrincipal, action, notAction, conditionEntry } of policy.statements) {
    if (conditionEntry !== undefined) parts |= BIT.condition;
    if (!isAssumeRole(action) || notAction !== undefined) parts |= BIT.furtherAction;
    parts |= typesOf(principal) | typesOf(notPrincipal);
  }
  return SETS[parts]!;
});

const BIT = {
  condition: 1,
  service: 2,
  federated: 4,
  nonRole: 8,
  furtherAction: 16,
  irregularity: 32,
} as const;
const ALL = 63;
const SETS: readonly ReadonlySet<PolicyPart>[] = Array.from(
  { length: ALL + 1 },
  (_, parts) => new Set((Object.keys(BIT) as PolicyPart[]).filter((part) => parts & BIT[part])),
);

function typesOf(element: PrincipalElement | undefined): number {
  if (element === undefined) return 0;
  const { bare, hole, groups } = element;
  let types = hole === undefined ? 0 : BIT.service | BIT.federated;
  if (bare !== undefined || hole !== undefined) types |= BIT.nonRole;
  for (const { type, values } of groups) {
    if (type === 'Service') types |= BIT.service;
    else if (type === 'Federated') types |= BIT.federated;
    else if (type !== 'AWS' || !values.every(isRole)) types |= BIT.nonRole;
  }
  return types;
}

const ROLE = /^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/;

/** Whether a value is the ARN of a role; a partition, an account or a part of the name may be an expression. */
function isRole(value: LocatedString | LocatedHole): boolean {
  if (value.kind === 'hole') return false;
  const written = known(value.text);
  if (written !== undefined) return ROLE.test(written);
  const [first] = value.text.pieces;
  const standIns = value.text.pieces.map((piece) =>
    piece.kind === 'literal' ? piece.value : '000000000000',
  );
  return first?.kind === 'literal' && first.value.startsWith('arn:') && ROLE.test(standIns.join(''));
}

function isAssumeRole(action: ListElement | undefined): boolean {
  return action?.values.every((value) => knownString(value) === 'sts:AssumeRole') ?? false;
}

const POLICY = new Set(['Version', 'Id', 'Statement']);
const STATEMENT = new Set(['Sid', 'Effect', 'Principal', 'Action', 'Condition']);
const TYPES = new Set(['AWS', 'Service', 'Federated']);

/**
 * Whether a trust policy has the plainest form: the current version, and of the elements that may stand there those
 * that must and a few that may, each once and of the type that it should have.
 * Source: IAM User Guide, "Grammar of the IAM JSON policy language".
 */
function isRegular({ value, version, statementList, statements }: Policy): boolean {
  return (
    hasOnly(value, POLICY) &&
    knownString(version) === '2012-10-17' &&
    value.entries.every((entry) => known(entry.key.text) !== 'Id' || isText(entry.value)) &&
    statements.length > 0 &&
    statements.length === listOf(statementList).length &&
    statements.every(isRegularStatement)
  );
}

function isRegularStatement({ value, sid, effect, principal, action, conditionEntry }: Statement): boolean {
  const principals = principal?.entry.value;
  return (
    hasOnly(value, STATEMENT) &&
    (sid === undefined || /^[0-9A-Za-z]*$/.test(knownString(sid) ?? '-')) &&
    effect !== undefined &&
    principals?.kind === 'object' &&
    principals.entries.length > 0 &&
    hasOnly(principals, TYPES) &&
    principals.entries.every((entry) => isTextOrTexts(entry.value)) &&
    isTextOrTexts(action?.entry.value) &&
    (conditionEntry === undefined || isRegularCondition(conditionEntry.value))
  );
}

function isRegularCondition(value: LocatedValue | undefined): boolean {
  return (
    value?.kind === 'object' &&
    hasOnly(value) &&
    value.entries.every(
      ({ value: tests }) =>
        tests?.kind === 'object' && hasOnly(tests) && tests.entries.every((test) => !isOrHolds(test.value)),
    )
  );
}

/** Whether a value is an object or a list with one in it. */
function isOrHolds(value: LocatedValue | undefined): boolean {
  return listOf(value).some((item) => item.kind === 'object' || item.kind === 'array');
}

/** Whether the keys of an object are known, each there once, and among those allowed. */
function hasOnly({ entries }: LocatedObject, allowed?: ReadonlySet<string>): boolean {
  if (entries.length === 1 && allowed === undefined) return known(entries[0]!.key.text) !== undefined;
  const names = new Set<string>();
  for (const { key } of entries) {
    const name = known(key.text);
    if (name === undefined || (allowed !== undefined && !allowed.has(name))) return false;
    names.add(name);
  }
  return names.size === entries.length;
}

function isText(value: LocatedValue | undefined): boolean {
  return value?.kind === 'string' || value?.kind === 'hole';
}

function isTextOrTexts(value: LocatedValue | undefined): boolean {
  return value?.kind === 'array' ? value.items.length > 0 && value.items.every(isText) : isText(value);
}
