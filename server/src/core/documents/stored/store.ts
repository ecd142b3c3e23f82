import { type Policy, readPolicy } from '../../iam/policy';
import { NotWritable } from '../../syntax/syntax';
import type { Document } from '../document';
import { looseSubjects, policiesOf } from './allSubjects';
import { nodesOf } from './packedForm';
import { Recent } from './recent';
import {
  type Back,
  type Learn,
  type Original,
  StoredDocument,
  type StoredFile,
  type StoredPolicy,
} from './storedDocument';
import { TreePacker } from './treePacker';
import { unpacked } from './treeUnpacker';

/** Policies that are kept unpacked. Most questions are about a few; a walk over all of them must not keep them all. */
const POLICIES = 200;
/** Files that are kept as they were read again, trees and all. */
const FILES = 4;

/**
 * Keeps the documents of files that no editor has open in a small part of the memory that their trees take: a workspace
 * may have thousands of templates. A document from the store says the same as the one that was put in. Its policies are
 * unpacked when somebody looks at them, and what needs the file's own tree reads the file again.
 */
export class Store {
  readonly #policies = new Recent(POLICIES, ({ file, tree }: StoredPolicy) =>
    readPolicy(unpacked(file.bytes, tree, file.text)),
  );
  readonly #originals = new Recent(FILES, readAgain);
  readonly #learn: Learn;

  /** @param learn gives a copy what is asked of every policy in sight, so that nobody needs to unpack them all for it */
  constructor(learn: Learn = () => {}) {
    this.#learn = learn;
  }

  /**
   * The document as the store keeps it.
   * @param again reads the same file, with the same files beside it
   */
  put(document: Document, again: () => Document): Document {
    const order = looseSubjects(document);
    if (order === undefined) return document;
    const packer = new TreePacker(document.text);
    const trees = [...policiesOf(order)].map((policy) => [policy, packer.pack(policy.value)] as const);
    const file: StoredFile = { text: document.text, bytes: packer.bytes(), again };
    const policies = new Map(trees.map(([policy, tree]) => [policy, { file, tree }] as const));
    const way = new Way(file, this.#policies, this.#originals);
    return new StoredDocument(document, order, policies, way, this.#learn);
  }
}

/** Holds on to nothing but what is left of the file. */
class Way implements Back {
  readonly #file: StoredFile;
  readonly #policies: Recent<StoredPolicy, Policy>;
  readonly #originals: Recent<StoredFile, Original>;

  constructor(
    file: StoredFile,
    policies: Recent<StoredPolicy, Policy>,
    originals: Recent<StoredFile, Original>,
  ) {
    this.#file = file;
    this.#policies = policies;
    this.#originals = originals;
  }

  policy(stored: StoredPolicy): Policy {
    return this.#policies.get(stored);
  }

  original(): Original {
    return this.#originals.get(this.#file);
  }
}

function readAgain({ text, again }: StoredFile): Original {
  const document = again();
  if (document.text !== text) throw new NotWritable();
  const subjects = looseSubjects(document) ?? [];
  const nodes = nodesOf([...policiesOf(subjects)].map(({ value }) => value));
  return { document, subjects, nodes };
}
