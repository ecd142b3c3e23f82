import type { Context } from '../context';
import type { Document } from '../documents/document';
import { policyUse } from '../documents/policyShape';
import { readPolicy } from '../iam/policy';
import { hostSpan } from '../syntax/embedding';
import { json } from '../syntax/json';
import { jsonTemplate } from '../syntax/jsonTemplate';
import { entryOf, knownString, type LocatedObject, type LocatedValue, propertyOf } from '../syntax/tree';
import { yaml } from '../syntax/yaml';
import { completeAwsConfig } from './completeAwsConfig';
import { completeHcl } from './completeHcl';
import { completePolicy } from './completePolicy';
import type { CompletionItem } from './completionItem';
import { completionsWithin } from './completionWithin';
import { type Place, placeAt } from './place';
import type { PolicyPlace } from './policyPlace';
import { type TextAround, textAround } from './textAround';
import { isPermissions, mayBeTrust, namedAsTrust, namesTrust } from './trustShape';
import { yamlPlaceAt } from './yamlPlace';

/**
 * What can be written at a place of a trust policy or of an AWS config file, however half-typed it is. A policy may be
 * the file or a part of it, or stand in a string of another language: then items are written as that language has it.
 * @param document also one of no known kind: a policy is that only once it says what it allows
 * @param offset in UTF-16 code units
 */
export function completions(document: Document, offset: number, context: Context): CompletionItem[] {
  if (document.kind === 'aws-config') return completeAwsConfig(document, offset, context);
  const around = textAround(document, offset);
  if (around === undefined) return [];
  const { language, embedding } = around;
  if (language === 'hcl') return completeHcl(document, offset, context);
  const items = completeData(around, document, context);
  return embedding === undefined ? items : completionsWithin(items, embedding, offset);
}

/** What can be written in JSON or YAML, in places of that text. */
function completeData(around: TextAround, document: Document, context: Context): CompletionItem[] {
  const { language, text, offset, embedding } = around;
  if (language !== 'json' && language !== 'yaml') return [];
  const place = language === 'json' ? placeAt(text, offset) : yamlPlaceAt(text, offset);
  if (place === undefined) return [];
  const nodes = containersIn(rootOf(around, place, document), place);
  const found = policyIn(nodes, place, around, document);
  if (found === undefined) return [];
  const { policy: object, depth } = found;
  const start = place.containers[depth]!;
  const startInFile = embedding === undefined ? start : hostSpan(embedding, { start, end: start }).start;
  const subject = document.subjects
    .filter((each) => each.kind === 'trustPolicy')
    .find(({ span }) => span.start === startInFile);
  const policy = (embedding === undefined ? subject?.policy : undefined) ?? readPolicy(object);
  const statement = policy.statements.findLast(({ value }) => place.containers.includes(value.span.start));
  const at: PolicyPlace = {
    place,
    policy,
    subject,
    statement,
    container: nodes[place.containers.length - 1],
    context,
  };
  return completePolicy(place.path.slice(depth), at);
}

/** The tree of the text. YAML is read only where there may be a policy. */
function rootOf(
  { language, text, embedding }: TextAround,
  { path }: Place,
  document: Document,
): LocatedValue | undefined {
  if (embedding === undefined && document.root !== undefined) return document.root;
  if (language === 'json') return (embedding === undefined ? json : jsonTemplate).parse(text).root;
  return path.some((step) => step === 'Statement' || namesTrust(step)) ? yaml.parse(text).root : undefined;
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
  nodes: readonly (LocatedValue | undefined)[],
  place: Place,
  { embedding, holder }: TextAround,
  document: Document,
): { policy: LocatedObject; depth: number } | undefined {
  const file = embedding === undefined ? document.uri : '';
  for (let depth = 0; depth < nodes.length; depth++) {
    const object = nodes[depth];
    if (object?.kind !== 'object') continue;
    const under = depth === 0 ? holder : place.path[depth - 1];
    const named = namesTrust(under);
    const name = depth === 0 && holder !== undefined ? holder : file;
    const alone = depth === 0 && place.containers.length === 1 && object.entries.length <= 1;
    if (named || isPolicy(object) || (alone && namedAsTrust(name))) {
      const other = isPermissions(under) && policyUse(object) !== 'trust';
      return named || (!other && mayBeTrust(object, name)) ? { policy: object, depth } : undefined;
    }
  }
  return undefined;
}

function isPolicy(object: LocatedObject): boolean {
  if (entryOf(object, 'Statement') !== undefined) return true;
  return /^20(?:08-10-17|12-10-17)$/.test(knownString(propertyOf(object, 'Version')) ?? '');
}
