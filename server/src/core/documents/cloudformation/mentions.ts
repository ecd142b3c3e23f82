import {
  contentSpan,
  knownString,
  type LocatedHole,
  type LocatedString,
  type LocatedValue,
  listOf,
} from '../../syntax/tree';
import type { Span } from '../../text/span';

/**
 * Every place of a template where `Ref`, `Fn::GetAtt` or `Fn::Sub` names a resource or parameter, by that name. A span
 * covers the name alone. Source: CloudFormation User Guide, "Intrinsic function reference".
 * @param root of the template
 */
export function mentionsIn(root: LocatedValue): ReadonlyMap<string, readonly Span[]> {
  const mentions = new Map<string, Span[]>();
  const add = (name: string, span: Span) => {
    const known = mentions.get(name);
    if (known === undefined) mentions.set(name, [span]);
    else known.push(span);
  };
  const waiting: LocatedValue[] = [root];
  // What aliases stand for is there once, however often they are used.
  const seen = new Set<LocatedValue>();
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (value.kind === 'string' || value.kind === 'scalar' || seen.has(value)) continue;
    seen.add(value);
    if (value.kind === 'array') waiting.push(...value.items);
    else if (value.kind === 'object') {
      for (const entry of value.entries) if (entry.value !== undefined) waiting.push(entry.value);
    } else if (value.argument !== undefined) {
      named(value, add);
      if (value.argument.kind !== 'string') waiting.push(value.argument);
    }
  }
  for (const spans of mentions.values()) spans.sort((a, b) => a.start - b.start);
  return mentions;
}

function named({ expression, argument }: LocatedHole, add: (name: string, span: Span) => void): void {
  const [first] = listOf(argument);
  if (first?.kind !== 'string') return;
  if (expression === 'Fn::Sub') inTemplate(first, add);
  const name = knownString(first);
  if (name === undefined) return;
  const { start } = contentSpan(first);
  if (expression === 'Ref') add(name, { start, end: start + name.length });
  if (expression === 'Fn::GetAtt') {
    const id = name.split('.', 1)[0]!;
    add(id, { start, end: start + id.length });
  }
}

/** `${Name}` and `${Name.Attribute}`; where escapes hide the exact place, the whole string stands for it. */
function inTemplate({ text }: LocatedString, add: (name: string, span: Span) => void): void {
  for (const piece of text.pieces) {
    if (piece.kind !== 'hole') continue;
    const id = piece.expression.split('.', 1)[0]!;
    const exact = piece.span.end - piece.span.start === piece.expression.length + 3;
    const start = piece.span.start + 2;
    add(id, exact ? { start, end: start + id.length } : piece.span);
  }
}
