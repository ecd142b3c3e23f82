import type { Reference } from '../explain/explanation';
import { type Sentence, say, words } from '../explain/sentence';
import { SOURCES } from './sources';

/** What a word of a policy means, with the page that says so. */
export interface Meaning {
  readonly sentence: Sentence;
  readonly source: Reference;
}

const guide = (title: string, page: string): Reference => ({
  title: `IAM User Guide: ${title}`,
  url: `https://docs.aws.amazon.com/IAM/latest/UserGuide/${page}.html`,
});

/**
 * The elements of a role trust policy and of its statements. Source: IAM User Guide, "IAM JSON policy element
 * reference", the page of each element.
 */
export const ELEMENT_MEANINGS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  [
    'Version',
    {
      sentence: say`The version of the policy language, not of this policy. ${'2012-10-17'} is the current one; with ${'2008-10-17'}, or without this element, policy variables such as ${'${aws:username}'} are plain text.`,
      source: guide('IAM JSON policy elements: Version', 'reference_policies_elements_version'),
    },
  ],
  [
    'Id',
    {
      sentence: words('A name for the whole policy, for people. It changes nothing.'),
      source: guide('IAM JSON policy elements: Id', 'reference_policies_elements_id'),
    },
  ],
  [
    'Statement',
    {
      sentence: words(
        'Who may assume the role, and who may not: one statement, or a list. Their order does not matter.',
      ),
      source: guide('IAM JSON policy elements: Statement', 'reference_policies_elements_statement'),
    },
  ],
  [
    'Sid',
    {
      sentence: words(
        'A name for this statement, for people: ASCII letters and digits, each name once in a policy. It changes nothing.',
      ),
      source: guide('IAM JSON policy elements: Sid', 'reference_policies_elements_sid'),
    },
  ],
  [
    'Effect',
    {
      sentence: say`Whether the statement allows or denies: ${'Allow'} or ${'Deny'}. A Deny outweighs every Allow.`,
      source: SOURCES.effect,
    },
  ],
  [
    'Principal',
    {
      sentence: words(
        'Whom this statement speaks of. The role itself is trusted only where a statement says so.',
      ),
      source: SOURCES.principal,
    },
  ],
  [
    'NotPrincipal',
    {
      sentence: words(
        'Everyone except those named. With Allow it would trust the rest of the world; AWS advises to deny with a condition on the principal instead.',
      ),
      source: SOURCES.notPrincipal,
    },
  ],
  [
    'Action',
    {
      sentence: say`What the statement allows or denies. A trust policy decides on ${'sts:AssumeRole'}, its two siblings for identity providers, and on passing tags, a source identity and a context.`,
      source: SOURCES.action,
    },
  ],
  [
    'NotAction',
    {
      sentence: words('Every action except those named, future ones too.'),
      source: guide('IAM JSON policy elements: NotAction', 'reference_policies_elements_notaction'),
    },
  ],
  [
    'Resource',
    {
      sentence: words(
        'A trust policy has no Resource: the role it belongs to is the resource. IAM refuses one that names any.',
      ),
      source: SOURCES.resource,
    },
  ],
  [
    'NotResource',
    {
      sentence: words(
        'A trust policy has no NotResource: the role it belongs to is the resource. IAM refuses one that names any.',
      ),
      source: SOURCES.resource,
    },
  ],
  [
    'Condition',
    {
      sentence: words(
        'When the statement applies: all operators and all keys must be met; of the values of one key, one is enough (of a negated operator, none may match).',
      ),
      source: SOURCES.conditions,
    },
  ],
]);

/** The type keys of a Principal element. Source: IAM User Guide, "AWS JSON policy elements: Principal". */
export const TYPE_MEANINGS: ReadonlyMap<string, Sentence> = new Map([
  [
    'AWS',
    say`Accounts, roles, users and role sessions: ARNs, or an account ID. ${'*'} is everyone with AWS credentials, of any account.`,
  ],
  [
    'Service',
    say`AWS services that act in your account, such as ${'ec2.amazonaws.com'}. They call ${'sts:AssumeRole'}.`,
  ],
  [
    'Federated',
    say`Identity providers whose users may assume the role: SAML providers by ${'sts:AssumeRoleWithSAML'}, OIDC providers by ${'sts:AssumeRoleWithWebIdentity'}.`,
  ],
  [
    'CanonicalUser',
    words('An account by its canonical user ID. It is meant for Amazon S3; use the account ID under "AWS".'),
  ],
]);

/** The versions of the policy language. Source: IAM User Guide, "IAM JSON policy elements: Version". */
export const VERSION_MEANINGS: ReadonlyMap<string, Sentence> = new Map([
  ['2012-10-17', words('The current version of the policy language.')],
  ['2008-10-17', words('The old version of the policy language: policy variables are plain text in it.')],
]);

/** What a value of Effect does. Source: IAM User Guide, "Policy evaluation logic". */
export const EFFECT_MEANINGS: ReadonlyMap<string, Sentence> = new Map([
  ['Allow', words('Allows what follows, unless something else denies it.')],
  ['Deny', words('Denies: nothing in another statement or policy can allow what this one denies.')],
]);
