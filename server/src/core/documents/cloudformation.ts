import { json } from '../syntax/json';
import type { Problem } from '../syntax/syntax';
import { type LocatedValue, listOf, propertyOf } from '../syntax/tree';
import { type View, viewOf, viewWithin } from '../syntax/view';
import { yaml } from '../syntax/yaml';
import { type Span, touches } from '../text/span';
import { substituted } from './cloudformation/substituted';
import { type Resource, type RoleDeclaration, readTemplate } from './cloudformation/template';
import { TemplateMemory } from './cloudformation/templateMemory';
import { TemplateReader } from './cloudformation/templateReader';
import { RUNS } from './cloudformation/workloads';
import type { DocumentKind, Opened, Reading } from './kind';
import { languageOf } from './language';
import type { ReadMemory } from './memory';
import type { Subject } from './subjects';

/** CloudFormation and SAM templates, and what the CDK synthesises, in YAML and JSON. */
export const cloudformation: DocumentKind = { id: 'cloudformation', read };

function read(file: Opened, memory?: ReadMemory): Reading | undefined {
  if (!/\bResources\b/.test(file.text)) return undefined;
  if (!/\b(?:AssumeRolePolicyDocument|PolicyDocument)\b/.test(file.text) && !RUNS.test(file.text))
    return undefined;
  // Prose and scripts may speak of templates, and are none.
  const language = languageOf(file);
  if (language !== undefined && language !== 'yaml') return undefined;
  const syntax = /^[\s\uFEFF]*\{/.test(file.text) ? json : yaml;
  const view = viewOf(syntax, file.text, memory);
  const { root } = view;
  const problems = [...view.problems];
  const subjects = (root?.kind === 'array' ? root.items : [root]).flatMap((each) =>
    subjectsOfTemplate(each, file, view, problems, root?.kind === 'array' ? undefined : memory),
  );
  // Where YAML is broken the text around it is misread, and a finding there would speak of what nobody wrote.
  const misread = ({ start, end }: Span) => {
    const upTo = end + (/\S|$/.exec(file.text.slice(end, end + REACH))?.index ?? 0);
    const around = { start, end: upTo };
    return syntax === yaml && problems.some((each) => touches(around, each.span.start));
  };
  const sound = problems.length === 0 ? subjects : subjects.filter((subject) => !misread(subject.span));
  return subjects.length === 0 ? undefined : { root, subjects: sound, problems };
}

/**
 * What a template holds, which may be part of a file.
 * @param problems takes what is wrong with texts inside of the template's strings
 * @param made roles that a tool adds to the template when it is deployed
 */
export function subjectsOfTemplate(
  root: LocatedValue | undefined,
  file: Opened,
  view: View,
  problems: Problem[],
  memory?: ReadMemory,
  made: readonly RoleDeclaration[] = [],
): readonly Subject[] {
  const template = readTemplate(root, file.text, made);
  if (template === undefined) return [];
  const known = memory?.template ?? new TemplateMemory();
  known.begin(template);
  const edits = () => substituted(view.edits);
  const source = memory?.source(file.uri, edits) ?? { uri: file.uri, edits: edits() };
  const own = new TemplateReader(template, source, view, problems, known).subjects();
  const inner = template.resources.flatMap((each) => subjectsOfStacks(each, file, view, problems));
  return inner.length === 0 ? own : [...own, ...inner];
}

/** A stack set holds a template as text. */
function subjectsOfStacks(
  { type, properties }: Resource,
  file: Opened,
  view: View,
  problems: Problem[],
): readonly Subject[] {
  if (type !== 'AWS::CloudFormation::StackSet') return [];
  const body = propertyOf(properties, 'TemplateBody');
  const string = body?.kind === 'hole' && body.expression === 'Fn::Sub' ? listOf(body.argument)[0] : body;
  const embedding = string?.kind === 'string' ? view.unquote(string) : undefined;
  if (embedding === undefined || !/PolicyDocument/.test(embedding.content)) return [];
  const inner = viewWithin(/^\s*\{/.test(embedding.content) ? json : yaml, embedding);
  return inner.problems.length > 0 ? [] : subjectsOfTemplate(inner.root, file, inner, problems);
}

/** UTF-16 code units of blanks behind a policy that are looked at: a value that is not closed ends before them. */
const REACH = 1000;
