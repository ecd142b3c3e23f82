import * as fc from 'fast-check';
import type { NaiveCaller, PlainPolicy, PlainStatement } from './naive';

/** Made-up policies and requests for comparing evaluators. */

export const ROLE = 'arn:aws:iam::111122223333:role/app/Deploy';
const OTHER_ROLE = 'arn:aws:iam::111122223333:role/Build';
const FOREIGN_ROLE = 'arn:aws:iam::444455556666:role/Build';
const USER = 'arn:aws:iam::111122223333:user/ann';
const ISSUER = 'token.actions.githubusercontent.com';

/** Keys by type: values policies test for, and values that match none of those. */
export const TYPES = {
  string: {
    keys: ['sts:ExternalId', 'aws:PrincipalTag/team', 'AWS:SourceVpc'],
    operators: [
      'StringEquals',
      'StringNotEquals',
      'StringEqualsIgnoreCase',
      'StringNotEqualsIgnoreCase',
      'StringLike',
      'StringNotLike',
    ],
    values: [
      'a',
      'b',
      'A',
      'ab',
      'a*',
      '*b',
      '?',
      '*',
      'a?',
      'x${*}y',
      "${aws:username, 'b'}",
      '${aws:PrincipalType}',
    ],
    others: ['a', 'ab', 'x*y', 'q', 'User', 'AssumedRole', 'ann', 'zq!'],
  },
  number: {
    keys: ['aws:MultiFactorAuthAge'],
    operators: [
      'NumericEquals',
      'NumericNotEquals',
      'NumericLessThan',
      'NumericLessThanEquals',
      'NumericGreaterThan',
      'NumericGreaterThanEquals',
    ],
    values: ['5', '10', '7.5'],
    others: ['4', '6', '7.5', '11'],
  },
  date: {
    keys: ['aws:CurrentTime'],
    operators: [
      'DateEquals',
      'DateNotEquals',
      'DateLessThan',
      'DateLessThanEquals',
      'DateGreaterThan',
      'DateGreaterThanEquals',
    ],
    values: ['2024-01-01T00:00:00Z', '2025-06-01'],
    others: ['2023-01-01T00:00:00Z', '2024-06-01T12:00:00Z', '2026-01-01T00:00:00Z'],
  },
  bool: {
    keys: ['aws:MultiFactorAuthPresent'],
    operators: ['Bool'],
    values: ['true', 'false'],
    others: ['neither'],
  },
  binary: {
    keys: ['custom:Digest'],
    operators: ['BinaryEquals'],
    values: ['QUJD', 'REVG'],
    others: ['zzzz'],
  },
  ip: {
    keys: ['aws:SourceIp'],
    operators: ['IpAddress', 'NotIpAddress'],
    values: ['10.0.0.0/8', '10.128.0.0/9', '192.0.2.7', '2001:db8::/33'],
    others: ['192.0.2.7', '10.200.1.1', '10.1.1.1', '192.0.2.8', '2001:db8:7fff::1', '2001:db8:8000::1'],
  },
  arn: {
    keys: ['custom:Arn'],
    operators: ['ArnEquals', 'ArnNotEquals', 'ArnLike', 'ArnNotLike'],
    values: [ROLE, 'arn:aws:iam::*:role/*', 'arn:aws:iam::111122223333:role/B????', 'arn:*:x', '*'],
    others: [OTHER_ROLE, FOREIGN_ROLE, 'arn:aws:iam::1:2:role/x', 'no ARN'],
  },
} as const;
type TypeName = keyof typeof TYPES;

