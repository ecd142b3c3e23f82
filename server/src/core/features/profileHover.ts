import type { Context } from '../context';
import type { ProfileSubject, Setting } from '../documents/subjects';
import { HANDED_IN } from '../explain/ownRole';
import { markdown, type Sentence, say, words } from '../explain/sentence';
import { parseRoleArn } from '../iam/arn';
import { STS_ENDPOINTS } from '../rules/stsReferences';
import { CONFIG_KEYS, type ConfigKey } from '../sts/configKeys';
import { keyFacts } from '../sts/configKeyTypes';
import { blocksOf } from '../sts/configSection';
import { S3_KEYS } from '../sts/nestedKeys';
import { DEFAULT_ENABLED, isKnownRegion, partitionOf, REGIONS_AS_OF } from '../sts/partitions';
import { chainOf } from '../sts/profileChain';
import { counts, type ProfileView, viewOf } from '../sts/profileView';
import { hostOf } from '../sts/tools/urls';
import { touches } from '../text/span';
import type { Hover } from './feature';
import { profileEndpoints, summary } from './profileSummary';

/** The hover on a profile's header or on one of its settings. Values of secrets are never in it. */
export function profileHover(subject: ProfileSubject, offset: number, context: Context): Hover | undefined {
  const view = viewOf(subject, context);
  if (touches(subject.headerSpan, offset)) return { span: subject.headerSpan, markdown: headerText(view) };
  const setting = subject.settings.find(({ span }) => touches(span, offset));
  if (setting === undefined) return blockHover(subject, offset);
  const span = { start: setting.keySpan.start, end: setting.valueSpan.end };
  const text = touches(span, offset) ? settingText(subject, setting, view) : undefined;
  return text === undefined ? undefined : { span, markdown: text };
}

/** The hover on a setting with settings of its own below it, such as `s3`. */
function blockHover(subject: ProfileSubject, offset: number): Hover | undefined {
  const block = blocksOf(subject).find(({ keySpan }) => touches(keySpan, offset));
  const known = CONFIG_KEYS.get(block?.key ?? '');
  const s3 = blocksOf(subject).find(({ key }) => key === 's3');
  const nested = s3?.nested.find(({ keySpan, value }) =>
    touches({ start: keySpan.start, end: value?.span.end ?? keySpan.end }, offset),
  );
  const meaning = S3_KEYS.get(nested?.key ?? '')?.meaning;
  if (nested !== undefined && meaning !== undefined) return { span: nested.keySpan, markdown: meaning };
  return block && known && { span: block.keySpan, markdown: keyText(block.key, known) };
}

/** What a documented key means, what it takes and who reads it, and one link. */
export function keyText(key: string, { meaning, page }: ConfigKey): string {
  const facts = keyFacts(key);
  return [
    meaning,
    ...(facts === undefined ? [] : [facts]),
    ...(page === undefined ? [] : [`[${page.title}](${page.url})`]),
  ].join('\n\n');
}

function headerText(view: ProfileView | undefined): string {
  if (view === undefined)
    return markdown(say`${'[profile default]'} in this file replaces this section as a whole.`);
  const endpoints = profileEndpoints(view);
  const reasons = endpoints.boto3.answer.because.map((step) => markdown(step.sentence)).join(' ');
  return [
    markdown(summary(endpoints)),
    `boto3: ${reasons}`,
    'This holds as long as no environment variable says otherwise.',
    `[${STS_ENDPOINTS.title}](${STS_ENDPOINTS.url})`,
  ].join('\n\n');
}

function settingText(
  subject: ProfileSubject,
  setting: Setting,
  view: ProfileView | undefined,
): string | undefined {
  const key = setting.key.toLowerCase();
  const known = CONFIG_KEYS.get(key);
  if (known === undefined) return undefined;
  const answers = view === undefined ? [] : answersFor(key, setting, view);
  if (view !== undefined && !counts(view, subject, setting))
    answers.unshift(words('Another line comes before this one.'));
  return [...answers.map(markdown), keyText(key, known)].join('\n\n');
}

