import { parseArn } from '../iam/arn';
import { readPolicy } from '../iam/policy';
import { json } from '../syntax/json';
import type { Tolerated } from '../syntax/syntax';
import {
  entryOf,
  known,
  knownString,
  type LocatedObject,
  type LocatedValue,
  listOf,
  objectsIn,
  propertyOf,
  type Text,
} from '../syntax/tree';
import { encloses } from '../text/span';
import type { DocumentKind, Opened, Reading } from './kind';
import { policyUse } from './policyShape';
import type { IdentityPolicySubject, RoleFacts, Source, Subject } from './subjects';

/**
 * Policies in JSON: a bare policy document, or any JSON that holds some, such as the output of `aws iam get-role`,
 * `list-roles`, `get-role-policy` and `get-account-authorization-details`.
 */
export const iamJson: DocumentKind = { id: 'iam-json', read };

function read(file: Opened): Reading | undefined {
  if (!beginsAsJson(file.text) || !/"(?:Statement|AssumeRolePolicyDocument)"/.test(file.text)) {
    return undefined;
  }
  const { root, problems, tolerated } = json.parse(file.text);
  // Text that begins like JSON and yields nothing is too deep: it may hold policies, so that is said.
  if (root === undefined) return { root, subjects: [], problems };
  if (isTemplate(root)) return undefined;
  const subjects = subjectsIn(root, { uri: file.uri, edits: json.edits(file.text) }, tolerated);
  return subjects.length === 0 ? undefined : { root, subjects, problems };
}

/** Whether the first thing in a text is an opening bracket; blanks and comments may stand before it. */
function beginsAsJson(text: string): boolean {
  const blank = /(?:[\s\uFEFF]+|\/\/[^\r\n]*)+/y;
  let at = 0;
  for (;;) {
    blank.lastIndex = at;
    if (blank.test(text)) at = blank.lastIndex;
    if (!text.startsWith('/*', at)) return text[at] === '{' || text[at] === '[';
    const end = text.indexOf('*/', at + 2);
    if (end < 0) return false;
    at = end + 2;
  }
}

/** CloudFormation templates have a document kind of their own: their values are expressions. */
function isTemplate(root: LocatedValue | undefined): boolean {
  const resources = propertyOf(root, 'Resources');
  if (resources?.kind !== 'object') return false;
  return resources.entries.some((entry) =>
    /^(?:AWS|Custom|Alexa)::/.test(knownString(propertyOf(entry.value, 'Type')) ?? ''),
  );
}

function subjectsIn(
  root: LocatedValue | undefined,
  source: Source,
  tolerated: readonly Tolerated[] | undefined,
): Subject[] {
  const subjects: Subject[] = [];
  const taken = new Set<LocatedValue>();
  const managed = managedPolicies(root);
  for (const object of objectsIn(root)) {
    const trust = propertyOf(object, 'AssumeRolePolicyDocument');
    const facts = trust === undefined && !entryOf(object, 'PolicyDocument') ? undefined : roleFacts(object);
    const attach = (policy: LocatedValue | undefined): IdentityPolicySubject[] => {
      if (policy?.kind !== 'object' || facts === undefined) return [];
      taken.add(policy);
      return [
        { kind: 'identityPolicy', source, span: policy.span, policy: readPolicy(policy), attachedTo: facts },
      ];
    };
    if (trust?.kind === 'object' && facts !== undefined) {
      const inline = listOf(propertyOf(object, 'RolePolicyList')).map((each) =>
        propertyOf(each, 'PolicyDocument'),
      );
      const attached = listOf(propertyOf(object, 'AttachedManagedPolicies')).map((each) =>
        managed.get(knownString(propertyOf(each, 'PolicyArn')) ?? ''),
      );
      const identityPolicies = [...inline, ...attached].flatMap(attach);
      taken.add(trust);
      subjects.push(
        {
          kind: 'trustPolicy',
          source,
          span: trust.span,
          policy: readPolicy(trust),
          role: facts,
          identityPolicies,
          ...(identityPolicies.every(({ span }) => encloses(object.span, span))
            ? { whole: object.span }
            : {}),
        },
        ...identityPolicies,
      );
    } else if (propertyOf(object, 'RoleName') !== undefined) {
      subjects.push(...attach(propertyOf(object, 'PolicyDocument')));
    } else if (!taken.has(object)) {
      // A comment before or behind a policy that is the whole file belongs to it.
      const all = object === root && tolerated !== undefined;
      const bare = barePolicy(object, all ? { ...source, tolerated } : source);
      if (bare !== undefined) subjects.push(bare);
    }
  }
  return subjects;
}

function barePolicy(object: LocatedObject, source: Source): Subject | undefined {
  const use = policyUse(object);
  if (use === 'other') return undefined;
  const shared = { source, span: object.span, policy: readPolicy(object) };
  if (use === 'identity') return { kind: 'identityPolicy', ...shared, attachedTo: undefined };
  const role: RoleFacts = {
    arn: undefined,
    name: undefined,
    path: undefined,
    account: undefined,
    lifecycle: 'standalone',
    span: undefined,
  };
  return {
    kind: 'trustPolicy',
    ...shared,
    role,
    identityPolicies: [],
    // With comments around it the policy's own text does not say everything.
    ...(source.tolerated === undefined && { whole: object.span }),
  };
}

/**
 * What stands beside a policy in IAM output. Such output describes a role that exists; without an ARN or an id it
 * is the input of `create-role`.
 */
function roleFacts(object: LocatedObject): RoleFacts {
  const arn = textAt(object, 'Arn');
  const name = propertyOf(object, 'RoleName');
  const exists =
    arn !== undefined || textAt(object, 'RoleId') !== undefined || textAt(object, 'PolicyName') !== undefined;
  const account = arn === undefined ? undefined : parseArn(known(arn) ?? '')?.account;
  const arnSpan = propertyOf(object, 'Arn')?.span;
  return {
    arn,
    name: textAt(object, 'RoleName'),
    path: textAt(object, 'Path'),
    account:
      account === undefined || arnSpan === undefined
        ? undefined
        : { pieces: [{ kind: 'literal', value: account, span: arnSpan }] },
    lifecycle: exists ? 'existing' : 'created',
    span: name?.span ?? arnSpan,
  };
}

function textAt(object: LocatedObject, key: string): Text | undefined {
  const value = propertyOf(object, key);
  return value?.kind === 'string' ? value.text : undefined;
}

/** The documents of managed policies in force, by ARN, where the file lists them. */
function managedPolicies(root: LocatedValue | undefined): Map<string, LocatedValue> {
  const byArn = new Map<string, LocatedValue>();
  for (const policy of listOf(propertyOf(root, 'Policies'))) {
    const arn = knownString(propertyOf(policy, 'Arn'));
    const version = listOf(propertyOf(policy, 'PolicyVersionList')).find((each) => {
      const flag = propertyOf(each, 'IsDefaultVersion');
      return flag?.kind === 'scalar' && flag.value === true;
    });
    const document = propertyOf(version, 'Document');
    if (arn !== undefined && document !== undefined) byArn.set(arn, document);
  }
  return byArn;
}
