import { readFileSync } from 'node:fs';
import { styleText } from 'node:util';

/** Where a run reads from and writes to: results to `out`, messages to `err`. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** All of standard input. */
  readAll(): Buffer;
  /** Whether results go to something that shows colours. */
  readonly colours: boolean;
  /** The folder that paths are relative to. */
  readonly cwd: string;
}

/**
 * The terminal of this process. A reader that goes away early (`| head`) is no error. A stream is made where something
 * is written to it: that takes Node its time, and most runs have no messages.
 */
export function processTerminal(): Terminal {
  const listening = new Set<NodeJS.WriteStream>();
  const write = (stream: NodeJS.WriteStream, text: string) => {
    if (!listening.has(stream)) {
      listening.add(stream);
      stream.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EPIPE') throw error;
      });
    }
    stream.write(text);
  };
  return {
    out: (text) => write(process.stdout, text),
    err: (text) => write(process.stderr, text),
    readAll: () => readFileSync(0),
    colours: showsColours(process.env, process.stdout.isTTY === true),
    cwd: process.cwd(),
  };
}

/** NO_COLOR (no-color.org) and FORCE_COLOR (force-color.org) first, the kind of stream after them. */
export function showsColours(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (env['FORCE_COLOR'] !== undefined) return !['0', 'false'].includes(env['FORCE_COLOR']);
  if ((env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb') return false;
  return isTerminal;
}

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan' | 'underline';

/** Puts a style around a text, or nothing where colours are off. */
export type Paint = (style: Style, text: string) => string;

/** @param colours whether to style at all */
export function painter(colours: boolean): Paint {
  return (style, text) => (colours ? styleText(style, text, { validateStream: false }) : text);
}
