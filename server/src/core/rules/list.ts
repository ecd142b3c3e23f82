import type { AnyRule } from './rule';

/** Every rule, in the order the documentation shows them. Adding a rule is adding its file and a line here. */
export const RULES: readonly AnyRule[] = [];
