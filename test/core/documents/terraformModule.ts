import { openDocument } from '../../../server/src/core/documents/open';
import type { IdentityPolicySubject, TrustPolicySubject } from '../../../server/src/core/documents/subjects';
import { readable, type Text } from '../../../server/src/core/syntax/tree';

/** The folder of the module. */
export const ROOT = 'file:///module/';

/** The subjects of one file of a module. */
export function subjectsOf(files: Readonly<Record<string, string>>, name = 'main.tf') {
  const folder = { files: Object.entries(files).map(([each, text]) => ({ uri: ROOT + each, text })) };
  const document = openDocument({ uri: ROOT + name, text: files[name] ?? '', folder });
  return {
    document,
    trusts: document.subjects.filter((s): s is TrustPolicySubject => s.kind === 'trustPolicy'),
    identities: document.subjects.filter((s): s is IdentityPolicySubject => s.kind === 'identityPolicy'),
  };
}

/** A text with its holes as they are written. */
export const shown = (text: Text | undefined) => text && readable(text);

/** The account that the module is for. */
export const ACCOUNT = 'data "aws_caller_identity" "me" {}\n';

/** A role whose trust policy names one AWS principal, by an expression. */
export const role = (principal: string, name = '"app"', more = '') => `resource "aws_iam_role" "app" {
  name = ${name}
${more}
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Principal = { AWS = ${principal} }, Action = "sts:AssumeRole" }]
  })
}
`;
