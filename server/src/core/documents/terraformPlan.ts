import { readPolicy } from '../iam/policy';
import { json } from '../syntax/json';
import { NO_EDITS } from '../syntax/noEdits';
import {
  knownString,
  type LocatedObject,
  type LocatedValue,
  listOf,
  propertyOf,
  type Text,
} from '../syntax/tree';
import { policyIn, type View, viewOf } from '../syntax/view';
import type { DocumentKind, Opened, Reading } from './kind';
import type { IdentityPolicySubject, RoleFacts, Source, Subject } from './subjects';

/**
 * What `terraform show -json` writes of a plan or a state: the roles as they will be, with the values that are known
 * by then. Nothing can be put right in it, so no fixes are offered. Source: Terraform documentation, "JSON Output Format".
 */
export const terraformPlan: DocumentKind = { id: 'terraform-plan', read };

function read({ uri, text }: Opened): Reading | undefined {
  if (!/^[\s\uFEFF]*\{/.test(text) || !/"format_version"/.test(text) || !/"aws_iam_/.test(text))
    return undefined;
  const view = viewOf(json, text);
  const { root, problems } = view;
  const values = propertyOf(root, 'planned_values') ?? propertyOf(root, 'values');
  const module = propertyOf(values, 'root_module');
  if (module === undefined) return undefined;
  return { root, subjects: new Reader(view, { uri, edits: NO_EDITS }).subjects(module), problems };
}

/** Levels of modules in modules. */
const DEPTH_LIMIT = 30;

interface Resource {
  readonly address: string;
  readonly type: string;
  readonly values: LocatedValue | undefined;
}

class Reader {
  readonly #view: View;
  readonly #source: Source;
  /** What the plan does with each resource, by address. */
  readonly #actions = new Map<string, readonly string[]>();

  constructor(view: View, source: Source) {
    this.#view = view;
    this.#source = source;
    for (const change of listOf(propertyOf(view.root, 'resource_changes'))) {
      const address = knownString(propertyOf(change, 'address'));
      const actions = listOf(propertyOf(propertyOf(change, 'change'), 'actions')).map(knownString);
      if (address !== undefined)
        this.#actions.set(
          address,
          actions.filter((each) => each !== undefined),
        );
    }
  }

  subjects(module: LocatedValue): Subject[] {
    const resources = [...resourcesIn(module, 0)];
    const account = this.#account();
    const subjects: Subject[] = [];
    const policyArns = new Map<string, LocatedValue>();
    /** Policies and attachments by the name of the role they are for. */
    const byRole = new Map<string, Resource[]>();
    for (const resource of resources) {
      const { type, values } = resource;
      const role = knownString(propertyOf(values, 'role'));
      if (role !== undefined) byRole.set(role, [...(byRole.get(role) ?? []), resource]);
      const arn = type === 'aws_iam_policy' ? knownString(propertyOf(values, 'arn')) : undefined;
      const policy = propertyOf(values, 'policy');
      if (arn !== undefined && policy !== undefined) policyArns.set(arn, policy);
    }
    for (const role of resources) {
      if (role.type !== 'aws_iam_role') continue;
      const trust = this.#policy(propertyOf(role.values, 'assume_role_policy'));
      if (trust === undefined) continue;
      const facts = this.#facts(role, account);
      const documents = listOf(propertyOf(role.values, 'inline_policy')).map((each) =>
        propertyOf(each, 'policy'),
      );
      const name = knownString(propertyOf(role.values, 'name'));
      for (const { type, values } of byRole.get(name ?? '') ?? []) {
        if (type === 'aws_iam_role_policy') documents.push(propertyOf(values, 'policy'));
        const attached = knownString(propertyOf(values, 'policy_arn'));
        if (type === 'aws_iam_role_policy_attachment') documents.push(policyArns.get(attached ?? ''));
      }
      const identityPolicies = documents.flatMap((each): IdentityPolicySubject[] => {
        const object = this.#policy(each);
        if (object === undefined) return [];
        const { span } = object;
        const policy = readPolicy(object);
        return [{ kind: 'identityPolicy', source: this.#source, span, policy, attachedTo: facts }];
      });
      subjects.push(
        {
          kind: 'trustPolicy',
          source: this.#source,
          span: trust.span,
          policy: readPolicy(trust),
          role: facts,
          identityPolicies,
          // What is not known before it is applied is not in the plan.
          morePolicies: true,
        },
        ...identityPolicies,
      );
    }
    return subjects;
  }

  /** The policy in a string of JSON. */
  #policy(value: LocatedValue | undefined): LocatedObject | undefined {
    const inside = value?.kind === 'string' ? policyIn(this.#view, value) : undefined;
    return inside?.root?.kind === 'object' && inside.problems.length === 0 ? inside.root : undefined;
  }

  #facts({ address, values }: Resource, account: Text | undefined): RoleFacts {
    const arn = textAt(values, 'arn');
    const actions = this.#actions.get(address);
    const made = actions === undefined ? arn === undefined : actions.includes('create');
    return {
      arn: made ? undefined : arn,
      name: textAt(values, 'name'),
      path: textAt(values, 'path'),
      account,
      lifecycle: made ? 'created' : 'existing',
      span: propertyOf(values, 'name')?.span,
    };
  }

  /** The account of the provider, which the plan knows where the configuration asks for it. */
  #account(): Text | undefined {
    const state = propertyOf(propertyOf(this.#view.root, 'prior_state'), 'values');
    for (const { type, values } of resourcesIn(propertyOf(state, 'root_module'), 0)) {
      const account = type === 'aws_caller_identity' ? textAt(values, 'account_id') : undefined;
      if (account !== undefined) return account;
    }
    return undefined;
  }
}

function* resourcesIn(module: LocatedValue | undefined, depth: number): Generator<Resource> {
  if (depth > DEPTH_LIMIT) return;
  for (const resource of listOf(propertyOf(module, 'resources'))) {
    const type = knownString(propertyOf(resource, 'type'));
    const address = knownString(propertyOf(resource, 'address')) ?? '';
    if (type !== undefined) yield { address, type, values: propertyOf(resource, 'values') };
  }
  for (const child of listOf(propertyOf(module, 'child_modules'))) yield* resourcesIn(child, depth + 1);
}

function textAt(object: LocatedValue | undefined, key: string): Text | undefined {
  const value = propertyOf(object, key);
  return value?.kind === 'string' ? value.text : undefined;
}
