import { type HclHole, hclHole, interpolated } from '../../syntax/hcl/tree';
import { hole, joinedText, literal } from '../../syntax/pieces';
import {
  type Hole,
  known,
  knownString,
  type LocatedHole,
  type LocatedValue,
  type Piece,
  propertyOf,
  readable,
  type Text,
} from '../../syntax/tree';
import type { Span } from '../../text/span';
import { canonical, iamArn, oidcProviderAt, type RoleReference } from './canonical';
import { argumentOf, type ModuleFile, type Resource, type TerraformModule } from './module';
import { formatted, placedAt } from './pieces';

// UTF-16 code units of a text, and values made in one resolution: locals that use each other can double each time.
const TEXT_LIMIT = 20_000;
const SIZE_LIMIT = 20_000;

const ROLE = 'aws_iam_role';
/** Functions that make one list of the items of others, as far as it matters who is in it. */
const LISTS = new Set('concat compact distinct flatten setunion sort tolist toset'.split(' '));

/**
 * Says as much of a module's values as its files tell. Strings with interpolations, locals, references to roles and
 * the few functions that put ARNs together become text with holes, written one way whatever their spelling, so that
 * equal values compare equal. A variable's default is a suggestion, not its value, so variables stay holes.
 * Source: Terraform language documentation, "Expressions" and "Functions".
 */
export class Values {
  /** References to roles met so far. */
  readonly references: RoleReference[] = [];
  /** Values that stand somewhere else than their spans say: they cannot be edited in parts. */
  readonly elsewhere = new Set<LocatedValue>();
  readonly #module: TerraformModule;
  /** The file that the expressions in hand stand in. */
  #file: ModuleFile;
  /** Names of locals and roles being resolved, since they may refer to each other in a circle. */
  readonly #open = new Set<string>();
  /** Where the value is used that is being resolved, when it stands elsewhere. */
  #site: Span | undefined;
  #size = 0;

  /** @param file that the values stand in */
  constructor(module: TerraformModule, file: ModuleFile) {
    this.#module = module;
    this.#file = file;
  }