interface Test {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

const typedTest = (type: TypeName): fc.Arbitrary<Test> => {
  const { keys, operators, values } = TYPES[type];
  return fc.record({
    operator: fc
      .tuple(
        fc.constantFrom('', '', 'ForAnyValue:', 'ForAllValues:'),
        fc.constantFrom<string>(...operators),
        fc.constantFrom('', '', '', 'IfExists'),
      )
      .map((parts) => parts.join('')),
    key: fc.constantFrom<string>(...keys),
    values: fc.array(fc.constantFrom<string>(...values), { minLength: 0, maxLength: 3 }),
  });
};

const nullTest: fc.Arbitrary<Test> = fc.record({
  operator: fc.constant('Null'),
  key: fc.constantFrom('sts:ExternalId', 'aws:SourceIp', 'aws:MultiFactorAuthPresent'),
  values: fc.constantFrom(['true'], ['false'], ['true', 'false']),
});

const callerTest: fc.Arbitrary<Test> = fc.record({
  operator: fc.constantFrom(
    'ArnEquals',
    'ArnLike',
    'StringEquals',
    'StringLike',
    'ArnNotEquals',
    'StringNotLike',
  ),
  key: fc.constantFrom('aws:PrincipalArn', 'AWS:principalARN'),
  values: fc.array(fc.constantFrom(ROLE, OTHER_ROLE, USER, 'arn:aws:iam::111122223333:role/*'), {
    minLength: 1,
    maxLength: 2,
  }),
});

const tests = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: typedTest('string') },
    callerTest,
    nullTest,
    ...(['number', 'date', 'bool', 'binary', 'ip', 'arn'] as const).map(typedTest),
  ),
  { maxLength: 2 },
);

/** A Condition element of tests; of two with the same operator and key the later stays, as in JSON. */
function conditionOf(list: readonly Test[]): Record<string, Record<string, readonly string[] | string>> {
  const condition: Record<string, Record<string, readonly string[] | string>> = {};
  for (const { operator, key, values } of list) {
    condition[operator] ??= {};
    condition[operator][key] = values.length === 1 ? values[0]! : values;
  }
  return condition;
}

const principal = fc.constantFrom<Record<string, string | readonly string[]>>(
  { AWS: ROLE },
  { AWS: OTHER_ROLE },
  { AWS: [OTHER_ROLE, FOREIGN_ROLE] },
  { AWS: 'arn:aws:iam::111122223333:root' },
  { AWS: ['111122223333', OTHER_ROLE] },
  { AWS: 'arn:aws:iam::444455556666:root' },
  { AWS: USER },
  { AWS: '*' },
  { Service: 'ec2.amazonaws.com' },
  { Service: ['lambda.amazonaws.com', 'ec2.amazonaws.com'], AWS: USER },
  { Federated: `arn:aws:iam::111122223333:oidc-provider/${ISSUER}` },
  { Federated: 'cognito-identity.amazonaws.com' },
);

