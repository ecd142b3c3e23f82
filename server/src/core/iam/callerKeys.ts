import { oncePer } from '../once';
import type { Caller } from './caller';
import { WEB_IDENTITIES } from './principals';
import { joined, shown, unknownValue, type Value } from './value';

/** What is known of a context key: its values, `null` when the request does not carry it. */
export type KeyValues = readonly Value[] | null;

/**
 * What follows from who calls of a condition context key.
 * Source: IAM User Guide, "AWS global condition context keys", the availability of each key.
 * @param key in lower case
 * @returns undefined when nothing follows
 */
export function callerKey(caller: Caller, key: string): KeyValues | undefined {
  if (SERVICE_ONLY.has(key) && caller.kind !== 'service') return null;
  return keysOf(caller).get(key);
}

const keysOf: (caller: Caller) => ReadonlyMap<string, KeyValues> = oncePer(
  (caller) => new Map(entriesOf(caller)),
);

type Entries = [string, KeyValues][];

/** Only AWS services that call on somebody's behalf send these. */
const SERVICE_ONLY: ReadonlySet<string> = new Set([
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:principalservicename',
  'aws:principalservicenameslist',
]);

/** A user of an identity provider is no IAM user, and AssumeRole alone takes an ExternalId. */
const FEDERATED: Entries = [
  ['aws:username', null],
  ['sts:externalid', null],
];

function entriesOf(caller: Caller): Entries {
  switch (caller.kind) {
    case 'role':
      return [
        ...iam(caller.arn, caller.account, 'AssumedRole'),
        ['aws:username', null],
        ['aws:userid', [ANY_SESSION]],
      ];
    case 'session':
      return [
        ...iam(caller.roleArn, caller.account, 'AssumedRole'),
        ['aws:username', null],
        ['aws:userid', [joined(ROLE_ID, ':', caller.session)]],
      ];
    case 'user':
      return [
        ...iam(caller.arn, caller.account, 'User'),
        ['aws:username', [caller.name]],
        ['aws:federatedprovider', null],
      ];
    case 'root':
      return [
        ...iam(caller.arn, caller.account, 'Account'),
        ['aws:username', null],
        ['aws:userid', [caller.account]],
      ];
    case 'federatedUser':
      return [...iam(caller.arn, caller.account, 'FederatedUser'), ['aws:username', null]];
    case 'unnamed':
      return [
        ['aws:principalisawsservice', ['false']],
        ...((caller.account === undefined ? [] : [['aws:principalaccount', [caller.account]]]) as Entries),
      ];
    case 'service':
      return [
        ['aws:principalisawsservice', ['true']],
        ['aws:principalservicename', [caller.name]],
        ['aws:principalorgid', null],
        ['aws:principalorgpaths', null],
        ['aws:username', null],
        ['aws:federatedprovider', null],
      ];
    case 'oidc':
      return [
        ...FEDERATED,
        ...providerKey(caller.provider ?? caller.issuer),
        ...[...(caller.claims ?? [])].map(([claim, values]): [string, KeyValues] => [
          `${shown(caller.issuer)}:${claim}`.toLowerCase(),
          values.length > 0 ? values : null,
        ]),
      ];
    case 'saml':
      return [...FEDERATED, ['aws:federatedprovider', [caller.provider]]];
    case 'anonymous':
      return [
        ['aws:username', null],
        ['aws:principalarn', null],
      ];
  }
}

/** The provider's ARN, or its name for those IAM knows by name; an issuer alone does not say the ARN. */
function providerKey(provider: Value): Entries {
  const named =
    typeof provider !== 'string' || provider.startsWith('arn:') || WEB_IDENTITIES.includes(provider);
  return named ? [['aws:federatedprovider', [provider]]] : [];
}

const ROLE_ID = unknownValue('unique ID of the role');
const ANY_SESSION = joined(ROLE_ID, ':', unknownValue('session name'));

function iam(arn: Value, account: Value, type: string): Entries {
  return [
    ['aws:principalarn', [arn]],
    ['aws:principalaccount', [account]],
    ['aws:principaltype', [type]],
    ['aws:principalisawsservice', ['false']],
  ];
}
