import type { EndpointSettingSubject, EndpointUrlSubject } from '../documents/subjects';
import type { Explanation, Reference, Step } from '../explain/explanation';
import { markdown, type Sentence, say, series, words } from '../explain/sentence';
import { STS_ENDPOINTS, STS_REGIONS } from '../rules/stsReferences';
import { partitionOf } from '../sts/partitions';
import { hostInWords, isWorthNaming, refusalsOf, type ToolAnswer, versionsOf } from '../sts/profileEndpoints';
import { GLOBAL_HOST } from '../sts/tools/hosts';
import { answersWithVariable } from '../sts/variableEndpoints';
import { known } from '../syntax/tree';
import type { Hover, SubjectFeatures } from './feature';

/** What a setting of the STS endpoint outside of AWS config files contributes to the editor. */
export const endpointSettingFeatures: SubjectFeatures<EndpointSettingSubject> = {
  hover: (subject) => hoverOf(subject, settingSentences(subject), STS_ENDPOINTS),
  explain(subject) {
    const [answer, ...rest] = settingSentences(subject);
    const value = known(subject.node.text);
    const steps: Step[] = rest.map((sentence) => ({ sentence }));
    const shown: Explanation = { title: answer!, span: subject.span, steps };
    if (value === undefined || subject.form === 'option') return shown;
    const region = regionOf(subject.regions) ?? 'us-east-1';
    const rows = answersWithVariable(value, region)
      .filter(isWorthNaming)
      .map(({ tool, answer: { host, error } }) => ({
        cells: [words(tool.name), host === undefined ? error! : say`${host}`],
      }));
    const columns = [words('Tool'), words('Calls')];
    const title = say`With this setting alone, for a client in ${region}`;
    return { ...shown, tables: [{ title, columns, rows }] };
  },
};

/** What the global STS host, written down as an endpoint, contributes to the editor. */
export const endpointUrlFeatures: SubjectFeatures<EndpointUrlSubject> = {
  hover: (subject) => hoverOf(subject, urlSentences(subject), STS_REGIONS),
  explain(subject) {
    const [title, ...rest] = urlSentences(subject);
    return { title: title!, span: subject.span, steps: rest.map((sentence) => ({ sentence })) };
  },
};

function hoverOf(
  subject: { readonly span: Hover['span'] },
  said: readonly Sentence[],
  page: Reference,
): Hover {
  return {
    span: subject.span,
    markdown: [...said.map(markdown), `[${page.title}](${page.url})`].join('\n\n'),
  };
}

function settingSentences(subject: EndpointSettingSubject): Sentence[] {
  const value = known(subject.node.text);
  const reading = answersWithVariable('regional', 'us-east-1').filter(
    (each) => each.tool.setting === 'read' && isWorthNaming(each),
  );
  const readers = say`Read by ${series(reading.map(versionsOf))}. AWS CLI v2 and the newer SDKs do not read it: they call the endpoint of their Region.`;
  if (value === undefined) return [words('This file does not say the value.'), readers];
  if (value === '')
    return [words('Empty: JavaScript v2 refuses that, the other tools use their default.'), readers];
  const region = regionOf(subject.regions);
  const refusing = refusalsOf(answersWithVariable(value, region ?? 'us-east-1'));
  if (refusing.length > 0 && subject.form !== 'option')
    return [
      say`Refused by ${series(refusing.map(versionsOf))}: it must be ${'regional'} or ${'legacy'}.`,
      readers,
    ];
  return [meaningOf(value, region, reading), ...(subject.form === 'option' ? [] : [readers])];
}

function meaningOf(value: string, region: string | undefined, reading: readonly ToolAnswer[]): Sentence {
  const [boto3] = answersWithVariable(value, region ?? 'us-east-1').filter(({ tool }) => tool.id === 'boto3');
  if (boto3 === undefined || boto3.answer.host === undefined || reading.length === 0)
    return words('The STS endpoint to call.');
  if (region !== undefined) return say`STS calls of tools that read it go to ${hostInWords(boto3.answer)}.`;
  return boto3.answer.host === GLOBAL_HOST
    ? say`STS calls of tools that read it go to ${GLOBAL_HOST} from 15 Regions, and to the Regional endpoint from the others.`
    : words('STS calls of tools that read it go to the endpoint of their Region.');
}

function urlSentences({ to, regions }: EndpointUrlSubject): Sentence[] {
  const region = regionOf(regions);
  return [
    say`${GLOBAL_HOST} is the global STS endpoint, here given to ${to}.`,
    ...(region === undefined
      ? []
      : [say`The endpoint in ${region} is ${`sts.${region}.${partitionOf(region).suffix}`}.`]),
    words(
      'Calls to it are served in the caller’s Region only inside a VPC that uses Amazon’s DNS, in Regions that are on by default; all others go to us-east-1. They are logged in us-east-1 in either case.',
    ),
  ];
}

/** The one Region that the file names. */
function regionOf(regions: readonly string[]): string | undefined {
  return regions.length === 1 ? regions[0] : undefined;
}
