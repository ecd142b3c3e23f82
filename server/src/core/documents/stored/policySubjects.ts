import type { Policy } from '../../iam/policy';
import type { Document } from '../document';
import type { IdentityPolicySubject, Subject, TrustPolicySubject } from '../subjects';

export type PolicySubject = TrustPolicySubject | IdentityPolicySubject;

/** Whether a subject is a policy of either kind. */
export function isPolicy(subject: Subject): subject is PolicySubject {
  return subject.kind === 'trustPolicy' || subject.kind === 'identityPolicy';
}

/** Every policy subject of a document, those that belong to roles among them, each once and always in the same order. */
export function policySubjects({ subjects }: Document): readonly PolicySubject[] {
  const all = subjects
    .filter(isPolicy)
    .flatMap((subject) =>
      subject.kind === 'trustPolicy' ? [subject, ...subject.identityPolicies] : [subject],
    );
  return [...new Set(all)];
}

/** Their policies, each once: several roles may have one. */
export function policiesOf(subjects: readonly PolicySubject[]): ReadonlySet<Policy> {
  return new Set(subjects.map(({ policy }) => policy));
}
