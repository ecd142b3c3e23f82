import { hostSpan } from '../../syntax/embedding';
import type { Plain, TreeEdits } from '../../syntax/syntax';
import type { LocatedString, LocatedValue } from '../../syntax/tree';
import type { View } from '../../syntax/view';
import type { TextEdit } from '../../text/edit';

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

/** `Fn::Sub` around a text: the variables it defines itself, if any. */
export interface Substitution {
  readonly variables: LocatedValue | undefined;
}

/**
 * A tree in which every string with an expression is the `Fn::Sub` that it is part of: the function stands around the
 * whole text, and what it does to each string is the same.
 */
export function withExpressions(value: LocatedValue, sub: Substitution): LocatedValue {
  switch (value.kind) {
    case 'string': {
      if (!/\$\{/.test(value.text.pieces.map((p) => (p.kind === 'literal' ? p.value : '${')).join('')))
        return value;
      const { span } = value;
      const argument: LocatedValue =
        sub.variables === undefined ? value : { kind: 'array', span, items: [value, sub.variables] };
      return { kind: 'hole', span, expression: 'Fn::Sub', argument };
    }
    case 'array':
      return { ...value, items: value.items.map((item) => withExpressions(item, sub)) };
    case 'object':
      return {
        ...value,
        entries: value.entries.map((entry) => ({
          ...entry,
          value: entry.value && withExpressions(entry.value, sub),
        })),
      };
    default:
      return value;
  }
}

/**
 * Edits of JSON in a string that no `Fn::Sub` stands around: where one writes an expression, the string gets it, and
 * what looks like an expression in it so far is kept from becoming one.
 * @param edits of the JSON
 */
export function substitutedText(
  edits: TreeEdits,
  string: LocatedString,
  text: string,
  view: View,
): TreeEdits {
  const around = (made: TextEdit[], value: Plain | readonly Plain[]): TextEdit[] =>
    made.length > 0 && EXPRESSION.test(JSON.stringify(value)) ? [...made, ...wrap(string, text, view)] : made;
  return {
    ...edits,
    append: (list, items) => around(edits.append(list, items), items),
    set: (object, key, value, after) => around(edits.set(object, key, value, after), value),
    replace: (value, by) => around(edits.replace(value, by), by),
  };
}

function wrap(string: LocatedString, text: string, view: View): TextEdit[] {
  const { start, end } = string.span;
  const insert = (at: number, written: string): TextEdit => ({ span: { start: at, end: at }, text: written });
  const inner = view.unquote(string);
  const kept = [...(inner?.content.matchAll(/\$\{(?!!)/g) ?? [])].map(({ index }) =>
    insert(hostSpan(inner!, { start: index + 1, end: index + 2 }).end, '!'),
  );
  // A template in JSON is one from its first character on.
  const json = /^\s*\{/.test(text);
  return json
    ? [insert(start, '{"Fn::Sub": '), ...kept, insert(end, '}')]
    : [insert(start, '!Sub '), ...kept];
}
