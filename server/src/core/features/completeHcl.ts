import type { Context } from '../context';
import type { Document } from '../documents/document';
import { policyUse } from '../documents/policyShape';
import { readModule } from '../documents/terraform/module';
import { readPolicyDocument } from '../documents/terraform/policyDocument';
import { Values } from '../documents/terraform/values';
import { type Policy, readPolicy } from '../iam/policy';
import type { HclBlock, HclFile } from '../syntax/hcl/tree';
import { entryOf, type LocatedObject, type LocatedValue, listOf, propertyOf } from '../syntax/tree';
import { encloses } from '../text/span';
import { completePolicy } from './completePolicy';
import { completePolicyDocument } from './completePolicyDocument';
import type { CompletionItem } from './completionItem';
import { type HclPlace, hclPlaceAt } from './hclPlace';
import { blockAround, blockAt, valueAt } from './hclTree';
import type { Place } from './place';
import { isPermissions, mayBeTrust, namedAsTrust, namesTrust } from './trustShape';

/**
 * What can be written at a place of a trust policy in a Terraform or OpenTofu configuration: in an object, as
 * `jsonencode` is given one, or in a data source `aws_iam_policy_document`.
 */
export function completeHcl(document: Document, offset: number, context: Context): CompletionItem[] {
  const { text } = document;
  // Most places in most configurations have nothing to do with policies.
  if (!/\baws_iam_|\bStatement\b|assume_role_policy/.test(text)) return [];
  const around = hclPlaceAt(text, offset);
  const { place, frames } = around;
  if (place === undefined) return [];
  const [, outermost] = frames;
  if (outermost?.name === 'data' && outermost.labels[0] === 'aws_iam_policy_document') {
    return inPolicyDocument(document, place, around, context);
  }
  return frames.some(({ kind }) => kind === 'object') ? inObject(document, place, around, context) : [];
}

function inObject(
  document: Document,
  place: Place,
  { frames }: HclPlace,
  context: Context,
): CompletionItem[] {
  const block = blockAround(document.text, place, frames)?.block;
  const nodes = place.containers.map((start, i) => {
    if (block !== undefined) return i === 0 ? undefined : valueAt(block, start);
    // Of what cannot be read its name still says what it is.
    return namesTrust(place.path[i - 1]) ? nothingAt(start) : undefined;
  });
  for (let depth = 0; depth < nodes.length; depth++) {
    const object = nodes[depth];
    if (object?.kind !== 'object') continue;
    const under = place.path[depth - 1];
    const named = namesTrust(under);
    const name = `${under}`;
    const alone = depth === nodes.length - 1 && object.entries.length <= 1 && namedAsTrust(name);
    if (!named && !alone && entryOf(object, 'Statement') === undefined) continue;
    const other = isPermissions(under) && policyUse(object) !== 'trust';
    if (!named && (other || !mayBeTrust(object, name))) return [];
    const subject = subjectFrom(document, place.containers[depth]!);
    const policy = subject?.policy ?? readPolicy(object);
    const statement = statementIn(policy, place);
    const container = nodes.at(-1);
    return completePolicy(place.path.slice(depth), { place, policy, subject, statement, container, context });
  }
  return [];
}

function inPolicyDocument(
  document: Document,
  place: Place,
  { frames }: HclPlace,
  context: Context,
): CompletionItem[] {
  const around = blockAround(document.text, place, frames);
  const [, { labels, start }] = frames as [unknown, { labels: readonly string[]; start: number }];
  const subject = subjectFrom(document, start);
  const object = around === undefined ? nothingAt(start) : policyOf(around, document.uri);
  if (subject === undefined && !isTrust(object, labels[1] ?? '', document.text)) return [];
  const policy = subject?.policy ?? readPolicy(object);
  const statement = statementIn(policy, place);
  const container = statement === undefined ? undefined : containerIn(statement.value, place);
  const inner = frames.findLast(({ kind }) => kind === 'block');
  const own = inner && around && blockAt(around.block, inner.start);
  return completePolicyDocument(frames, own, { place, policy, subject, statement, container, context });
}

function policyOf({ block, hcl }: { block: HclBlock; hcl: HclFile }, uri: string): LocatedObject {
  const file = { uri, hcl };
  const module = readModule({ files: [{ uri, text: hcl.text }] }, file);
  const read = readPolicyDocument(block, new Values(module, file));
  return read?.object ?? nothingAt(block.span.start);
}

function nothingAt(start: number): LocatedObject {
  return { kind: 'object', span: { start, end: start }, entries: [] };
}

/** Whether a policy document is one of trust: by who refers to it, by its name, or by what it says. */
function isTrust(object: LocatedObject, name: string, text: string): boolean {
  if (policyUse(object) === 'trust') return true;
  if (!mayBeTrust(object, name)) return false;
  if (namedAsTrust(name)) return true;
  const reference = new RegExp(
    `\\bassume_role_policy\\s*=[^\\n]*\\baws_iam_policy_document\\.${name.replace(/[^\w-]/g, '\\$&')}\\b`,
  );
  if (reference.test(text)) return true;
  return listOf(propertyOf(object, 'Statement')).some((each) => propertyOf(each, 'Principal') !== undefined);
}

function subjectFrom(document: Document, start: number) {
  return document.subjects
    .filter((each) => each.kind === 'trustPolicy')
    .find(({ span }) => span.start === start);
}

function statementIn({ statements }: Policy, { containers }: Place) {
  return statements.findLast(({ value }) => containers.includes(value.span.start));
}

/** The list, or the tests of one operator, around what is typed in a statement. */
function containerIn(value: LocatedValue, place: Place): LocatedValue | undefined {
  if (!encloses(value.span, place.span)) return undefined;
  if (value.kind === 'array')
    return value.items.reduce((found, item) => containerIn(item, place) ?? found, value);
  if (value.kind !== 'object') return undefined;
  for (const entry of value.entries) {
    // What is a key in a policy is a string of its own here.
    if (encloses(entry.key.span, place.span) && place.opened) return value;
    const inside = entry.value && containerIn(entry.value, place);
    if (inside !== undefined) return inside;
  }
  return undefined;
}
