import type { Span } from '../../text/span';
import { type ModuleFile, ofDefaultProvider, type Resource, type TerraformModule } from './module';

/** An expression that has no value before a role of the module is there. */
export interface RoleReference {
  readonly role: Resource;
  readonly span: Span;
}

/** Shown for the account of a module that has no expression for it; not an expression that could be written. */
export const UNNAMED_ACCOUNT = 'the account it is deployed in';

/**
 * An expression in the one spelling by which it is compared: every data source for the account of the default provider
 * says the same, whatever its name.
 */
export function canonical(expression: string, module: TerraformModule, file: ModuleFile): string {
  const { account, partition } = module;
  const named = /^data\.(aws_caller_identity|aws_partition)\.([\w-]+)(?:\[0\])?\.(\w+)$/.exec(expression);
  if (named === null) return expression;
  const [, type, name, attribute] = named;
  const declared = module.dataSource(`${type}.${name}`, file);
  if (declared !== undefined && !ofDefaultProvider(declared)) return expression;
  if (attribute === 'account_id') return account ?? expression;
  return attribute === 'partition' && 'expression' in partition ? partition.expression : expression;
}
