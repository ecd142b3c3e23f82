import { readPolicy } from '../iam/policy';
import type { Problem } from '../syntax/syntax';
import { type LocatedObject, type LocatedValue, listOf, propertyOf } from '../syntax/tree';
import { viewOf } from '../syntax/view';
import { yaml } from '../syntax/yaml';
import { subjectsOfTemplate } from './cloudformation';
import { substituted } from './cloudformation/substituted';
import { type RoleDeclaration, readTemplate, type Template } from './cloudformation/template';
import type { DocumentKind, Opened, Reading } from './kind';
import { languageOf } from './language';
import { NOBODY } from './nobody';
import { serverlessFunctions } from './serverlessFunctions';
import type { Source, Subject } from './subjects';

/**
 * Services of the Serverless Framework: the resources that they add to their stack, as a template has them, and the
 * permissions of the role that the framework makes for all functions.
 * Source: Serverless Framework documentation, "IAM Permissions For Functions" and "AWS Infrastructure Resources".
 */
export const serverless: DocumentKind = { id: 'serverless', read };

/** The logical ID of the role that the framework makes, and which resources may refer to. */
const MADE = 'IamRoleLambdaExecution';

function read(file: Opened): Reading | undefined {
  const { text, uri } = file;
  if (!/^["']?provider["']?\s*:/m.test(text) || languageOf(file) !== 'yaml') return undefined;
  if (!/PolicyDocument|iamRoleStatements|statements\s*:|ROLE\w{0,255}["']?\s*:/i.test(text)) return undefined;
  const view = viewOf(yaml, text);
  const { root } = view;
  const provider = propertyOf(root, 'provider');
  if (provider === undefined || propertyOf(root, 'service') === undefined) return undefined;
  const problems: Problem[] = [...view.problems];
  const made = provider.kind === 'object' ? [madeRole(provider)] : [];
  const resources = [...listOf(propertyOf(root, 'resources')), ...extensions(root)].flatMap((each) =>
    subjectsOfTemplate(each, file, view, problems, undefined, made),
  );
  const source = { uri, edits: substituted(view.edits) };
  const [role] = made;
  const functions =
    role === undefined ? [] : serverlessFunctions(root, templateOf(root, text, made), role, source);
  const statements = statementsOf(provider).map((list) => permissions(list, source));
  const subjects = [...statements, ...resources, ...functions];
  if (subjects.length === 0) return undefined;
  return { root, subjects: view.problems.length > 0 ? [] : subjects, problems };
}

/** What the service adds to its stack, as one template; it may be nothing. */
function templateOf(
  root: LocatedValue | undefined,
  text: string,
  made: readonly RoleDeclaration[],
): Template {
  const [resources] = listOf(propertyOf(root, 'resources'));
  const read = readTemplate(resources, text, made);
  if (read !== undefined) return read;
  const empty: LocatedObject = { kind: 'object', span: { start: 0, end: 0 }, entries: [] };
  const roles = new Map(made.map((each) => [each.logicalId, each]));
  return {
    text,
    root: empty,
    resources: [],
    mappings: undefined,
    roles,
    globals: undefined,
    partition: undefined,
  };
}

function extensions(root: LocatedValue | undefined): LocatedValue[] {
  const value = propertyOf(root, 'extensions');
  return value === undefined ? [] : [value];
}

function madeRole(provider: LocatedObject): RoleDeclaration {
  const role = propertyOf(propertyOf(provider, 'iam'), 'role');
  const { span } = provider;
  return {
    logicalId: MADE,
    idSpan: { start: span.start, end: span.start },
    name: propertyOf(role, 'name'),
    path: propertyOf(role, 'path'),
    resource: provider,
  };
}

/** `provider.iam.role.statements`, and `provider.iamRoleStatements` as older services have it. */
function statementsOf(provider: LocatedValue): LocatedValue[] {
  const role = propertyOf(propertyOf(provider, 'iam'), 'role');
  return [propertyOf(role, 'statements'), propertyOf(provider, 'iamRoleStatements')].filter(
    (value) => value?.kind === 'array',
  ) as LocatedValue[];
}

function permissions(list: LocatedValue, source: Source): Subject {
  const { span } = list;
  const key = { start: span.start, end: span.start };
  const document: LocatedObject = {
    kind: 'object',
    span,
    entries: [
      {
        key: {
          kind: 'string',
          span: key,
          text: { pieces: [{ kind: 'literal', value: 'Statement', span: key }] },
        },
        value: list,
        span,
      },
    ],
  };
  // The framework makes the role; its trust policy and, mostly, its name stand in no file.
  return { kind: 'identityPolicy', source, span, policy: readPolicy(document), attachedTo: NOBODY };
}
