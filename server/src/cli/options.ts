import { parseArgs } from 'node:util';
import { closest } from '../core/text/closest';

interface Described {
  readonly help: string;
  /** One letter. */
  readonly short?: string;
}

/** An option without a value, such as `--fix`. */
export interface Flag extends Described {
  readonly type: 'flag';
}

/** An option with a value, such as `--format json`; `many` ones may be given again and again. */
export interface Valued extends Described {
  readonly type: 'one' | 'many';
  /** What the help calls the value. */
  readonly value: string;
  readonly choices?: readonly string[];
}

export type OptionTable = Readonly<Record<string, Flag | Valued>>;

/** What was given for each option of a table. */
export type Values<T extends OptionTable> = {
  readonly [K in keyof T]: T[K]['type'] extends 'flag'
    ? boolean
    : T[K]['type'] extends 'many'
      ? readonly string[]
      : string | undefined;
};

export type Arguments<T extends OptionTable> =
  | { readonly ok: true; readonly values: Values<T>; readonly rest: readonly string[] }
  | { readonly ok: false; readonly message: string };

/** Reads the arguments of a command by its table, or says in one line what is wrong with them. */
export function readArguments<T extends OptionTable>(table: T, argv: readonly string[]): Arguments<T> {
  const values: Record<string, boolean | string | string[] | undefined> = {};
  for (const [name, option] of Object.entries(table)) {
    values[name] = option.type === 'flag' ? false : option.type === 'many' ? [] : undefined;
  }
  const rest: string[] = [];
  for (const token of tokens(table, argv)) {
    if (token.kind === 'positional') rest.push(token.value);
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(table, token.name) ? table[token.name] : undefined;
    if (option === undefined) return { ok: false, message: unknownOption(table, token.rawName) };
    if (option.type === 'flag') {
      if (token.value !== undefined) return { ok: false, message: `${token.rawName} takes no value.` };
      values[token.name] = true;
      continue;
    }
    const given = token.value;
    if (given === undefined || (token.inlineValue === false && /^-./.test(given))) {
      return { ok: false, message: `${token.rawName} needs a value: ${token.rawName} ${valueHelp(option)}` };
    }
    if (option.choices !== undefined && !option.choices.includes(given)) {
      const choices = option.choices.join(', ');
      return { ok: false, message: `${token.rawName} can be ${choices}; it was "${given}".` };
    }
    if (option.type === 'many') (values[token.name] as string[]).push(given);
    else values[token.name] = given;
  }
  return { ok: true, values: values as Values<T>, rest };
}

/** How help writes an option's value. */
export function valueHelp(option: Valued): string {
  return option.choices?.join('|') ?? option.value;
}

function tokens(table: OptionTable, argv: readonly string[]) {
  const options = Object.fromEntries(
    Object.entries(table).map(([name, { type, short }]) => [
      name,
      { type: type === 'flag' ? 'boolean' : 'string', ...(short !== undefined && { short }) } as const,
    ]),
  );
  return parseArgs({ args: [...argv], options, strict: false, allowPositionals: true, tokens: true }).tokens;
}

function unknownOption(table: OptionTable, given: string): string {
  const close = closest(
    given,
    Object.keys(table).map((name) => `--${name}`),
  );
  return `There is no option ${given}.${close === undefined ? '' : ` Did you mean ${close}?`}`;
}
