import { readPolicy } from '../iam/policy';
import { json } from '../syntax/json';
import type { Problem } from '../syntax/syntax';
import {
  knownString,
  type LocatedObject,
  type LocatedString,
  type LocatedValue,
  listOf,
  propertyOf,
  readable,
} from '../syntax/tree';
import { policyIn, type View, viewOf } from '../syntax/view';
import { yaml } from '../syntax/yaml';
import { type Span, touches } from '../text/span';
import { mentionsIn } from './cloudformation/mentions';
import {
  type Substitution,
  substituted,
  substitutedText,
  withExpressions,
} from './cloudformation/substituted';
import {
  generatedRole,
  generatesRole,
  type Resource,
  type RoleDeclaration,
  readTemplate,
  type Template,
} from './cloudformation/template';
import { Values } from './cloudformation/values';
import type { DocumentKind, Opened, Reading } from './kind';
import { languageOf } from './language';
import type { IdentityPolicySubject, RoleFacts, Source, Subject, TrustPolicySubject } from './subjects';

/** CloudFormation and SAM templates, and what the CDK synthesises, in YAML and JSON. */
export const cloudformation: DocumentKind = { id: 'cloudformation', read };

function read(file: Opened): Reading | undefined {
  if (
    !/\bResources\b/.test(file.text) ||
    !/\b(?:AssumeRolePolicyDocument|PolicyDocument)\b/.test(file.text)
  ) {
    return undefined;
  }
  // Prose and scripts may speak of templates, and are none.
  const language = languageOf(file);
  if (language !== undefined && language !== 'yaml') return undefined;
  const syntax = /^[\s\uFEFF]*\{/.test(file.text) ? json : yaml;
  const view = viewOf(syntax, file.text);
  const { root } = view;
  const problems = [...view.problems];
  const subjects = (root?.kind === 'array' ? root.items : [root]).flatMap((each) =>
    subjectsOfTemplate(each, file, view, problems),
  );
  // Where YAML is broken the text around it is misread, and a finding there would speak of what nobody wrote.
  const misread = ({ start, end }: Span) => {
    const upTo = end + (/\S|$/.exec(file.text.slice(end, end + REACH))?.index ?? 0);
    const around = { start, end: upTo };
    return syntax === yaml && problems.some((each) => touches(around, each.span.start));
  };
  const sound = subjects.filter((subject) => !misread(subject.span));
  return subjects.length === 0 ? undefined : { root, subjects: sound, problems };
}

/**
 * What a template holds, which may be part of a file.
 * @param problems takes what is wrong with texts inside of the template's strings
 */
export function subjectsOfTemplate(
  root: LocatedValue | undefined,
  file: Opened,
  view: View,
  problems: Problem[],
): readonly Subject[] {
  const template = readTemplate(root, file.text);
  return template === undefined ? [] : new Reader(template, file.uri, view, problems).subjects();
}

/** UTF-16 code units of blanks behind a policy that are looked at: a value that is not closed ends before them. */
const REACH = 1000;

/** Finds the subjects of one template. */
class Reader {
  readonly #template: Template;
  readonly #source: Source;
  readonly #view: View;
  readonly #problems: Problem[];
  /** Roles by logical ID, with the permissions policies that the template gives them. */
  readonly #policies = new Map<string, IdentityPolicySubject[]>();
  readonly #facts = new Map<string, RoleFacts>();
  /** The roles whose lists of managed policies refer to a policy of the template, by its logical ID. */
  readonly #attaching: ReadonlyMap<string, readonly string[]>;
  /** Logical IDs of roles by the names that the template gives them, expressions included. */
  readonly #named = new Map<string, string>();
  readonly #subjects: Subject[] = [];
  #mentions: ReadonlyMap<string, readonly Span[]> | undefined;

  constructor(template: Template, uri: string, view: View, problems: Problem[]) {
    this.#template = template;
    this.#source = { uri, edits: substituted(view.edits) };
    this.#view = view;
    this.#problems = problems;
    this.#attaching = rolesByPolicy(template);
    const values = new Values(template);
    for (const { logicalId, name } of template.roles.values()) {
      const text = values.text(name);
      if (text !== undefined) this.#named.set(readable(text), logicalId);
    }
  }

  subjects(): readonly Subject[] {
    for (const resource of this.#template.resources) this.#permissions(resource);
    for (const resource of this.#template.resources) this.#trust(resource);
    return this.#subjects;
  }

  #permissions({ logicalId, type, properties }: Resource): void {
    if (type === 'AWS::IAM::Role') {
      for (const each of objectsOf(propertyOf(properties, 'Policies'))) {
        this.#attach(propertyOf(each, 'PolicyDocument'), [logicalId], []);
      }
    } else if (generatesRole(type, properties)) {
      for (const each of objectsOf(propertyOf(properties, 'Policies'))) {
        this.#attach(propertyOf(each, 'Statement') && each, [generatedRole(logicalId)], []);
      }
    } else if (type === 'AWS::IAM::Policy' || type === 'AWS::IAM::ManagedPolicy') {
      const roles = listOf(propertyOf(properties, 'Roles'));
      const users = type === 'AWS::IAM::ManagedPolicy' ? (this.#attaching.get(logicalId) ?? []) : [];
      this.#attach(propertyOf(properties, 'PolicyDocument'), users, roles);
    } else if (type === 'AWS::IAM::RolePolicy') {
      const role = propertyOf(properties, 'RoleName');
      this.#attach(propertyOf(properties, 'PolicyDocument'), [], role === undefined ? [] : [role]);
    }
  }

  /** Takes a permissions policy in, once for each role it is attached to. */
  #attach(document: LocatedValue | undefined, ids: readonly string[], names: readonly LocatedValue[]): void {
    const values = new Values(this.#template);
    const owners = new Map<string, RoleFacts>();
    for (const id of ids) {
      const role = this.#template.roles.get(id);
      if (role !== undefined) owners.set(id, this.#factsOf(role));
    }
    for (const name of names) {
      const id = this.#roleNamed(name, values);
      const role = id === undefined ? undefined : this.#template.roles.get(id);
      if (role !== undefined) owners.set(role.logicalId, this.#factsOf(role));
    }
    for (const { value, source } of this.#documents(document)) {
      const resolved = values.resolve(value);
      if (resolved.kind !== 'object') continue;
      const made = { source, span: value.span, policy: readPolicy(resolved) };
      const [first = NOBODY] = owners.values();
      const subject = { kind: 'identityPolicy', ...made, attachedTo: first } as const;
      this.#subjects.push(subject);
      for (const [id, facts] of owners) {
        const own = facts === first ? subject : { ...subject, attachedTo: facts };
        this.#policies.set(id, [...(this.#policies.get(id) ?? []), own]);
      }
    }
  }

  /** The logical ID of the role that `Ref`, or its name, names. */
  #roleNamed(name: LocatedValue, values: Values): string | undefined {
    const referred = name.kind === 'hole' ? knownString(name.argument) : undefined;
    if (referred !== undefined && this.#template.roles.has(referred)) return referred;
    const text = values.text(name);
    return text && this.#named.get(readable(text));
  }

  #trust({ logicalId, type, properties }: Resource): void {
    const generated = generatesRole(type, properties);
    if (type !== 'AWS::IAM::Role' && !generated) return;
    const id = generated ? generatedRole(logicalId) : logicalId;
    const role = this.#template.roles.get(id);
    if (role === undefined) return;
    const values = new Values(this.#template);
    const document = propertyOf(properties, 'AssumeRolePolicyDocument');
    for (const { value, source } of this.#documents(document)) {
      const resolved = values.resolve(value);
      if (resolved.kind !== 'object') continue;
      const subject: TrustPolicySubject = {
        kind: 'trustPolicy',
        source,
        span: value.span,
        policy: readPolicy(resolved),
        role: this.#factsOf(role),
        identityPolicies: this.#policies.get(id) ?? [],
        morePolicies: this.#attachesMore(properties),
        ownReferences: values.references.filter((each) => each.logicalId === id).map((each) => each.span),
      };
      this.#subjects.push(subject);
    }
  }

  /** The policy documents that a value is: itself, what conditions choose between, or JSON in a string. */
  #documents(value: LocatedValue | undefined): readonly PolicyDocument[] {
    if (value?.kind === 'object') return [{ value, source: this.#source }];
    if (value?.kind === 'string') return this.#inString(value, undefined);
    if (value?.kind !== 'hole') return [];
    const [first, ...rest] = listOf(value.argument);
    if (value.expression === 'Fn::If') return rest.flatMap((each) => this.#documents(each));
    if (value.expression !== 'Fn::Sub' || first?.kind !== 'string') return [];
    return this.#inString(first, { variables: rest[0] });
  }

  #inString(string: LocatedString, sub: Substitution | undefined): readonly PolicyDocument[] {
    const view = policyIn(this.#view, string);
    if (view?.root?.kind !== 'object') return [];
    if (view.problems.length > 0) {
      this.#problems.push(...view.problems.slice(0, 3));
      return [];
    }
    const { uri } = this.#source;
    if (sub === undefined) {
      const edits = substitutedText(view.edits, string, this.#template.text, this.#view);
      return [{ value: view.root, source: { uri, edits } }];
    }
    const value = withExpressions(view.root, sub);
    return value.kind === 'object' ? [{ value, source: { uri, edits: view.edits } }] : [];
  }

  /** Whether the role lists managed policies that are not the template's own. */
  #attachesMore(properties: LocatedValue | undefined): boolean {
    const attached = ['ManagedPolicyArns', 'Policies'].flatMap((key) => listOf(propertyOf(properties, key)));
    return attached.some(
      (each) =>
        each.kind !== 'object' &&
        !(each.kind === 'hole' && this.#attaching.has(knownString(each.argument) ?? '')),
    );
  }

  #factsOf(role: RoleDeclaration): RoleFacts {
    const made = this.#facts.get(role.logicalId);
    if (made !== undefined) return made;
    const values = new Values(this.#template);
    const span = role.name?.span;
    const facts: RoleFacts = {
      arn: values.roleArn(role, span ?? NOWHERE),
      name: values.text(role.name),
      path: values.text(role.path),
      account: { pieces: [{ kind: 'hole', expression: 'AWS::AccountId', span: span ?? NOWHERE }] },
      lifecycle: 'created',
      span,
      resource: {
        id: role.logicalId,
        span: role.idSpan,
        mentions: () => {
          this.#mentions ??= mentionsIn(this.#template.root);
          return this.#mentions.get(role.logicalId) ?? [];
        },
      },
    };
    this.#facts.set(role.logicalId, facts);
    return facts;
  }
}

const NOWHERE = { start: 0, end: 0 };

/** What is attached to no role of the template: to users, groups, or by somebody else. */
const NOBODY: RoleFacts = {
  arn: undefined,
  name: undefined,
  path: undefined,
  account: undefined,
  lifecycle: 'created',
  span: undefined,
};

interface PolicyDocument {
  readonly value: LocatedObject;
  readonly source: Source;
}

/** The objects of a list, those among them that conditions choose between. */
function objectsOf(list: LocatedValue | undefined): LocatedObject[] {
  return listOf(list).flatMap((value) => {
    if (value.kind === 'object') return [value];
    return value.kind === 'hole' && value.expression === 'Fn::If'
      ? objectsOf({ kind: 'array', span: value.span, items: listOf(value.argument).slice(1) })
      : [];
  });
}

function rolesByPolicy({ resources }: Template): Map<string, string[]> {
  const roles = new Map<string, string[]>();
  for (const { logicalId, type } of resources)
    if (type === 'AWS::IAM::ManagedPolicy') roles.set(logicalId, []);
  for (const { logicalId, type, properties } of resources) {
    if (type !== 'AWS::IAM::Role') continue;
    for (const name of listOf(propertyOf(properties, 'ManagedPolicyArns'))) {
      if (name.kind === 'hole') roles.get(knownString(name.argument) ?? '')?.push(logicalId);
    }
  }
  return roles;
}
