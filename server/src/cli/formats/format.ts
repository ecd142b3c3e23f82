import type { Document } from '../../core/documents/document';
import type { Finding } from '../../core/rules/finding';
import type { SourceFile } from '../files/sourceFile';
import type { Counts } from '../severity';
import type { Paint } from '../terminal';

/** A file and those of its findings that are to be shown. */
export interface Checked {
  readonly file: SourceFile;
  readonly document: Document;
  readonly findings: readonly Finding[];
  /** Whether its fixes can be made: it was read without loss. */
  readonly fixable: boolean;
}

/** What a format renders. */
export interface Result {
  readonly version: string;
  /** Every file of ours, those without findings too, in the order of their names. */
  readonly checked: readonly Checked[];
  /** What is shown, by severity. */
  readonly shown: Counts;
  /** What `--level` leaves out, by severity. */
  readonly hidden: Counts;
  /** How many of the shown findings `--fix` would repair. */
  readonly fixable: number;
}

/** How a format is to write. */
export interface Style {
  readonly paint: Paint;
  /** Every step of every reason, and every fix with its consequence. */
  readonly explain: boolean;
}

/** One way of writing the findings of a run. One file each. */
export interface Format {
  readonly name: string;
  /** @returns the whole output, ending in a line end, or the empty string */
  readonly render: (result: Result, style: Style) => string;
}
