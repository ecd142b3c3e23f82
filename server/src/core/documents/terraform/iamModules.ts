import { oncePer } from '../../once';
import { attributeOf, type HclAttribute, type HclBlock } from '../../syntax/hcl/tree';
import { literal } from '../../syntax/pieces';
import { knownString, type LocatedObject, type LocatedValue, propertyOf } from '../../syntax/tree';
import { statementsOfRole } from './iamRoleModule';
import type { Resource } from './module';
import { GITHUB, Given, OPEN_CONDITIONS, subjectOf } from './moduleArguments';
import { type Said, synthetic } from './synthetic';
import type { Values } from './values';

/** A submodule that makes one role: what its arguments are called, and what its trust policy says of them. */
interface Submodule {
  /** Arguments of the module by those of the role that it makes. */
  readonly names: Readonly<Record<string, string>>;
  /** The argument by which the name is only the beginning of one, unless it is false. */
  readonly prefix?: string;
  /** The argument that says whether the role is made, and whether it is without one. */
  readonly create: readonly [argument: string, byDefault: boolean];
  readonly statements: (given: Given) => readonly Said[];
}

const SOURCE =
  /(?:^|[/:])terraform-aws-modules\/(?:iam\/aws|terraform-aws-iam(?:\.git)?)\/\/modules\/([\w-]+)(?:\?.*)?$/;

/**
 * The role that a call of a submodule of terraform-aws-modules/iam makes, as the block that a resource would be; nothing
 * for other modules, and for calls that make none. `iam-role` is there since version 6, and the others are up to 5.
 * Source: Terraform Registry, module terraform-aws-modules/iam/aws, versions 4 to 6, inputs of the submodules.
 */
export const roleOfModule = oncePer((block: HclBlock): { readonly role?: HclBlock } => {
  const submodule = submoduleOf(block);
  if (submodule === undefined) return {};
  const [argument, byDefault] = submodule.create;
  const create = attributeOf(block, argument)?.value;
  const made = create === undefined ? byDefault : !isFalse(create);
  if (!made) return {};
  const renamed = Object.entries(submodule.names).flatMap(([name, from]): HclAttribute[] => {
    const given = attributeOf(block, from);
    return given === undefined || knownString(given.value) === '' ? [] : [{ ...given, name }];
  });
  const provider = propertyOf(attributeOf(block, 'providers')?.value, 'aws');
  if (provider !== undefined) {
    renamed.push({
      kind: 'attribute',
      name: 'provider',
      nameSpan: block.header,
      value: provider,
      span: provider.span,
    });
  }
  const { prefix } = submodule;
  const whole = prefix === undefined || isFalse(attributeOf(block, prefix)?.value);
  const items = [...block.items, ...renamed];
  return {
    role: {
      ...block,
      items: whole ? items : items.filter((item) => item.kind === 'block' || item.name !== 'name'),
    },
  };
});

/** The trust policy that a module makes of its arguments; undefined where it is given one, or trusts nobody in sight. */
export function trustOfModule(role: Resource, values: Values): LocatedObject | undefined {
  const submodule = submoduleOf(role.block);
  if (submodule === undefined || attributeOf(role.block, 'assume_role_policy') !== undefined)
    return undefined;
  const given = new Given(role, values);
  const statements = submodule.statements(given);
  if (statements.length === 0) return undefined;
  return synthetic({ Version: '2012-10-17', Statement: statements }, role.block.header);
}

function isFalse(value: LocatedValue | undefined): boolean {
  return value?.kind === 'scalar' && value.value === false;
}

function submoduleOf(block: HclBlock): Submodule | undefined {
  const name = SOURCE.exec(knownString(attributeOf(block, 'source')?.value) ?? '')?.[1];
  return name !== undefined && Object.hasOwn(SUBMODULES, name) ? SUBMODULES[name] : undefined;
}

const ROLE = { name: 'role_name', path: 'role_path' };

const SUBMODULES: Readonly<Record<string, Submodule>> = {
  'iam-assumable-role': {
    names: {
      ...ROLE,
      assume_role_policy: 'custom_role_trust_policy',
      managed_policy_arns: 'custom_role_policy_arns',
    },
    create: ['create_role', false],
    statements(given) {
      const AWS = given.value('trusted_role_arns');
      const Service = given.value('trusted_role_services');
      if (AWS === undefined && Service === undefined) return given.self;
      const mfa = given.on('role_requires_mfa', true) !== false;
      const more = given.value('role_sts_externalid') ?? given.value('role_requires_session_name');
      const actions = given.value('trusted_role_actions');
      // Versions differ in the actions beside this one, and with MFA in those that are listed.
      const Action = actions === undefined || mfa ? ['sts:AssumeRole', given.open('more actions')] : actions;
      return [
        ...given.self,
        {
          Effect: 'Allow',
          Principal: { ...(AWS && { AWS }), ...(Service && { Service }) },
          Action,
          ...((mfa || more !== undefined) && { Condition: given.open(OPEN_CONDITIONS) }),
        },
      ];
    },
  },
  'iam-github-oidc-role': {
    names: { name: 'name', path: 'path' },
    create: ['create', true],
    statements(given) {
      const url = given.value('provider_url');
      const issuer = url === undefined ? GITHUB : knownString(url)?.replace(/^https:\/\//, '');
      const Action = ['sts:TagSession', 'sts:AssumeRoleWithWebIdentity'];
      if (issuer === undefined) {
        const Principal = { Federated: given.open('provider_url') };
        return [{ Effect: 'Allow', Action, Principal, Condition: given.open(OPEN_CONDITIONS) }];
      }
      const provider = [...given.account, literal(`:oidc-provider/${issuer}`, given.span)];
      const subjects = given.value('subjects') ?? given.open('no subject');
      const sub = subjects.kind === 'array' ? subjects.items.map(subjectOf) : subjects;
      // Written with ForAllValues, which comes to the same: tokens of GitHub always have an audience.
      const aud = given.value('audience') ?? 'sts.amazonaws.com';
      const Condition = {
        StringEquals: { [`${issuer}:aud`]: aud },
        StringLike: { [`${issuer}:sub`]: sub },
      };
      return [{ Effect: 'Allow', Action, Principal: { Federated: { pieces: provider } }, Condition }];
    },
  },
  'iam-role-for-service-accounts-eks': {
    names: ROLE,
    create: ['create_role', true],
    statements(given) {
      const providers = given.value('oidc_providers');
      const trusted = providers?.kind === 'object' ? providers.entries : [];
      const statements = trusted.map(({ value }) => ({
        Effect: 'Allow',
        Principal: { Federated: propertyOf(value, 'provider_arn') ?? given.open('provider_arn') },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: given.open(OPEN_CONDITIONS),
      }));
      return [...given.self, ...statements];
    },
  },
  'iam-role': {
    names: { name: 'name', path: 'path' },
    prefix: 'use_name_prefix',
    create: ['create', true],
    statements: statementsOfRole,
  },
};
