import { joinedText } from '../../syntax/pieces';
import {
  knownString,
  type LocatedHole,
  type LocatedString,
  type LocatedValue,
  listOf,
  type Piece,
  propertyOf,
  readable,
  type Text,
} from '../../syntax/tree';
import type { Span } from '../../text/span';
import { canonical, isNoValue, named, plainHole, stringOf } from './expression';
import type { RoleDeclaration, Template } from './template';

/** An expression that cannot be resolved before a resource of the template is there. */
export interface ResourceReference {
  readonly logicalId: string;
  readonly span: Span;
}

/**
 * Says as much of a template's values as the template itself tells. Strings made by `Sub`, `Join`, `GetAtt`, `Select`
 * and `FindInMap` become text with holes, written one way whatever their spelling, so that equal values compare
 * equal; what only the deployment knows stays a hole. A parameter's default is a suggestion, not its value, so a
 * parameter stays a hole too. Source: CloudFormation User Guide, "Intrinsic function reference".
 */
export class Values {
  /** References to resources met so far, those inside of `Fn::If` left out: the deployment may never read them. */
  readonly references: ResourceReference[] = [];
  readonly #template: Template;
  #branches = 0;
  /** Functions nest, and some ask for an argument more than once: each is resolved once. */
  readonly #resolved = new Map<LocatedHole, LocatedValue>();
  /** Roles whose name is being read, since a name may refer to another role. */
  readonly #naming = new Set<string>();

  constructor(template: Template) {
    this.#template = template;
  }

  /** The value with all its functions resolved as far as they can be. Spans stay those of the text. */
  resolve(value: LocatedValue): LocatedValue {
    switch (value.kind) {
      case 'object': {
        const entries = changed(value.entries, (entry) => {
          if (isNoValue(entry.value)) return undefined;
          const resolved = entry.value && this.resolve(entry.value);
          return resolved === entry.value ? entry : { ...entry, value: resolved };
        });
        return entries === value.entries ? value : { ...value, entries };
      }
      case 'array': {
        const items = changed(value.items, (item) => (isNoValue(item) ? undefined : this.resolve(item)));
        return items === value.items ? value : { ...value, items };
      }
      case 'scalar':
        return value.value === null ? value : this.#written(value.span);
      case 'string':
        return value;
      case 'hole': {
        const made = this.#resolved.get(value) ?? this.#function(value);
        this.#resolved.set(value, made);
        return made;
      }
    }
  }

  /** A value as text: a string, or an expression as one hole. Undefined for lists, maps and no value. */
  text(value: LocatedValue | undefined): Text | undefined {
    const resolved = value && this.resolve(value);
    if (resolved?.kind === 'string') return resolved.text;
    return resolved?.kind === 'hole' ? { pieces: [plainHole(resolved)] } : undefined;
  }

  /**
   * The ARN of a role that the template creates. A name that CloudFormation makes up is what `Ref` gives, so its
   * logical ID stands for it.
   */
  roleArn(role: RoleDeclaration, span: Span): Text {
    const literal = (value: string): Piece => ({ kind: 'literal', value, span });
    const hole = (expression: string): Piece => ({ kind: 'hole', expression, span });
    const { partition } = this.#template;
    const path = this.text(role.path)?.pieces ?? [literal('/')];
    return joinedText([
      ...(partition === undefined
        ? [literal('arn:'), hole('AWS::Partition')]
        : [literal(`arn:${partition}`)]),
      literal(':iam::'),
      hole('AWS::AccountId'),
      literal(':role'),
      ...path,
      ...this.#roleName(role, span),
    ]);
  }

  #roleName(role: RoleDeclaration, span: Span): readonly Piece[] {
    const generated: Piece = { kind: 'hole', expression: role.logicalId, span };
    if (role.name === undefined || this.#naming.has(role.logicalId)) return [generated];
    this.#naming.add(role.logicalId);
    const known = this.references.length;
    const name = this.text(role.name)?.pieces ?? [generated];
    this.references.length = known;
    this.#naming.delete(role.logicalId);
    return name;
  }

