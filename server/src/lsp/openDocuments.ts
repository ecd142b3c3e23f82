import { TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Document } from '../core/documents/document';
import type { Folder } from '../core/documents/kind';
import { ReadMemory } from '../core/documents/memory';

import { openDocument } from '../core/documents/open';
import { folderOf } from '../core/text/uri';
import { fileKey } from './fileNames';
import { Folders } from './folders';

/** An open document: its text as the protocol knows it, and what the core reads in it. */
export interface OpenDocument {
  readonly text: TextDocument;
  readonly document: Document;
}

/** The documents the client has open. Each version is read once, and only when somebody asks. */
export class OpenDocuments {
  readonly texts = new TextDocuments({ create, update: TextDocument.update });
  /** Finds a file of the workspace that is not open. */
  stored: (uri: string) => { readonly uri: string; readonly text: string } | undefined = () => undefined;
  /** The files that open documents are read together with. */
  readonly folders = new Folders((uri) => this.#other(uri));
  readonly #read = new Map<
    string,
    OpenDocument & { readonly version: number; readonly folder: Folder | undefined }
  >();
  readonly #memories = new Map<string, ReadMemory>();

  get(uri: string): OpenDocument | undefined {
    const text = this.texts.get(uri);
    if (text === undefined) {
      this.#read.delete(uri);
      this.#memories.delete(uri);
      return undefined;
    }
    const known = this.#read.get(uri);
    const folder = this.#folderOf(uri);
    const same = known?.version === text.version && known.text === text && known.folder === folder;
    if (known !== undefined && same) return known;
    let memory = this.#memories.get(uri);
    if (memory === undefined) {
      memory = new ReadMemory();
      this.#memories.set(uri, memory);
    }
    const opened = { uri, languageId: text.languageId, text: text.getText() };
    const document = openDocument(folder === undefined ? opened : { ...opened, folder }, memory);
    const read = { text, document, version: text.version, folder };
    this.#read.set(uri, read);
    return read;
  }

  /** The open document of a file, however its URI is escaped. */
  find(uri: string): OpenDocument | undefined {
    const exact = this.get(uri);
    if (exact !== undefined) return exact;
    const key = fileKey(uri);
    const same = this.texts.keys().find((other) => fileKey(other) === key);
    return same === undefined ? undefined : this.get(same);
  }

  forget(uri: string): void {
    this.#read.delete(uri);
    this.#memories.delete(uri);
    this.folders.close(uri);
  }

  /** What a file is read together with, the open documents of the same folder as they are now. */
  #folderOf(uri: string): Folder | undefined {
    const folder = folderOf(uri);
    const ours = this.folders.has(uri);
    for (const other of this.texts.all()) {
      if (!this.folders.has(other.uri)) continue;
      if (ours ? folderOf(other.uri) === folder : this.folders.together(uri, other.uri)) {
        this.folders.open(other.uri, other.getText());
      }
    }
    return this.folders.of(uri);
  }

  /** A file of another kind as it is now: open or stored. */
  #other(uri: string): { readonly uri: string; readonly text: string } | undefined {
    const key = fileKey(uri);
    const open = this.texts.keys().find((each) => fileKey(each) === key);
    const text = open === undefined ? undefined : this.texts.get(open);
    if (text !== undefined) return { uri: text.uri, text: text.getText() };
    const stored = this.stored(uri);
    return stored && { uri: stored.uri, text: stored.text };
  }

  /** The open documents that stand for files: not the old side of a comparison, nor other read-only views. */
  *files(schemes: ReadonlySet<string>): Generator<Document> {
    for (const uri of this.texts.keys()) {
      if (!schemes.has(uri.slice(0, uri.indexOf(':')))) continue;
      const open = this.get(uri);
      if (open !== undefined) yield open.document;
    }
  }
}

/** A client that breaks the protocol loses one notification, not the server its list of documents. */
function create(uri: string, languageId: string, version: number, content: string): TextDocument {
  if (typeof uri !== 'string' || typeof content !== 'string')
    throw new TypeError('A document without URI or text.');
  return TextDocument.create(uri, languageId, version, content);
}
