import type { CalledRole } from '../runningCode';

/** UTF-16 code units that the arguments of a call have at the most. */
const LONGEST_ARGUMENTS = 3_000;

/** A part of a program's text. */
export interface Part {
  readonly text: string;
  readonly start: number;
}

/**
 * What stands between a bracket and the one that closes it; quotes are passed over.
 * @param open the offset of the opening bracket
 * @returns undefined where it is not closed within reach
 */
export function bracketed(text: string, open: number): Part | undefined {
  const end = endOf(text, open + 1, Math.min(text.length, open + LONGEST_ARGUMENTS), '');
  return text[end] === undefined || !/[)\]}]/.test(text[end]!)
    ? undefined
    : { text: text.slice(open + 1, end), start: open + 1 };
}

/** The expression at an offset, up to the comma, bracket or line that ends it. */
export function expressionAt(text: string, start: number): Part {
  const end = endOf(text, start, Math.min(text.length, start + 400), ',;\n');
  return { text: text.slice(start, end).trimEnd(), start };
}

/** The offset of the first character that closes what was not opened since `from`, or of one of some marks. */
function endOf(text: string, from: number, limit: number, marks: string): number {
  let depth = 0;
  for (let i = from; i < limit; i++) {
    const char = text[i]!;
    if (char === '"' || char === "'" || char === '`') {
      const close = closing(text, i, limit);
      if (close < 0) return limit;
      i = close;
    } else if (char === '(' || char === '[' || char === '{') depth++;
    else if (char === ')' || char === ']' || char === '}') {
      if (depth === 0) return i;
      depth--;
    } else if (depth === 0 && marks.includes(char)) return i;
  }
  return limit;
}

function closing(text: string, open: number, limit: number): number {
  for (let i = open + 1; i < limit; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === text[open]) return i;
  }
  return -1;
}

/** Ways to ask for an environment variable, in the languages that run on AWS. */
const VARIABLE =
  /^(?:(?:os\.)?environ(?:\[|\.get\()|(?:os\.)?getenv\(|os\.Getenv\(|System\.getenv\(|ENV(?:\[|\.fetch\()|(?:System\.)?Environment\.GetEnvironmentVariable\(|process\.env\[)\s*["'`](\w+)["'`]([\s\S]*)$|^process\.env\.(\w+)([\s\S]*)$/;
/** What may follow it without making another value of it: a default, an assertion of a type, a trim. */
const AFTER =
  /^\s*(?:,[^()]*)?[\])]?\s*(?:!|\bas\s+string|(?:\|\||\?\?|\?:|\bor\b)[^()]*|\.(?:strip|trim|Trim)\(\))?\s*\)*\s*$/;
const LITERAL = /^["'`](arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+)["'`]\s*\)*$/;
const NAME = /^[&*]?(?:self\.|this\.|cls\.)?([A-Za-z_]\w*)!?\s*\)*$/;

/** Names that are looked up in one program: nobody writes more, and each is looked for in all of the text. */
const MOST_NAMES = 100;

/** What the names in a program stand for, each looked up once. */
export class Names {
  readonly #text: string;
  readonly #roles = new Map<string, CalledRole | undefined>();
  readonly #objects = new Map<string, Part | undefined>();

  /** @param text of the program without its comments */
  constructor(text: string) {
    this.#text = text;
  }

  /** The role that an expression names. A name is followed to the one place of the file that gives it a value. */
  role(expression: string): CalledRole | undefined {
    const plain = plainRole(expression);
    if (plain !== undefined) return plain;
    const name = NAME.exec(expression.replace(/^aws\.String\(\s*/, ''))?.[1];
    return name === undefined ? undefined : once(this.#roles, name, () => namedRole(name, this.#text));
  }

  /** What stands in the object that the one declaration of a name in JavaScript gives it. */
  object(name: string): Part | undefined {
    return once(this.#objects, name, () => {
      const declared = new RegExp(String.raw`\b(?:const|let|var)\s+${name}\b[^=\n;]{0,60}=\s*(?=\{)`, 'g');
      const [only, ...others] = this.#text.matchAll(declared);
      return only === undefined || others.length > 0
        ? undefined
        : bracketed(this.#text, only.index + only[0].length);
    });
  }
}

function once<V>(known: Map<string, V | undefined>, name: string, make: () => V | undefined): V | undefined {
  if (!known.has(name)) known.set(name, known.size < MOST_NAMES ? make() : undefined);
  return known.get(name);
}

function plainRole(expression: string): CalledRole | undefined {
  const bare = expression.replace(/^(?:aws\.String|Optional\.of|str)\(\s*/, '');
  const literal = LITERAL.exec(bare)?.[1];
  if (literal !== undefined) return { kind: 'arn', arn: literal };
  const match = VARIABLE.exec(bare);
  const name = match?.[1] ?? match?.[3];
  if (match === null || name === undefined || !AFTER.test(match[2] ?? match[4] ?? '')) return undefined;
  return { kind: 'variable', name };
}

function namedRole(name: string, text: string): CalledRole | undefined {
  if (isParameter(name, text)) return undefined;
  const taken = new RegExp(String.raw`\{[^{}=]{0,300}\b${name}\b[^{}=]{0,300}\}\s*=\s*process\.env\b`);
  if (taken.test(text)) return { kind: 'variable', name };
  const assignment = new RegExp(
    String.raw`(?:^|[;{}])[ \t]*(?:(?:export|const|let|var|val|final|static|private|public|protected|readonly|string|String)[ \t]+)*(?:self\.|this\.|cls\.)?\b${name}\b[ \t]*(?::[ \t]*[\w<>|. \t]{1,40})?(?::=|=(?![=>]))[ \t]*`,
    'gm',
  );
  const [only, ...others] = text.matchAll(assignment);
  if (only === undefined || others.length > 0) return undefined;
  return plainRole(expressionAt(text, only.index + only[0].length).text);
}

/** Whether a name is also that of a parameter or a loop's variable: then its values come from elsewhere. */
function isParameter(name: string, text: string): boolean {
  return new RegExp(
    String.raw`\b(?:def|function|func|fun)\b[^\n(]{0,80}\([^)]{0,300}\b${name}\b|\([^()]{0,300}\b${name}\b[^()]{0,300}\)\s*(?::\s*[\w<>[\]]+\s*)?=>|\b${name}\s*=>|[(,]\s*(?:final\s+)?[Ss]tring\s+${name}\s*[,)]|\bfor\b[^\n]{0,80}\b${name}\b[^\n]{0,80}\b(?:in|of|range)\b`,
  ).test(text);
}
