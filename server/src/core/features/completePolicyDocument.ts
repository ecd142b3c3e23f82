import { attributeOf, type HclBlock } from '../syntax/hcl/tree';
import { knownString } from '../syntax/tree';
import { touches } from '../text/span';
import { completeActions } from './completeActions';
import { completeConditionKeys, completeOperators } from './completeConditions';
import { completeConditionValues } from './completeConditionValues';
import { effectValues, typeValues, versionValues } from './completeElements';
import { completePrincipals } from './completePrincipals';
import { type About, bodyItem, type CompletionItem } from './completionItem';
import type { HclFrame } from './hclScan';
import type { PolicyPlace } from './policyPlace';

/** What a block of a policy document may have. */
interface Part {
  readonly name: string;
  /** What is written behind the name, as a snippet. */
  readonly value: string;
  readonly about?: About;
  /** Blocks may stand there again and again. */
  readonly block?: true;
}

const element = (name: string): About => ({ topic: 'element', name });

const PRINCIPALS = '{\n\ttype        = "${1|AWS,Service,Federated|}"\n\tidentifiers = ["$2"]\n}';

/**
 * The attributes and blocks of a data source `aws_iam_policy_document`, as far as a trust policy has them. Source:
 * Terraform Registry, AWS provider, data source aws_iam_policy_document.
 */
const PARTS: Readonly<Record<string, readonly Part[]>> = {
  data: [
    {
      name: 'statement',
      value: `{\n\teffect  = "Allow"\n\tactions = ["\${1:sts:AssumeRole}"]\n\n\tprincipals {\n\t\ttype        = "\${2|AWS,Service,Federated|}"\n\t\tidentifiers = ["$3"]\n\t}\n}`,
      about: element('Statement'),
      block: true,
    },
    { name: 'version', value: '= "2012-10-17"', about: element('Version') },
    { name: 'policy_id', value: '= "$1"', about: element('Id') },
  ],
  statement: [
    { name: 'effect', value: '= "${1|Allow,Deny|}"', about: element('Effect') },
    { name: 'principals', value: PRINCIPALS, about: element('Principal'), block: true },
    { name: 'actions', value: '= ["$1"]', about: element('Action') },
    {
      name: 'condition',
      value: '{\n\ttest     = "$1"\n\tvariable = "$2"\n\tvalues   = ["$3"]\n}',
      about: element('Condition'),
      block: true,
    },
    { name: 'sid', value: '= "$1"', about: element('Sid') },
    { name: 'not_actions', value: '= ["$1"]', about: element('NotAction') },
  ],
  principals: [
    { name: 'type', value: '= "${1|AWS,Service,Federated|}"' },
    { name: 'identifiers', value: '= ["$1"]' },
  ],
  condition: [
    { name: 'test', value: '= "$1"' },
    { name: 'variable', value: '= "$1"' },
    { name: 'values', value: '= ["$1"]' },
  ],
};

/** Attributes whose value is a list. */
const LISTS: ReadonlySet<string> = new Set(['actions', 'not_actions', 'identifiers', 'values']);

/**
 * What can be written in a data source `aws_iam_policy_document`.
 * @param frames what is open around the cursor, that of a block of the data source or of a list in one innermost
 * @param own the innermost block around the cursor
 * @param at the place in the policy that the data source makes
 */
export function completePolicyDocument(
  frames: readonly HclFrame[],
  own: HclBlock | undefined,
  at: PolicyPlace,
): CompletionItem[] {
  const block = frames.findLast(({ kind }) => kind === 'block' || kind === 'object');
  if (block?.kind !== 'block') return [];
  // What a dynamic block makes stands in its content.
  const name = block.name === 'content' ? frames[frames.indexOf(block) - 1]?.labels[0] : block.name;
  if (name === undefined) return [];
  if (at.place.kind === 'key') return partsOf(name, own, at);
  const key = block.key ?? '';
  const inList = frames.at(-1)?.kind === 'array';
  if (inList && !LISTS.has(key)) return [];
  const { place } = at;
  const style = place.hcl && { ...place.hcl, list: LISTS.has(key) && !inList };
  return valuesOf(name, key, own, style === undefined ? at : { ...at, place: { ...place, hcl: style } });
}

function partsOf(block: string, own: HclBlock | undefined, { place }: PolicyPlace): CompletionItem[] {
  const parts = Object.hasOwn(PARTS, block) ? PARTS[block]! : [];
  const there = new Set(
    (own?.items ?? [])
      .filter(({ span }) => !touches(span, place.span.start))
      .map((item) => (item.kind === 'attribute' ? item.name : item.type)),
  );
  const instead: Readonly<Record<string, string>> = { actions: 'not_actions', not_actions: 'actions' };
  return parts
    .filter(({ name, block }) => block || (!there.has(name) && !there.has(instead[name] ?? '')))
    .map(({ name, value, about }, order) =>
      bodyItem(place, { label: name, kind: 'element', order, about, value }),
    );
}

function valuesOf(block: string, key: string, own: HclBlock | undefined, at: PolicyPlace): CompletionItem[] {
  const said = (name: string) => (own && knownString(attributeOf(own, name)?.value)) ?? '';
  switch (`${block}.${key}`) {
    case 'data.version':
      return versionValues(at);
    case 'statement.effect':
      return effectValues(at);
    case 'statement.actions':
    case 'statement.not_actions':
      return completeActions(at);
    case 'principals.type':
      return typeValues(at);
    case 'principals.identifiers':
      return completePrincipals(said('type'), at);
    case 'condition.test':
      return completeOperators(at);
    case 'condition.variable':
      return completeConditionKeys(said('test'), at);
    case 'condition.values':
      return completeConditionValues(said('test'), said('variable'), at);
    default:
      return [];
  }
}
