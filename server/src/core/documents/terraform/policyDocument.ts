import {
  attributeOf,
  blocksOf,
  dynamicBlocksOf,
  type HclAttribute,
  type HclBlock,
} from '../../syntax/hcl/tree';
import { literal } from '../../syntax/pieces';
import {
  type Entry,
  knownString,
  type LocatedArray,
  type LocatedHole,
  type LocatedObject,
  type LocatedString,
  type LocatedValue,
  listOf,
  readable,
} from '../../syntax/tree';
import { covering } from '../../text/anchor';
import type { Span } from '../../text/span';
import type { Values } from './values';
import { ATTRIBUTES, BLOCKS, type Element, type Written, type WrittenPolicy } from './written';

/**
 * The policy that a `data "aws_iam_policy_document"` makes, defaults included. What other documents contribute, and
 * `dynamic` blocks, stay unknown parts. Source: Terraform Registry, AWS provider, data source
 * aws_iam_policy_document.
 * @returns undefined when it holds no statement
 */
export function readPolicyDocument(block: HclBlock, values: Values): WrittenPolicy | undefined {
  return new Reader(values).document(block);
}

class Reader {
  readonly #values: Values;
  readonly #written = new Map<LocatedValue | Entry, Written>();

  constructor(values: Values) {
    this.#values = values;
  }

  document(block: HclBlock): WrittenPolicy | undefined {
    const blocks = blocksOf(block, 'statement');
    const unknown: LocatedHole[] = [
      ...SOURCES.flatMap((name) => sourcesIn(attributeOf(block, name))),
      ...dynamicBlocksOf(block, 'statement').map(unknownBlock),
    ];
    const items = [...blocks.map((each) => this.#statement(each)), ...unknown];
    if (items.length === 0) return undefined;
    const list = this.#note(
      { kind: 'array', span: around(items.map(({ span }) => span)), items } satisfies LocatedArray,
      { kind: 'statements', block, blocks },
    );
    const version = attributeOf(block, 'version');
    const object: LocatedObject = {
      kind: 'object',
      span: block.span,
      entries: [
        version === undefined
          ? this.#default('Version', '2012-10-17', block, 'version')
          : this.#attribute('Version', version, block),
        this.#named('Statement', block.header, list),
      ],
    };
    this.#note(object, { kind: 'document', block });
    return { object, written: this.#written };
  }

  #statement(block: HclBlock): LocatedObject {
    const entries: Entry[] = [];
    for (const [key, name] of Object.entries(ATTRIBUTES)) {
      const attribute = attributeOf(block, name);
      if (attribute !== undefined) entries.push(this.#attribute(key, attribute, block));
      else if (key === 'Effect') entries.push(this.#default(key, 'Allow', block, name));
    }
    for (const element of ['Principal', 'NotPrincipal', 'Condition'] as const) {
      const entry = this.#blocks(element, block);
      if (entry !== undefined) entries.push(entry);
    }
    return this.#note({ kind: 'object', span: block.span, entries }, { kind: 'statement', block });
  }

  /** `Principal`, `NotPrincipal` or `Condition`, which are blocks: one for each type or test. */
  #blocks(element: Element, statement: HclBlock): Entry | undefined {
    const type = BLOCKS[element];
    const blocks = blocksOf(statement, type);
    const [dynamic] = dynamicBlocksOf(statement, type);
    const [first] = blocks;
    // Who else is meant, or what else is asked for, is not known; then nothing is known for certain.
    if (dynamic !== undefined) return this.#named(element, dynamic.header, unknownBlock(dynamic));
    if (first === undefined) return undefined;
    const value =
      element === 'Condition'
        ? this.#condition(statement, blocks)
        : this.#principal(element, statement, blocks);
    const entry = this.#named(element, first.header, value);
    this.#written.set(entry, { kind: 'blocks', element, statement, blocks });
    return entry;
  }

  #principal(element: Element, statement: HclBlock, blocks: readonly HclBlock[]): LocatedValue {
    const [first] = blocks;
    if (blocks.length === 1 && first !== undefined) {
      // Only `*` for the type and the one identifier is written as `"Principal": "*"`.
      const type = this.#resolved(first, 'type');
      const only = listOf(this.#resolved(first, 'identifiers'));
      if (knownString(type) === '*' && only.length === 1 && knownString(only[0]) === '*') {
        return this.#note({ ...only[0]!, span: first.span }, { kind: 'blocks', element, statement, blocks });
      }
    }
    const groups = this.#grouped(blocks, 'type', 'identifiers');
    const object: LocatedObject = {
      kind: 'object',
      span: around(blocks.map(({ span }) => span)),
      entries: groups,
    };
    return this.#note(object, { kind: 'blocks', element, statement, blocks });
  }

  #condition(statement: HclBlock, blocks: readonly HclBlock[]): LocatedValue {
    const byTest = new Map<string, HclBlock[]>();
    for (const block of blocks) {
      const test = this.#resolved(block, 'test');
      const name = test?.kind === 'string' ? readable(test.text) : '';
      byTest.set(name, [...(byTest.get(name) ?? []), block]);
    }
    const entries = [...byTest].map(([test, own]): Entry => {
      const span = around(own.map((block) => block.span));
      const tests: LocatedObject = {
        kind: 'object',
        span,
        entries: this.#grouped(own, 'variable', 'values'),
      };
      this.#note(tests, { kind: 'blocks', element: 'Condition', statement, blocks: own, test });
      const entry = { key: this.#key(own[0]!, 'test'), value: tests, span };
      this.#written.set(entry, { kind: 'blocks', element: 'Condition', statement, blocks: own, test });
      return entry;
    });
    const object: LocatedObject = { kind: 'object', span: around(blocks.map(({ span }) => span)), entries };
    return this.#note(object, { kind: 'blocks', element: 'Condition', statement, blocks });
  }

  /** One entry for each value of the attribute `by`, with the values of all blocks that have it. */
  #grouped(blocks: readonly HclBlock[], by: string, list: string): Entry[] {
    const groups = new Map<string, HclBlock[]>();
    for (const block of blocks) {
      const key = this.#key(block, by);
      const name = readable(key.text);
      groups.set(name, [...(groups.get(name) ?? []), block]);
    }
    return [...groups.values()].map((own): Entry => {
      const [first, ...rest] = own;
      const key = this.#key(first!, by);
      const span = first!.span;
      const attribute = attributeOf(first!, list);
      let value = this.#list(attribute?.value);
      if (value !== undefined) {
        this.#noteList(value, { kind: 'attribute', name: list, block: first!, attribute });
        if (rest.length > 0) {
          const items = own.flatMap((block) => listOf(this.#list(attributeOf(block, list)?.value)));
          value = this.#note({ kind: 'array', span: value.span, items }, { kind: 'merged', blocks: own });
        }
      }
      const entry = { key, value, span };
      this.#written.set(entry, { kind: 'merged', blocks: own });
      return entry;
    });
  }

  #resolved(block: HclBlock, name: string): LocatedValue | undefined {
    const value = attributeOf(block, name)?.value;
    return value && this.#values.resolve(value);
  }

  /** The text of an attribute that becomes a key. */
  #key(block: HclBlock, name: string): LocatedString {
    const value = this.#resolved(block, name);
    if (value?.kind === 'string') return asIam(value) as LocatedString;
    const span = value?.span ?? block.header;
    const piece =
      value?.kind === 'hole'
        ? { kind: 'hole' as const, expression: value.expression, span }
        : literal('', span);
    return { kind: 'string', span, text: { pieces: [piece] } };
  }

  #attribute(key: string, attribute: HclAttribute, block: HclBlock): Entry {
    const value = this.#list(attribute.value);
    const { name, nameSpan, span } = attribute;
    const entry = { key: named(key, nameSpan), value, span };
    if (value !== undefined) this.#noteList(value, { kind: 'attribute', name, block, attribute });
    this.#written.set(entry, { kind: 'attribute', name, block, attribute });
    return entry;
  }

