import type { TrustPolicySubject } from '../documents/subjects';
import { type Sentence, say } from '../explain/sentence';
import type { PrincipalGroup, Statement } from '../iam/policy';
import { PRINCIPAL_TYPES } from '../iam/principals';
import { typeOf } from '../iam/principalType';
import { SOURCES } from '../iam/sources';
import { inFile } from '../repairs/trustedEdits';
import { entryOf, knownString } from '../syntax/tree';
import { closest } from '../text/closest';
import type { Fix } from './finding';
import { rule } from './rule';
import { trustExample } from './trustExample';

export default rule({
  meta: {
    id: 'principal-type-unknown',
    title: 'A type of principal that IAM does not know',
    level: 'error',
    category: 'trust',
    fix: 'safe',
    references: [SOURCES.principal],
  },
  docs: {
    what: 'A key in the `Principal` element is none of `AWS`, `Service`, `Federated` and `CanonicalUser`.',
    why: 'The types are spelt so and no other way, upper and lower case included. IAM refuses to save the policy.',
    remedy:
      'Write `AWS` for accounts, roles and users, `Service` for AWS services, `Federated` for identity providers.',
  },
  examples: {
    bad: [
      {
        title: 'Lower case',
        file: 'trust.json',
        text: trustExample('{ "aws": "arn:aws:iam::111122223333:root" }'),
        at: '"aws"',
        fixes: [{ id: 'rename-type', text: trustExample('{ "AWS": "arn:aws:iam::111122223333:root" }') }],
      },
      {
        title: 'A plural',
        file: 'trust.json',
        text: trustExample('{ "Services": "ec2.amazonaws.com" }'),
        at: '"Services"',
        fixes: [{ id: 'rename-type', text: trustExample('{ "Service": "ec2.amazonaws.com" }') }],
      },
      {
        title: 'A service where its type should be',
        file: 'trust.json',
        text: trustExample('{ "codebuild.amazonaws.com": null }'),
        at: '"codebuild.amazonaws.com"',
        fixes: [
          {
            id: 'write-as-value',
            text: trustExample('{\n        "Service": "codebuild.amazonaws.com"\n      }'),
          },
        ],
      },
      {
        title: 'An element of Terraform',
        file: 'trust.json',
        text: trustExample('{ "identifiers": ["ec2.amazonaws.com"] }'),
        at: '"identifiers"',
        fixes: [{ id: 'rename-type', text: trustExample('{ "Service": ["ec2.amazonaws.com"] }') }],
      },
    ],
    good: [
      {
        title: 'Every type there is',
        file: 'trust.json',
        text: trustExample(
          '{ "AWS": "111122223333", "Service": "ec2.amazonaws.com", "Federated": "accounts.google.com" }',
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'irregularity',
  *check(subject) {
    for (const statement of subject.policy.statements) {
      for (const group of statement.principal?.groups ?? []) {
        if ((PRINCIPAL_TYPES as readonly string[]).includes(group.type)) continue;
        const meant = typeMeant(group);
        const keyType = meant === undefined ? typeOf(group.type) : undefined;
        const advice: Sentence =
          meant !== undefined
            ? say`write ${meant}`
            : keyType !== undefined
              ? say`write it as a value, ${`"${keyType}": "${group.type}"`}`
              : say`the types are AWS, Service, Federated and CanonicalUser`;
        yield {
          message: say`The type ${group.type} is not a type of principal known to IAM: ${advice}. IAM refuses to save this trust policy.`,
          span: group.entry.key.span,
          fixes: () =>
            meant !== undefined
              ? rename(subject, statement, group, meant)
              : keyType === undefined
                ? []
                : writeAsValue(subject, statement, group, keyType),
        };
      }
    }
  },
});

/** By spelling, else by the values, when they all belong under one type. */
function typeMeant({ type, values }: PrincipalGroup): string | undefined {
  const lower = new Map(PRINCIPAL_TYPES.map((each) => [each.toLowerCase(), each] as const));
  const near = lower.get(type.toLowerCase()) ?? lower.get(closest(type.toLowerCase(), lower.keys()) ?? '');
  if (near !== undefined) return near;
  const types = new Set(values.map((value) => typeOf(knownString(value) ?? '')));
  const [only] = types;
  return types.size === 1 ? only : undefined;
}

function rename(
  subject: TrustPolicySubject,
  { principal }: Statement,
  group: PrincipalGroup,
  type: string,
): Fix[] {
  // Beside a type of the right spelling this would make a duplicate key, which means something else.
  if (entryOf(principal?.entry.value, type) !== undefined) return [];
  const edits = subject.source.edits.rename(group.entry, type);
  return [
    {
      id: 'rename-type',
      title: say`Rename it to ${type}`,
      safe: true,
      change: { kind: 'edits', files: inFile(subject.source, edits) },
    },
  ];
}

/** For `"ec2.amazonaws.com": null`: the value has been written where its type should be. */
function writeAsValue(
  subject: TrustPolicySubject,
  { principal }: Statement,
  group: PrincipalGroup,
  type: string,
): Fix[] {
  const element = principal?.entry.value;
  const { value } = group.entry;
  const nothing = value?.kind === 'scalar' || (value?.kind === 'string' && knownString(value) === '');
  if (element?.kind !== 'object' || element.entries.length !== 1 || !nothing) return [];
  const edits = subject.source.edits.replace(element, { [type]: group.type });
  return [
    {
      id: 'write-as-value',
      title: say`Write ${`"${type}": "${group.type}"`}`,
      safe: true,
      change: { kind: 'edits', files: inFile(subject.source, edits) },
    },
  ];
}
