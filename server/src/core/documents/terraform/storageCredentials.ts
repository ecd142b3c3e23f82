import { attributeOf, blocksOf } from '../../syntax/hcl/tree';
import { readable } from '../../syntax/tree';
import type { SelfCall } from '../subjects';
import type { Placed, Resource, TerraformModule } from './module';
import { roleReferred } from './references';
import { Values } from './values';

/**
 * The storage credentials of Databricks' Unity Catalog that use a role of the module: by the role, the places that name
 * its ARN. Unity Catalog has such roles assume themselves.
 * Source: Terraform Registry, Databricks provider, resource databricks_storage_credential.
 */
export function storageCredentials(
  module: TerraformModule,
  roles: readonly Resource[],
): ReadonlyMap<Resource, readonly Placed[]> {
  const found = new Map<Resource, Placed[]>();
  for (const { type, block, file } of module.resources) {
    if (type !== 'databricks_storage_credential') continue;
    for (const inner of blocksOf(block, 'aws_iam_role')) {
      const value = attributeOf(inner, 'role_arn')?.value;
      if (value === undefined) continue;
      const role = roleAt({ value, file }, module, roles);
      if (role !== undefined) found.set(role, [...(found.get(role) ?? []), { value, file }]);
    }
  }
  return found;
}

function roleAt(
  { value, file }: Placed,
  module: TerraformModule,
  roles: readonly Resource[],
): Resource | undefined {
  const referred = roleReferred(value, module, file);
  if (referred !== undefined) return referred;
  const written = new Values(module, file).text(value);
  const arn = written && readable(written);
  return roles.find((role) => readable(new Values(module, role.file).roleArn(role, value.span)) === arn);
}

/** The same as calls by which the role would assume itself. @param uri of the trust policy */
export function selfCallsOf(credentials: readonly Placed[], uri: string): SelfCall[] {
  return credentials.map(({ value: { span }, file }) => ({
    by: 'storageCredential',
    span,
    ...(file.uri !== uri && { uri: file.uri }),
    // It needs the role.
    remove: () => [],
  }));
}
