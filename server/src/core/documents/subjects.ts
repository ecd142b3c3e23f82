import type { Policy } from '../iam/policy';
import type { ToolId } from '../sts/tools';
import type { CutText } from '../syntax/awsConfigBlocks';
import type { Tolerated, TreeEdits } from '../syntax/syntax';
import type { LocatedObject, LocatedString, LocatedValue, Text } from '../syntax/tree';
import type { TextEdit } from '../text/edit';
import type { Span } from '../text/span';
import type { CodeCallSubject, WorkloadSubject } from './runningCode';

/** How serious a subject is meant: an example in documentation, or one with places that its readers fill in. */
export type Standing = 'example' | 'form';

/** The file a subject was found in, with the means to change it. */
export interface Source {
  readonly uri: string;
  readonly edits: TreeEdits;
  /** All of a config or credentials file: each tool reads it in a way of its own. */
  readonly text?: string;
  /** The same as an object that stands for this version of the file. */
  readonly file?: CutText;
  /** What the file has beyond its language, where all of it is one policy that IAM would be given as it is. */
  readonly tolerated?: readonly Tolerated[];
  /** Undefined for what is in use. */
  readonly standing?: Standing;
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
  /** Gives the role a fixed name, where the document lets the deployment make one up. */
  readonly setName?: (name: string) => readonly TextEdit[];
  /** Keeps scanners from reporting the role, with a reason that stands beside it. */
  readonly excuse?: (check: string, reason: string) => readonly TextEdit[];
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

/** A place of a document by which its role would assume itself. */
export interface SelfCall {
  /**
   * `pipelineAction`: an action of a pipeline that names the role which the pipeline already has. `storageCredential`:
   * of Databricks' Unity Catalog, which has its roles assume themselves.
   */
  readonly by: 'pipelineAction' | 'storageCredential';
  readonly span: Span;
  /** Where it stands in another file than the policy. */
  readonly uri?: string;
  /** Takes the needless role out. */
  readonly remove: () => readonly TextEdit[];
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
   * Expressions in the trust policy and the role's own inline policies that refer to the role which the document
   * itself creates. They have no value before the role is there, unlike an ARN that is written out.
   */
  readonly ownReferences?: readonly Span[];
  /** Calls in the same document by which the role would assume itself. */
  readonly selfCalls?: readonly SelfCall[];
  /**
   * The stretch of text that this subject is a part of: a role with its policies. What rules say of the subject is kept
   * in terms of it while it moves.
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
  /** Nothing outside of this stretch of the file has a part in the subject, but for `services`. */
  readonly whole: Span;
}

/**
 * A place outside of AWS config files where the choice of STS endpoint is set: an environment variable, a line of
 * AWS configuration inside another file, or an option of an SDK client.
 */
export interface EndpointSettingSubject {
  readonly kind: 'endpointSetting';
  readonly source: Source;
  /** From the name to the value. */
  readonly span: Span;
  /** As written: `AWS_STS_REGIONAL_ENDPOINTS`, `sts_regional_endpoints`, `stsRegionalEndpoints`. */
  readonly name: string;
  /**
   * `config`: a line of AWS configuration in another file. `program`: such a line in a program, which writes it or tests
   * with it. `option`: of an SDK client.
   */
  readonly form: 'variable' | 'config' | 'program' | 'option';
  /** The value without its quotes; its text has a hole where the file does not say it. */
  readonly node: LocatedString;
  /** Regions that the file names, the nearest first. */
  readonly regions: readonly string[];
}

/** The global STS host, written down as the endpoint that something calls. */
export interface EndpointUrlSubject {
  readonly kind: 'endpointUrl';
  readonly source: Source;
  /** The URL or host as written. */
  readonly span: Span;
  /** The host name in it. */
  readonly node: LocatedString;
  /** What the URL is given to, as written: `AWS_ENDPOINT_URL_STS`, `--endpoint-url`, `endpoint_url`. */
  readonly to: string;
  /**
   * `setting`: a variable, option or argument that tools and SDKs take an endpoint from. `constant`: a name in program
   * source, which may still be replaced on the way to the call. `fallback`: the same file makes Regional host names.
   */
  readonly certainty: 'setting' | 'constant' | 'fallback';
  /** Regions that the file names, the nearest first. */
  readonly regions: readonly string[];
}

/** Whose credentials a command runs with, as far as its file says. */
export type CommandCredentials =
  | { readonly kind: 'profile'; readonly name: string; readonly span: Span }
  | {
      readonly kind: 'role';
      readonly role: string;
      readonly span: Span;
      /** `step`: of a job, which assumed the role. `chain`: of roles that Terraform assumes one after the other. */
      readonly by: 'step' | 'chain';
    };

/** A command that assumes a role, and says whose credentials it does that with. */
export interface AssumeRoleCallSubject {
  readonly kind: 'assumeRoleCall';
  readonly source: Source;
  /** The role as written. */
  readonly span: Span;
  /** Its ARN, or an expression that has one value in the whole file. */
  readonly role: string;
  /** Such as `aws eks get-token`. */
  readonly command: string;
  readonly credentials: CommandCredentials;
  /** What names the role, where it is no option of a command: `assume_role`. */
  readonly option?: string;
  /** Takes the option that names the role out of the command; empty where the command is nothing without it. */
  readonly withoutRole: readonly TextEdit[];
}

/** A version of an AWS tool or SDK that a file pins. */
export interface ToolPinSubject {
  readonly kind: 'toolPin';
  readonly source: Source;
  readonly span: Span;
  readonly tool: ToolId;
  /** The package as the file names it. */
  readonly name: string;
  /** The version or range as written, or '' where the file allows any. */
  readonly written: string;
  /** The one version that is installed, where the file says it. */
  readonly version?: string;
  /** All versions the file allows are below this one. */
  readonly below?: string;
}

/** A section of an AWS config or credentials file that is no profile. */
export interface ConfigSectionSubject {
  readonly kind: 'configSection';
  readonly source: Source;
  readonly file: 'config' | 'credentials';
  /** The file's place says which of the two it is; otherwise its headers do. */
  readonly placed: boolean;
  /** `other`: a header that AWS's guide gives no meaning in this file. */
  readonly section: 'sso-session' | 'services' | 'other';
  /** The name behind the prefix; of an `other` all the text between the brackets, trimmed. */
  readonly name: string;
  readonly header: string;
  readonly nameSpan: Span;
  readonly headerSpan: Span;
  /** The section with all its lines. */
  readonly span: Span;
  readonly node: LocatedValue;
  /** In order, duplicates included; nested settings are not among them. */
  readonly settings: readonly Setting[];
  /** Nothing outside of this stretch of the file has a part in the subject. */
  readonly whole: Span;
}

/** A whole AWS config or credentials file. */
export interface ConfigFileSubject {
  readonly kind: 'configFile';
  readonly source: Source;
  readonly file: 'config' | 'credentials';
  /** The file's place says which of the two it is; otherwise its headers do. */
  readonly placed: boolean;
  readonly span: Span;
  /** In the order of the text. */
  readonly sections: readonly (ProfileSubject | ConfigSectionSubject)[];
}

/** What a document holds that STS Lens has something to say about. */
export type Subject =
  | TrustPolicySubject
  | IdentityPolicySubject
  | ProfileSubject
  | EndpointSettingSubject
  | EndpointUrlSubject
  | AssumeRoleCallSubject
  | CodeCallSubject
  | WorkloadSubject
  | ToolPinSubject
  | ConfigSectionSubject
  | ConfigFileSubject;
export type SubjectKind = Subject['kind'];
export type SubjectOf<K extends SubjectKind> = Extract<Subject, { kind: K }>;
