import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseAllDocuments,
  type Scalar,
  Schema,
  type Tags,
} from 'yaml';
import { say, words } from '../explain/sentence';
import type { Span } from '../text/span';
import { type Embedding, hostSpan } from './embedding';
import { fromTag, intrinsic, SHORT_FORMS } from './intrinsic';
import { textOf } from './placeholders';
import type { Parsed, Problem } from './syntax';
import type { Entry, LocatedString, LocatedValue } from './tree';
import { yamlScalar } from './yamlText';

/** Deeper than any document means anything, and far from the end of the stack. */
const DEPTH_LIMIT = 200;
/** The first few problems say what is wrong; those behind them are mostly echoes. */
const PROBLEM_LIMIT = 20;
/** How many values aliases may add to those the text holds: a few lines of them can stand for billions. */
const ALIAS_LIMIT = 50_000;

/** Known to the library as they are, or it makes a warning of each, stack trace and all. */
const TAGS: Tags = ['Ref', 'Condition', ...SHORT_FORMS].flatMap((name) => {
  const tag = `!${name}`;
  return [
    { tag, resolve: (value: string) => value },
    { tag, collection: 'map' as const },
    { tag, collection: 'seq' as const },
  ];
});

/**
 * One for all texts: the resources of a template are a text each, and a schema takes longer than many of them. Made for
 * the first: the command line does not load the library where there is no YAML.
 */
function schema(): Schema {
  made ??= new Schema({ schema: 'core', resolveKnownTags: true, customTags: TAGS });
  return made;
}

let made: Schema | undefined;

/** One end of a block can be wrong for every block around it: the innermost says it once. */
function firstAtEachPlace<E extends { readonly pos: readonly [number, number] }>(errors: readonly E[]): E[] {
  return errors.filter((error, i) => error.pos[0] !== errors[i - 1]?.pos[0]);
}

/**
 * The tree of a YAML text as CloudFormation reads it: block and flow style, short forms of intrinsic functions as tags,
 * aliases as what they stand for. Several documents in one text become a list of their values.
 */
export function yamlTree(text: string): Parsed {
  const deep = tooDeepAt(text);
  if (deep !== undefined) return unread(deep);
  try {
    // The 1.2 core schema keeps `2012-10-17` and `on` strings, which is what CloudFormation hands to IAM.
    const documents = parseAllDocuments(text, {
      logLevel: 'silent',
      prettyErrors: false,
      strict: false,
      uniqueKeys: false,
      // A text that asks for another version of YAML gets that version's schema.
      ...(text.includes('%YAML') ? { customTags: TAGS } : { schema: schema() }),
    });
    const found = Array.isArray(documents) ? documents : [];
    const reader = new Reader(text);
    const roots = found.flatMap((document) => {
      reader.nextDocument();
      const root = document.contents === null ? undefined : reader.value(document.contents as Node, 0);
      return root === undefined ? [] : [root];
    });
    const errors = found.flatMap((document) => document.errors);
    const problems = firstAtEachPlace(errors)
      .slice(0, PROBLEM_LIMIT)
      .map(
        (error): Problem => ({
          message: words(PROBLEMS[error.code] ?? 'This is not valid YAML.'),
          span: within(text, error.pos[0], error.pos[1]),
        }),
      );
    problems.push(...reader.problems.slice(0, PROBLEM_LIMIT));
    const [first] = roots;
    const root: LocatedValue | undefined =
      roots.length < 2
        ? first
        : { kind: 'array', span: { start: first!.span.start, end: roots.at(-1)!.span.end }, items: roots };
    return { root, problems };
  } catch {
    // The library recurses: what nests too deep for the stack is no document.
    return unread(0);
  }
}

function unread(at: number): Parsed {
  const message = say`This YAML nests more than ${DEPTH_LIMIT} levels deep, so it is not analysed.`;
  return { root: undefined, problems: [{ message, span: { start: at, end: at + 1 } }] };
}

