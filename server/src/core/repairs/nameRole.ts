import type { TrustPolicySubject } from '../documents/subjects';
import { type Sentence, say, series, words } from '../explain/sentence';
import { statementConditions } from '../iam/conditionWords';
import type { Statement } from '../iam/policy';
import type { Fix } from '../rules/finding';
import { knownString, propertyOf } from '../syntax/tree';
import type { TextEdit } from '../text/edit';
import { type RoleToName, roleFix } from './askRole';
import { inFile } from './trustedEdits';

/**
 * Lets a role assume itself by naming its own ARN in the trust policy. The right repair for a role that exists:
 * IAM resolves the ARN when the policy is saved, so it cannot be named before the role is there.
 * Source: AWS Security Blog, 2022-09-21, "Announcing an update to IAM role trust policy behavior".
 */
export function nameRoleFixes(role: RoleToName): Fix[] {
  const suitable = role.subject.policy.statements.filter(canTakeRole);
  const open = suitable.find((statement) => !isConditional(statement));
  const conditional = suitable.find(isConditional);
  if (open !== undefined) return [nameIn(role, 'name-role', open)];
  if (conditional === undefined) return [nameIn(role, 'name-role', undefined)];
  return [nameIn(role, 'name-role-separately', undefined), nameIn(role, 'name-role', conditional)];
}

function nameIn(role: RoleToName, id: string, statement: Statement | undefined): Fix {
  const where =
    statement === undefined ? say`in a statement of its own` : say`in statement ${statement.number}`;
  return roleFix(role, {
    id,
    title: (arn) => say`Name ${arn} ${where}, so that the role may assume itself`,
    consequence: consequenceOf(statement),
    edits: (arn) => inFile(role.subject.source, edit(role.subject, arn, statement)),
  });
}

const GENERAL = words(
  'The role must exist before this policy is saved. Removing the call is better where the code already runs as this role.',
);

function consequenceOf(statement: Statement | undefined): Sentence {
  if (statement === undefined || !isConditional(statement)) return GENERAL;
  const conditions = series(statementConditions(statement));
  return say`The statement's conditions will be required of the role too: ${conditions}. ${GENERAL}`;
}

function isConditional({ conditions, conditionsInFull }: Statement): boolean {
  return conditions.length > 0 || !conditionsInFull;
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
  if (statement === undefined) {
    return addStatement(subject, { Effect: 'Allow', Principal: { AWS: arn }, Action: 'sts:AssumeRole' });
  }
  const { edits } = subject.source;
  const principal = statement.principal?.entry.value;
  if (principal?.kind !== 'object') return [];
  const named = propertyOf(principal, 'AWS');
  return named === undefined ? edits.set(principal, 'AWS', arn) : edits.append(named, [arn]);
}

/** Adds a statement at the end of a policy. */
export function addStatement(
  { source: { edits }, policy }: TrustPolicySubject,
  statement: Readonly<Record<string, string | object>>,
): TextEdit[] {
  const written = statement as Parameters<typeof edits.append>[1][number];
  return policy.statementList === undefined
    ? edits.set(policy.value, 'Statement', [written])
    : edits.append(policy.statementList, [written]);
}