  #list(value: LocatedValue | undefined): LocatedValue | undefined {
    return value && asIam(this.#values.resolve(value));
  }

  /** What the provider writes where nothing is said. */
  #default(key: string, value: string, block: HclBlock, name: string): Entry {
    const span = block.header;
    const string: LocatedString = { kind: 'string', span, text: { pieces: [literal(value, span)] } };
    this.#note(string, { kind: 'attribute', name, block, attribute: undefined });
    return { key: named(key, span), value: string, span };
  }

  #named(key: string, span: Span, value: LocatedValue): Entry {
    return {
      key: named(key, span),
      value,
      span: covering(span, value.span),
    };
  }

  /** A list, with those of its items that stand in it just as they are. */
  #noteList(value: LocatedValue, written: Written & { readonly kind: 'attribute' }): void {
    this.#note(value, written);
    const raw = written.attribute?.value;
    if (value.kind !== 'array' || raw?.kind !== 'array') return;
    value.items.forEach((item, i) => {
      if (item.kind !== 'array') this.#written.set(item, { kind: 'item' });
      if (raw.items[i]?.span !== item.span && raw.items[i]?.span.start !== item.span.start) {
        this.#written.delete(item);
      }
    });
  }

  #note<V extends LocatedValue>(value: V, written: Written): V {
    this.#written.set(value, written);
    return value;
  }
}

/** Attributes by which other documents contribute statements, or replace some. */
const SOURCES = ['source_policy_documents', 'override_policy_documents', 'source_json', 'override_json'];

function sourcesIn(attribute: HclAttribute | undefined): LocatedHole[] {
  if (attribute === undefined) return [];
  return listOf(attribute.value).flatMap((value): LocatedHole[] => {
    if (value.kind === 'scalar') return [];
    const expression = value.kind === 'hole' ? value.expression : attribute.name;
    return [{ kind: 'hole', span: value.span, expression }];
  });
}

function unknownBlock({ header, labels }: HclBlock): LocatedHole {
  return { kind: 'hole', span: header, expression: `dynamic "${labels[0]}"` };
}

/** The provider writes `&{…}` as `${…}`, for IAM's own variables; numbers and booleans become strings. */
function asIam(value: LocatedValue): LocatedValue {
  if (value.kind === 'array') return { ...value, items: value.items.map(asIam) };
  if (value.kind === 'scalar' && value.value !== null) {
    const { span } = value;
    return { kind: 'string', span, text: { pieces: [literal(String(value.value), span)] } };
  }
  if (value.kind !== 'string') return value;
  const pieces = value.text.pieces.map((piece) =>
    piece.kind === 'literal' ? { ...piece, value: piece.value.replaceAll('&{', () => '${') } : piece,
  );
  return { ...value, text: { pieces } };
}

function named(key: string, span: Span): LocatedString {
  return { kind: 'string', span, text: { pieces: [literal(key, span)] } };
}

function around([first, ...rest]: readonly Span[]): Span {
  return rest.reduce(covering, first!);
}
