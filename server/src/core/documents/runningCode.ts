import type { Span } from '../text/span';
import type { Source } from './subjects';

/** Which role a program asks for: written out, or as the value of an environment variable. */
export type CalledRole =
  | { readonly kind: 'arn'; readonly arn: string }
  | { readonly kind: 'variable'; readonly name: string };

/** A place of a program that assumes a role with the credentials that the program has. */
export interface CodeCallSubject {
  readonly kind: 'codeCall';
  readonly source: Source;
  /** The expression that says which role. */
  readonly span: Span;
  readonly role: CalledRole;
  /** It asks for a session of another kind than the role alone gives: a session policy, tags, a source identity. */
  readonly special: boolean;
}

/** An environment variable that a workload gets, and whose name speaks of a role. */
export interface RoleVariable {
  readonly name: string;
  /** The value. */
  readonly span: Span;
  /** It is the very role that the workload has. */
  readonly own: boolean;
}

/** A place inside of a workload's definition by which it would assume its own role. */
export interface OwnCall {
  /** `command`: of the AWS CLI. `profile`: with `credential_source`, in AWS configuration that it writes. */
  readonly by: 'command' | 'profile';
  readonly span: Span;
}

/** Something that AWS runs with a role whose credentials it hands in, as a template or a Terraform module defines it. */
export interface WorkloadSubject {
  readonly kind: 'workload';
  readonly source: Source;
  /** The logical ID where it is declared. */
  readonly span: Span;
  readonly name: string;
  readonly service: 'Lambda' | 'ECS' | 'EC2' | 'CodeBuild';
  /** The role's ARN as the template says it, holes as `${…}`: equal texts of one file are equal roles. */
  readonly role: string;
  /** Where the workload names its role. */
  readonly roleSpan: Span;
  readonly variables: readonly RoleVariable[];
  readonly calls: readonly OwnCall[];
  /** The folder of its code, ending in a slash, or its one file, where the template says it. */
  readonly code?: string;
  /** The file that is called first, as a URI without its ending. */
  readonly entry?: string;
  /** All of the definition: code may stand inside. */
  readonly body: Span;
}
