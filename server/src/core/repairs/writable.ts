import { shown, type Value } from '../iam/value';

/**
 * A value as it can be written into the document it comes from: known text, or text whose expressions are names that
 * stand between `${` and `}` just as they are.
 * @returns undefined when an expression in it is a whole function
 */
export function writable(value: Value): string | undefined {
  if (typeof value === 'string') return value;
  const names = value.pieces.every(
    (piece) => piece.kind === 'literal' || (piece.foreign === undefined && NAME.test(piece.expression)),
  );
  return names ? shown(value) : undefined;
}

const NAME = /^[A-Za-z]\w*(?:(?:::|\.)\w+)*$/;

/** `arn:PARTITION:iam::ACCOUNT:root` for the account of a role ARN that may have `${…}` in it. */
export function rootOfRole(arn: string): string | undefined {
  return /^(arn:(?:\$\{[^{}]*\}|[^:${}])+:iam::(?:\$\{[^{}]*\}|[^:${}])+:)role\//
    .exec(arn)?.[1]
    ?.concat('root');
}
