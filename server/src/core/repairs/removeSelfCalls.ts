import type { TrustPolicySubject } from '../documents/subjects';
import { words } from '../explain/sentence';
import type { Fix } from '../rules/finding';
import { inFile } from './trustedEdits';

/** Takes the calls away by which a document lets its role assume itself: what made them has the role already. */
export function removeSelfCallFixes({ selfCalls = [], source }: TrustPolicySubject): Fix[] {
  if (selfCalls.length === 0) return [];
  return [
    {
      id: 'remove-action-role',
      title: words(
        selfCalls.length === 1
          ? 'Remove the role from the pipeline action'
          : 'Remove the role from the pipeline actions',
      ),
      safe: false,
      consequence: words(
        "The actions then run with the pipeline's own role, which is the same one: nothing is assumed. Actions of providers that need a role of their own must name another one.",
      ),
      change: {
        kind: 'edits',
        files: inFile(
          source,
          selfCalls.flatMap((call) => call.remove()),
        ),
      },
    },
  ];
}
