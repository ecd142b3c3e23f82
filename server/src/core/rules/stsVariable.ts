import type { Context } from '../context';
import type { EndpointSettingSubject } from '../documents/subjects';
import { type Sentence, say, series, words } from '../explain/sentence';
import { isKnownRegion, isLegacyRegion } from '../sts/partitions';
import { isGlobal, isWorthNaming, refusalsOf, type ToolAnswer, versionsOf } from '../sts/profileEndpoints';
import { GLOBAL_HOST } from '../sts/tools/hosts';
import { answersWithVariable } from '../sts/variableEndpoints';
import { known } from '../syntax/tree';
import { purposeOf } from '../text/purpose';
import type { Fix, Report } from './finding';

/** JavaScript v2, Go v1 and Java v1: their support ended in 2025. */
const ENDED: readonly string[] = ['aws-sdk', 'aws-sdk-go', 'aws-sdk-java'];

/** Whether all are SDKs past their end, which are no reason for a warning on their own. */
export function onlyEnded(answers: readonly Pick<ToolAnswer, 'tool'>[]): boolean {
  return answers.every(({ tool }) => ENDED.includes(tool.id));
}

/** `legacy` outside of AWS config files: in a variable, in a line of configuration, as an option of a client. */
export function* legacySetting(subject: EndpointSettingSubject, context: Context): Generator<Report> {
  const value = valueSaid(subject, context);
  if (value?.toLowerCase() !== 'legacy') return;
  const { name, node, regions } = subject;
  const fixes = () => [write(subject, 'regional')];
  if (subject.form === 'option') {
    const message = say`The option ${name} set to ${value} asks the SDK for the global STS endpoint ${GLOBAL_HOST} instead of the one in its Region.`;
    yield { message, span: node.span, fixes };
    return;
  }
  const region = regions.length === 1 ? regions[0] : undefined;
  const global = answersWithVariable(value, region ?? 'us-east-1').filter(
    (each) => each.tool.setting === 'read' && isWorthNaming(each) && isGlobal(each),
  );
  if (global.length === 0) return;
  const tools = series(global.map(versionsOf));
  const where =
    region !== undefined && !isLegacyRegion(region) ? say`from ${region}` : words('from 15 Regions');
  yield {
    message: say`With ${name} set to ${value}, the STS calls of ${tools} go to the global endpoint ${GLOBAL_HOST} ${where}, where no endpoint URL is configured.`,
    span: node.span,
    severity: subject.form === 'program' ? 'hint' : onlyEnded(global) ? 'information' : 'warning',
    fixes,
  };
}

/** A word that no SDK takes, in a variable or in a line of configuration. */
export function* invalidSetting(subject: EndpointSettingSubject, context: Context): Generator<Report> {
  const value = valueSaid(subject, context);
  if (
    value === undefined ||
    subject.form === 'option' ||
    subject.form === 'program' ||
    !/^(["']?)[A-Za-z][\w-]{0,40}\1$/.test(value)
  )
    return;
  if (value === 'regional' || value.toLowerCase() === 'legacy' || STANDS_FOR_NOTHING.test(value)) return;
  const bare = value.replace(/["']/g, '');
  const refusing = refusalsOf(answersWithVariable(value, 'us-east-1'));
  if (refusing.length === 0) return;
  const { name } = subject;
  const quotes = bare === value ? words('') : words(' Quotes are part of the value here.');
  const region = isKnownRegion(bare) ? say` A Region belongs in ${'AWS_REGION'}.` : words('');
  const sure = /^reg\w*al$/i.test(bare);
  yield {
    message: say`The value ${value} is not valid for ${name}: ${series(refusing.map(versionsOf))} refuse to make an STS client.${quotes}${region}`,
    span: subject.node.span,
    fixes: () =>
      sure ? [write(subject, 'regional', true)] : [write(subject, 'regional'), write(subject, 'legacy')],
  };
}

/** What templates and schemas write where a value will be. */
const STANDS_FOR_NOTHING =
  /^(?:null|undefined|none|nil|string|str|optional|required|value|x+|todo|change\w*|your\w*)$/i;

/** The value, where the file says it and the file sets something for what the project runs. */
function valueSaid({ node, source }: EndpointSettingSubject, { settings }: Context): string | undefined {
  return purposeOf(source.uri, settings.root) === 'product' ? known(node.text) : undefined;
}

const CONSEQUENCE: Readonly<Record<'regional' | 'legacy', Sentence>> = {
  regional: words(
    'Tools that read the setting then call STS in the Region they run with: firewalls and policies must let that through.',
  ),
  legacy: words('Tools that read the setting then call the global STS endpoint from 15 Regions.'),
};

function write(
  { name, node, source }: EndpointSettingSubject,
  value: 'regional' | 'legacy',
  safe = false,
): Fix {
  return {
    id: safe ? 'write-regional' : value === 'regional' ? 'use-regional' : 'write-legacy',
    title: say`Set ${name} to ${value}`,
    safe,
    ...(safe ? {} : { consequence: CONSEQUENCE[value] }),
    change: { kind: 'edits', files: [{ uri: source.uri, edits: source.edits.replace(node, value) }] },
  };
}
