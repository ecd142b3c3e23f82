import type { TrustPolicySubject } from '../documents/subjects';
import { type Sentence, say } from '../explain/sentence';
import { ROLE_ARN } from '../iam/arn';
import type { Fix } from '../rules/finding';
import type { FileEdit } from '../text/edit';

/** A repair that writes the ARN of the role, which may not be known yet. */
export interface RoleRepair {
  readonly id: string;
  /** What it does, with the ARN it writes or, when that is asked for, with words for it. */
  readonly title: (role: Sentence) => Sentence;
  readonly consequence: Sentence;
  readonly edits: (arn: string) => readonly FileEdit[];
}

/** What a repair needs to know of the role. */
export interface RoleToName {
  readonly subject: TrustPolicySubject;
  /** Undefined: ask. */
  readonly arn: string | undefined;
  readonly candidates: readonly string[];
}

/** The repair as a fix: with the ARN where it is known, as a question where not. It widens trust: never safe. */
export function roleFix({ arn, candidates }: RoleToName, repair: RoleRepair): Fix {
  const { id, title, consequence, edits } = repair;
  if (arn !== undefined) {
    return {
      id,
      safe: false,
      consequence,
      title: title(say`${arn}`),
      change: { kind: 'edits', files: edits(arn) },
    };
  }
  return {
    id,
    safe: false,
    consequence,
    title: say`${title(say`the role's own ARN`)}…`,
    change: {
      kind: 'question',
      prompt: say`The ARN of the role this trust policy belongs to`,
      candidates,
      pattern: ROLE_ARN.source,
      hint: say`A role ARN looks like ${'arn:aws:iam::111122223333:role/RoleName'}.`,
      answer: edits,
    },
  };
}
