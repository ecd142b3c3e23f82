import { hole, joinedText, literal } from '../../syntax/pieces';
import { known, type LocatedObject, type Piece, type Text } from '../../syntax/tree';
import type { Span } from '../../text/span';
import { argumentOf, type Resource } from './module';
import { type Said, synthetic } from './synthetic';
import type { Values } from './values';

/** The account of Databricks in the partition `aws`, and its roles there: constants of the provider. */
const DATABRICKS = '414351767826';
const DELIVERY = `arn:aws:iam::${DATABRICKS}:role/SaasUsageDeliveryRole-prod-IAMRole-3PLHICCRR1TK`;
const UNITY_CATALOG = `arn:aws:iam::${DATABRICKS}:role/unity-catalog-prod-UCMasterRole-14S5ZJVKOTYTL`;

/**
 * The policies that data sources of the Databricks provider make: trust in Databricks with an external ID; for Unity
 * Catalog also trust in the role itself, and the permission that goes with it (what it allows beside STS is left out).
 * In partitions whose Databricks accounts may be others, who is trusted stays open.
 * Source: Terraform Registry, Databricks provider, data sources databricks_aws_assume_role_policy,
 * databricks_aws_unity_catalog_assume_role_policy and databricks_aws_unity_catalog_policy.
 */
export function databricksPolicy(data: Resource, values: Values): LocatedObject | undefined {
  const make = Object.hasOwn(STATEMENTS, data.type) ? STATEMENTS[data.type] : undefined;
  if (make === undefined) return undefined;
  const statements = make(new PolicyArguments(data, values));
  return synthetic({ Version: '2012-10-17', Statement: statements }, data.block.header);
}

const STATEMENTS: Readonly<Record<string, (given: PolicyArguments) => readonly Said[]>> = {
  databricks_aws_assume_role_policy: (given) => {
    const delivery = argumentOf(given.data, 'for_log_delivery');
    const account = given.text('databricks_account_id');
    const root = { pieces: [...given.iamArn(account ?? given.word(DATABRICKS)), given.literal(':root')] };
    const open = delivery !== undefined && delivery.kind !== 'scalar';
    const trusted =
      open || given.isElsewhere
        ? given.open('a principal of Databricks')
        : delivery?.kind === 'scalar' && delivery.value === true
          ? DELIVERY
          : root;
    return [{ ...ASSUME, Principal: { AWS: trusted }, Condition: { StringEquals: given.externalId } }];
  },
  databricks_aws_unity_catalog_assume_role_policy: (given) => {
    const named = given.text('unity_catalog_iam_arn');
    const trusted = named ?? (given.isElsewhere ? given.open('a role of Databricks') : UNITY_CATALOG);
    const account = given.text('aws_account_id') ?? given.open('the account');
    return [
      {
        Sid: 'UnityCatalogAssumeRole',
        ...ASSUME,
        Principal: { AWS: trusted },
        Condition: { StringEquals: given.externalId },
      },
      {
        Sid: 'ExplicitSelfRoleAssumption',
        ...ASSUME,
        Principal: { AWS: { pieces: [...given.iamArn(account), given.literal(':root')] } },
        Condition: { ArnLike: { 'aws:PrincipalArn': given.ownArn(account) }, StringEquals: given.externalId },
      },
    ];
  },
  databricks_aws_unity_catalog_policy: (given) => {
    const account = given.text('aws_account_id') ?? given.open('the account');
    return [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: [given.ownArn(account)] }];
  },
};

const ASSUME = { Effect: 'Allow', Action: 'sts:AssumeRole' };

/** The arguments of a data source, as pieces of ARNs. */
class PolicyArguments {
  readonly data: Resource;
  readonly #values: Values;
  readonly #span: Span;

  constructor(data: Resource, values: Values) {
    this.data = data;
    this.#values = values;
    this.#span = data.block.header;
  }

  text(name: string): Text | undefined {
    return this.#values.text(argumentOf(this.data, name));
  }

  literal(value: string): Piece {
    return literal(value, this.#span);
  }

  word(value: string): Text {
    return { pieces: [this.literal(value)] };
  }

  open(what: string): Text {
    return { pieces: [hole(what, this.#span)] };
  }

  /** Whether the partition is, or may be, another than `aws`. */
  get isElsewhere(): boolean {
    const partition = this.text('aws_partition');
    return partition !== undefined && known(partition) !== 'aws';
  }

  get externalId(): { readonly 'sts:ExternalId': Said } {
    return { 'sts:ExternalId': this.text('external_id') ?? this.open('external_id') };
  }

  ownArn(account: Text): Text {
    const name = this.text('role_name') ?? this.open('role_name');
    return joinedText([...this.iamArn(account), this.literal(':role/'), ...name.pieces]);
  }

  /** `arn:PARTITION:iam::ACCOUNT`. GovCloud for the DoD is in the same partition as GovCloud. */
  iamArn(account: Text): readonly Piece[] {
    const given = this.text('aws_partition') ?? this.word('aws');
    const partition = known(given) === 'aws-us-gov-dod' ? this.word('aws-us-gov') : given;
    return joinedText([this.literal('arn:'), ...partition.pieces, this.literal(':iam::'), ...account.pieces])
      .pieces;
  }
}
