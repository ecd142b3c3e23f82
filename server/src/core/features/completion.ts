import type { Context } from '../context';
import type { Document } from '../documents/document';
import { policyUse } from '../documents/policyShape';
import { readPolicy } from '../iam/policy';
import { json } from '../syntax/json';
import {
  entryOf,
  known,
  knownString,
  type LocatedObject,
  type LocatedValue,
  propertyOf,
} from '../syntax/tree';
import { completeAwsConfig } from './completeAwsConfig';
import { completePolicy, type PolicyPlace } from './completePolicy';
import type { CompletionItem } from './completionItem';
import { type Place, placeAt } from './place';
import { yamlPlaceAt } from './yamlPlace';

/**
 * What can be written at a place of a trust policy or of an AWS config file, however half-typed it is.
 * @param document also one of no known kind: a policy is that only once it says what it allows
 * @param offset in UTF-16 code units
 */
export function completions(document: Document, offset: number, context: Context): CompletionItem[] {
  if (document.kind === 'aws-config') return completeAwsConfig(document, offset, context);
  // Other text than JSON is taken for nothing before its kind is known.
  const isJson = /^[\s\uFEFF]*[[{]/.test(document.text);
  if (!isJson && document.kind !== 'cloudformation') return [];
  const place = isJson ? placeAt(document.text, offset) : yamlPlaceAt(document.text, offset);
  if (place === undefined) return [];
  const root = document.root ?? json.parse(document.text).root;
  const around = containersIn(root, place);
  const found = policyIn(around, place, document);
  if (found === undefined) return [];
  const { policy: object, depth } = found;
  const subject = document.subjects
    .filter((each) => each.kind === 'trustPolicy')
    .find(({ span }) => span.start === place.containers[depth]);
  const policy = subject?.policy ?? readPolicy(object);
  const statement = policy.statements.findLast(({ value }) => place.containers.includes(value.span.start));
  const at: PolicyPlace = {
    place,
    policy,
    subject,
    statement,
    container: around[place.containers.length - 1],
    context,
  };
  return completePolicy(place.path.slice(depth), at);
}

/** The nodes of the arrays and objects around the cursor; undefined where the tree sees it differently. */
function containersIn(root: LocatedValue | undefined, place: Place): (LocatedValue | undefined)[] {
  const found: (LocatedValue | undefined)[] = [];
  let node = root;
  for (const start of place.containers) {
    while (node !== undefined && node.span.start !== start) node = childAt(node, start);
    found.push(node);
    if (node === undefined) break;
  }
  return found;
}

/** The child of a node that encloses an offset. */
function childAt(node: LocatedValue, offset: number): LocatedValue | undefined {
  if (node.kind === 'array') return node.items.find(({ span }) => span.start <= offset && offset < span.end);
  if (node.kind !== 'object') return undefined;
  return node.entries.find(
    ({ value }) => value !== undefined && value.span.start <= offset && offset < value.span.end,
  )?.value;
}

/** The policy around the cursor, when it is, or may become, a trust policy; and how deep it lies. */
function policyIn(
  around: readonly (LocatedValue | undefined)[],
  place: Place,
  document: Document,
): { policy: LocatedObject; depth: number } | undefined {
  for (let depth = 0; depth < around.length; depth++) {
    const object = around[depth];
    if (object?.kind !== 'object') continue;
    const under = depth === 0 ? undefined : place.path[depth - 1];
    const named = under === 'AssumeRolePolicyDocument';
    if (named || isPolicy(object, depth, place, document)) {
      return named || mayBeTrust(object, document) ? { policy: object, depth } : undefined;
    }
  }
  return undefined;
}

function isPolicy(object: LocatedObject, depth: number, place: Place, document: Document): boolean {
  if (entryOf(object, 'Statement') !== undefined) return true;
  if (/^20(?:08-10-17|12-10-17)$/.test(knownString(propertyOf(object, 'Version')) ?? '')) return true;
  return (
    depth === 0 && place.containers.length === 1 && object.entries.length <= 1 && namedAsTrust(document.uri)
  );
}

/** Whether a file's name says that it holds a trust policy. */
function namedAsTrust(uri: string): boolean {
  return /(?:trust|assume[-_]?role)[^/]*$/i.test(uri);
}

/** Whether a policy is no permissions policy and no resource's policy, as far as it says anything yet. */
function mayBeTrust(object: LocatedObject, document: Document): boolean {
  const use = policyUse(object);
  if (use !== 'other') return use === 'trust';
  const statement = propertyOf(object, 'Statement');
  const statements =
    statement?.kind === 'array' ? statement.items : statement === undefined ? [] : [statement];
  const settled = statements.some(
    (each) =>
      each.kind === 'object' && each.entries.some(({ key }) => /Resource$/.test(known(key.text) ?? '')),
  );
  if (settled) return false;
  return !statements.some(namesOtherAction) || namedAsTrust(document.uri);
}

function namesOtherAction(statement: LocatedValue): boolean {
  const action = propertyOf(statement, 'Action');
  const values = action?.kind === 'array' ? action.items : action === undefined ? [] : [action];
  return values.some((value) => /^(?!sts:)[\w-]+:/i.test(knownString(value) ?? ''));
}
