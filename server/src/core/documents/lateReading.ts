import type { Problem } from '../syntax/syntax';
import type { LocatedValue } from '../syntax/tree';
import type { Reading } from './kind';
import type { Subject } from './subjects';

/**
 * A reading whose tree is made when somebody asks. A class: an object with a getter of its own would have a shape of its
 * own, and every such shape holds on to the one before, with all that its getter sees.
 */
export class LateReading implements Reading {
  readonly subjects: readonly Subject[];
  readonly problems: readonly Problem[];
  readonly #make: () => LocatedValue | undefined;

  constructor({ subjects, problems }: Omit<Reading, 'root'>, make: () => LocatedValue | undefined) {
    this.subjects = subjects;
    this.problems = problems;
    this.#make = make;
  }

  get root(): LocatedValue | undefined {
    return this.#make();
  }
}
