import { oncePer } from '../../once';
import type { LocatedValue } from '../../syntax/tree';
import type { Policy } from '../policy';
import type { Breadth, SubjectPattern } from './breadth';
import { breadthOf } from './provider';
import { type ClaimTest, narrowedBeside, type OidcTrust, oidcTrusts } from './trusts';

/** A value that a provider's subjects are compared with, and what it matches. */
export interface SubjectValue {
  readonly trust: OidcTrust;
  readonly test: ClaimTest;
  readonly node: LocatedValue;
  readonly text: string;
  /** Its place among the values of the clause, from 0. */
  readonly position: number;
  readonly pattern: SubjectPattern;
  readonly breadth: Breadth;
  /** Whether the subjects it matches are let in as they are, with no other test to narrow them. */
  readonly decides: boolean;
}

/** Every known value that a policy's Allow statements ask of a provider's `sub` claim, in the order of the text. */
export const subjectsIn: (policy: Policy) => readonly SubjectValue[] = oncePer((policy) =>
  oidcTrusts(policy).flatMap((trust) =>
    trust.tests
      .filter((test) => test.claim === 'sub' && test.limits)
      .flatMap((test) => valuesOf(trust, test)),
  ),
);

function valuesOf(trust: OidcTrust, test: ClaimTest): SubjectValue[] {
  const { id, pattern: form, ignoreCase = false } = test.operator.family;
  // ARN operators compare text with six parts only, which no subject has.
  if (form === undefined || id !== 'string') return [];
  const decides = trust.complete && !narrowedBeside(trust, test);
  return test.values.flatMap(({ node, text }, position) => {
    if (text === undefined) return [];
    const pattern = { text, wild: form === 'wild', ignoreCase };
    const breadth = breadthOf(trust.provider, pattern);
    return [{ trust, test, node, text, position, pattern, breadth, decides }];
  });
}
