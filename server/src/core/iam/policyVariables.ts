import type { LocatedString } from '../syntax/tree';
import type { Span } from '../text/span';
import type { Policy } from './policy';

/** A policy variable, such as `${aws:username}`, where it stands in a condition's value. */
export interface PolicyVariable {
  readonly text: string;
  readonly span: Span;
}

/** `${aws:PrincipalTag/team}`, with or without a default value, and the escapes `${*}`, `${?}` and `${$}`. */
const VARIABLE = /\$\{(?:[*?$]|[^{}:\s]+:[^{}]*)\}/g;

/**
 * The policy variables in the condition values of a policy. In a trust policy they can stand nowhere else.
 * Source: IAM User Guide, "IAM policy elements: Variables and tags".
 */
export function policyVariables(policy: Policy): PolicyVariable[] {
  return policy.statements.flatMap((statement) =>
    statement.conditions.flatMap(({ values }) =>
      values.flatMap((value) => (value.kind === 'string' ? variablesIn(value) : [])),
    ),
  );
}

function variablesIn({ text }: LocatedString): PolicyVariable[] {
  return text.pieces.flatMap((piece) => {
    if (piece.kind === 'hole' || !piece.value.includes('${')) return [];
    // With escapes the offsets inside the piece are not known; then the whole piece is meant.
    const exact = piece.span.end - piece.span.start === piece.value.length;
    return Array.from(piece.value.matchAll(VARIABLE), (match) => {
      const start = piece.span.start + match.index;
      return { text: match[0], span: exact ? { start, end: start + match[0].length } : piece.span };
    });
  });
}
