import type { Sentence } from '../../explain/sentence';
import type { Span } from '../../text/span';

/** A config or credentials file. The same object stands for the same text, so that it is read once per dialect. */
export interface ConfigFile {
  readonly uri: string;
  readonly text: string;
  /** Set where the text is a part of a file: the file, and the dialects that find the same in the part. */
  readonly partOf?: { readonly file: ConfigFile; readonly sameIn: (dialect: Dialect) => boolean };
}

/** A setting as one tool sees it. */
export interface SeenSetting {
  /** What the tool takes for the value. */
  readonly value: string;
  /** The lines, in the text of the file. */
  readonly span: Span;
  readonly uri: string;
  /** The settings nested below it, by key; the value is then empty. */
  readonly nested?: ReadonlyMap<string, string>;
}

/** A section as one tool sees it: its settings by the key the tool knows them by. */
export type SeenSection = ReadonlyMap<string, SeenSetting>;

/** Why a tool refuses a whole file. */
export interface Unreadable {
  readonly message: Sentence;
  /** Something is there twice: a section, a key, or a profile under two headers. */
  readonly twice?: true;
  readonly span: Span;
  readonly uri: string;
}

/** What one tool sees in one file. */
export interface FileReading {
  readonly profiles: ReadonlyMap<string, SeenSection>;
  /** `[services …]` sections by their names. */
  readonly services: ReadonlyMap<string, SeenSection>;
  /** The section `[plugins]`, for the tool that has one. */
  readonly plugins?: SeenSection;
  /** Set when the tool refuses the file; nothing of the file is seen then. */
  readonly unreadable?: Unreadable;
}

/** How one parser reads a config or a credentials file. */
export type Dialect = (file: ConfigFile, kind: 'config' | 'credentials') => FileReading;

/** A setting whose block of nested settings is still being read. */
export interface OpenSetting extends SeenSetting {
  readonly nested?: Map<string, string>;
}

/** What is seen in a file that is not there. */
export const NOTHING: FileReading = { profiles: new Map(), services: new Map() };

/** A file that a tool refuses. */
export function unreadable(file: ConfigFile, why: Omit<Unreadable, 'uri'>): FileReading {
  return { ...NOTHING, unreadable: { ...why, uri: file.uri } };
}

/** The settings of a section as plain values, to write them down and compare. Places are not among them. */
export function contentOf(section: SeenSection) {
  return [...section].map(([key, { value, nested }]) => [key, value, nested && [...nested]]);
}

const READ = new WeakMap<ConfigFile, Record<'config' | 'credentials', Map<Dialect, FileReading>>>();

/** Reads a file in a dialect, or returns what was read before: many profiles of one file are asked about. */
export function readIn(dialect: Dialect, file: ConfigFile, kind: 'config' | 'credentials'): FileReading {
  const { partOf } = file;
  if (partOf !== undefined && !partOf.sameIn(dialect)) return readIn(dialect, partOf.file, kind);
  let readings = READ.get(file);
  if (readings === undefined) {
    readings = { config: new Map(), credentials: new Map() };
    READ.set(file, readings);
  }
  let reading = readings[kind].get(dialect);
  if (reading === undefined) {
    reading = dialect(file, kind);
    readings[kind].set(dialect, reading);
  }
  return reading;
}