  /** The value with everything in it resolved as far as it can be. */
  resolve(value: LocatedValue): LocatedValue {
    if (++this.#size > SIZE_LIMIT) return { kind: 'hole', span: this.#site ?? value.span, expression: '' };
    const span = this.#site ?? value.span;
    switch (value.kind) {
      case 'object':
        return this.#placed({
          ...value,
          span,
          entries: value.entries.map((entry) => ({
            key: this.#keyed(entry.key),
            value: entry.value && this.resolve(entry.value),
            span: this.#site ?? entry.span,
          })),
        });
      case 'array':
        return this.#placed({ ...value, span, items: value.items.map((item) => this.resolve(item)) });
      case 'string':
        return this.#placed({ kind: 'string', span, text: this.#joined(value.text) });
      case 'scalar':
        return this.#placed({ ...value, span });
      case 'hole':
        return this.#placed(this.#expression(value));
    }
  }

  /** A value as text: a string, a number, or an expression as one hole. Undefined for lists, maps and null. */
  text(value: LocatedValue | undefined): Text | undefined {
    const resolved = value && this.resolve(value);
    if (resolved?.kind === 'string') return resolved.text;
    if (resolved?.kind === 'hole') return { pieces: [hole(resolved.expression, resolved.span)] };
    if (resolved?.kind !== 'scalar' || resolved.value === null) return undefined;
    return { pieces: [literal(String(resolved.value), resolved.span)] };
  }

  /** The pieces of an interpolation. */
  readonly pieces = (from: Hole): readonly Piece[] => {
    const value = interpolated(from);
    const text = value && this.text(value);
    return text === undefined
      ? [hole(from.expression, this.#site ?? from.span)]
      : placedAt(text.pieces, this.#site ?? from.span);
  };

  /** The ARN of a role of the module, with an expression in place of a name that is made up when it is created. */
  roleArn(role: Resource, span: Span): Text {
    const written = argumentOf(role, 'path');
    const path = this.#within(`${role.address} path`, span, role.file, () => this.text(written)?.pieces) ?? [
      literal('/', span),
    ];
    const pieces = [
      ...iamArn(this.#module, role, span),
      literal(':role', span),
      ...path,
      ...this.roleName(role, span),
    ];
    return joinedText(placedAt(pieces, span));
  }

  /** The name of a role of the module. */
  roleName(role: Resource, span: Span): readonly Piece[] {
    const generated = hole(`${role.address}.name`, span);
    const name = argumentOf(role, 'name');
    if (name === undefined || this.#open.has(role.address)) return [generated];
    const known = this.references.length;
    const pieces = this.#within(role.address, span, role.file, () => this.text(name)?.pieces) ?? [generated];
    this.references.length = known;
    return placedAt(pieces, span);
  }

  #expression(value: LocatedHole): LocatedValue {
    const expression = hclHole(value);
    const span = this.#site ?? value.span;
    if (expression === undefined) return { kind: 'hole', span, expression: value.expression };
    const made =
      expression.form === 'traversal'
        ? this.#traversal(expression, span)
        : expression.form === 'call'
          ? this.#call(expression, span)
          : expression.form === 'choice'
            ? this.#choice(expression)
            : undefined;
    if (made !== undefined) return made;
    for (const part of expression.parts) this.resolve(part);
    return { kind: 'hole', span, expression: canonical(expression.expression, this.#module, this.#file) };
  }

  #traversal({ path, expression }: HclHole, span: Span): LocatedValue | undefined {
    const [first, second = '', ...rest] = path;
    if (first === 'local') return this.#local(second, rest, span);
    if (first !== ROLE) return expression.includes('*') ? undefined : this.#oidcProvider(path, span);
    const address = `${first}.${second}`;
    const role = this.#module.resource(address, this.#file);
    if (role === undefined) return undefined;
    this.references.push({ role, span });
    const [attribute, ...more] = rest.filter((step) => step !== '[]');
    if (more.length > 0 || expression.includes('*')) return undefined;
    const index = /\[([^[\]]*)\]/.exec(expression)?.[1];
    // Instances whose names differ are told apart by their index.
    if (index !== undefined && index !== 'each.key' && index !== 'count.index') {
      const name = joinedText(this.roleName(role, span));
      if (/\$\{(?:each|count)\./.test(readable(name))) return undefined;
    }
    if (attribute === 'arn') return { kind: 'string', span, text: this.roleArn(role, span) };
    if (attribute !== 'name' && attribute !== 'id') return undefined;
    return { kind: 'string', span, text: joinedText(this.roleName(role, span)) };
  }

  /** The ARN of an OIDC provider is its URL without the scheme. Source: IAM User Guide, "IAM identifiers". */
  #oidcProvider(path: readonly string[], span: Span): LocatedValue | undefined {
    const provider = oidcProviderAt(path, this.#module, this.#file);
    if (provider === undefined || this.#open.has(provider.address)) return undefined;
    const url = () => this.text(argumentOf(provider, 'url'));
    const text = this.#within(provider.address, span, provider.file, url);
    const issuer = text && known(text)?.replace(/^https:\/\//, '');
    if (issuer === undefined) return undefined;
    const end = literal(`:oidc-provider/${issuer}`, span);
    return this.#string([...iamArn(this.#module, provider, span), end], span);
  }

  #local(name: string, rest: readonly string[], span: Span): LocatedValue | undefined {
    const local = this.#module.local(name, this.#file);
    const key = `local.${name}`;
    if (local === undefined || this.#open.has(key)) return undefined;
    const made = this.#within(key, span, local.file, () => {
      let value: LocatedValue | undefined = local.value;
      for (const step of rest) value = step === '[]' ? undefined : propertyOf(value, step);
      return value && this.resolve(value);
    });
    // A string as a whole can be replaced where it is used; parts of a list or map cannot.
    return made?.kind === 'string' ? { ...made } : made;
  }

  #call({ name, parts }: HclHole, span: Span): LocatedValue | undefined {
    const [first, second] = parts;
    switch (name) {
      case 'tostring':
      case 'trimspace':
      case 'nonsensitive': {
        const resolved = first && this.resolve(first);
        return resolved?.kind === 'string' ? { ...resolved, span } : undefined;
      }
      case 'join': {
        const items = second && this.resolve(second);
        const separator = first && knownString(this.resolve(first));
        if (items?.kind !== 'array' || separator === undefined) return undefined;
        // In a list that is written out each expression is one string; elsewhere it may be a list.
        const each = second?.kind === 'array';
        const texts = items.items.map((item) =>
          item.kind === 'string' ? item.text : each && item.kind === 'hole' ? this.text(item) : undefined,
        );
        if (texts.some((text) => text === undefined)) return undefined;
        const pieces = texts.flatMap((text, i) => [
          ...(i === 0 ? [] : [literal(separator, span)]),
          ...text!.pieces,
        ]);
        return this.#string(pieces, span);
      }
      case 'format':
        return this.#format(parts, span);
      default: {
        if (name === undefined || !LISTS.has(name)) return undefined;
        // What is not known of a list stays as one unknown item of it.
        const items = parts.flatMap((part) => {
          const resolved = this.resolve(part);
          return resolved.kind === 'array' ? resolved.items : [resolved];
        });
        const list: LocatedValue = { kind: 'array', span, items };
        this.elsewhere.add(list);
        return list;
      }
    }
  }

  /** `format("arn:%s:iam::%s:root", a, b)`, where it uses no verb but `%s` and `%d`. */
  #format([first, ...rest]: readonly LocatedValue[], span: Span): LocatedValue | undefined {
    const template = first && knownString(this.resolve(first));
    if (template === undefined || /%(?![sd%])/.test(template)) return undefined;
    const pieces = formatted(
      template,
      rest.map((part) => this.text(part)),
      span,
    );
    return pieces && this.#string(pieces, span);
  }

  /** Both sides of a choice may say the same. */
  #choice({ parts: [condition, yes, no] }: HclHole): LocatedValue | undefined {
    if (condition === undefined || yes === undefined || no === undefined) return undefined;
    const known = this.references.length;
    const one = this.resolve(yes);
    const other = this.resolve(no);
    if (one.kind === 'string' && other.kind === 'string' && readable(one.text) === readable(other.text))
      return one;
    this.references.length = known;
    return undefined;
  }

  #keyed(key: { readonly text: Text; readonly span: Span }) {
    const span = this.#site ?? key.span;
    return { kind: 'string', span, text: this.#joined(key.text) } as const;
  }

  #joined(text: Text): Text {
    const site = this.#site;
    // Nearly every string, where it stands itself.
    if (site === undefined && text.pieces.length === 1 && text.pieces[0]!.kind === 'literal') return text;
    const pieces = text.pieces.flatMap((piece) =>
      piece.kind === 'hole' ? this.pieces(piece) : [{ ...piece, span: site ?? piece.span }],
    );
    return joinedText(pieces);
  }

  #string(pieces: readonly Piece[], span: Span): LocatedValue | undefined {
    const length = pieces.reduce(
      (sum, piece) => sum + (piece.kind === 'literal' ? piece.value.length : 1),
      0,
    );
    return length > TEXT_LIMIT
      ? undefined
      : { kind: 'string', span, text: joinedText(placedAt(pieces, span)) };
  }

  /** Resolves what stands elsewhere for the place where it is used. */
  #within<T>(name: string, span: Span, file: ModuleFile, work: () => T): T {
    const outer = this.#site;
    const from = this.#file;
    this.#file = file;
    this.#site = outer ?? span;
    this.#open.add(name);
    try {
      return work();
    } finally {
      this.#open.delete(name);
      this.#site = outer;
      this.#file = from;
    }
  }

  #placed<V extends LocatedValue>(value: V): V {
    if (this.#site !== undefined) this.elsewhere.add(value);
    return value;
  }
}
