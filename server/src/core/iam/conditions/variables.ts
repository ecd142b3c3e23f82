import { type PatternPart, partsOf } from '../openMatch';
import type { Request } from '../request';
import { lookUp } from './keys';

/** A policy variable such as `${aws:username}` or `${aws:PrincipalTag/team, 'none'}`. */
export interface Variable {
  readonly kind: 'variable';
  /** In lower case. */
  readonly key: string;
  readonly fallback: string | undefined;
}

/**
 * Splits text of a policy into pattern parts and policy variables; `${*}`, `${?}` and `${$}` are those characters
 * themselves. Only for policies of Version 2012-10-17, and only in Resource elements and in values of string and
 * ARN operators. Source: IAM User Guide, "IAM policy elements: Variables and tags".
 */
export function variablesIn(text: string, kind: 'wild' | 'plain'): (PatternPart | Variable)[] {
  const parts: (PatternPart | Variable)[] = [];
  let from = 0;
  for (let open = text.indexOf('${'); open >= 0; open = text.indexOf('${', from)) {
    const close = text.indexOf('}', open);
    if (close < 0) break;
    if (open > from) parts.push({ kind, text: text.slice(from, open) });
    const inner = text.slice(open + 2, close);
    if (inner === '*' || inner === '?' || inner === '$') parts.push({ kind: 'plain', text: inner });
    else parts.push(variable(inner));
    from = close + 1;
  }
  if (from < text.length || parts.length === 0) parts.push({ kind, text: text.slice(from) });
  return parts;
}

function variable(inner: string): Variable {
  const comma = inner.indexOf(',');
  const key = (comma < 0 ? inner : inner.slice(0, comma)).trim().toLowerCase();
  const rest = comma < 0 ? '' : inner.slice(comma + 1).trim();
  const quoted = rest.length >= 2 && rest.startsWith("'") && rest.endsWith("'");
  return { kind: 'variable', key, fallback: quoted ? rest.slice(1, -1) : undefined };
}

/**
 * Puts the request's values in place of variables; they are plain text, with no wildcards in them.
 * @returns undefined when a variable cannot be resolved: its key is absent and it has no default, or its key has
 * several values. An unknown key leaves a hole.
 */
export function resolve(
  parts: readonly (PatternPart | Variable)[],
  request: Request,
): PatternPart[] | undefined {
  const resolved: PatternPart[] = [];
  for (const part of parts) {
    if (part.kind !== 'variable') {
      resolved.push(part);
      continue;
    }
    const values = lookUp(request, part.key);
    if (values === undefined) {
      resolved.push({ kind: 'hole', expression: `variable ${part.key}, ${part.fallback ?? ''}` });
    } else if (values !== null && values.length === 1) {
      for (const piece of partsOf(values[0]!, 'plain')) resolved.push(piece);
    } else if (values === null && part.fallback !== undefined) {
      resolved.push({ kind: 'plain', text: part.fallback });
    } else return undefined;
  }
  return resolved;
}
