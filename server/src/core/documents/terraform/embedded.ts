import { type HclFile, type HclString, interpolated } from '../../syntax/hcl/tree';
import { json } from '../../syntax/json';
import { joinedText } from '../../syntax/pieces';
import { NotWritable, type Plain, type Problem, type TreeEdits } from '../../syntax/syntax';
import type {
  Entry,
  Hole,
  Literal,
  LocatedHole,
  LocatedString,
  LocatedValue,
  Piece,
} from '../../syntax/tree';
import { movingWith } from '../../text/anchor';
import type { TextEdit } from '../../text/edit';
import type { Span } from '../../text/span';

/** Stands for an interpolation while JSON is read around it: the nth is this character plus n. */
const MARK = 0xe000;
/** As many characters as Unicode keeps for private use in a row. */
const MARK_LIMIT = 6_000;

/** JSON inside a string of HCL. */
export interface Embedded {
  readonly root: LocatedValue;
  readonly problems: readonly Problem[];
  readonly edits: TreeEdits;
}

/** Says what an interpolation stands for: pieces of text, with the spans of the interpolation. */
export type Resolver = (hole: Hole) => readonly Piece[];

/**
 * Reads the JSON in a heredoc or a string in quotes. Interpolations become holes, within strings and in place of whole
 * values; all spans are those of the file, whatever escapes lie between.
 * @returns undefined when the text is no JSON object or list
 */
