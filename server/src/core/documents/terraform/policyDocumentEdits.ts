import { hclPrint, hclQuoted, hclStyleOf } from '../../syntax/hcl/print';
import { attributeOf, type HclBlock } from '../../syntax/hcl/tree';
import {
  behindComment,
  hclEdits,
  insertion,
  lineIndent,
  removeBlock,
  removeLines,
} from '../../syntax/hclEdits';
import { NotWritable, type Plain, type TreeEdits } from '../../syntax/syntax';
import { type Entry, knownString, type LocatedValue } from '../../syntax/tree';
import type { TextEdit } from '../../text/edit';
import { ATTRIBUTES, BLOCKS, type Element, type Written, type WrittenPolicy } from './written';

type Map_ = { readonly [key: string]: Plain };

/**
 * Edits of a policy that is written as a `data "aws_iam_policy_document"`: a statement becomes a `statement` block, a
 * principal an item of `identifiers` or a `principals` block, a condition a `condition` block.
 */
export function policyDocumentEdits({ written }: WrittenPolicy, text: string): TreeEdits {
  const plain = hclEdits(text);
  const style = hclStyleOf(text);
  const how = (node: LocatedValue | Entry): Written => {
    const found = written.get(node);
    if (found === undefined) throw new NotWritable();
    return found;
  };
  /** IAM's own variables are written with an ampersand here. */
  const print = (value: Plain, indent: string) =>
    hclPrint(value, indent, style).replaceAll(/\$\$\{(?=[^{}"]*:|[*?$]\})/g, '&{');
  const list = (value: Plain): Plain => (Array.isArray(value) ? value : [value]);

  /** Lines that stand in a block, behind what is in it already, or behind `after`. */
  const addLines = (
    block: HclBlock,
    write: (indent: string) => readonly string[],
    after?: HclBlock['items'][number],
  ): TextEdit[] => {
    const outer = lineIndent(text, block.span.start);
    const last = after ?? block.items.at(-1);
    const indent = last === undefined ? outer + style.unit : lineIndent(text, last.span.start);
    const lines = write(indent).join(style.newline);
    if (last !== undefined && text.slice(block.body.start, last.span.start).includes('\n')) {
      return [insertion(behindComment(text, last.span.end), style.newline + lines)];
    }
    if (last !== undefined || text.slice(block.body.start + 1, block.body.end - 1).trim() !== '')
      throw new NotWritable();
    const inside = { start: block.body.start + 1, end: block.body.end - 1 };
    return [{ span: inside, text: `${style.newline}${lines}${style.newline}${outer}` }];
  };

  const addAttribute = (block: HclBlock, name: string, value: Plain): TextEdit[] => {
    const write = (indent: string) => [
      `${indent}${name} = ${print(name.endsWith('s') ? list(value) : value, indent)}`,
    ];
    const attributes = block.items.filter((item) => item.kind === 'attribute');
    return addLines(block, write, attributes.at(-1));
  };

  const blocks = {
    group: (type: string, name: string, value: Plain, indent: string): string[] => {
      const inner = indent + style.unit;
      return [
        `${indent}${type} {`,
        `${inner}type        = ${hclQuoted(name)}`,
        `${inner}identifiers = ${print(list(value), inner)}`,
        `${indent}}`,
      ];
    },
    test: (test: string, variable: string, value: Plain, indent: string): string[] => {
      const inner = indent + style.unit;
      return [
        `${indent}condition {`,
        `${inner}test     = ${hclQuoted(test)}`,
        `${inner}variable = ${print(variable, inner)}`,
        `${inner}values   = ${print(list(value), inner)}`,
        `${indent}}`,
      ];
    },
    element: (element: Element, value: Plain, indent: string): string[] => {
      if (typeof value === 'string' && element !== 'Condition') {
        return blocks.group(BLOCKS[element], value, value, indent);
      }
      return Object.entries(asMap(value)).flatMap(([key, inner]) =>
        element === 'Condition'
          ? Object.entries(asMap(inner)).flatMap(([variable, values]) =>
              blocks.test(key, variable, values, indent),
            )
          : blocks.group(BLOCKS[element], key, inner, indent),
      );
    },
    statement: (value: Map_, indent: string): string[] => {
      const inner = indent + style.unit;
      const attributes = Object.entries(value).filter(([key]) => ATTRIBUTES[key] !== undefined);
      // Allow is what a statement does without being told.
      const said = attributes.filter(([key, item]) => key !== 'Effect' || item !== 'Allow');
      const names = said.map(([key]) => ATTRIBUTES[key]!);
      const width = Math.max(...names.map((name) => name.length));
      const lines = said.map(([, item], i) => {
        const name = names[i]!;
        return `${inner}${name.padEnd(width)} = ${print(name.endsWith('s') ? list(item) : item, inner)}`;
      });
      for (const element of ['Principal', 'NotPrincipal', 'Condition'] as const) {
        const content = value[element];
        if (content !== undefined) lines.push('', ...blocks.element(element, content, inner));
      }
      return [`${indent}statement {`, ...lines, `${indent}}`];
    },
  };

  const removeBlocks = (gone: readonly HclBlock[]): TextEdit[] =>
    gone.map(({ span }) => removeBlock(text, span));

  const replace = (value: LocatedValue, by: Plain): TextEdit[] => {
    const place = how(value);
    switch (place.kind) {
      case 'item':
        if (typeof by === 'object') throw new NotWritable();
        return [{ span: value.span, text: print(by, lineIndent(text, value.span.start)) }];
      case 'attribute': {
        const { attribute, block, name } = place;
        if (attribute === undefined) return addAttribute(block, name, by);
        const isList = name.endsWith('s');
        const { span } = attribute.value;
        return [{ span, text: print(isList ? list(by) : by, lineIndent(text, span.start)) }];
      }
      case 'blocks': {
        if (place.test !== undefined) throw new NotWritable();
        const [first, ...rest] = place.blocks;
        if (first === undefined) throw new NotWritable();
        const indent = lineIndent(text, first.span.start);
        const lines = blocks.element(place.element, by, indent).join(style.newline);
        return [{ span: first.span, text: lines.slice(indent.length) }, ...removeBlocks(rest)];
      }
      case 'statement': {
        const indent = lineIndent(text, place.block.span.start);
        const lines = blocks.statement(asMap(by), indent).join(style.newline);
        return [{ span: place.block.span, text: lines.slice(indent.length) }];
      }
      default:
        throw new NotWritable();
    }
  };

  return {
    append(target, items) {
      const place = how(target);
      if (place.kind === 'statements') {
        const write = (indent: string) =>
          items.flatMap((item) => ['', ...blocks.statement(asMap(item), indent)]);
        return addLines(place.block, write, place.blocks.at(-1));
      }
      if (place.kind !== 'attribute' && place.kind !== 'merged') throw new NotWritable();
      const block = place.kind === 'merged' ? place.blocks[0]! : place.block;
      const name =
        place.kind === 'merged' ? (attributeOf(block, 'identifiers') ? 'identifiers' : 'values') : place.name;
      const raw = attributeOf(block, name)?.value;
      if (raw?.kind !== 'array') throw new NotWritable();
      return plain.append(raw, items);
    },

    set(object, key, value, after) {
      const place = how(object);
      const present = object.entries.findLast((entry) => knownString(entry.key) === key);
      if (present?.value !== undefined) return replace(present.value, value);
      if (place.kind === 'statement') {
        const name = ATTRIBUTES[key];
        if (name !== undefined) return addAttribute(place.block, name, value);
        if (!isElement(key)) throw new NotWritable();
        const behind =
          after === undefined ? undefined : object.entries.find((e) => knownString(e.key) === after);
        const anchor = behind === undefined ? undefined : written.get(behind);
        const last = anchor?.kind === 'blocks' ? anchor.blocks.at(-1) : undefined;
        // Blocks stand behind attributes.
        const write = (indent: string) => ['', ...blocks.element(key, value, indent)];
        return addLines(place.block, write, last ?? place.block.items.at(-1));
      }
      if (place.kind === 'document') {
        if (key !== 'Version') throw new NotWritable();
        return addAttribute(place.block, 'version', value);
      }
      if (place.kind !== 'blocks') throw new NotWritable();
      const write = (indent: string) => {
        if (place.element !== 'Condition')
          return ['', ...blocks.group(BLOCKS[place.element], key, value, indent)];
        if (place.test !== undefined) return ['', ...blocks.test(place.test, key, value, indent)];
        return ['', ...blocks.element('Condition', { [key]: value }, indent)];
      };
      return addLines(place.statement, write, place.blocks.at(-1));
    },

    removeEntry(_object, entry) {
      const place = how(entry);
      if (place.kind === 'merged' || place.kind === 'blocks') return removeBlocks(place.blocks);
      if (place.kind !== 'attribute' || place.attribute === undefined) throw new NotWritable();
      const { span } = place.attribute;
      return [removeLines(text, span.start, span.end)];
    },

    removeItem(target, item) {
      const place = how(target);
      const own = written.get(item);
      if (place.kind === 'statements' && own?.kind === 'statement') return removeBlocks([own.block]);
      if (place.kind !== 'attribute' || own?.kind !== 'item') throw new NotWritable();
      return plain.removeItem(target, item);
    },

    replace,

    rename(entry, key) {
      const place = how(entry);
      if (place.kind === 'attribute') {
        const name = ATTRIBUTES[key];
        if (name === undefined || place.attribute === undefined) throw new NotWritable();
        return [{ span: place.attribute.nameSpan, text: name }];
      }
      const one = place.kind === 'merged' || (place.kind === 'blocks' && place.test !== undefined);
      if (!one || place.blocks.length !== 1) throw new NotWritable();
      return [{ span: entry.key.span, text: print(key, '') }];
    },
  };
}

function asMap(value: Plain): Map_ {
  if (typeof value !== 'object' || Array.isArray(value)) throw new NotWritable();
  return value as Map_;
}

function isElement(key: string): key is Element {
  return Object.hasOwn(BLOCKS, key);
}
