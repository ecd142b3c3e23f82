import type { ProfileSubject } from '../documents/subjects';
import { say, series, words } from '../explain/sentence';
import { sectionFix } from '../repairs/changeSetting';
import { settingOf } from '../sts/configSection';
import { orNewerCore, pinInWords, pinThatCallsGlobal } from '../sts/pins';
import { isWorthNaming, versionsOf } from '../sts/profileEndpoints';
import { hostsOf } from '../sts/profileHosts';
import { viewOf } from '../sts/profileView';
import { GLOBAL_HOST } from '../sts/tools/hosts';
import { fileName } from '../text/uri';
import type { Fix } from './finding';
import { rule } from './rule';
import { SDK_DEFAULTS, STS_ENDPOINTS } from './stsReferences';

const UNSET = `[profile deploy]
role_arn = arn:aws:iam::111122223333:role/Deploy
source_profile = default
region = us-east-2
`;

export default rule({
  meta: {
    id: 'sts-endpoint-unset',
    title: 'The profile does not say which STS endpoint to call',
    level: 'hint',
    category: 'endpoint',
    fix: 'unsafe',
    references: [STS_ENDPOINTS, SDK_DEFAULTS],
  },
  docs: {
    what: 'A profile assumes a role (`role_arn` or `web_identity_token_file`), which calls STS, and does not set `sts_regional_endpoints`. Profiles with keys only, with a `credential_process` or with IAM Identity Center are left alone: tools get their credentials without a call to STS of their own.',
    why: 'Today’s tools call the Regional endpoint without being told. Versions from before 31 July 2025 of boto3, AWS CLI v1, PHP and .NET v3, and every version of the ended SDKs JavaScript v2, Go v1 and Java v1, call `sts.amazonaws.com` instead. It is a hint, because nobody can tell from this file which versions read it, and the environment may set AWS_STS_REGIONAL_ENDPOINTS. It is a warning where a file of the workspace pins such a version (a manifest, a lock file, a Dockerfile), and no file sets the variable to `regional`.',
    remedy: 'Add `sts_regional_endpoints = regional`, or update the tools.',
  },
  examples: {
    bad: [
      {
        file: '.aws/config',
        text: UNSET,
        at: '[profile deploy]',
        fixes: [{ id: 'add-regional', text: `${UNSET}sts_regional_endpoints = regional\n` }],
      },
      {
        title: 'With a file that pins such a version: a warning',
        file: '.aws/config',
        text: UNSET,
        at: '[profile deploy]',
        beside: { 'requirements.txt': 'boto3==1.34.0\n' },
        fixes: [{ id: 'add-regional', text: `${UNSET}sts_regional_endpoints = regional\n` }],
      },
      {
        title: 'A web identity token, in a file without spaces around the equals sign',
        file: '.aws/config',
        text: '[default]\nregion=eu-west-1\nrole_arn=arn:aws:iam::111122223333:role/Pod\nweb_identity_token_file=/var/run/token\n\n# next\n[profile x]\n',
        at: '[default]',
        fixes: [
          {
            id: 'add-regional',
            text: '[default]\nregion=eu-west-1\nsts_regional_endpoints=regional\nrole_arn=arn:aws:iam::111122223333:role/Pod\nweb_identity_token_file=/var/run/token\n\n# next\n[profile x]\n',
          },
        ],
      },
    ],
    good: [
      {
        title: 'Said, whatever is pinned',
        file: '.aws/config',
        text: `${UNSET}sts_regional_endpoints = regional\n`,
        beside: { 'requirements.txt': 'boto3==1.34.0\n' },
      },
      { title: 'Said', file: '.aws/config', text: `${UNSET}sts_regional_endpoints = regional\n` },
      {
        title: 'No call to STS',
        file: '.aws/config',
        text: '[profile dev]\nregion = us-east-2\nsso_session = corp\n',
      },
      {
        title: 'A Region that is never mapped to the global endpoint',
        file: '.aws/config',
        text: UNSET.replace('us-east-2', 'us-gov-west-1'),
      },
      {
        title: 'Said in the credentials file',
        file: '.aws/config',
        text: UNSET,
        beside: { '.aws/credentials': '[deploy]\nsts_regional_endpoints = regional\n' },
      },
    ],
  },
  subject: 'profile',
  embedded: 'never',
  *check(subject, context) {
    const call = settingOf(subject, 'role_arn') ?? settingOf(subject, 'web_identity_token_file');
    if (call === undefined) return;
    const view = viewOf(subject, context);
    if (view === undefined || view.profile.settings.has('sts_regional_endpoints')) return;
    const { region } = view;
    const answers = hostsOf(subject, context, region ?? 'us-east-1').filter(
      (each) => each.tool.setting === 'read' && isWorthNaming(each) && each.host === GLOBAL_HOST,
    );
    if (answers.length === 0) return;
    const global = answers.map(versionsOf);
    const where = region === undefined ? words('from 15 Regions') : say`from ${region}`;
    const fixes = () => [addRegional(subject, region !== undefined)];
    const pin = pinThatCallsGlobal(context, answers);
    if (pin !== undefined) {
      yield {
        message: say`Profile ${subject.name} does not set ${'sts_regional_endpoints'}: ${where}, the STS calls of ${pinInWords(pin)}, pinned in ${fileName(pin.source.uri)}, go to ${GLOBAL_HOST}, unless the environment says otherwise${orNewerCore(pin)}.`,
        span: subject.headerSpan,
        severity: 'warning',
        related: [{ uri: pin.source.uri, span: pin.span, note: say`${pinInWords(pin)} is pinned here.` }],
        fixes,
      };
      return;
    }
    yield {
      message: say`Profile ${subject.name} does not set ${'sts_regional_endpoints'}: ${where}, the STS calls of ${series(global)} go to ${GLOBAL_HOST}, unless the environment says otherwise.`,
      span: subject.headerSpan,
      fixes,
    };
  },
});

/** Safe only where a Region is named: without one, JavaScript v2 refuses to make a Regional client. */
function addRegional(subject: ProfileSubject, safe: boolean): Fix {
  const { node, source } = subject;
  const edits =
    node.kind === 'object' ? source.edits.set(node, 'sts_regional_endpoints', 'regional', 'region') : [];
  return sectionFix(
    subject,
    'add-regional',
    say`Add ${'sts_regional_endpoints = regional'} to profile ${subject.name}`,
    edits,
    safe ? undefined : words('JavaScript v2 then needs a Region, which this profile does not name.'),
  );
}
