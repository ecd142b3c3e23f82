import type { Step } from '../../../server/src/core/explain/explanation';
import { plain } from '../../../server/src/core/explain/sentence';
import { type Policy, readPolicy } from '../../../server/src/core/iam/policy';
import { json } from '../../../server/src/core/syntax/json';

/** The Policy of a JSON value, or of JSON text, read by the product's own JSON syntax. */
export function policyOf(value: unknown): Policy {
  const { root } = json.parse(typeof value === 'string' ? value : JSON.stringify(value));
  if (root?.kind !== 'object') throw new Error('not a policy');
  return readPolicy(root);
}

/** A trust policy of these statements, Version 2012-10-17. */
export function trust(...statements: readonly object[]): Policy {
  return policyOf({ Version: '2012-10-17', Statement: statements });
}

/** All sentences of a tree of steps, in order. */
export function sentences(steps: readonly Step[]): string[] {
  return steps.flatMap((step) => [plain(step.sentence), ...sentences(step.steps ?? [])]);
}
