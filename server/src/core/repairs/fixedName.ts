import type { TrustPolicySubject } from '../documents/subjects';
import { say, words } from '../explain/sentence';
import type { Role } from '../iam/role';
import { shown } from '../iam/value';
import type { Fix } from '../rules/finding';
import { inFile } from './trustedEdits';

/** What IAM takes as a role's name. Source: IAM API Reference, "CreateRole". */
const NAME = '[\\w+=,.@-]{1,64}';
const EXAMPLE = 'ExampleRole';

/**
 * A fix that needs the role's ARN, for a role whose name the deployment makes up: asks for a fixed name, which the same
 * edit gives the role.
 * @param fix for an ARN; undefined or empty where it cannot be made
 */
export function withFixedName(
  subject: TrustPolicySubject,
  role: Role,
  fix: (arn: string) => Fix | undefined,
): Fix[] {
  const { resource } = subject.role;
  const setName = resource?.setName;
  if (resource === undefined || setName === undefined) return [];
  const arnOf = (name: string) => shown(role.text).replace(`\${${resource.id}}`, () => name);
  const sample = fix(arnOf(EXAMPLE));
  if (sample?.change.kind !== 'edits') return [];
  return [
    {
      id: `name-and-${sample.id}`,
      title: say`Give the role ${resource.id} a fixed name, and trust its account where the caller is this role…`,
      safe: false,
      consequence: words(
        'The deployment then needs the capability CAPABILITY_NAMED_IAM. A role that exists already is replaced by a new one of that name. The role needs sts:AssumeRole on itself in an identity-based policy; where this file has a policy of the role, that one gets it.',
      ),
      change: {
        kind: 'question',
        prompt: say`A fixed name for the role ${resource.id}`,
        candidates: [resource.id],
        pattern: NAME,
        hint: words('A role name has up to 64 letters, digits and characters of +=,.@-_.'),
        answer(name) {
          const made = fix(arnOf(name));
          const edits = made?.change.kind === 'edits' ? made.change.files.flatMap((file) => file.edits) : [];
          return inFile(subject.source, [...setName(name), ...edits]);
        },
      },
    },
  ];
}

/**
 * The fix once more, with a note for scanners that would report it. Checkov's CKV_AWS_61 reports every trust in an
 * account's root, whatever condition stands beside it.
 */
export function withExcuse(subject: TrustPolicySubject, fix: Fix): Fix[] {
  const excuse = subject.role.resource?.excuse;
  if (excuse === undefined || fix.change.kind !== 'edits') return [];
  const reason = 'The condition on aws:PrincipalArn limits this trust to the role itself';
  const edits = fix.change.files.flatMap((file) => file.edits);
  return [
    {
      ...fix,
      id: `${fix.id}-for-scanners`,
      title: say`${fix.title}, and tell Checkov and KICS why`,
      consequence: say`${fix.consequence ?? words('')} Both report trust in an account whatever condition stands beside it. Checkov then leaves this check out for the role, and KICS says nothing of the whole role.`,
      change: { kind: 'edits', files: inFile(subject.source, [...edits, ...excuse('CKV_AWS_61', reason)]) },
    },
  ];
}
