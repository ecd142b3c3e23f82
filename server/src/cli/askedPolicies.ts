import { openDocument } from '../core/documents/open';
import { type Policy, readPolicy } from '../core/iam/policy';
import { json } from '../core/syntax/json';
import { known, propertyOf } from '../core/syntax/tree';
import { type LineColumn, LineIndex } from '../core/text/lineIndex';
import { collect } from './files/collect';
import { visible } from './files/names';
import type { SettingsFinder } from './files/settings';
import type { SourceFile } from './files/sourceFile';
import type { Terminal } from './terminal';

/** A place in one of the files of a question. */
export interface FilePlace extends LineColumn {
  readonly file: string;
}

/**
 * The texts that a question is answered from, laid behind each other, so that an offset says which file it is of: the
 * evaluator's steps know offsets only.
 */
export class AskedFiles {
  readonly #files: { readonly name: string; readonly start: number; readonly lines: LineIndex }[] = [];
  #end = 0;

  /** @returns where the text begins among all of them */
  add(name: string, text: string): number {
    const start = this.#end;
    this.#files.push({ name, start, lines: new LineIndex(text) });
    this.#end = start + text.length + 1;
    return start;
  }

  /** The place of an offset, as a step of the answer has it. */
  at(offset: number): FilePlace | undefined {
    const found = this.#files.findLast(({ start }) => start <= offset);
    return found && { file: found.name, ...found.lines.at(offset - found.start) };
  }
}

/**
 * The permissions policies in files, for a question: bare ones, and those in IAM output, except what belongs to a role
 * that is not the caller.
 * @param owner the caller's ARN, where it is a role's
 * @returns undefined when a file cannot be read or holds none; that has been said on stderr then
 */
export function readPolicies(
  paths: readonly string[],
  owner: string | undefined,
  files: AskedFiles,
  settings: SettingsFinder,
  terminal: Terminal,
): Policy[] | undefined {
  const policies: Policy[] = [];
  for (const path of paths) {
    const collection = collect([path], 'stdin', settings, terminal);
    const found = [...collection.files].flatMap((file) => policiesIn(file, owner, files));
    if (collection.incomplete()) return undefined;
    if (found.length === 0) {
      terminal.err(`${visible(path)}: there is no permissions policy here.\n`);
      return undefined;
    }
    policies.push(...found);
  }
  return policies;
}

function policiesIn({ name, uri, text }: SourceFile, owner: string | undefined, files: AskedFiles): Policy[] {
  // White space in front is no part of JSON's meaning, and moves every offset behind those of the other files.
  const moved = ' '.repeat(files.add(name, text)) + text;
  const { root, subjects } = openDocument({ uri, text: moved });
  const attached = subjects
    .filter((subject) => subject.kind === 'identityPolicy')
    .filter(({ attachedTo }) => {
      const arn = attachedTo?.arn && known(attachedTo.arn);
      return arn === undefined || owner === undefined || arn === owner;
    });
  if (attached.length > 0 || subjects.length > 0) return attached.map(({ policy }) => policy);
  const tree = root ?? json.parse(moved).root;
  return tree?.kind === 'object' && propertyOf(tree, 'Statement') !== undefined ? [readPolicy(tree)] : [];
}
