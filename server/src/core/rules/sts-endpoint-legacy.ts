import type { Context } from '../context';
import type { ProfileSubject, Setting } from '../documents/subjects';
import { type Sentence, say, series, words } from '../explain/sentence';
import { sectionFix } from '../repairs/changeSetting';
import { settingOf } from '../sts/configSection';
import { isLegacyRegion, partitionOf } from '../sts/partitions';
import { isWorthNaming, versionsOf } from '../sts/profileEndpoints';
import { hostsOf } from '../sts/profileHosts';
import { counts, type ProfileView, viewOf } from '../sts/profileView';
import { GLOBAL_HOST } from '../sts/tools/hosts';
import type { Fix, Severity } from './finding';
import { rule } from './rule';
import { SDK_DEFAULTS, STS_ENDPOINTS, STS_REGIONS } from './stsReferences';
import { legacySetting, onlyEnded } from './stsVariable';

const LEGACY = `[profile deploy]
region = us-east-2
sts_regional_endpoints = legacy
`;

export default rule({
  meta: {
    id: 'sts-endpoint-legacy',
    title: 'A setting asks for the global STS endpoint',
    level: 'warning',
    category: 'endpoint',
    fix: 'unsafe',
    references: [STS_ENDPOINTS, STS_REGIONS, SDK_DEFAULTS],
  },
  docs: {
    what: 'A profile has `sts_regional_endpoints = legacy`, or another file sets `AWS_STS_REGIONAL_ENDPOINTS` to `legacy`: a script, a Dockerfile, the environment of a container or a function, a client option. Tools that read the setting (AWS CLI v1, boto3, Ruby, PHP, .NET v3, and the ended SDKs JavaScript v2, Go v1 and Java v1) then call `sts.amazonaws.com` from 15 older Regions. The newer SDKs and AWS CLI v2 do not read it. In a Region that the setting never maps, such as `ap-northeast-2`, or in another partition, the finding is only information.',
    why: 'Inside a VPC that uses Amazon’s DNS, in a Region that is on by default, AWS has served the global endpoint locally since 2025. From anywhere else (opt-in Regions, your own data centre, another DNS) calls still go to us-east-1 and depend on it. Wherever they are served, they are logged in us-east-1, `aws:RequestedRegion` says `us-east-1`, VPC interface endpoints are not used, and by default the session tokens do not work in opt-in Regions.',
    remedy:
      'Write `regional`. Before that, make sure that firewalls and VPC endpoint policies let the Regional host through, and that policies with `aws:RequestedRegion` allow the Region.',
  },
  examples: {
    bad: [
      {
        file: '.aws/config',
        text: LEGACY,
        at: 'legacy',
        fixes: [{ id: 'use-regional', text: LEGACY.replace('legacy', 'regional') }],
      },
      {
        title: 'In the spelling that only some SDKs take',
        file: '.aws/config',
        text: '[default]\nregion=eu-west-1\nsts_regional_endpoints=LEGACY ; as before\n',
        at: 'LEGACY',
        fixes: [
          {
            id: 'use-regional',
            text: '[default]\nregion=eu-west-1\nsts_regional_endpoints=regional ; as before\n',
          },
        ],
      },
      {
        title: 'A variable in a Dockerfile',
        file: 'Dockerfile',
        text: 'FROM python:3.13\nENV AWS_STS_REGIONAL_ENDPOINTS=legacy\n',
        at: 'legacy',
        fixes: [
          {
            id: 'use-regional',
            text: 'FROM python:3.13\nENV AWS_STS_REGIONAL_ENDPOINTS=regional\n',
          },
        ],
      },
      {
        title: 'A variable of a Lambda function',
        file: 'template.yaml',
        text: 'Resources:\n  Fn:\n    Type: AWS::Lambda::Function\n    Properties:\n      Environment:\n        Variables:\n          AWS_STS_REGIONAL_ENDPOINTS: legacy\n',
        at: 'legacy',
      },
      {
        title: 'A Region that the setting maps in JavaScript v2 only',
        file: '.aws/config',
        text: LEGACY.replace('us-east-2', 'ap-northeast-2'),
        at: 'legacy',
      },
    ],
    good: [
      { file: '.aws/config', text: LEGACY.replace('legacy', 'regional') },
      { title: 'A value that is not known', file: '.env', text: 'AWS_STS_REGIONAL_ENDPOINTS=${STS_MODE}\n' },
      {
        title: 'A test',
        file: 'tests/test_endpoint.py',
        text: 'os.environ["AWS_STS_REGIONAL_ENDPOINTS"] = "legacy"\n',
      },
      {
        title: 'The credentials file comes before the config file',
        file: '.aws/config',
        text: LEGACY,
        beside: { '.aws/credentials': '[deploy]\nsts_regional_endpoints = regional\n' },
      },
    ],
  },
  subject: ['profile', 'endpointSetting'],
  embedded: 'never',
  *check(subject, context) {
    if (subject.kind === 'endpointSetting') {
      yield* legacySetting(subject, context);
      return;
    }
    const setting = settingOf(subject, 'sts_regional_endpoints');
    if (setting?.value.toLowerCase() !== 'legacy') return;
    const view = viewOf(subject, context);
    if (view === undefined || !counts(view, subject, setting)) return;
    const { message, severity } = consequence(view, subject, context);
    yield {
      message:
        setting.value === 'legacy'
          ? message
          : say`${message} boto3 and AWS CLI v1 refuse it in this spelling.`,
      span: setting.valueSpan,
      severity,
      fixes: () => [useRegional(subject, setting, view.region !== undefined)],
    };
  },
});

