import { say, words } from '../explain/sentence';
import { removeSetting } from '../repairs/changeSetting';
import { isSecret } from '../sts/configKeys';
import { settingOf, settingsByKey } from '../sts/configSection';
import { sectionsFor } from '../sts/profileLinks';
import { counts, viewOf } from '../sts/profileView';
import { SSO_PROVIDER } from './configReferences';
import { rule } from './rule';

const CONFLICT = `[sso-session corp]
sso_start_url = https://example.awsapps.com/start
sso_region = us-east-1

[profile dev]
sso_session = corp
sso_region = eu-west-1
sso_account_id = 111122223333
sso_role_name = Admin
`;

export default rule({
  meta: {
    id: 'sso-settings-conflict',
    title: 'The profile and its SSO session disagree',
    level: 'error',
    category: 'config',
    fix: 'unsafe',
    references: [SSO_PROVIDER],
  },
  docs: {
    what: 'A profile repeats a setting of the `[sso-session …]` section it names, with another value.',
    why: 'Both AWS CLIs and boto3 refuse the profile (“The value for sso_region is inconsistent between profile and sso-session”), and so do other SDKs. The Region of requests is `region`; `sso_region` is the one of IAM Identity Center.',
    remedy: 'Remove the setting from the profile.',
  },
  examples: {
    bad: [
      {
        file: '.aws/config',
        text: CONFLICT,
        at: 'eu-west-1',
        fixes: [{ id: 'remove-setting', text: CONFLICT.replace('sso_region = eu-west-1\n', '') }],
      },
    ],
    good: [
      { title: 'The same value', file: '.aws/config', text: CONFLICT.replace('eu-west-1', 'us-east-1') },
      {
        title: 'The Region of requests',
        file: '.aws/config',
        text: CONFLICT.replace('sso_region = eu-west-1', 'region = eu-west-1'),
      },
    ],
  },
  subject: 'profile',
  *check(subject, context) {
    if (settingOf(subject, 'sso_session') === undefined && settingOf(subject, 'sso_region') === undefined)
      return;
    const view = viewOf(subject, context);
    if (view === undefined) return;
    const { settings } = view.profile;
    // Tools look at the session only where the profile asks for credentials of an account.
    if (!settings.has('sso_account_id') && !settings.has('sso_role_name')) return;
    const name = settings.get('sso_session')?.value;
    const session = sectionsFor(subject.source.uri, subject.file, context)?.get(`sso-session ${name ?? ''}`);
    if (session === undefined) return;
    for (const [key, all] of settingsByKey(session)) {
      const theirs = all.at(-1)!;
      const own = settingOf(subject, key);
      if (own === undefined || own.value === theirs.value || !counts(view, subject, own) || isSecret(key))
        continue;
      yield {
        message: say`The SSO session ${session.name} has another ${key} than profile ${subject.name}, so boto3 and both AWS CLIs refuse the profile.`,
        span: own.valueSpan,
        related: [
          { uri: session.source.uri, span: theirs.valueSpan, note: words('The value of the session.') },
        ],
        fixes: () => removeSetting(subject, own, words('The value of the session then counts.')),
      };
    }
  },
});
