import type { Context } from '../context';
import type { ConfigSectionSubject, ProfileSubject } from '../documents/subjects';
import { say, series } from '../explain/sentence';
import { settingOf } from '../sts/configSection';
import { bothInSight, sectionsFor } from '../sts/profileLinks';
import { counts, viewOf } from '../sts/profileView';
import { SSO_PROVIDER } from './configReferences';
import type { Report } from './finding';
import { rule } from './rule';

const SESSION = `[sso-session corp]
sso_start_url = https://example.awsapps.com/start
sso_region = us-east-1
`;
const DEV = `
[profile dev]
sso_session = corp
sso_account_id = 111122223333
`;

export default rule({
  meta: {
    id: 'sso-settings-incomplete',
    title: 'A setting of IAM Identity Center is missing',
    level: 'error',
    category: 'config',
    fix: 'none',
    references: [SSO_PROVIDER],
  },
  docs: {
    what: 'A profile that gets its credentials from IAM Identity Center needs `sso_account_id` and `sso_role_name`, and either an `sso_session` or `sso_start_url` and `sso_region`; an `[sso-session …]` section needs the last two. One of them is missing. A profile with nothing but an `sso_session` is complete: it signs in for services that take a token.',
    why: 'Tools refuse the profile (“is configured to use SSO but is missing required configuration”).',
    remedy: 'Add what is missing; `aws configure sso` asks for all of it.',
  },
  examples: {
    bad: [
      { file: '.aws/config', text: SESSION + DEV, at: 'sso_account_id' },
      {
        title: 'A session without its Region',
        file: '.aws/config',
        text: SESSION.replace(/sso_region.*\n/, ''),
        at: '[sso-session corp]',
      },
    ],
    good: [
      { file: '.aws/config', text: `${SESSION}${DEV}sso_role_name = Admin\n` },
      {
        title: 'For a token only',
        file: '.aws/config',
        text: SESSION + DEV.replace(/sso_account.*\n/, ''),
      },
      {
        title: 'Without a session, as it was before there were any',
        file: '.aws/config',
        text: '[profile dev]\nsso_start_url = https://example.awsapps.com/start\nsso_region = us-east-1\nsso_account_id = 111122223333\nsso_role_name = Admin\n',
      },
    ],
  },
  subject: ['profile', 'configSection'],
  *check(subject, context) {
    if (subject.kind === 'profile') yield* ofProfile(subject, context);
    else if (subject.section === 'sso-session') yield* ofSession(subject);
  },
});

function* ofSession(section: ConfigSectionSubject): Iterable<Report> {
  const missing = ['sso_start_url', 'sso_region'].filter((key) => settingOf(section, key) === undefined);
  // A header that was just typed is no mistake yet.
  if (missing.length === 0 || section.settings.length === 0) return;
  yield {
    message: say`The SSO session ${section.name} lacks ${named(missing)}, so tools refuse the profiles that use it.`,
    span: section.headerSpan,
  };
}

function* ofProfile(subject: ProfileSubject, context: Context): Iterable<Report> {
  const first = settingOf(subject, 'sso_account_id') ?? settingOf(subject, 'sso_role_name');
  if (first === undefined) return;
  const view = viewOf(subject, context);
  if (view === undefined || !counts(view, subject, first)) return;
  // What is not in a credentials file is in the config file.
  if (subject.file === 'credentials' && !bothInSight(subject.source.uri, context)) return;
  const { settings } = view.profile;
  const session = settings.get('sso_session')?.value;
  const sections = sectionsFor(subject.source.uri, subject.file, context);
  // A session that does not exist, or lacks something, has a finding of its own.
  const needed =
    session !== undefined && sections !== undefined
      ? ['sso_account_id', 'sso_role_name']
      : ['sso_account_id', 'sso_role_name', 'sso_start_url', 'sso_region'];
  if (session !== undefined && sections === undefined) return;
  const missing = needed.filter((key) => !settings.has(key));
  if (missing.length === 0) return;
  yield {
    message: say`Profile ${subject.name} is set up for IAM Identity Center and lacks ${named(missing)}, so tools refuse it.`,
    span: first.keySpan,
  };
}

function named(keys: readonly string[]) {
  return series(keys.map((key) => say`${key}`));
}