/** The first lines of a hover: what this value leads to. */
function answersFor(key: string, setting: Setting, view: ProfileView): Sentence[] {
  switch (key) {
    case 'sts_regional_endpoints':
      return [summary(profileEndpoints(view))];
    case 'region':
      return [summary(profileEndpoints(view)), regionRemark(setting.value)];
    case 'role_arn':
      return [roleAnswer(setting.value, view)];
    case 'source_profile':
      return [sourceAnswer(setting.value, view)];
    case 'credential_source':
      return credentialSourceAnswers(setting.value);
    case 'endpoint_url':
      return [urlAnswer(hostOf(setting.value))];
    default:
      return [];
  }
}

function urlAnswer(host: string | undefined): Sentence {
  if (host === undefined) return words('This is no URL with a host, so tools that read it fail.');
  return say`Requests go to ${host}. JavaScript v2 and Go v1 do not read this setting.`;
}

function regionRemark(region: string): Sentence {
  if (region === 'aws-global') return words('Not a Region: the name stands for the global endpoint.');
  if (!isKnownRegion(region)) {
    return say`${region} is not among the Regions known to STS Lens (as of ${words(REGIONS_AS_OF)}).`;
  }
  const partition = partitionOf(region);
  if (partition.id !== 'aws') return words(`A Region of the partition ${partition.name}.`);
  return DEFAULT_ENABLED.includes(region)
    ? words('A Region that is on in every account.')
    : words('A Region that an account must enable first.');
}

function roleAnswer(arn: string, view: ProfileView): Sentence {
  const role = parseRoleArn(arn);
  const { links, end } = chainOf(view.profiles, view.profile.name);
  const source = links[1]?.name;
  const caller = view.profile.settings.has('web_identity_token_file')
    ? words('with a web identity token')
    : source !== undefined
      ? say`with the credentials of profile ${source}`
      : end.kind === 'source'
        ? say`with the credentials of ${view.profile.settings.get('credential_source')?.value ?? ''}`
        : end.kind === 'keys'
          ? words('with its own keys')
          : words('with credentials that no file in sight names');
  return role === undefined
    ? say`Assumes ${arn} ${caller}.`
    : say`Assumes role ${role.name} of account ${role.account} ${caller}.`;
}

function sourceAnswer(name: string, view: ProfileView): Sentence {
  const { links, end } = chainOf(view.profiles, view.profile.name);
  if (end.kind === 'loop') return say`The chain of profiles comes back to ${end.name}, so SDKs refuse it.`;
  if (end.kind === 'missing') return say`Profile ${end.name} is in neither of the files in sight.`;
  const names = links.map((link) => link.name);
  if (name === view.profile.name) return say`Profile ${name} calls ${'AssumeRole'} with its own keys.`;
  if (names.length < 2) return say`Without ${'role_arn'} in this profile, tools do not use it.`;
  const path = names.slice(2).reduce((sofar, next) => say`${sofar} → ${next}`, say`${names[1] ?? ''}`);
  return say`Credentials come from profile ${path}.`;
}

function credentialSourceAnswers(source: string): Sentence[] {
  switch (source) {
    case 'Environment':
      return [
        words('AssumeRole is called with the keys in the environment.'),
        say`On Lambda those are the keys of the function’s role: where that is the role in ${'role_arn'}, the call is needless, and tools need neither setting.`,
      ];
    case 'Ec2InstanceMetadata':
      return [
        words('AssumeRole is called with the role of the EC2 instance. Which one that is, no file says.'),
        ...needless('EC2', 'instance'),
      ];
    case 'EcsContainer':
      return [
        words('AssumeRole is called with the role of the ECS task. Which one that is, no file says.'),
        ...needless('ECS', 'task'),
      ];
    default:
      return [say`${source} is none of ${'Environment'}, ${'Ec2InstanceMetadata'} and ${'EcsContainer'}.`];
  }
}

/** When a role is assumed for nothing on such a host, and what to do instead. */
function needless(host: 'EC2' | 'ECS', called: string): Sentence[] {
  return [
    say`If it is the role in ${'role_arn'}, the call is needless, and denied unless the role’s trust policy lets the role assume itself or AWS still carries the role on its allow-list: leave ${'role_arn'} and ${'credential_source'} out. ${HANDED_IN[host]}`,
    say`For fewer permissions than the ${words(called)} has, assume a second role; on machines of developers, use a role of theirs.`,
  ];
}
