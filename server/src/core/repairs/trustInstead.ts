import type { Context } from '../context';
import type { TrustPolicySubject } from '../documents/subjects';
import { say } from '../explain/sentence';
import { ownAccount } from '../iam/ownAccount';
import type { Statement } from '../iam/policy';
import { accountsIn } from '../iam/roleOf';
import { onlyAws } from '../iam/trusted';
import type { Fix } from '../rules/finding';
import type { TextEdit } from '../text/edit';
import { addCondition, inFile } from './trustedEdits';

/**
 * Trusts one account in place of everybody; asks which.
 * @param edits the edits that write the account's root ARN
 */
export function trustAccountFix(
  subject: TrustPolicySubject,
  context: Context,
  edits: (rootArn: string) => readonly TextEdit[],
): Fix {
  const own = ownAccount(subject, context);
  const accounts = own === undefined ? accountsIn(subject) : [own];
  const partition = accounts[0]?.partition ?? 'aws';
  return {
    id: 'trust-account',
    title: say`Trust one account…`,
    safe: false,
    consequence: say`In place of everybody, the callers of that account can then assume the role, if their identity-based policies allow sts:AssumeRole on it.`,
    change: {
      kind: 'question',
      prompt: say`The ID of the account to trust`,
      candidates: accounts.map(({ account }) => account),
      pattern: '^\\d{12}$',
      hint: say`An account ID has 12 digits.`,
      answer: (id) => inFile(subject.source, edits(`arn:${partition}:iam::${id}:root`)),
    },
  };
}

/**
 * Lets in the callers of one organization only; asks which. None where services or users of identity providers are
 * in the statement, who are in no organization, or where it tests the organization already.
 */
export function requireOrganizationFix(subject: TrustPolicySubject, statement: Statement): Fix[] {
  const edits = (id: string) => addCondition(subject, statement, 'StringEquals', 'aws:PrincipalOrgID', id);
  if (!onlyAws(statement) || edits('') === undefined) return [];
  return [
    {
      id: 'require-organization',
      title: say`Let in one organization only…`,
      safe: false,
      consequence: say`Callers from outside of the organization can then no longer assume the role by this statement; those inside can as before.`,
      change: {
        kind: 'question',
        prompt: say`The ID of the organization`,
        candidates: [],
        pattern: '^o-[a-z0-9]{10,32}$',
        hint: say`An organization ID looks like ${'o-a1b2c3d4e5'}.`,
        answer: (id) => inFile(subject.source, edits(id) ?? []),
      },
    },
  ];
}
