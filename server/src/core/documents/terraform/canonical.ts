import { hole, literal } from '../../syntax/pieces';
import type { Piece } from '../../syntax/tree';
import type { Span } from '../../text/span';
import {
  accountOfResource,
  type ModuleFile,
  ofDefaultProvider,
  type Resource,
  type TerraformModule,
} from './module';

/** An expression that has no value before a role of the module is there. */
export interface RoleReference {
  readonly role: Resource;
  readonly span: Span;
}

/** Shown for the account of a module that has no expression for it; not an expression that could be written. */
const UNNAMED_ACCOUNT = 'the account it is deployed in';

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

/** `arn:PARTITION:iam::ACCOUNT`, with which the ARN of a resource of IAM begins. */
export function iamArn(module: TerraformModule, resource: Resource, span: Span): readonly Piece[] {
  const { partition } = module;
  return [
    literal('arn:', span),
    'literal' in partition ? literal(partition.literal, span) : hole(partition.expression, span),
    literal(':iam::', span),
    hole(accountOfResource(module, resource) ?? UNNAMED_ACCOUNT, span),
  ];
}

const OIDC_PROVIDER = 'aws_iam_openid_connect_provider';

/** The OIDC provider, made by the module or looked up, whose ARN an expression names. */
export function oidcProviderAt(
  path: readonly string[],
  module: TerraformModule,
  file: ModuleFile,
): Resource | undefined {
  const [type, name = '', ...rest] = path[0] === 'data' ? path.slice(1) : path;
  if (type !== OIDC_PROVIDER || rest.filter((step) => step !== '[]').join('.') !== 'arn') return undefined;
  return (path[0] === 'data' ? module.dataSource : module.resource)(`${type}.${name}`, file);
}
