import type { Plain } from '../syntax';

/** How a piece of HCL is written. */
export interface HclStyle {
  readonly newline: string;
  /** One level of indentation. */
  readonly unit: string;
  /** Keys of objects are written in quotes even where they need none. */
  readonly quoteKeys: boolean;
  /** Between a key of an object and its value. */
  readonly sign: '=' | ':';
}

/** Reads the style off a text. */
export function hclStyleOf(text: string): HclStyle {
  const newline = /\r\n|\n/.exec(text)?.[0] ?? '\n';
  const unit = /\{[\t ]*\r?\n([\t ]+)\S/.exec(text)?.[1] ?? '  ';
  return { newline, unit: unit.startsWith('\t') ? '\t' : unit.slice(0, 8), quoteKeys: false, sign: '=' };
}

/** What IAM fills in itself, such as `${aws:username}`, is no expression of HCL. */
const IAM_VARIABLE = /\$\{(?=[^{}"]*:(?!:)|[*?$]\})/g;

/** A string in quotes. `${…}` in it stays an interpolation, unless it is one of IAM's own variables. */
export function hclQuoted(value: string): string {
  return JSON.stringify(value)
    .replaceAll(/\\[bf]/g, (short) => `\\u00${short === '\\b' ? '08' : '0c'}`)
    .replaceAll(IAM_VARIABLE, () => '$${')
    .replaceAll('%{', '%%{');
}

/** A string as an expression: an interpolation alone is written without quotes. */
export function hclString(value: string): string {
  const alone = /^\$\{([A-Za-z_][\w-]*(?:\.[\w-]+)+)\}$/.exec(value)?.[1];
  return alone ?? hclQuoted(value);
}

/**
 * A value as `terraform fmt` would write it: lists of strings on one line, objects on several with their signs aligned.
 * @param indent the indentation of the line that the value begins on
 */
export function hclPrint(value: Plain, indent: string, style: HclStyle): string {
  if (typeof value === 'string') return hclString(value);
  if (typeof value !== 'object') return String(value);
  const inner = indent + style.unit;
  if (Array.isArray(value)) {
    const items: readonly Plain[] = value;
    if (!items.some((item) => typeof item === 'object')) {
      return `[${items.map((item) => hclPrint(item, indent, style)).join(', ')}]`;
    }
    const lines = items.map((item) => `${inner}${hclPrint(item, inner, style)},`);
    return ['[', ...lines, `${indent}]`].join(style.newline);
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return '{}';
  const lines = aligned(entries, inner, style).map((line) => inner + line);
  return ['{', ...lines, `${indent}}`].join(style.newline);
}

/** The entries of an object or the attributes of a block, one line each unless a value needs more. */
function aligned(entries: readonly (readonly [string, Plain])[], indent: string, style: HclStyle): string[] {
  const keys = entries.map(([key]) => hclKey(key, style));
  const values = entries.map(([, value]) => hclPrint(value, indent, style));
  const single = values.map((value) => !value.includes('\n'));
  return values.map((value, i) => {
    if (!single[i]) return `${entryText(keys[i]!, value, style)}`;
    // Neighbours on lines of their own share a column; a value of several lines parts them.
    let from = i;
    while (from > 0 && single[from - 1]) from--;
    let to = i;
    while (to < values.length - 1 && single[to + 1]) to++;
    const width = Math.max(...keys.slice(from, to + 1).map((key) => key.length));
    return entryText(style.sign === '=' ? keys[i]!.padEnd(width) : keys[i]!, value, style);
  });
}

/** A key of an object as the style writes it. */
export function hclKey(key: string, { quoteKeys }: HclStyle): string {
  return !quoteKeys && /^[A-Za-z_][\w-]*$/.test(key) ? key : hclQuoted(key);
}

/** A key, its sign and its value. */
export function entryText(key: string, value: string, { sign }: HclStyle): string {
  return sign === '=' ? `${key} = ${value}` : `${key}: ${value}`;
}
