import type { Span } from '../../text/span';
import type { Problem } from '../syntax';
import type { Hole, LocatedHole, LocatedString, LocatedValue } from '../tree';

/** What an HCL expression is, whose value the file does not say outright. */
export type Form =
  /** `var.a`, `data.x.y[0].json`: its steps are in `path`. */
  | 'traversal'
  /** `name(a, b)`: its arguments are in `parts`. */
  | 'call'
  /** `condition ? yes : no`: the three are in `parts`. */
  | 'choice'
  /** Operators, `for`, templates with directives: what stands in it is in `parts`. */
  | 'other';

/** An expression. `expression` is its text on one line, or empty where it is too long to be compared. */
export interface HclHole extends LocatedHole {
  readonly form: Form;
  /** The name of the function of a call. */
  readonly name?: string;
  /** The steps of a traversal; an index or a splat is `[]`. */
  readonly path: readonly string[];
  readonly parts: readonly LocatedValue[];
}

/** An interpolation in a string, with the expression in it. */
export interface TemplateHole extends Hole {
  readonly value: LocatedValue;
}

/** A string in quotes or a heredoc. */
export interface HclString extends LocatedString {
  /** What stands between the quotes, or the lines of a heredoc. */
  readonly inside: Span;
  /** `plain` for `<<EOF`, `indented` for `<<-EOF`; undefined for a string in quotes. */
  readonly heredoc: 'plain' | 'indented' | undefined;
}

/** `name = value` in a block. */
export interface HclAttribute {
  readonly kind: 'attribute';
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: LocatedValue;
  /** From the name to the end of the value. */
  readonly span: Span;
}

/** `type "label" { … }`. */
export interface HclBlock {
  readonly kind: 'block';
  readonly type: string;
  readonly labels: readonly string[];
  /** The type and the labels. */
  readonly header: Span;
  /** The braces and what is between them. */
  readonly body: Span;
  readonly span: Span;
  readonly items: readonly HclItem[];
}

export type HclItem = HclAttribute | HclBlock;

/** A stretch that could not be read, and is left out as a whole. */
export interface Broken extends Span {
  readonly problem: Problem;
}

/** A parsed file: its attributes and blocks, and the stretches that could not be read and are left out. */
export interface HclFile {
  readonly text: string;
  /** The text of the newest version, where this one has been read again after an edit. */
  readonly current: { readonly text: string };
  readonly items: readonly HclItem[];
  readonly broken: readonly Broken[];
}

/** The expression a hole of an HCL file is, or undefined for a hole of another language. */
export function hclHole(value: LocatedValue | undefined): HclHole | undefined {
  return value?.kind === 'hole' && 'form' in value ? (value as HclHole) : undefined;
}

/** A string as HCL writes it, or undefined for other values and for strings made of several. */
export function hclString(value: LocatedValue | undefined): HclString | undefined {
  return value?.kind === 'string' && 'inside' in value ? (value as HclString) : undefined;
}

/** The expression in an interpolation. */
export function interpolated(hole: Hole): LocatedValue | undefined {
  return 'value' in hole ? (hole as TemplateHole).value : undefined;
}

/** The attribute of a block, the last one where it is set twice (which Terraform refuses). */
export function attributeOf(block: HclBlock, name: string): HclAttribute | undefined {
  return block.items.findLast(
    (item): item is HclAttribute => item.kind === 'attribute' && item.name === name,
  );
}

/** The blocks of a type in a block, in order. */
export function blocksOf(block: HclBlock, type: string): HclBlock[] {
  return block.items.filter((item): item is HclBlock => item.kind === 'block' && item.type === type);
}

/** The `dynamic "type"` blocks in a block: how many blocks they stand for is not known. */
export function dynamicBlocksOf(block: HclBlock, type: string): HclBlock[] {
  return blocksOf(block, 'dynamic').filter(({ labels }) => labels[0] === type);
}
