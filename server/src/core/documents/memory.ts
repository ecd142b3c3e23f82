import type { Parsed, Syntax, TreeEdits, TreeReader } from '../syntax/syntax';
import type { LocatedValue } from '../syntax/tree';
import type { Parser } from '../syntax/view';
import { TemplateMemory } from './cloudformation/templateMemory';
import { ConfigMemory } from './configMemory';
import type { Source, Subject } from './subjects';
import { ModuleMemory } from './terraform/moduleMemory';

/**
 * What the reading of an open document leaves for the reading of its next version. Subjects whose text has not
 * changed are the same objects in the next version and stand where they stand there; so the version before is used
 * up by the next one. One memory for each open document.
 */
export class ReadMemory implements Parser {
  #reading: { readonly syntax: Syntax; readonly reader: TreeReader } | undefined;
  /** What was found in each block of the last version, so that it need not be found again. */
  subjects: ReadonlyMap<LocatedValue, readonly Subject[]> = new Map();
  /** For a template. */
  readonly template = new TemplateMemory();
  #source: MovingSource | undefined;
  /** Where the document is a file of a Terraform module. */
  readonly module = new ModuleMemory();
  /** Where the document is a config or credentials file. */
  readonly config = new ConfigMemory();

  /** The tree of the text as it is now. Blocks of it are the same values as before where their text is the same. */
  parse(text: string, syntax: Syntax): Parsed {
    if (this.#reading?.syntax !== syntax) {
      this.#reading = { syntax, reader: syntax.reader?.() ?? { read: syntax.parse } };
    }
    return this.#reading.reader.read(text);
  }

  /** The source of all subjects of the document, whatever its version, with edits to the text as it is now. */
  source(uri: string, edits: () => TreeEdits): Source {
    if (this.#source?.uri !== uri) this.#source = new MovingSource(uri);
    this.#source.now(edits);
    return this.#source;
  }
}

class MovingSource implements Source {
  readonly uri: string;
  #make: (() => TreeEdits) | undefined;
  #edits: TreeEdits | undefined;

  constructor(uri: string) {
    this.uri = uri;
  }

  now(make: () => TreeEdits): void {
    this.#make = make;
    this.#edits = undefined;
  }

  get edits(): TreeEdits {
    this.#edits ??= this.#make!();
    return this.#edits;
  }
}
