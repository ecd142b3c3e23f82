import { type OptionTable, readArguments, type Values } from '../options';
import type { Outcome } from '../outcome';
import type { Terminal } from '../terminal';

/** What a command was asked to do. */
export interface Request<T extends OptionTable> {
  readonly options: Values<T>;
  /** Arguments that are not options, in order. */
  readonly rest: readonly string[];
}

interface Described<T extends OptionTable> {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What follows `sts-lens`. */
  readonly usage: string;
  readonly options: T;
  /** Shown below the options. */
  readonly notes?: string;
}

interface Declared<T extends OptionTable> extends Described<T> {
  readonly run: (request: Request<T>, terminal: Terminal) => Outcome | Promise<Outcome>;
}

/** A command as the table of commands holds it. */
export interface Command extends Described<OptionTable> {
  run(argv: readonly string[], terminal: Terminal): Outcome | Promise<Outcome>;
}

/** Declares a command; its option table types the request. */
export function command<T extends OptionTable>(declared: Declared<T>): Command {
  return {
    ...declared,
    run(argv, terminal) {
      const given = readArguments(declared.options, argv);
      if (!given.ok) return { kind: 'misused', message: given.message };
      return declared.run({ options: given.values, rest: given.rest }, terminal);
    },
  };
}
