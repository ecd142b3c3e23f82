import type { Plain } from './syntax';

/** How a YAML file is written. */
export interface YamlStyle {
  readonly newline: string;
  /** Columns that a map stands right of its key. */
  readonly unit: number;
  /** Columns that a list's dashes stand right of its key: none in many files. */
  readonly listIndent: number;
  readonly quote: '"' | "'";
  /** Strings are written with quotes even where they need none. */
  readonly quoteAll: boolean;
}

/** Reads the style off the lines of a file. */
export function yamlStyleOf(text: string): YamlStyle {
  const newline = /\r\n|\n/.exec(text)?.[0] ?? '\n';
  const unit = /^([ ]*)[\w"'][^\n#]*:[ ]*\r?\n\1([ ]+)[\w"']/m.exec(text)?.[2]?.length ?? 2;
  const list = /^((?:[ ]|-[ ])*)[\w"'][^\n#]*:[ ]*\r?\n([ ]*)-[ ]/m.exec(text);
  const listIndent = list === null ? 2 : Math.max(0, list[2]!.length - list[1]!.length);
  const doubles = text.match(/[:-][ ]+(?:!\w+[ ]+)?"/g)?.length ?? 0;
  const singles = text.match(/[:-][ ]+(?:!\w+[ ]+)?'/g)?.length ?? 0;
  return { newline, unit, listIndent, quote: singles > doubles ? "'" : '"', quoteAll: false };
}

/** A value on one line; `inside` of brackets fewer characters may go without quotes. */
export function flow(value: Plain, style: YamlStyle, inside: boolean): string {
  if (typeof value === 'string') return scalar(value, style, inside);
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map((item: Plain) => flow(item, style, true)).join(', ')}]`;
  const entries = Object.entries(value);
  const substitution = asSub(value);
  if (substitution !== undefined) return `!Sub ${quoted(substitution, style.quote)}`;
  const members = entries.map(([key, v]) => `${scalar(key, style, true)}: ${flow(v, style, true)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/**
 * A value in block style.
 * @param column where its first line already stands; further lines are indented to it
 */
export function blockLines(value: Plain, column: number, style: YamlStyle): string {
  if (typeof value !== 'object' || asSub(value) !== undefined) return flow(value, style, false);
  const separator = style.newline + ' '.repeat(column);
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return value.map((item: Plain) => `- ${blockLines(item, column + 2, style)}`).join(separator);
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return '{}';
  return entries
    .map(([key, item]) => {
      const name = scalar(key, style, false);
      const simple = typeof item !== 'object' || asSub(item) !== undefined || Object.keys(item).length === 0;
      if (simple) return `${name}: ${flow(item, style, false)}`;
      const inner = column + (Array.isArray(item) ? style.listIndent : style.unit);
      return `${name}:${style.newline}${' '.repeat(inner)}${blockLines(item, inner, style)}`;
    })
    .join(separator);
}

/** The template of `{"Fn::Sub": "…"}`, whose short form is a tag. */
function asSub(value: Plain): string | undefined {
  if (typeof value !== 'object' || Array.isArray(value)) return undefined;
  const [only, ...rest] = Object.entries(value);
  return rest.length === 0 && only?.[0] === 'Fn::Sub' && typeof only[1] === 'string' ? only[1] : undefined;
}

/** Words that YAML 1.1 or 1.2 reads as something else than a string. */
const RESERVED = /^(?:true|false|null|yes|no|on|off|y|n|~)$/i;

function scalar(value: string, style: YamlStyle, inside: boolean): string {
  const plain = inside
    ? /^[A-Za-z/](?:[\w./+=@-]|:(?=\S)|[ ](?=[\w]))*$/
    : /^[A-Za-z/](?:[\w./+=@*?,-]|:(?=\S)|[ ](?=[\w]))*$/;
  if (!style.quoteAll && plain.test(value) && !RESERVED.test(value)) return value;
  return quoted(value, style.quote);
}

function quoted(value: string, quote: '"' | "'"): string {
  const special = [...value].some((c) => c < ' ' || c === '\u007f' || c === '\u2028' || c === '\u2029');
  return quote === '"' || special ? JSON.stringify(value) : `'${value.replaceAll("'", "''")}'`;
}
