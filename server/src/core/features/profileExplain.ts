import type { Context } from '../context';
import type { ProfileSubject } from '../documents/subjects';
import type { Explanation, Row, Step, Table } from '../explain/explanation';
import { type Sentence, say, words } from '../explain/sentence';
import { STS_REGIONS } from '../rules/stsReferences';
import { chainOf, selfAssumingProfiles } from '../sts/profileChain';
import { hostInWords, isGlobal, isWorthNaming, type ToolAnswer } from '../sts/profileEndpoints';
import type { Profile } from '../sts/profiles';
import { type ProfileView, viewOf } from '../sts/profileView';
import { GLOBAL_HOST } from '../sts/tools/hosts';
import { profileDiagram } from './profileDiagram';
import { profileEndpoints, summary } from './profileSummary';

/** The explanation of a profile: whose credentials it uses, and which STS endpoint each tool calls with it. */
export function profileExplanation(subject: ProfileSubject, context: Context): Explanation | undefined {
  const all = context.subjects('profile');
  const view = viewOf(subject, context);
  if (view === undefined) {
    const sentence = say`${'[profile default]'} in this file replaces this section as a whole.`;
    return { title: say`This section does not count`, steps: [{ sentence }], span: subject.headerSpan };
  }
  const endpoints = profileEndpoints(view);
  const self = selfAssumingProfiles(all).filter(
    ({ profile }) => profile.name === subject.name && view.profile.sections.includes(profile),
  );
  return {
    title: say`Profile ${subject.name}: ${summary(endpoints)}`,
    span: subject.headerSpan,
    tables: [endpointTable(endpoints.all, subject.source.uri)],
    diagram: profileDiagram(chainOf(view.profiles, view.profile.name), endpoints.all),
    steps: [
      ...chainSteps(view),
      ...self.map(({ because }) => ({ sentence: words('This role assumes itself.'), steps: because })),
      ...[endpoints.boto3, endpoints.cliV2].map(toolStep),
      ...(endpoints.all.some(isGlobal) ? [GLOBAL_REMARK] : []),
      { sentence: words('The environment can change all of this: it comes before the files.') },
    ],
  };
}

const GLOBAL_REMARK: Step = {
  sentence: say`Calls to ${GLOBAL_HOST} are served in the caller’s Region only inside a VPC that uses Amazon’s DNS, in Regions that are on by default; all others go to us-east-1. They are logged in us-east-1 in either case.`,
  source: STS_REGIONS,
};

function toolStep(each: ToolAnswer): Step {
  const { answer, tool } = each;
  const sentence =
    answer.host === undefined
      ? say`${words(tool.name)} refuses: ${answer.error}`
      : say`${words(tool.name)} calls ${hostInWords(answer)}, signed for ${answer.signingRegion}.`;
  return { sentence, steps: answer.because };
}

function chainSteps({ profiles, profile }: ProfileView): Step[] {
  const { links, end } = chainOf(profiles, profile.name);
  const steps = links.flatMap((link, i) => linkStep(link, links[i + 1]));
  switch (end.kind) {
    case 'loop':
      return [
        ...steps,
        { sentence: say`The chain comes back to profile ${end.name}, so SDKs refuse it.`, verdict: 'no' },
      ];
    case 'missing':
      return [
        ...steps,
        { sentence: say`Profile ${end.name} is in neither of the files in sight.`, verdict: 'depends' },
      ];
    case 'keys':
      return [
        ...steps,
        at(links.at(-1), 'aws_access_key_id', say`Profile ${links.at(-1)?.name ?? ''} has keys of its own.`),
      ];
    case 'source': {
      const source = links.at(-1)?.settings.get('credential_source')?.value ?? '';
      return [
        ...steps,
        at(links.at(-1), 'credential_source', say`The first credentials come from ${source}.`),
      ];
    }
    case 'unknown':
      return steps;
  }
}

function linkStep(link: Profile, next: Profile | undefined): Step[] {
  const role = link.settings.get('role_arn')?.value;
  if (role === undefined) return [];
  const sentence =
    next === undefined
      ? say`Profile ${link.name} assumes ${role}.`
      : say`Profile ${link.name} assumes ${role} with the credentials of profile ${next.name}.`;
  return [at(link, 'role_arn', sentence)];
}

function at(profile: Profile | undefined, key: string, sentence: Sentence): Step {
  const found = profile?.settings.get(key);
  return found === undefined
    ? { sentence }
    : { sentence, span: found.setting.span, uri: found.section.source.uri };
}

function endpointTable(answers: readonly ToolAnswer[], uri: string): Table {
  return {
    title: words('STS endpoint by tool'),
    columns: [words('Tool'), words('Versions'), words('Calls'), words('Decided by')],
    rows: answers.filter(isWorthNaming).map((each) => endpointRow(each, uri)),
  };
}

function endpointRow(each: ToolAnswer, uri: string): Row {
  const { answer, tool } = each;
  const last = answer.because.at(-1);
  const calls = answer.host === undefined ? words('refuses') : hostInWords(answer);
  const cause = answer.host === undefined ? answer.error : (last?.sentence ?? words(''));
  const cells = [words(tool.name), versions(each), calls, cause];
  return last?.span !== undefined && last.uri === uri ? { cells, span: last.span } : { cells };
}

function versions({ tool, age }: ToolAnswer): Sentence {
  if (tool.changed !== undefined) {
    return words(age === 'before' ? `before ${tool.changed.version}` : `${tool.changed.version} and later`);
  }
  return words(tool.readsFrom === undefined ? 'recent' : `${tool.readsFrom} and later`);
}
