import { oncePer } from '../once';
import type { Text } from '../syntax/tree';
import { classifyPrincipal } from './principals';
import { asValue, splitValue, unknownValue, type Value } from './value';

/** A role as far as a document names it: a RoleArn is one, and so is an ARN with holes of a template. */
export interface Role {
  readonly text: Value;
  readonly partition: Value;
  readonly account: Value;
  /** `/` or `/a/b/`. */
  readonly path: Value;
  readonly name: Value;
}

/** Reads a role's ARN as a template writes it, or returns undefined when it cannot be told apart. */
export function roleFromArn(arn: Text): Role | undefined {
  return read(arn).role;
}

/** Several rules ask for the role of the same document. */
const read = oncePer((arn: Text): { readonly role: Role | undefined } => {
  const principal = classifyPrincipal('AWS', arn);
  if (principal.kind !== 'role') return { role: undefined };
  const { account, path, name } = principal;
  const text = asValue(arn);
  return { role: { text, partition: splitValue(text, ':', 3)[1]!, account, path, name } };
});

/** A role nobody named: it has an account and a name, and nothing more is known of it. */
export const UNKNOWN_ROLE: Role = unknownRole();

function unknownRole(): Role {
  const span = { start: 0, end: 0 };
  const literal = (value: string) => ({ kind: 'literal', value, span }) as const;
  const hole = (expression: string) => ({ kind: 'hole', expression, span }) as const;
  const [partition, account, name] = ['its partition', 'its account', 'its name'];
  const pieces = [
    literal('arn:'),
    hole(partition!),
    literal(':iam::'),
    hole(account!),
    literal(':role/'),
    hole(name!),
  ];
  return {
    text: { pieces },
    partition: unknownValue(partition!),
    account: unknownValue(account!),
    path: unknownValue('its path'),
    name: unknownValue(name!),
  };
}
