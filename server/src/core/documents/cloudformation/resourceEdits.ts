import type { TreeEdits } from '../../syntax/syntax';
import { entryOf, knownString, type LocatedObject, propertyOf } from '../../syntax/tree';
import type { TextEdit } from '../../text/edit';
import type { RoleResource } from '../subjects';

/**
 * The edits of a role's resource as a whole, where the template writes it out.
 * @param edits those of the template as it is when somebody asks
 * @param place the template's text, and where the logical ID stands in it, then
 */
export function resourceEdits(
  resource: LocatedObject,
  edits: () => TreeEdits,
  place: () => { readonly text: string; readonly at: number },
): Pick<RoleResource, 'setName' | 'excuse'> {
  if (knownString(propertyOf(resource, 'Type')) !== 'AWS::IAM::Role') return {};
  const properties = propertyOf(resource, 'Properties');
  const named = propertyOf(properties, 'RoleName') !== undefined;
  return {
    excuse(check, reason) {
      const { text, at } = place();
      // A scanner that goes by comments: JSON has none.
      const ignored = text[at - 1] === '"' ? [] : [ignoredBlock(at, text)];
      return [...skipped(resource, check, reason, edits()), ...ignored];
    },
    ...(!named &&
      properties?.kind === 'object' && {
        setName: (name) => edits().set(properties, 'RoleName', name, ''),
      }),
  };
}

/** Source: Checkov documentation, "Suppressing and skipping policies", CloudFormation metadata. */
function skipped(resource: LocatedObject, check: string, reason: string, edits: TreeEdits): TextEdit[] {
  const skip = { id: check, comment: reason };
  const metadata = propertyOf(resource, 'Metadata');
  const checkov = propertyOf(metadata, 'checkov');
  const list = propertyOf(checkov, 'skip');
  if (list !== undefined) return edits.append(list, [skip]);
  if (checkov?.kind === 'object') return edits.set(checkov, 'skip', [skip]);
  if (metadata?.kind === 'object') return edits.set(metadata, 'checkov', { skip: [skip] });
  const after = entryOf(resource, 'Type') === undefined ? '' : 'Type';
  return edits.set(resource, 'Metadata', { checkov: { skip: [skip] } }, after);
}

/** Source: KICS documentation, "Running KICS", using commands on scanned files as comments. */
function ignoredBlock(at: number, text: string): TextEdit {
  const line = text.lastIndexOf('\n', at - 1) + 1;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return { span: { start: at, end: at }, text: `# kics-scan ignore-block${newline}${text.slice(line, at)}` };
}
