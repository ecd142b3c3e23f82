import { openDocument } from '../../../server/src/core/documents/open';
import type { Subject, TrustPolicySubject } from '../../../server/src/core/documents/subjects';
import { readable } from '../../../server/src/core/syntax/tree';

export const ARN = 'arn:aws:iam::111122223333:role/App';

export const open = (file: string, text: string) => openDocument({ uri: `file:///${file}`, text });

export const trusts = (file: string, text: string) =>
  open(file, text).subjects.filter((each): each is TrustPolicySubject => each.kind === 'trustPolicy');

/** The first principal of a policy, as text. */
export function principal(subject: Subject | undefined): string | undefined {
  if (subject?.kind !== 'trustPolicy') return undefined;
  const value = subject.policy.statements[0]?.principal?.groups[0]?.values[0];
  return value?.kind === 'string' ? readable(value.text) : undefined;
}

export const policy = (arn: string) =>
  `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "${arn}"}, "Action": "sts:AssumeRole"}]}`;