  #function(hole: LocatedHole): LocatedValue {
    const { expression, argument, span } = hole;
    if (argument === undefined) return hole;
    switch (expression) {
      case 'Ref': {
        const name = knownString(argument);
        return name === undefined ? hole : this.#ref(name, hole);
      }
      case 'Fn::GetAtt':
        return this.#getAtt(argument, hole);
      case 'Fn::Sub':
        return this.#sub(argument, hole);
      case 'Fn::Join':
        return this.#join(argument, hole);
      case 'Fn::Select':
        return this.#select(argument, hole);
      case 'Fn::FindInMap':
        return this.#findInMap(argument, hole);
      case 'Fn::If':
        this.#branches++;
        try {
          return this.#whole(
            hole,
            listOf(argument).map((each) => this.resolve(each)),
          );
        } finally {
          this.#branches--;
        }
      default: {
        const inner = this.resolve(argument);
        return named(hole, `${expression} ${canonical(inner)}`, span);
      }
    }
  }

  /** Both branches of a condition may say the same. */
  #whole(hole: LocatedHole, parts: readonly LocatedValue[]): LocatedValue {
    const [, yes, no] = parts;
    if (yes?.kind === 'string' && no?.kind === 'string' && readable(yes.text) === readable(no.text))
      return yes;
    return named(hole, `Fn::If [${parts.map(canonical).join(', ')}]`, hole.span);
  }

  #ref(name: string, hole: LocatedHole): LocatedValue {
    const role = this.#template.roles.get(name);
    if (role === undefined) return named(hole, name, hole.span);
    this.#refer(name, hole.span);
    return { kind: 'string', span: hole.span, text: joinedText(this.#roleName(role, hole.span)) };
  }

  #getAtt(argument: LocatedValue, hole: LocatedHole): LocatedValue {
    const parts = listOf(argument).map((part) => this.text(part));
    if (parts.some((part) => part === undefined)) return hole;
    return this.#attribute(parts.map((part) => readable(part!)).join('.'), hole);
  }

  /** The value of `LogicalId.Attribute`. */
  #attribute(name: string, hole: LocatedHole): LocatedValue {
    const dot = name.indexOf('.');
    const id = dot < 0 ? name : name.slice(0, dot);
    const role = this.#template.roles.get(id);
    if (role === undefined) return named(hole, name, hole.span);
    this.#refer(id, hole.span);
    if (name.slice(dot + 1) !== 'Arn') return named(hole, name, hole.span);
    return { kind: 'string', span: hole.span, text: this.roleArn(role, hole.span) };
  }

  #sub(argument: LocatedValue, hole: LocatedHole): LocatedValue {
    const [template, variables] = listOf(argument);
    if (template?.kind !== 'string') return hole;
    const pieces = template.text.pieces.flatMap((piece): readonly Piece[] => {
      // `${!Name}` is written out as `${Name}`; IAM's own variables are written so.
      if (piece.kind === 'literal') {
        return [{ ...piece, value: piece.value.replaceAll(/\$\{!([^{}]*)\}/g, '${$1}') }];
      }
      const { expression, span } = piece;
      if (expression.startsWith('!')) return [{ kind: 'literal', value: `\${${expression.slice(1)}}`, span }];
      const given = propertyOf(variables, expression);
      if (given !== undefined) return this.text(given)?.pieces ?? [piece];
      const place: LocatedHole = { kind: 'hole', expression, span };
      const found = expression.includes('.')
        ? this.#attribute(expression, place)
        : this.#ref(expression, place);
      return found.kind === 'string' ? found.text.pieces : [piece];
    });
    return stringOf(pieces, hole);
  }

  #join(argument: LocatedValue, hole: LocatedHole): LocatedValue {
    const [delimiter, list] = listOf(argument);
    const between = knownString(delimiter);
    const texts = list?.kind === 'array' ? list.items.map((item) => this.#single(item)) : [undefined];
    if (between === undefined || texts.some((text) => text === undefined)) {
      return named(hole, `Fn::Join ${canonical(this.resolve(argument))}`, hole.span);
    }
    const separator: readonly Piece[] =
      between === '' ? [] : [{ kind: 'literal', value: between, span: delimiter!.span }];
    const pieces = texts.flatMap((text, i) => (i === 0 ? text!.pieces : [...separator, ...text!.pieces]));
    return stringOf(pieces, hole);
  }

  /** The text of an item that is one value for certain: a parameter may be a list. */
  #single(item: LocatedValue): Text | undefined {
    const text = this.text(item);
    const [only] = text?.pieces ?? [];
    if (item.kind !== 'hole' || only?.kind !== 'hole') return text;
    const parameter = propertyOf(propertyOf(this.#template.root, 'Parameters'), only.expression);
    const list = /List/.test(knownString(propertyOf(parameter, 'Type')) ?? '');
    return list || only.expression.startsWith('Fn::') ? undefined : text;
  }

  #select(argument: LocatedValue, hole: LocatedHole): LocatedValue {
    const [index, list] = listOf(argument);
    const resolved = list && this.resolve(list);
    const at = index?.kind === 'scalar' ? index.value : Number(knownString(index));
    const item = resolved?.kind === 'array' && typeof at === 'number' ? resolved.items[at] : undefined;
    const whole = resolved?.kind === 'array' && !resolved.items.some((each) => each.kind === 'hole');
    return whole && item !== undefined
      ? { ...item, span: hole.span }
      : named(hole, `Fn::Select ${canonical(this.resolve(argument))}`, hole.span);
  }

  #findInMap(argument: LocatedValue, hole: LocatedHole): LocatedValue {
    const keys = listOf(argument).map((key) => knownString(this.resolve(key)));
    let value: LocatedValue | undefined = this.#template.mappings;
    for (const key of keys.slice(0, 3)) value = key === undefined ? undefined : propertyOf(value, key);
    if (value?.kind === 'string') return { ...value, span: hole.span };
    return named(hole, `Fn::FindInMap ${canonical(this.resolve(argument))}`, hole.span);
  }

  #refer(logicalId: string, span: Span): void {
    if (this.#branches === 0) this.references.push({ logicalId, span });
  }

  /** A number or boolean of a template is a string by the time IAM reads it. */
  #written(span: Span): LocatedString {
    const value = this.#template.text.slice(span.start, span.end);
    return { kind: 'string', span, text: { pieces: [{ kind: 'literal', value, span }] } };
  }
}

/** A list with its items replaced, or left out where there is nothing in their place; the same list where none is. */
function changed<T>(list: readonly T[], replace: (item: T) => T | undefined): readonly T[] {
  let made: T[] | undefined;
  for (const [i, item] of list.entries()) {
    const by = replace(item);
    if (by !== item) made ??= list.slice(0, i);
    if (by !== undefined) made?.push(by);
  }
  return made ?? list;
}
