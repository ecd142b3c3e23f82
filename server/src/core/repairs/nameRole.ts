import type { TrustPolicySubject } from '../documents/subjects';
import { say, series } from '../explain/sentence';
import { ROLE_ARN } from '../iam/arn';
import { conditionWords } from '../iam/conditionWords';
import type { Statement } from '../iam/policy';
import type { Fix } from '../rules/finding';
import { knownString, propertyOf } from '../syntax/tree';
import type { TextEdit } from '../text/edit';

/**
 * Lets a role assume itself by naming its own ARN in the trust policy. The right repair for a role that exists:
 * IAM resolves the ARN when the policy is saved, so it cannot be named before the role is there.
 * Source: AWS Security Blog, 2022-09-21, "Announcing an update to IAM role trust policy behavior".
 */
export function nameRoleFixes(
  subject: TrustPolicySubject,
  arn: string | undefined,
  candidates: readonly string[],
): Fix[] {
  const suitable = subject.policy.statements.filter(canTakeRole);
  const open = suitable.find((statement) => statement.conditions.length === 0);
  const conditional = suitable.find((statement) => statement.conditions.length > 0);
  if (open !== undefined) return [fix('name-role', open)];
  if (conditional !== undefined) return [fix('name-role-separately'), fix('name-role', conditional)];
  return [fix('name-role')];

  function fix(id: string, statement?: Statement): Fix {
    const edits = (value: string) => [{ uri: subject.source.uri, edits: edit(subject, value, statement) }];
    const where =
      statement === undefined ? say`in a statement of its own` : say`in statement ${statement.number}`;
    const shared = { id, safe: false, consequence: consequenceOf(statement) };
    if (arn !== undefined) {
      const title = say`Name ${arn} ${where}, so that the role may assume itself`;
      return { ...shared, title, change: { kind: 'edits', files: edits(arn) } };
    }
    return {
      ...shared,
      title: say`Name the role's own ARN ${where}, so that the role may assume itself…`,
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
}

function consequenceOf(statement: Statement | undefined) {
  const general = say`The role must exist before this policy is saved. Removing the call is better where the code already runs as this role.`;
  if (statement === undefined || statement.conditions.length === 0) return general;
  const conditions = series(statement.conditions.map(conditionWords));
  return say`The statement's conditions will be required of the role too: ${conditions}. ${general}`;
}

/** Whether a statement lets AWS principals call sts:AssumeRole, so that one more may stand in it. */
function canTakeRole(statement: Statement): boolean {
  const actions = (statement.action?.values ?? []).map((value) => knownString(value)?.toLowerCase());
  return (
    statement.effect === 'Allow' &&
    statement.principal?.entry.value?.kind === 'object' &&
    statement.resource === undefined &&
    actions.some(
      (action) => action === 'sts:assumerole' || action === 'sts:assumerole*' || action === 'sts:*',
    ) &&
    propertyOf(statement.principal.entry.value, 'AWS')?.kind !== 'hole'
  );
}

function edit(subject: TrustPolicySubject, arn: string, statement: Statement | undefined): TextEdit[] {
  const { edits } = subject.source;
  const { policy } = subject;
  if (statement === undefined) {
    const added = { Effect: 'Allow', Principal: { AWS: arn }, Action: 'sts:AssumeRole' };
    return policy.statementList === undefined
      ? edits.set(policy.value, 'Statement', [added])
      : edits.append(policy.statementList, [added]);
  }
  const principal = statement.principal?.entry.value;
  if (principal?.kind !== 'object') return [];
  const named = propertyOf(principal, 'AWS');
  return named === undefined ? edits.set(principal, 'AWS', arn) : edits.append(named, [arn]);
}
