import { say, words } from '../explain/sentence';
import type { Statement } from '../iam/policy';
import { PRINCIPAL_TYPES } from '../iam/principals';
import { SOURCES } from '../iam/sources';
import { changeOf } from '../repairs/removeValue';
import { knownString, type LocatedValue, propertyOf } from '../syntax/tree';
import type { Fix, Report } from './finding';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';

const TRUST = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "111122223333" },
      "Action": "sts:AssumeRole"
    }
  ]
}
`;

export default rule({
  meta: {
    id: 'value-not-string',
    title: 'A value is not a string where IAM expects one',
    level: 'error',
    category: 'grammar',
    fix: 'unsafe',
    references: [SOURCES.grammar, ACCESS_ANALYZER],
  },
  docs: {
    what: 'A principal, an action, a Version, an Id, a Sid or an Effect is a number, a list, an object or another value that is not a string. The usual case is an account ID without quotes.',
    why: 'IAM expects strings there and refuses lists and objects in their place. An account ID written as a number also loses its leading zeros in some formats.',
    remedy: 'Put the value in quotes.',
  },
  examples: {
    bad: [
      {
        title: 'An account ID without quotes',
        file: 'trust.json',
        text: TRUST.replace('"111122223333"', '111122223333'),
        at: '111122223333',
        fixes: [{ id: 'quote', text: TRUST }],
      },
      {
        title: 'A list where one string must stand',
        file: 'trust.json',
        text: TRUST.replace('"Allow"', '["Allow"]'),
        at: '["Allow"]',
        fixes: [{ id: 'unwrap', text: TRUST }],
      },
    ],
    good: [
      { file: 'trust.json', text: TRUST },
      {
        title: 'Condition values may be numbers and booleans',
        file: 'trust.json',
        text: TRUST.replace(
          '"sts:AssumeRole"',
          '"sts:AssumeRole",\n      "Condition": { "Bool": { "aws:MultiFactorAuthPresent": true } }',
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'irregularity',
  *check({ policy, source }) {
    const single = (name: string, value: LocatedValue | undefined) => ({ name, value, lists: false });
    yield* reports(single('Version', policy.version));
    yield* reports(single('Id', propertyOf(policy.value, 'Id')));
    for (const statement of policy.statements) for (const place of placesOf(statement)) yield* reports(place);

    function* reports({ name, value, lists }: Place): Generator<Report> {
      if (value === undefined || value.kind === 'string' || value.kind === 'hole') return;
      if (lists && value.kind === 'array') {
        for (const item of value.items) yield* reports({ name, value: item, lists: false });
        return;
      }
      const number = value.kind === 'scalar' && value.value !== null;
      yield {
        message: number
          ? say`The value ${String(value.value)} in ${name} is no string; IAM expects one there. Put it in quotes.`
          : say`This value in ${name} is no string; IAM expects one there and refuses the policy.`,
        span: value.span,
        // The grammar makes quotes optional for numbers, so IAM may take this one as it is.
        ...(number ? { severity: 'warning' as const } : {}),
        fixes: () => fixesOf(name, value),
      };
    }

    function fixesOf(name: string, value: LocatedValue): Fix[] {
      if (value.kind === 'array') {
        const only = value.items.length === 1 ? knownString(value.items[0]) : undefined;
        if (only === undefined) return [];
        const change = changeOf(source, source.edits.replace(value, only));
        return [{ id: 'unwrap', title: say`Write ${only} without the list`, safe: true, change }];
      }
      if (value.kind !== 'scalar' || value.value === null || name === 'Version' || name === 'Effect')
        return [];
      const digits = String(value.value);
      if (name !== 'AWS') {
        const change = changeOf(source, source.edits.replace(value, digits));
        return [{ id: 'quote', title: say`Put ${digits} in quotes`, safe: true, change }];
      }
      if (!/^\d{1,12}$/.test(digits)) return [];
      const account = digits.padStart(12, '0');
      const shared = {
        id: 'quote',
        title: say`Write the account ID as the string ${account}`,
        change: changeOf(source, source.edits.replace(value, account)),
      };
      if (account === digits) return [{ ...shared, safe: true }];
      return [
        {
          ...shared,
          safe: false,
          consequence: words('Leading zeros are added. Check that this is the account.'),
        },
      ];
    }
  },
});

interface Place {
  readonly name: string;
  readonly value: LocatedValue | undefined;
  /** Whether a list of strings may stand there too. */
  readonly lists: boolean;
}

function placesOf({ sid, effectValue, action, notAction, principal, notPrincipal }: Statement): Place[] {
  // Under a type that does not exist, the type is what is wrong.
  const groups = [...(principal?.groups ?? []), ...(notPrincipal?.groups ?? [])].filter(({ type }) =>
    PRINCIPAL_TYPES.some((known) => known === type),
  );
  return [
    { name: 'Sid', value: sid, lists: false },
    { name: 'Effect', value: effectValue, lists: false },
    { name: 'Action', value: action?.entry.value, lists: true },
    { name: 'NotAction', value: notAction?.entry.value, lists: true },
    ...groups.map((group) => ({ name: group.type, value: group.entry.value, lists: true })),
  ];
}
