import type { ToolId } from '../../sts/tools';
import type { Allowed } from './versions';

/** A tool that a file pins, with the offsets of the text that says so. */
export interface Pin extends Allowed {
  readonly tool: ToolId;
  /** The package as the file names it. */
  readonly name: string;
  /** The version or range as written; '' for any. */
  readonly written: string;
  readonly start: number;
  readonly end: number;
}

/** Finds the pins in one kind of file. */
export type PinReader = (text: string) => Iterable<Pin>;
