import type { Context } from '../context';
import type { TrustPolicySubject } from '../documents/subjects';
import type { Verdict } from '../explain/explanation';
import { type Sentence, say, words } from '../explain/sentence';
import { policiesForSelf } from '../iam/evidence';
import type { Policy } from '../iam/policy';
import type { Role } from '../iam/role';
import { writtenRole } from '../iam/roleOf';
import { type AssumeRow, whoCanAssume } from '../iam/whoCanAssume';

/** The role a trust policy belongs to, as far as it is known; ARNs of templates have holes. */
export function roleInSight(subject: TrustPolicySubject, context: Context): Role | undefined {
  return writtenRole(subject, context.settings);
}

/** The role's own permissions policies, where those in sight allow it to assume itself; undefined: not known. */
export function ownPolicies(subject: TrustPolicySubject, context: Context): readonly Policy[] | undefined {
  const role = writtenRole(subject, context.settings);
  return role === undefined ? undefined : policiesForSelf(subject, role, context);
}

/** Who can assume the role of a trust policy; the role itself first. */
export function rowsOf(subject: TrustPolicySubject, context: Context): AssumeRow[] {
  return whoCanAssume(subject.policy, roleInSight(subject, context), ownPolicies(subject, context));
}

const ITSELF: Readonly<Record<Verdict, Sentence>> = {
  yes: words('itself: yes'),
  no: words('itself: no'),
  depends: words('itself: depends'),
};

/** The answer in one line: "3 principals can assume · itself: no". */
export function trustSummary(rows: readonly AssumeRow[]): Sentence {
  const others = rows.filter((row) => !row.self && row.verdict !== 'no').length;
  const self = rows.find((row) => row.self)?.verdict ?? 'depends';
  const count =
    others === 0
      ? words('No principal')
      : others === 1
        ? words('1 principal')
        : words(`${others} principals`);
  return say`${count} can assume · ${ITSELF[self]}`;
}
