import { hclHole } from '../../syntax/hcl/tree';
import type { LocatedValue } from '../../syntax/tree';
import type { Span } from '../../text/span';
import type { RoleReference } from './canonical';
import type { ModuleFile, Resource, TerraformModule } from './module';

/** The same role, whatever version of the file it was read from. */
export function sameRole(one: Resource, other: Resource): boolean {
  return one.address === other.address && one.file.uri === other.file.uri;
}

/** The places of references, each once: some values are read more than once. */
export function spansOf(references: readonly RoleReference[]): Span[] {
  return [...new Map(references.map(({ span }) => [span.start, span])).values()];
}

/** The role of the module, made by a resource or by a module it calls, that an expression refers to. */
export function roleReferred(
  value: LocatedValue | undefined,
  module: TerraformModule,
  file: ModuleFile,
): Resource | undefined {
  const address = addressIn(value, 'aws_iam_role') ?? addressIn(value, 'module');
  return address === undefined ? undefined : module.resource(address, file);
}

/** The address of the resource of a type that an expression refers to. */
export function addressIn(value: LocatedValue | undefined, type: string): string | undefined {
  const expression = hclHole(value);
  if (expression?.form !== 'traversal' || expression.expression.includes('*')) return undefined;
  const [first, name] = expression.path;
  return first === type && name !== undefined ? `${type}.${name}` : undefined;
}