export function readEmbedded(string: HclString, file: HclFile, resolve: Resolver): Embedded | undefined {
  const decoded = decode(string, file.text);
  if (decoded === undefined || !/^\s*[[{]/.test(decoded.text)) return undefined;
  const { root, problems } = json.parse(decoded.text);
  // Around an interpolation that may be anything, a comma too, broken JSON may be misread JSON.
  if (root === undefined || (problems.length > 0 && decoded.bare.size > 0)) return undefined;
  const converter = new Converter(decoded, resolve);
  return {
    root: converter.value(root),
    problems: problems.map((each) => ({ ...each, span: decoded.toFile(each.span) })),
    edits: new EmbeddedEdits(decoded, converter.origins, string.heredoc !== undefined, file).edits(),
  };
}

/** The text that Terraform makes of a string, with a mark for each interpolation, and the way back to the file. */
interface Decoded {
  readonly text: string;
  readonly holes: readonly Hole[];
  /** Interpolations in place of a whole value, which have been put in quotes. */
  readonly bare: ReadonlySet<number>;
  toFile(span: Span): Span;
}

function decode({ inside, heredoc, text: { pieces } }: HclString, file: string): Decoded | undefined {
  const holes = pieces.filter(
    (piece): piece is Hole => piece.kind === 'hole' && interpolated(piece) !== undefined,
  );
  if (holes.length > MARK_LIMIT) return undefined;
  const bare = new Set<number>();
  const starts: number[] = [];
  let out = '';
  let quoted = false;
  let next = 0;
  // Counted from where the string begins, which may move.
  const put = (characters: string, at: number) => {
    for (let i = 0; i < characters.length; i++) starts.push(at - inside.start);
    out += characters;
  };
  for (let at = inside.start; at < inside.end; ) {
    const hole = holes[next];
    if (hole?.span.start === at) {
      const mark = String.fromCharCode(MARK + next);
      if (!quoted) bare.add(next);
      put(quoted ? mark : `"${mark}"`, at);
      at = hole.span.end;
      next++;
      continue;
    }
    let character = file[at]!;
    let length = 1;
    if (heredoc === undefined && character === '\\') {
      const found = /^\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/.exec(file.slice(at, at + 10));
      if (found === null) return undefined;
      const [escaped, short, long, letter] = found;
      const point = short ?? long;
      character =
        point === undefined
          ? (LETTERS[letter!] ?? letter!)
          : String.fromCodePoint(Number.parseInt(point, 16));
      length = escaped.length;
    } else if (
      (character === '$' || character === '%') &&
      file[at + 1] === character &&
      file[at + 2] === '{'
    ) {
      length = 2;
    }
    // A quote behind a backslash is part of a JSON string.
    if (character === '"' && !oddBackslashes(out)) quoted = !quoted;
    put(character, at);
    at += length;
  }
  starts.push(inside.end - inside.start);
  const place = (at: number) => inside.start + (starts[at] ?? starts.at(-1) ?? 0);
  const toFile = ({ start, end }: Span): Span => movingWith(inside, { start: place(start), end: place(end) });
  return { text: out, holes, bare, toFile };
}

const LETTERS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function oddBackslashes(text: string): boolean {
  let count = 0;
  while (text[text.length - 1 - count] === '\\') count++;
  return count % 2 === 1;
}

/** Turns the tree of the decoded text into one of the file. */
class Converter {
  /** The values and entries of the decoded text, by those made of them. */
  readonly origins = new Map<object, LocatedValue | Entry>();
  readonly #decoded: Decoded;
  readonly #resolve: Resolver;

  constructor(decoded: Decoded, resolve: Resolver) {
    this.#decoded = decoded;
    this.#resolve = resolve;
  }

  value(from: LocatedValue): LocatedValue {
    const made = this.#made(from);
    this.origins.set(made, from);
    return made;
  }

  #made(from: LocatedValue): LocatedValue {
    const span = this.#decoded.toFile(from.span);
    switch (from.kind) {
      case 'object':
        return { kind: 'object', span, entries: from.entries.map((entry) => this.#entry(entry)) };
      case 'array':
        return { kind: 'array', span, items: from.items.map((item) => this.value(item)) };
      case 'string':
        return this.#bare(from, span) ?? this.#string(from);
      case 'scalar':
        return { ...from, span };
      case 'hole':
        // CloudFormation's functions mean nothing here.
        return { kind: 'hole', span, expression: '' };
    }
  }

  #entry(from: Entry): Entry {
    const key = this.#string(from.key);
    const value = from.value && this.value(from.value);
    const entry = { key, value, span: this.#decoded.toFile(from.span) };
    this.origins.set(entry, from);
    this.origins.set(key, from.key);
    return entry;
  }

  /** An interpolation that stands where a value stands. */
  #bare({ text: { pieces } }: LocatedString, span: Span): LocatedHole | undefined {
    const [only] = pieces;
    if (pieces.length !== 1 || only?.kind !== 'literal' || only.value.length !== 1) return undefined;
    const index = only.value.charCodeAt(0) - MARK;
    const hole = this.#decoded.holes[index];
    if (hole === undefined || !this.#decoded.bare.has(index)) return undefined;
    return { kind: 'hole', span, expression: hole.expression };
  }

  #string(from: LocatedString): LocatedString {
    const { holes, toFile } = this.#decoded;
    const pieces: Piece[] = [];
    for (const piece of from.text.pieces) {
      if (piece.kind === 'hole') {
        pieces.push({ ...piece, span: toFile(piece.span) });
        continue;
      }
      const exact = piece.value.length === piece.span.end - piece.span.start;
      let start = 0;
      const literal = (end: number) => {
        if (end === start && piece.value !== '') return;
        const span = exact ? { start: piece.span.start + start, end: piece.span.start + end } : piece.span;
        pieces.push({ kind: 'literal', value: piece.value.slice(start, end), span: toFile(span) } as Literal);
      };
      for (let i = 0; i < piece.value.length; i++) {
        const hole = holes[piece.value.charCodeAt(i) - MARK];
        if (hole === undefined) continue;
        literal(i);
        pieces.push(...this.#resolve(hole));
        start = i + 1;
      }
      literal(piece.value.length);
    }
    return { kind: 'string', span: toFile(from.span), text: joinedText(pieces) };
  }
}

/** Edits of the decoded text, carried over to the file. */
class EmbeddedEdits {
  readonly #decoded: Decoded;
  readonly #origins: ReadonlyMap<object, LocatedValue | Entry>;
  readonly #heredoc: boolean;
  readonly #file: HclFile;
  #inner: TreeEdits | undefined;

  constructor(
    decoded: Decoded,
    origins: ReadonlyMap<object, LocatedValue | Entry>,
    heredoc: boolean,
    file: HclFile,
  ) {
    this.#decoded = decoded;
    this.#origins = origins;
    this.#heredoc = heredoc;
    this.#file = file;
  }

  edits(): TreeEdits {
    const inner = (): TreeEdits => {
      this.#inner ??= json.edits(this.#decoded.text);
      return this.#inner;
    };
    const own = <T extends object>(node: T): T => {
      const origin = this.#origins.get(node);
      if (origin === undefined) throw new NotWritable();
      return origin as T;
    };
    const back = (edits: readonly TextEdit[]) => edits.map((edit) => this.#carried(edit));
    return {
      append: (list, items) => back(inner().append(own(list), items.map(guarded))),
      set: (object, key, value, after) => back(inner().set(own(object), key, guarded(value), after)),
      removeEntry: (object, entry) => back(inner().removeEntry(own(object), own(entry))),
      removeItem: (list, item) => back(inner().removeItem(own(list), own(item))),
      replace: (value, by) => back(inner().replace(own(value), guarded(by))),
      rename: (entry, key) => back(inner().rename(own(entry), key)),
    };
  }

  #carried({ span, text }: TextEdit): TextEdit {
    const { holes, bare, toFile } = this.#decoded;
    let written = text;
    if (!this.#heredoc) {
      written = JSON.stringify(text).slice(1, -1);
    }
    const restored = written.replaceAll(/(\\?"?)([\ue000-\uf8ff])(\\?"?)/g, (whole, before, mark, behind) => {
      const index = (mark as string).charCodeAt(0) - MARK;
      const hole = holes[index];
      if (hole === undefined) return whole as string;
      const source = this.#file.current.text.slice(hole.span.start, hole.span.end);
      return bare.has(index) ? source : `${before}${source}${behind}`;
    });
    // One of IAM's own variables must not be taken for an interpolation.
    return {
      span: toFile(span),
      text: restored.replaceAll(/(?<!\$)\$\{(?=[^{}"]*:(?!:)|[*?$]\})/g, () => '$${'),
    };
  }
}

/** Characters that stand for interpolations here are nobody's to write. */
function guarded(value: Plain): Plain {
  if (/[\ue000-\uf8ff]/.test(JSON.stringify(value))) throw new NotWritable();
  return value;
}
