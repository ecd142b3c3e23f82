import type { Context } from '../context';
import type { ProfileSubject } from '../documents/subjects';
import { say, words } from '../explain/sentence';
import { settingOf } from '../sts/configSection';
import { DEFAULT_ENABLED, REGION_PATTERN } from '../sts/partitions';
import { hostsOf } from '../sts/profileHosts';
import { besideProfile } from '../sts/profiles';
import { counts, viewOf } from '../sts/profileView';
import { GLOBAL_HOST } from '../sts/tools/hosts';
import type { Fix } from './finding';
import { rule } from './rule';
import { SDK_REGION, STS_ENDPOINTS } from './stsReferences';

const MISSING = `[profile dev]
region = eu-central-1

[profile deploy]
sts_regional_endpoints = regional
`;

export default rule({
  meta: {
    id: 'sts-region-missing',
    title: 'Regional STS is asked for, but no Region is named',
    level: 'warning',
    category: 'endpoint',
    fix: 'unsafe',
    references: [SDK_REGION, STS_ENDPOINTS],
  },
  docs: {
    what: 'A profile has `sts_regional_endpoints = regional` and no `region`, in neither of its files. A profile that only assumes a role without naming a Region gets a hint, no more: the Region often comes from the environment.',
    why: 'A profile does not inherit the Region of `[default]`. If the environment names none either, boto3 and both AWS CLIs call the global endpoint `sts.amazonaws.com`, `regional` or not, and most other tools refuse to make an STS client. Not every tool reads every variable: boto3 and AWS CLI v1 read AWS_DEFAULT_REGION and not AWS_REGION, the JavaScript SDKs the other way round.',
    remedy:
      'Add `region` to the profile. If the environment names the Region on purpose, set AWS_REGION and AWS_DEFAULT_REGION both.',
  },
  examples: {
    bad: [
      {
        file: '.aws/config',
        text: MISSING,
        at: 'sts_regional_endpoints = regional',
        fixes: [{ id: 'set-region', answer: 'eu-central-1', text: `${MISSING}region = eu-central-1\n` }],
      },
      {
        title: 'A role without a Region: a hint',
        file: '.aws/config',
        text: '[profile deploy]\nrole_arn = arn:aws:iam::111122223333:role/Deploy\nsource_profile = default\n',
        at: 'role_arn = arn:aws:iam::111122223333:role/Deploy',
      },
    ],
    good: [
      { file: '.aws/config', text: `${MISSING}region = eu-central-1\n` },
      {
        title: 'The credentials file has it',
        file: '.aws/config',
        text: MISSING,
        beside: { '.aws/credentials': '[deploy]\nregion = eu-west-1\n' },
      },
      { title: 'Nothing is asked of STS', file: '.aws/config', text: '[profile dev]\nsso_session = corp\n' },
    ],
  },
  subject: 'profile',
  embedded: 'never',
  *check(subject, context) {
    const view = viewOf(subject, context);
    if (view === undefined || view.region !== undefined || !callsGlobal(subject, context)) return;
    const fixes = () => [askForRegion(subject, context.subjects('profile'))];
    const regional = settingOf(subject, 'sts_regional_endpoints');
    if (regional?.value.toLowerCase() === 'regional' && counts(view, subject, regional)) {
      yield {
        message: say`Profile ${subject.name} asks for Regional STS but names no Region: unless the environment names one, boto3 and both AWS CLIs call the global endpoint ${GLOBAL_HOST}, and most other tools refuse.`,
        span: { start: regional.keySpan.start, end: regional.valueSpan.end },
        fixes,
      };
      return;
    }
    const role = settingOf(subject, 'role_arn');
    if (
      role === undefined ||
      view.profile.settings.has('sts_regional_endpoints') ||
      !counts(view, subject, role)
    )
      return;
    yield {
      message: say`Profile ${subject.name} assumes a role but names no Region: unless the environment names one, boto3 and both AWS CLIs call the global STS endpoint ${GLOBAL_HOST}, and most other tools refuse.`,
      span: { start: role.keySpan.start, end: role.valueSpan.end },
      severity: 'hint',
      fixes,
    };
  },
});

/** Whether boto3 and both AWS CLIs really end at the global host: a configured URL or FIPS changes that. */
function callsGlobal(subject: ProfileSubject, context: Context): boolean {
  return hostsOf(subject, context)
    .filter(({ tool, age }) => age === 'now' && (tool.id === 'boto3' || tool.id === 'aws-cli'))
    .every(({ host }) => host === GLOBAL_HOST);
}

function askForRegion(subject: ProfileSubject, all: readonly ProfileSubject[]): Fix {
  const { node, source } = subject;
  const used = besideProfile(subject, all).flatMap((section) => settingOf(section, 'region')?.value ?? []);
  const looksRight = new RegExp(REGION_PATTERN);
  const candidates = new Set([...used.filter((region) => looksRight.test(region)), ...DEFAULT_ENABLED]);
  return {
    id: 'set-region',
    title: say`Add a Region to profile ${subject.name}`,
    safe: false,
    consequence: words(
      'Requests to other services with this profile go to that Region too, unless the environment names another.',
    ),
    change: {
      kind: 'question',
      prompt: say`The Region of profile ${subject.name}`,
      candidates: [...candidates],
      pattern: REGION_PATTERN,
      hint: say`A Region looks like ${'eu-west-1'}.`,
      answer: (region) => [
        { uri: source.uri, edits: node.kind === 'object' ? source.edits.set(node, 'region', region) : [] },
      ],
    },
  };
}
