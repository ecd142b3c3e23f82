import { attributeOf } from '../../syntax/hcl/tree';
import { hole, literal } from '../../syntax/pieces';
import { known, knownString, type LocatedHole, type LocatedValue, type Piece } from '../../syntax/tree';
import type { Span } from '../../text/span';
import type { Resource } from './module';
import type { Said } from './synthetic';
import type { Values } from './values';

/** Conditions that a version of a module decides on: "the condition of the module". */
export const OPEN_CONDITIONS = 'of the module';
export const GITHUB = 'token.actions.githubusercontent.com';

/** What a call of a module says. What its version decides, or an expression, stays open. */
export class Given {
  readonly #role: Resource;
  readonly #values: Values;
  readonly span: Span;

  constructor(role: Resource, values: Values) {
    this.#role = role;
    this.#values = values;
    this.span = role.block.header;
  }

  /** An argument, resolved; undefined where it is not given, or as an empty list or string. */
  value(name: string): LocatedValue | undefined {
    const written = attributeOf(this.#role.block, name)?.value;
    const value = written && this.#values.resolve(written);
    const empty = (value?.kind === 'array' && value.items.length === 0) || knownString(value) === '';
    return empty || (value?.kind === 'scalar' && value.value === null) ? undefined : value;
  }

  /** Whether a switch is on; undefined where an expression decides. */
  on(name: string, byDefault: boolean): boolean | undefined {
    const value = this.value(name);
    if (value === undefined) return byDefault;
    return value.kind === 'scalar' ? value.value === true : undefined;
  }

  open(what: string): LocatedHole {
    return { kind: 'hole', span: this.span, expression: what };
  }

  /** `arn:PARTITION:iam::ACCOUNT`, as in the ARN of the role. */
  get account(): readonly Piece[] {
    const { pieces } = this.#values.roleArn(this.#role, this.span);
    return pieces.slice(
      0,
      pieces.findIndex((piece) => piece.kind === 'literal' && piece.value.startsWith(':role')),
    );
  }

  /** A statement that lets the role assume itself, as modules from 5.6 on have it where they are asked to. */
  get self(): readonly Said[] {
    const on = this.on('allow_self_assume_role', false);
    if (on === undefined) return [this.open('the statement that allow_self_assume_role decides on')];
    if (!on) return [];
    // Without a name the role gets one that only the prefix is known of.
    const own = this.#values.roleArn(this.#role, this.span);
    return [
      {
        Sid: 'ExplicitSelfRoleAssumption',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: 'sts:AssumeRole',
        Condition: { ArnLike: { 'aws:PrincipalArn': own } },
      },
    ];
  }
}

/** A subject of GitHub: modules write `repo:` in front of those that have none. */
export function subjectOf(value: LocatedValue): LocatedValue {
  if (value.kind !== 'string') {
    const pieces = [hole(value.kind === 'hole' ? value.expression : 'a subject', value.span)];
    return { kind: 'string', span: value.span, text: { pieces } };
  }
  const { span, text } = value;
  const written = known(text);
  if (written?.startsWith('repo:')) return value;
  return { kind: 'string', span, text: { pieces: [literal('repo:', span), ...text.pieces] } };
}
