import { parseHcl } from '../../syntax/hcl';
import { attributeOf, blocksOf } from '../../syntax/hcl/tree';
import { plainTextEdits } from '../../syntax/plainText';
import { knownString } from '../../syntax/tree';
import type { Opened } from '../kind';
import type { AssumeRoleCallSubject } from '../subjects';
import { isTerraform } from '../terraform/namedFiles';

/** UTF-16 code units: providers stand in short files. */
const LONGEST_FILE = 1_000_000;
/** Arguments that give the provider credentials of another kind. */
const OTHERS = [
  'access_key',
  'shared_config_files',
  'shared_credentials_file',
  'shared_credentials_files',
] as const;

/**
 * Providers `aws` of a Terraform configuration that name a profile and assume a role with it. Only the first role of a
 * chain is assumed with the profile's credentials; a session policy is a reason to assume it.
 * Source: Terraform Registry, AWS provider, "Authentication and Configuration" and "Version 4 Upgrade Guide" (with a
 * profile, environment variables do not count).
 */
export function providerCalls({ uri, text }: Opened): AssumeRoleCallSubject[] {
  if (!isTerraform(uri) || text.length > LONGEST_FILE) return [];
  if (!text.includes('profile') || !/\bassume_role\b/.test(text) || !/\bprovider\b/.test(text)) return [];
  const calls: AssumeRoleCallSubject[] = [];
  for (const block of parseHcl(text).items) {
    if (block.kind !== 'block' || block.type !== 'provider' || block.labels[0] !== 'aws') continue;
    const [assumed] = blocksOf(block, 'assume_role');
    const value = assumed && attributeOf(assumed, 'role_arn')?.value;
    const profile = attributeOf(block, 'profile')?.value;
    const [role, name] = [knownString(value), knownString(profile)];
    if (assumed === undefined || value === undefined || profile === undefined || !role || !name) continue;
    if (OTHERS.some((each) => attributeOf(block, each) !== undefined)) continue;
    if (['policy', 'policy_arns'].some((each) => attributeOf(assumed, each) !== undefined)) continue;
    calls.push({
      kind: 'assumeRoleCall',
      source: { uri, edits: plainTextEdits },
      span: value.span,
      role,
      command: 'terraform',
      credentials: { kind: 'profile', name, span: profile.span },
      withoutRole: [],
    });
  }
  return calls;
}
