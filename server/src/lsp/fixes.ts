import type { ChangeAnnotation, WorkspaceEdit } from 'vscode-languageserver';
import { plain } from '../core/explain/sentence';
import type { Finding, Fix } from '../core/rules/finding';
import type { FileEdit } from '../core/text/edit';
import type { Abilities } from './abilities';
import type { Analyst } from './analyst';
import type { OpenDocuments } from './openDocuments';
import type { FixReference, FixResult } from './protocol';
import { workspaceEdit } from './workspaceEdit';

/** A reference that has been followed: the finding as it is now, and one of its fixes. */
interface Found {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** Turns fixes into edits the client can apply. Holds nothing: a reference says all that is needed. */
export class Fixes {
  readonly #analyst: Analyst;
  readonly #open: OpenDocuments;
  readonly #can: Abilities;

  constructor(analyst: Analyst, open: OpenDocuments, can: Abilities) {
    this.#analyst = analyst;
    this.#open = open;
    this.#can = can;
  }

  /** The finding and fix a reference names, in the document as it is now; undefined when they are gone. */
  async find(reference: FixReference): Promise<Found | undefined> {
    const analysis = await this.#analyst.analyse(reference.uri);
    const finding = analysis?.findings.find(
      ({ rule, span }) => rule === reference.rule && span.start === reference.offset,
    );
    const fix = finding?.fixes().find(({ id }) => id === reference.fix);
    return finding && fix && { finding, fix };
  }

  /**
   * The edit of a referenced fix. `value` answers its question, if it asks one.
   * @param told whether the user has read its consequence where the fix was offered
   */
  async edit(reference: FixReference, value: string | undefined, told = false): Promise<FixResult> {
    const found = await this.find(reference);
    if (found === undefined) return { kind: 'changed' };
    const { fix } = found;
    if (fix.change.kind === 'question' && (value === undefined || !answers(fix.change.pattern, value))) {
      return { kind: 'refused' };
    }
    const files = fix.change.kind === 'edits' ? fix.change.files : fix.change.answer(value ?? '');
    // Whoever has just typed an answer has been told the consequence and need not confirm a second time.
    const edit = this.toEdit(files, fix.change.kind === 'edits' && !told ? annotationOf(fix) : undefined);
    return edit === undefined ? { kind: 'changed' } : { kind: 'edit', edit };
  }

  /** The core's edits for this client; undefined when a file is not in sight any more. */
  toEdit(files: readonly FileEdit[], annotation?: ChangeAnnotation): WorkspaceEdit | undefined {
    return workspaceEdit(
      files,
      this.#can,
      (uri) => this.#analyst.textOf(uri),
      (uri) => this.#open.find(uri)?.text.version ?? null,
      annotation,
    );
  }
}

/** What an unsafe fix asks the user to confirm. */
export function annotationOf(fix: Fix): ChangeAnnotation | undefined {
  if (fix.safe) return undefined;
  return {
    label: plain(fix.title),
    needsConfirmation: true,
    ...(fix.consequence && { description: plain(fix.consequence) }),
  };
}

function answers(pattern: string, value: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(value);
  } catch {
    return false;
  }
}
