import type { Context } from '../context';
import type { TrustPolicySubject } from '../documents/subjects';
import { roleArnFor } from '../settings';
import { sameSet, survey } from '../survey';
import { known } from '../syntax/tree';
import { parseArn } from './arn';
import { roleOf } from './roleOf';

export interface Account {
  /** Undefined when only the account ID is known. */
  readonly partition: string | undefined;
  /** Twelve digits. */
  readonly account: string;
}

/** The account a trust policy's role is in: what the document or the settings say. Undefined: unknown. */
export function ownAccount(subject: TrustPolicySubject, context: Context): Account | undefined {
  const role = roleOf(subject, context.settings);
  if (role !== undefined) return role;
  const arn = parseArn((subject.role.arn && known(subject.role.arn)) ?? '');
  const account = arn?.account ?? (subject.role.account && known(subject.role.account));
  return account !== undefined && /^\d{12}$/.test(account)
    ? { partition: arn?.partition, account }
    : undefined;
}

/** The accounts of every role in sight: those are one's own, so nobody there is a third party. */
export const accountsOfRoles: (context: Context) => ReadonlySet<string> = survey(
  'trustPolicy',
  (subjects, settings) => {
    const found = new Set<string>();
    for (const { role, source } of subjects) {
      const arn = (role.arn && known(role.arn)) ?? roleArnFor(settings, source.uri);
      const account = parseArn(arn ?? '')?.account;
      if (account !== undefined) found.add(account);
    }
    return found;
  },
  sameSet,
);
