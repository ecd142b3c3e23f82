import type { TreeEdits } from '../../syntax/syntax';
import { entryOf, type LocatedValue, listOf, propertyOf, readable } from '../../syntax/tree';
import type { SelfCall } from '../subjects';
import type { Template } from './template';
import { Values } from './values';

/**
 * The actions of pipelines that name the role which the pipeline itself has, by that role's logical ID: CodePipeline
 * assumes an action's role with the credentials of the pipeline's. Source: CloudFormation User Guide,
 * "AWS::CodePipeline::Pipeline ActionDeclaration", RoleArn.
 * @param edits those of the template as it is when somebody asks
 */
export function selfCallsIn(
  template: Template,
  edits: () => TreeEdits,
): ReadonlyMap<string, readonly SelfCall[]> {
  const calls = new Map<string, SelfCall[]>();
  const pipelines = template.resources.filter(({ type }) => type === 'AWS::CodePipeline::Pipeline');
  if (pipelines.length === 0) return calls;
  const values = new Values(template);
  const arns = new Map<string, string>();
  for (const role of template.roles.values())
    arns.set(readable(values.roleArn(role, NOWHERE)), role.logicalId);
  const roleIn = (value: LocatedValue | undefined) => {
    const text = values.text(value);
    return text && arns.get(readable(text));
  };
  for (const { properties } of pipelines) {
    const id = roleIn(propertyOf(properties, 'RoleArn'));
    if (id === undefined) continue;
    for (const stage of listOf(propertyOf(properties, 'Stages'))) {
      for (const action of listOf(propertyOf(stage, 'Actions'))) {
        const entry = entryOf(action, 'RoleArn');
        if (action.kind !== 'object' || entry?.value === undefined || roleIn(entry.value) !== id) continue;
        const { span } = entry.value;
        const known = calls.get(id) ?? [];
        calls.set(id, [
          ...known,
          { by: 'pipelineAction', span, remove: () => edits().removeEntry(action, entry) },
        ]);
      }
    }
  }
  return calls;
}

const NOWHERE = { start: 0, end: 0 };
