import type { Policy } from '../../iam/policy';
import type { Document } from '../document';
import type {
  ConfigFileSubject,
  ConfigSectionSubject,
  IdentityPolicySubject,
  ProfileSubject,
  Subject,
  TrustPolicySubject,
} from '../subjects';

export type PolicySubject = TrustPolicySubject | IdentityPolicySubject;
/** A subject that its file's tree is not a part of. */
export type LooseSubject = Exclude<Subject, ConfigFileSubject | ConfigSectionSubject | ProfileSubject>;

/**
 * Every subject of a document, those that belong to roles among them, each once and always in the same order; undefined
 * for AWS config, whose subjects are most of its tree.
 */
export function looseSubjects({ subjects }: Document): readonly LooseSubject[] | undefined {
  const all = new Set<LooseSubject>();
  for (const subject of subjects) {
    switch (subject.kind) {
      case 'profile':
      case 'configSection':
      case 'configFile':
        return undefined;
      case 'trustPolicy':
        all.add(subject);
        for (const each of subject.identityPolicies) all.add(each);
        break;
      default:
        all.add(subject);
    }
  }
  return [...all];
}

/** Whether a subject is a policy of either kind. */
export function isPolicy(subject: Subject): subject is PolicySubject {
  return subject.kind === 'trustPolicy' || subject.kind === 'identityPolicy';
}

/** The policies among them, each once: several roles may have one. */
export function policiesOf(subjects: readonly LooseSubject[]): ReadonlySet<Policy> {
  return new Set(subjects.filter(isPolicy).map(({ policy }) => policy));
}
