import { say, words } from '../explain/sentence';
import type { Fix } from '../rules/finding';
import { allowSelf } from './allowSelfAssume';
import { type RoleToName, roleFix } from './askRole';
import { addStatement, nameRoleFixes } from './nameRole';
import { inFile } from './trustedEdits';
import { rootOfRole } from './writable';

/**
 * Every way to let a role assume itself, the right one for a role that exists first: name it; trust its account on the
 * condition that the caller is the role; trust everyone on that condition.
 */
export function grantSelfFixes(role: RoleToName): Fix[] {
  // Where the ARN has expressions in it the document creates the role: IAM could not look it up yet.
  if (role.arn?.includes('${')) return [viaAccount(role)];
  return [...nameRoleFixes(role), viaAccount(role), ...(role.arn === undefined ? [] : [viaEveryone(role)])];
}

/**
 * Works before the role exists, since ARNs in conditions are not resolved. Trust in an account leaves it to the
 * account to pass the permission on, so the role also needs a permissions policy; the same edit adds it where one
 * stands in the same file. Source: IAM User Guide, "AWS JSON policy elements: Principal".
 */
function viaAccount(role: RoleToName): Fix {
  const { subject, arn } = role;
  const needs = arn !== undefined && allowSelf(subject, arn).length > 0;
  return roleFix(role, {
    id: 'trust-account-for-role',
    title: (own) => say`Trust the role's account where the caller is ${own}`,
    consequence: needs
      ? words(
          'The role also gets sts:AssumeRole on itself in its permissions policy here, which it needs then.',
        )
      : words(
          'The role then also needs sts:AssumeRole on itself in an identity-based policy. It works before the role exists.',
        ),
    edits: (own) =>
      inFile(subject.source, [
        ...addStatement(subject, conditional(rootOf(own), own)),
        ...allowSelf(subject, own),
      ]),
  });
}

function viaEveryone(role: RoleToName): Fix {
  return roleFix(role, {
    id: 'trust-everyone-as-role',
    title: (own) => say`Trust everyone where the caller is ${own}`,
    consequence: words(
      'Only the condition keeps others out: one mistyped character in it may open the role to every AWS account, and neither a permissions boundary nor a session policy of the role limits such a grant. Scanners report it.',
    ),
    edits: (own) => inFile(role.subject.source, addStatement(role.subject, conditional('*', own))),
  });
}

function conditional(principal: string, own: string) {
  return {
    Effect: 'Allow',
    Principal: { AWS: principal },
    Action: 'sts:AssumeRole',
    Condition: { ArnEquals: { 'aws:PrincipalArn': own } },
  };
}

function rootOf(arn: string): string {
  return rootOfRole(arn) ?? 'arn:aws:iam:::root';
}

/** Says outright that the role may not assume itself: also for a role that AWS still carries on its allow-list. */
export function denySelfFix(role: RoleToName): Fix {
  return roleFix(role, {
    id: 'deny-self',
    title: (own) => say`Deny ${own} explicitly, so that the role never assumes itself`,
    consequence: words(
      'Code that still assumes the role with its own credentials is denied from then on, whatever other policies allow. The role must exist before this policy is saved.',
    ),
    edits: (own) =>
      inFile(
        role.subject.source,
        addStatement(role.subject, { Effect: 'Deny', Principal: { AWS: own }, Action: 'sts:AssumeRole' }),
      ),
  });
}
