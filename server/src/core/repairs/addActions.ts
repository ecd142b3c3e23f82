import type { TrustPolicySubject } from '../documents/subjects';
import { type Sentence, say, series } from '../explain/sentence';
import type { TrustAction } from '../iam/actions';
import type { Statement } from '../iam/policy';
import type { Fix } from '../rules/finding';
import { inFile } from './trustedEdits';

/** A fix that adds actions to a statement's `Action`. None when the statement has no such element. */
export function addActionsFix(
  subject: TrustPolicySubject,
  statement: Statement,
  actions: readonly TrustAction[],
  consequence: Sentence,
): Fix[] {
  const list = statement.action?.entry.value;
  if (list === undefined) return [];
  return [
    {
      id: 'add-action',
      title: say`Add ${series(actions.map((action) => say`${action}`))}`,
      safe: false,
      consequence,
      change: { kind: 'edits', files: inFile(subject.source, subject.source.edits.append(list, actions)) },
    },
  ];
}
