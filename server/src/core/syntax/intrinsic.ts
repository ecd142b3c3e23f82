import type { Span } from '../text/span';
import { type Entry, known, type LocatedHole } from './tree';

/**
 * `{"Ref": …}` and `{"Fn::…": …}` stand for a value this text does not say. What they are applied to is kept, for
 * documents that can say more of it. Source: CloudFormation User Guide, "Intrinsic function reference".
 * @returns undefined when an object with these entries is an ordinary one
 */
export function intrinsic(entries: readonly Entry[], span: Span): LocatedHole | undefined {
  const [only] = entries;
  if (only === undefined || entries.length > 1) return undefined;
  const name = known(only.key.text) ?? '';
  if (name !== 'Ref' && !name.startsWith('Fn::')) return undefined;
  return hole(name, span, only.value);
}

/** The functions that have a short form as a YAML tag, by the tag. */
export const SHORT_FORMS: ReadonlySet<string> = new Set([
  'And',
  'Base64',
  'Cidr',
  'Equals',
  'FindInMap',
  'ForEach',
  'GetAZs',
  'GetAtt',
  'GetStackOutput',
  'If',
  'ImportValue',
  'Join',
  'Length',
  'Not',
  'Or',
  'Select',
  'Split',
  'Sub',
  'ToJsonString',
  'Transform',
]);

/**
 * What a tagged YAML value stands for: `!Sub x` is `{"Fn::Sub": x}`, `!Ref x` is `{"Ref": x}`. A tag of some other
 * tool (`!vault`, `!reference`) stands for a value of which nothing is known.
 * @param tag with its exclamation mark
 */
export function fromTag(tag: string, span: Span, argument: LocatedHole['argument']): LocatedHole {
  const name = tag.slice(1);
  if (name === 'Ref' || name === 'Condition') return hole(name, span, argument);
  return SHORT_FORMS.has(name) ? hole(`Fn::${name}`, span, argument) : hole(tag, span, undefined);
}

function hole(expression: string, span: Span, argument: LocatedHole['argument']): LocatedHole {
  return { kind: 'hole', span, expression, ...(argument === undefined ? {} : { argument }) };
}
