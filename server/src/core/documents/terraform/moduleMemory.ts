import { HclReader } from '../../syntax/hcl/reader';
import type { FoundPolicy } from './policies';

/** What was made of a policy, and of what else. */
interface Made {
  readonly of: readonly unknown[];
  readonly value: unknown;
}

/** What the reading of a Terraform file leaves for the reading of its next version. */
export class ModuleMemory {
  readonly reader = new HclReader();
  #surroundings: string | undefined;
  #policies: ReadonlyMap<object, FoundPolicy | undefined> = new Map();
  #made = new Map<FoundPolicy, Made>();
  #next = new Map<FoundPolicy, Made>();

  /**
   * Call before a version is read.
   * @param surroundings what blocks may depend on beside themselves; when it is not as before, all is read anew
   * @returns the policies found before that may be used again
   */
  begin(surroundings: string): ReadonlyMap<object, FoundPolicy | undefined> {
    if (surroundings !== this.#surroundings) {
      this.#policies = new Map();
      this.#made = new Map();
    }
    this.#surroundings = surroundings;
    this.#next = new Map();
    return this.#policies;
  }

  /** Call after it: what was not used is forgotten. */
  end(policies: ReadonlyMap<object, FoundPolicy | undefined>): void {
    this.#policies = policies;
    this.#made = this.#next;
  }

  /** What `make` makes of a policy: the same as before, if all it is made of is the same. */
  once<T>(policy: FoundPolicy, of: readonly unknown[], make: () => T): T {
    const before = this.#made.get(policy);
    const same = before?.of.length === of.length && of.every((each, i) => each === before.of[i]);
    const value = same ? (before.value as T) : make();
    this.#next.set(policy, { of, value });
    return value;
  }
}
