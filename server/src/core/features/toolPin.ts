import type { ToolPinSubject } from '../documents/subjects';
import { markdown, type Sentence, say, words } from '../explain/sentence';
import { SDK_DEFAULTS } from '../rules/stsReferences';
import { isGlobalByDefault, orNewerCore, pinInWords } from '../sts/pins';
import { TOOLS, toolAt } from '../sts/tools';
import { GLOBAL_HOST } from '../sts/tools/hosts';
import type { SubjectFeatures } from './feature';

/** What the pinned version of an AWS tool contributes to the editor: a hover where it calls the global endpoint. */
export const toolPinFeatures: SubjectFeatures<ToolPinSubject> = {
  hover(subject) {
    if (!isGlobalByDefault(subject)) return undefined;
    const said = [...sentences(subject).map(markdown), `[${SDK_DEFAULTS.title}](${SDK_DEFAULTS.url})`];
    return { span: subject.span, markdown: said.join('\n\n') };
  },
};

function sentences(pin: ToolPinSubject): Sentence[] {
  const { tool, version } = pin;
  const line = version === undefined ? TOOLS.find(({ id }) => id === tool)! : toolAt(tool, version);
  // JavaScript v2 has no list of Regions: it maps every one of the AWS partition.
  const where = tool === 'aws-sdk' ? words('from nearly every Region') : words('from 15 Regions');
  return [
    say`Unless a setting says otherwise${orNewerCore(pin)}, ${pinInWords(pin)} calls the global STS endpoint ${GLOBAL_HOST} ${where}.`,
    line.changed === undefined
      ? say`Every version of ${words(line.name)} does, and its support has ended.`
      : say`From version ${line.changed.version} on, ${words(line.name)} calls the Regional endpoint.`,
  ];
}
