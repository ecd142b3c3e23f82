import type { Plain, TreeEdits } from '../../syntax/syntax';

/**
 * Edits that write strings with `${AWS::AccountId}` and the like the way CloudFormation reads them: as `Fn::Sub`.
 * IAM's own variables (`${aws:username}`) are no such expressions and are left alone.
 */
export function substituted(edits: TreeEdits): TreeEdits {
  return {
    ...edits,
    append: (list, items) => edits.append(list, items.map(written)),
    set: (object, key, value, after) => edits.set(object, key, written(value), after),
    replace: (value, by) => edits.replace(value, written(by)),
  };
}

const EXPRESSION = /\$\{(?:AWS::\w+|[A-Za-z0-9]+(?:\.\w+)*)\}/;

function written(value: Plain): Plain {
  if (typeof value === 'string') return EXPRESSION.test(value) ? { 'Fn::Sub': value } : value;
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(written);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, written(item)]));
}