/** Turns the library's nodes into located values. One per text, since anchors are known within a document. */
class Reader {
  readonly problems: Problem[] = [];
  readonly #text: string;
  #anchors = new Map<string, { readonly value: LocatedValue; readonly size: number }>();
  /** Values made so far, those that aliases stand for counted each time. */
  #size = 0;
  #aliased = 0;

  constructor(text: string) {
    this.#text = text;
  }

  nextDocument(): void {
    this.#anchors = new Map();
  }

  value(node: Node, depth: number): LocatedValue | undefined {
    if (isAlias(node)) return this.#alias(node.source, this.#span(node));
    const before = this.#size++;
    const bare = depth > DEPTH_LIMIT ? this.#tooDeep(node) : this.#bare(node, depth);
    const value = this.#tagged(node, bare);
    const anchor = 'anchor' in node ? node.anchor : undefined;
    if (anchor !== undefined && value !== undefined) {
      this.#anchors.set(anchor, { value, size: this.#size - before });
    }
    return value;
  }

  #bare(node: Node, depth: number): LocatedValue | undefined {
    if (isScalar(node)) return this.#scalar(node);
    const span = this.#span(node);
    if (isMap(node)) {
      const entries = node.items.flatMap((pair) => this.#entry(pair as Pair<Node, Node | null>, depth));
      const own = this.#text[span.start] === '{' ? span : around(span, entries);
      return intrinsic(entries, own) ?? { kind: 'object', span: own, entries };
    }
    if (!isSeq(node)) return undefined;
    const items = node.items.flatMap((item) => {
      const value = this.value(item as Node, depth + 1);
      return value === undefined ? [] : [value];
    });
    const last = node.items.at(-1) as Node | undefined;
    const end = last === undefined ? span.end : Math.max(items.at(-1)?.span.end ?? 0, this.#span(last).end);
    const flow = this.#text[span.start] === '[';
    return { kind: 'array', span: flow ? span : { start: span.start, end }, items };
  }

  #entry({ key, value }: Pair<Node, Node | null>, depth: number): Entry[] {
    if (!isScalar(key)) return [];
    const name = this.#string(key, String(key.value ?? key.source ?? ''));
    const located = value === null ? undefined : this.value(value, depth + 1);
    // An alias stands somewhere else: the entry ends where the alias does.
    const end = value !== null && isAlias(value) ? this.#span(value).end : (located ?? name).span.end;
    return [
      { key: name, value: located, span: { start: name.span.start, end: Math.max(end, name.span.end) } },
    ];
  }

