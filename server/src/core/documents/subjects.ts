import type { RoleArn } from '../iam/arn';
import type { Policy } from '../iam/policy';
import type { TreeEdits } from '../syntax/syntax';
import type { LocatedObject, LocatedValue, Text } from '../syntax/tree';
import type { Span } from '../text/span';

/** The file a subject was found in, with the means to change it. */
export interface Source {
  readonly uri: string;
  readonly edits: TreeEdits;
  /** All of a config or credentials file: each tool reads it in a way of its own. */
  readonly text?: string;
}

/**
 * How the document stands to the role. `standalone`: a bare policy document, which says nothing of its role.
 * `existing`: describes a role that is there, as IAM output does. `created`: the document creates the role, so
 * the role's own ARN cannot be resolved when the policy is first saved.
 */
export type Lifecycle = 'standalone' | 'existing' | 'created';

/** What a document itself calls a role that it creates: a logical ID of a template. */
export interface RoleResource {
  readonly id: string;
  /** The ID where the role is declared, without quotes. */
  readonly span: Span;
  /** Every place of the document that refers to the role by its ID. Worked out when somebody asks. */
  readonly mentions: () => readonly Span[];
}

/** What a document says of the role a trust policy belongs to. Unknown parts are undefined. */
export interface RoleFacts {
  readonly arn: Text | undefined;
  readonly name: Text | undefined;
  readonly path: Text | undefined;
  readonly account: Text | undefined;
  readonly lifecycle: Lifecycle;
  /** Where the role is named, to point at. */
  readonly span: Span | undefined;
  /** Where the document creates the role and calls it something. */
  readonly resource?: RoleResource;
}

export interface TrustPolicySubject {
  readonly kind: 'trustPolicy';
  readonly source: Source;
  readonly span: Span;
  readonly policy: Policy;
  readonly role: RoleFacts;
  /** Permissions policies that the same document attaches to this role. */
  readonly identityPolicies: readonly IdentityPolicySubject[];
  /** The role also has permissions policies that the document names but does not hold. */
  readonly morePolicies?: boolean;
  /**
   * Expressions in the trust policy that refer to the role which the document itself creates. They have no value
   * before the role is there, unlike an ARN that is written out.
   */
  readonly ownReferences?: readonly Span[];
  /**
   * The stretch of text that alone says all of this subject, where there is one: the same text elsewhere, or in
   * another version of the file, is the same subject.
   */
  readonly whole?: Span;
}

/** A permissions policy. */
export interface IdentityPolicySubject {
  readonly kind: 'identityPolicy';
  readonly source: Source;
  readonly span: Span;
  readonly policy: Policy;
  /** The role the document attaches it to, or undefined when the document does not say. */
  readonly attachedTo: RoleFacts | undefined;
}

/** A key of an AWS config section, as written. */
export interface Setting {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: string;
  readonly valueSpan: Span;
  /** The whole line or lines. */
  readonly span: Span;
  readonly node: LocatedValue;
  /** What follows the value behind white space and `#` or `;`: a comment, but part of the value to botocore. */
  readonly comment?: { readonly text: string; readonly span: Span };
}

/** A profile of an AWS config or credentials file. */
export interface ProfileSubject {
  readonly kind: 'profile';
  readonly source: Source;
  readonly file: 'config' | 'credentials';
  readonly name: string;
  /** All the text between the brackets: not every tool takes every spelling of a header. */
  readonly header: string;
  /** Written with the word `profile`: `[profile default]` beats `[default]` as a whole. */
  readonly prefixed: boolean;
  /** The name inside the section header. */
  readonly nameSpan: Span;
  readonly headerSpan: Span;
  /** The section with all its lines. */
  readonly span: Span;
  readonly node: LocatedValue;
  /** In order, duplicates included; nested settings are not among them. */
  readonly settings: readonly Setting[];
  /** The `[services …]` section of the same file that the profile's `services` setting names. */
  readonly services?: LocatedObject;
}

/** What a document holds that STS Lens has something to say about. */
export type Subject = TrustPolicySubject | IdentityPolicySubject | ProfileSubject;
export type SubjectKind = Subject['kind'];
export type SubjectOf<K extends SubjectKind> = Extract<Subject, { kind: K }>;

/** The ARN of a subject's role when the document says it in full. */
export type KnownRole = RoleArn;
