import { type HclItem, hclHole, hclString } from '../../syntax/hcl/tree';
import { type LocatedValue, propertyOf } from '../../syntax/tree';

/** The expressions in blocks that may be policies: what `jsonencode` is given, and JSON in strings. */
export function* policyValues(items: readonly HclItem[]): Generator<LocatedValue> {
  for (const item of items) {
    if (item.kind === 'block') yield* policyValues(item.items);
    else yield* policiesIn(item.value);
  }
}

function* policiesIn(value: LocatedValue): Generator<LocatedValue> {
  const expression = hclHole(value);
  if (expression !== undefined) {
    const [first] = expression.parts;
    if (expression.name === 'jsonencode' && propertyOf(first, 'Statement') !== undefined) yield value;
    else for (const part of expression.parts) yield* policiesIn(part);
  } else if (value.kind === 'object') {
    for (const entry of value.entries) if (entry.value !== undefined) yield* policiesIn(entry.value);
  } else if (value.kind === 'array') for (const each of value.items) yield* policiesIn(each);
  else if (
    hclString(value)?.text.pieces.some(
      (piece) => piece.kind === 'literal' && piece.value.includes('Statement'),
    )
  ) {
    yield value;
  }
}