  #scalar(node: Scalar): LocatedValue | undefined {
    const span = this.#span(node);
    const { value } = node;
    if (typeof value === 'number' || typeof value === 'boolean') return { kind: 'scalar', span, value };
    if (value === null) {
      const written = span.end > span.start && this.#text.slice(span.start, span.end).trim() !== '';
      return written ? { kind: 'scalar', span, value } : undefined;
    }
    return this.#string(node, String(value));
  }

  #string(node: Scalar, value: string): LocatedString {
    const span = this.#span(node);
    const quote = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE' ? 1 : 0;
    const inside = { start: span.start + quote, end: Math.max(span.start + quote, span.end - quote) };
    const exact = this.#text.slice(inside.start, inside.end) === value;
    return { kind: 'string', span, text: textOf(value, inside, exact || this.#places(span, value)) };
  }

  /** Where stretches of a string stand that folding or escapes change. Worked out for strings with holes only. */
  #places(span: Span, value: string): (part: Span) => Span {
    let made: Embedding | undefined;
    return (part) => {
      made ??= yamlScalar(this.#text, span);
      return made.content.startsWith(value.trimEnd()) ? hostSpan(made, part) : span;
    };
  }

  #tagged(node: Node, value: LocatedValue | undefined): LocatedValue | undefined {
    const { tag } = node;
    if (tag === undefined || !/^!\w/.test(tag)) return value;
    const [from] = node.range ?? [0];
    const at = this.#text.lastIndexOf(tag, from);
    // Only blanks, an anchor or a comment may stand between a tag and its value.
    const apart =
      at < 0 || !/^\s*(?:&\S+(?:\s+|$)|#[^\n]*(?:\n\s*|$))*$/.test(this.#text.slice(at + tag.length, from));
    const start = apart ? from : at;
    const end = Math.max(value?.span.end ?? 0, apart ? from : at + tag.length);
    return fromTag(tag, { start, end }, value);
  }

  #alias(name: string, span: Span): LocatedValue {
    const target = this.#anchors.get(name);
    const hole: LocatedValue = { kind: 'hole', span, expression: `*${name}` };
    if (target === undefined) return hole;
    this.#aliased += target.size;
    if (this.#aliased > ALIAS_LIMIT) {
      if (this.problems.length === 0) {
        const message = words(
          'The aliases in this file stand for too many values, so from here on they are not followed.',
        );
        this.problems.push({ message, span });
      }
      return hole;
    }
    this.#size += target.size;
    return target.value;
  }

  #tooDeep(node: Node): LocatedValue {
    const span = this.#span(node);
    this.problems.push(...unread(span.start).problems);
    return { kind: 'hole', span, expression: '' };
  }

  /** A node's text without the blanks behind it. */
  #span(node: Node): Span {
    const [start, end] = node.range ?? [0, 0];
    let to = Math.min(end, this.#text.length);
    while (to > start && /\s/.test(this.#text[to - 1]!)) to--;
    return { start: Math.min(start, to), end: to };
  }
}

function around(span: Span, entries: readonly Entry[]): Span {
  const first = entries[0];
  if (first === undefined) return span;
  return { start: first.span.start, end: Math.max(...entries.slice(-1).map((entry) => entry.span.end)) };
}

function within(text: string, start: number, end: number): Span {
  const from = Math.min(start, text.length);
  return { start: from, end: Math.min(Math.max(end, from), text.length) };
}

/** Where flow brackets or nested list dashes first go deeper than the limit, as far as a look at lines tells. */
function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5b || code === 0x7b) {
      if (++depth > DEPTH_LIMIT * 10) return i;
    } else if ((code === 0x5d || code === 0x7d) && depth > 0) depth--;
  }
  const dashes = /^[ ]*(?:[-?][ ]+){200}/m.exec(text);
  return dashes?.index;
}

/** What a person should know of the library's error codes. Source: yaml's documentation, "Errors". */
const PROBLEMS: Readonly<Record<string, string>> = {
  ALIAS_PROPS: 'An alias cannot have a tag or an anchor of its own.',
  BAD_ALIAS: 'This alias has no name.',
  BAD_COLLECTION_TYPE: 'This tag does not go with a value of this kind.',
  BAD_DIRECTIVE: 'This is not a directive that YAML knows.',
  BAD_DQ_ESCAPE: 'This escape is not one that YAML knows.',
  BAD_INDENT: 'The indentation here fits nothing above it.',
  BAD_PROP_ORDER: 'Tags and anchors stand in front of a value, behind the indicator.',
  BAD_SCALAR_START: 'A value without quotes cannot begin with this character.',
  BLOCK_AS_IMPLICIT_KEY: 'A list or map cannot begin on the line of a key here.',
  BLOCK_IN_FLOW: 'A block list or map cannot stand inside brackets or braces.',
  COMMENT_SPACE: 'A comment needs a blank in front of it.',
  IMPOSSIBLE: 'This is not valid YAML.',
  KEY_OVER_1024_CHARS: 'A key this long must be written behind a question mark.',
  MISSING_CHAR: 'A character is missing here, such as a closing quote, bracket, comma or colon.',
  MULTILINE_IMPLICIT_KEY: 'A key must stand on one line, with a colon behind it.',
  MULTIPLE_ANCHORS: 'A value can have one anchor only.',
  MULTIPLE_DOCS: 'There is more than one document here.',
  MULTIPLE_TAGS: 'A value can have one tag only.',
  TAB_AS_INDENT: 'Tabs cannot indent YAML.',
  TAG_RESOLVE_FAILED: 'This tag could not be read.',
  UNEXPECTED_TOKEN: 'This is not expected here.',
};