const action = fc.constantFrom<string | readonly string[]>(
  'sts:AssumeRole',
  'sts:AssumeRole',
  'sts:assumerole*',
  'sts:*',
  '*',
  'sts:TagSession',
  'sts:AssumeRoleWith?ebIdentity',
  ['sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
);

const effect = fc.constantFrom('Allow', 'Allow', 'Allow', 'Allow', 'Allow', 'Deny');

const statement = fc
  .record({ Effect: effect, Principal: principal, Action: action, list: tests })
  .map(
    ({ list, ...rest }): PlainStatement =>
      list.length === 0 ? rest : { ...rest, Condition: conditionOf(list) },
  );

const version = fc.constantFrom('2012-10-17', '2012-10-17', '2008-10-17');

const policy = fc
  .record({ Version: version, Statement: fc.array(statement, { minLength: 1, maxLength: 4 }) })
  .map((each): PlainPolicy => each);

const identityStatement = fc
  .record({
    Effect: effect,
    Action: action,
    Resource: fc.constantFrom<string | readonly string[]>(
      '*',
      ROLE,
      [OTHER_ROLE, 'arn:aws:iam::*:role/app/*'],
      'arn:aws:iam::111122223333:role/Depl*',
    ),
    list: tests,
  })
  .map(
    ({ list, ...rest }): PlainStatement =>
      list.length === 0 ? rest : { ...rest, Condition: conditionOf(list.slice(0, 1)) },
  );

const identityPolicy = fc
  .record({ Version: version, Statement: fc.array(identityStatement, { minLength: 1, maxLength: 2 }) })
  .map((each): PlainPolicy => each);

export const CALLERS: readonly (readonly [string, NaiveCaller])[] = [
  [ROLE, { kind: 'role', arn: ROLE }],
  [OTHER_ROLE, { kind: 'role', arn: OTHER_ROLE }],
  [FOREIGN_ROLE, { kind: 'role', arn: FOREIGN_ROLE }],
  [USER, { kind: 'user', arn: USER }],
  ['service:ec2.amazonaws.com', { kind: 'service', name: 'ec2.amazonaws.com' }],
  [`oidc:${ISSUER}`, { kind: 'oidc', issuer: ISSUER }],
  ['cognito-identity.amazonaws.com', { kind: 'oidc', issuer: 'cognito-identity.amazonaws.com' }],
];

export const ALL_KEYS = Object.values(TYPES).flatMap(({ keys }) => keys.map((key) => key.toLowerCase()));

const context = fc
  .array(
    fc.constantFrom<TypeName>(...(Object.keys(TYPES) as TypeName[])).chain((type) => {
      const { keys, values, others } = TYPES[type];
      return fc.tuple(
        fc.constantFrom<string>(...keys).map((key) => key.toLowerCase()),
        fc.array(fc.constantFrom<string>(...(type === 'ip' ? others : [...values, ...others])), {
          minLength: 1,
          maxLength: 2,
        }),
      );
    }),
    { maxLength: 6 },
  )
  .map((entries): Record<string, readonly string[]> => Object.fromEntries(entries));

const drawn = fc.record({
  policy,
  fitting: fc.nat(3),
  who: fc.nat(CALLERS.length - 1),
  web: fc.boolean(),
  context,
  unknown: fc.array(fc.nat(7), { maxLength: 2 }),
  identity: fc.array(identityPolicy, { maxLength: 2 }),
  identityKnown: fc.constantFrom(true, true, false),
  boundary: fc.option(identityPolicy, { nil: undefined, freq: 4 }),
  session: fc.option(fc.array(identityPolicy, { minLength: 1, maxLength: 2 }), { nil: undefined, freq: 4 }),
});

/** Principals that name each caller, so that not nearly every request is denied for naming nobody. */
const FITTING: readonly (readonly Record<string, string>[])[] = [
  [{ AWS: ROLE }, { AWS: 'arn:aws:iam::111122223333:root' }, { AWS: '*' }],
  [{ AWS: OTHER_ROLE }, { AWS: '111122223333' }, { AWS: '*' }],
  [{ AWS: FOREIGN_ROLE }, { AWS: '444455556666' }, { AWS: '*' }],
  [{ AWS: USER }, { AWS: 'arn:aws:iam::111122223333:root' }, { AWS: '*' }],
  [{ Service: 'ec2.amazonaws.com' }],
  [{ Federated: `arn:aws:iam::111122223333:oidc-provider/${ISSUER}` }],
  [{ Federated: 'cognito-identity.amazonaws.com' }],
];

function keysIn(policies: readonly PlainPolicy[]): string[] {
  const text = JSON.stringify(policies).toLowerCase();
  return ALL_KEYS.filter((key) => text.includes(`"${key}"`));
}

/** One policy with what else bears on a decision; `who` is the caller its first statement was made to fit. */
export const scene = drawn.map(({ policy, fitting, ...rest }) => {
  const choices = FITTING[rest.who]!;
  const Principal = choices[fitting % choices.length];
  const [first, ...others] = policy.Statement;
  const Statement = fitting === 3 ? policy.Statement : [{ ...first, Principal }, ...others];
  const tested = keysIn([{ ...policy, Statement }, ...rest.identity]);
  const unknown = tested.length === 0 ? [] : rest.unknown.map((i) => tested[i % tested.length]!);
  return { ...rest, policy: { ...policy, Statement }, unknown };
});
export type Scene = typeof scene extends fc.Arbitrary<infer S> ? S : never;

/** Every value of a key that can make a difference to the policies, and none at all. */
export const COMPLETIONS: ReadonlyMap<string, readonly (readonly string[])[]> = new Map(
  Object.entries(TYPES).flatMap(([type, { keys, values, others }]) => {
    const texts = new Set<string>(type === 'ip' ? others : [...others, ...values]);
    const lists = [[], ...[...texts].map((value) => [value])];
    return keys.map((key) => [key.toLowerCase(), lists] as const);
  }),
);