function consequence(
  { region }: ProfileView,
  subject: ProfileSubject,
  context: Context,
): { message: Sentence; severity: Severity } {
  const answers = hostsOf(subject, context, region ?? 'us-east-1').filter(
    (each) =>
      each.age === 'now' && each.tool.setting === 'read' && isWorthNaming(each) && each.host === GLOBAL_HOST,
  );
  const global = answers.map(versionsOf);
  const severity = onlyEnded(answers) ? 'information' : 'warning';
  if (region === undefined) {
    if (global.length === 0) return { message: NO_EFFECT, severity: 'information' };
    const message = say`With ${'legacy'}, the STS calls of ${series(global)} go to the global endpoint ${GLOBAL_HOST} from 15 Regions, unless the environment says otherwise.`;
    return { message, severity };
  }
  if (global.length === 0) {
    const message = isLegacyRegion(region)
      ? NO_EFFECT
      : say`The value ${'legacy'} has no effect in ${region}: no tool calls the global STS endpoint with this profile.`;
    return { message, severity: 'information' };
  }
  if (!isLegacyRegion(region)) {
    const elsewhere = partitionOf(region).id === 'aws' ? words('') : words(', in another partition');
    const message = say`In ${region}, ${'legacy'} leads only ${series(global)} to the global STS endpoint ${GLOBAL_HOST}${elsewhere}; the other tools do not map that Region to it.`;
    return { message, severity: 'information' };
  }
  const message = say`With ${'legacy'}, the STS calls of ${series(global)} go to the global endpoint ${GLOBAL_HOST} instead of the one in ${region}, unless the environment says otherwise.`;
  return { message, severity };
}

const NO_EFFECT = say`The value ${'legacy'} has no effect here: the other settings of this profile choose the STS endpoint.`;

/** Safe only where a Region is named: without one, JavaScript v2 refuses to make a Regional client. */
function useRegional(subject: ProfileSubject, setting: Setting, safe: boolean): Fix {
  return sectionFix(
    subject,
    'use-regional',
    say`Set ${'sts_regional_endpoints'} to ${'regional'}`,
    subject.source.edits.replace(setting.node, 'regional'),
    safe ? undefined : words('JavaScript v2 then needs a Region, which this profile does not name.'),
  );
}
