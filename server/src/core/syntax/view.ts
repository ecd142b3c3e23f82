import { type Embedding, editsWithin, hostSpan, nested } from './embedding';
import { jsonTemplate } from './jsonTemplate';
import { moved } from './moving';
import { percentDecoded } from './percent';
import type { Parsed, Problem, Syntax, Tolerated, TreeEdits } from './syntax';
import type { LocatedString, LocatedValue } from './tree';

/** UTF-16 code units. A policy of a role has at most 4,096 characters, white space not counted. */
const EMBEDDED_LIMIT = 200_000;

/** A parsed text, which may stand inside another: all places are those of the file. */
export interface View {
  readonly root: LocatedValue | undefined;
  readonly problems: readonly Problem[];
  /** What a whole file has beyond its language. */
  readonly tolerated?: readonly Tolerated[];
  readonly edits: TreeEdits;
  /** What a string of this text says, for the texts inside of strings. */
  readonly unquote: (string: LocatedString) => Embedding | undefined;
}

/**
 * A whole file.
 * @param parser keeps what has not changed since the version before; left out for a file that is read once
 */
export function viewOf(syntax: Syntax, text: string, parser: Parser = syntax): View {
  return {
    ...parser.parse(text, syntax),
    edits: syntax.edits(text),
    unquote: ({ span }) => syntax.unquote?.(text, span),
  };
}

/** Parses texts of a syntax. */
export interface Parser {
  parse(text: string, syntax: Syntax): Parsed;
}

/** A text inside of another. */
export function viewWithin(syntax: Syntax, embedding: Embedding): View {
  const { content } = embedding;
  const { root, problems } = syntax.parse(content);
  const place = (span: { start: number; end: number }) => hostSpan(embedding, span);
  // Strings are looked up by where they stand in the file.
  const inner = new Map<number, LocatedString>();
  const note = (value: LocatedValue | undefined): void => {
    if (value?.kind === 'string') inner.set(place(value.span).start, value);
    else if (value?.kind === 'array') value.items.forEach(note);
    else if (value?.kind === 'object') for (const entry of value.entries) note(entry.value);
    else if (value?.kind === 'hole') note(value.argument);
  };
  note(root);
  return {
    root: root && moved(root, place),
    problems: problems.map((problem) => ({ ...problem, span: place(problem.span) })),
    edits: editsWithin(embedding, syntax.edits(content)),
    unquote(string) {
      const own = inner.get(string.span.start);
      const inside = own && syntax.unquote?.(content, own.span);
      return inside && nested(embedding, inside);
    },
  };
}

/** The JSON policy that a string holds, as it is or URL-encoded; undefined when it does not look like one. */
export function policyIn(view: View, string: LocatedString): View | undefined {
  const { pieces } = string.text;
  if (!pieces.some((piece) => piece.kind === 'literal' && piece.value.includes('Statement')))
    return undefined;
  if (string.span.end - string.span.start > EMBEDDED_LIMIT) return undefined;
  const embedding = view.unquote(string);
  return embedding && policyText(embedding);
}

/** As policyIn, of a text however it is embedded. */
export function policyText(embedding: Embedding): View | undefined {
  const { content } = embedding;
  if (!content.includes('Statement') || content.length > EMBEDDED_LIMIT) return undefined;
  if (/^\s*%7B/i.test(content)) {
    const decoded = percentDecoded(content);
    return decoded && policyText(nested(embedding, decoded));
  }
  return /^\s*\{/.test(content) ? viewWithin(jsonTemplate, embedding) : undefined;
}
