import type { Span } from '../../text/span';
import { hostSpan } from '../embedding';
import { json } from '../json';
import { jsonString } from '../jsonText';
import { rebuilt } from '../moving';
import type { Entry, LocatedObject, LocatedString, LocatedValue, Piece } from '../tree';
import { knownString, listOf } from '../tree';
import { Cursor, NotHcl } from './cursor';
import { Expressions } from './expressions';
import { templateAt } from './strings';
import {
  type HclBlock,
  type HclFile,
  type HclHole,
  type HclItem,
  type HclString,
  hclHole,
  hclString,
  interpolated,
  type TemplateHole,
} from './tree';

/** How many labels blocks have in the language, by their type; others at the top have none. */
const LABELS: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  variable: 1,
  output: 1,
  module: 1,
  provider: 1,
  backend: 1,
  dynamic: 1,
};

/**
 * What is a block inside of a block, as far as anything here looks for it: JSON itself does not tell blocks from
 * objects. Where an object was meant, whoever looks for one finds it as well.
 */
const BLOCKS: ReadonlySet<string> = new Set(
  (
    'statement principals not_principals condition inline_policy backend provider dynamic content assume_role ' +
    'assume_role_with_web_identity endpoints exec kubernetes environment aws_iam_role'
  ).split(' '),
);

/**
 * Reads a Terraform configuration in JSON into what the same configuration in HCL would be. Strings are templates, as
 * they are in HCL. Places are those of the file; of an expression with escapes in it, those of the string around.
 * Source: Terraform language documentation, "JSON Configuration Syntax".
 */
export function parseHclJson(text: string): HclFile {
  const { root, problems } = json.parse(text);
  const items = root?.kind === 'object' ? new Reader(text).top(root) : [];
  const broken = problems.map((problem) => ({ ...problem.span, problem }));
  return { text, current: { text }, items, broken };
}

class Reader {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  top(root: LocatedObject): HclItem[] {
    return root.entries.flatMap((entry) => {
      const type = knownString(entry.key) ?? '';
      return this.#blocks(type, entry, LABELS[type] ?? 0);
    });
  }

  /** The blocks that a key stands for: a body, a list of bodies, or the same for each label. */
  #blocks(type: string, entry: Entry, labels: number, given: readonly string[] = []): HclBlock[] {
    return listOf(entry.value).flatMap((value): HclBlock[] => {
      if (value.kind !== 'object') return [];
      if (given.length < labels) {
        return value.entries.flatMap((each) => {
          const label = knownString(each.key);
          return label === undefined ? [] : this.#blocks(type, each, labels, [...given, label]);
        });
      }
      const { key, span } = entry;
      // Of several blocks in a list, each stands where its body stands.
      const own =
        entry.value === value ? { header: key.span, span } : { header: value.span, span: value.span };
      return [{ kind: 'block', type, labels: given, body: value.span, ...own, items: this.#body(value) }];
    });
  }

  #body(object: LocatedObject): HclItem[] {
    return object.entries.flatMap((entry): HclItem[] => {
      const name = knownString(entry.key) ?? '';
      if (entry.value === undefined || name === '//') return [];
      if (BLOCKS.has(name)) {
        const blocks = this.#blocks(name, entry, LABELS[name] ?? 0);
        if (blocks.length > 0) return blocks;
      }
      const value = this.#value(entry.value);
      return [{ kind: 'attribute', name, nameSpan: entry.key.span, value, span: entry.span }];
    });
  }

  #value(value: LocatedValue): LocatedValue {
    switch (value.kind) {
      case 'string':
        return this.#template(value);
      case 'array':
        return { ...value, items: value.items.map((item) => this.#value(item)) };
      case 'object':
        return {
          ...value,
          entries: value.entries.map((entry) => ({
            ...entry,
            key: this.#key(entry.key),
            value: entry.value && this.#value(entry.value),
          })),
        };
      default:
        // Functions of CloudFormation mean nothing here.
        return value.kind === 'hole' ? { kind: 'hole', span: value.span, expression: '' } : value;
    }
  }

  #key(key: LocatedString): LocatedString {
    const made = this.#template(key);
    return made.kind === 'string' ? made : key;
  }

  #template(string: LocatedString): LocatedValue {
    const { span } = string;
    const closed = span.end > span.start + 1 && this.#text[span.end - 1] === '"';
    const inside = { start: span.start + 1, end: closed ? span.end - 1 : span.end };
    const escapes = this.#text.slice(inside.start, inside.end).includes('\\');
    return (
      read(this.#text, span, inside, escapes) ??
      (escapes ? this.#decoded(span, inside) : undefined) ?? { kind: 'hole', span, expression: '' }
    );
  }

  /** A string with escapes inside of an expression, whose parts stand where the expression stands. */
  #decoded(span: Span, inside: Span): LocatedValue | undefined {
    const embedding = jsonString(this.#text, span);
    const whole = { start: 0, end: embedding.content.length };
    const made = read(embedding.content, whole, whole, false);
    if (hclString(made) === undefined || made?.kind !== 'string') return made && placed(made, span);
    const pieces = made.text.pieces.map((piece) => placedPiece(piece, hostSpan(embedding, piece.span)));
    const string: HclString = { kind: 'string', span, inside, heredoc: undefined, text: { pieces } };
    return string;
  }
}

/** The template in a stretch of a text, or undefined where it is none. */
function read(text: string, span: Span, inside: Span, escapes: boolean): LocatedValue | undefined {
  const cursor = new Cursor(text, inside.start, inside.end);
  const expressions = new Expressions(cursor);
  try {
    const value = templateAt(cursor, escapes, span, inside, () => expressions.read(true));
    return cursor.at === inside.end ? value : undefined;
  } catch (error) {
    if (error instanceof NotHcl) return undefined;
    throw error;
  }
}

/** A value with everything in it at one place. */
function placed(value: LocatedValue, span: Span): LocatedValue {
  const expression = hclHole(value);
  if (expression !== undefined) {
    const made: HclHole = { ...expression, span, parts: expression.parts.map((part) => placed(part, span)) };
    return made;
  }
  if (value.kind !== 'string') {
    return rebuilt(
      value,
      () => span,
      (each) => placed(each, span),
    );
  }
  // Without `inside`, nobody takes its text for that of the file.
  const pieces = value.text.pieces.map((piece) => placedPiece(piece, span));
  return { kind: 'string', span, text: { pieces } };
}

function placedPiece(piece: Piece, span: Span): Piece {
  const inner = piece.kind === 'hole' ? interpolated(piece) : undefined;
  if (piece.kind !== 'hole' || inner === undefined) return { ...piece, span };
  const made: TemplateHole = { ...piece, span, value: placed(inner, span) };
  return made;
}
