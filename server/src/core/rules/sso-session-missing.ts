import { say, words } from '../explain/sentence';
import { writeValue } from '../repairs/changeSetting';
import { isPlaceholder, settingOf } from '../sts/configSection';
import { sectionsFor } from '../sts/profileLinks';
import { closest } from '../text/closest';
import { SSO_PROVIDER } from './configReferences';
import { rule } from './rule';

const SESSION = `
[sso-session corp]
sso_start_url = https://example.awsapps.com/start
sso_region = us-east-1
`;
const TYPO = `[profile dev]
sso_session = crop
sso_account_id = 111122223333
sso_role_name = Admin
${SESSION}`;

export default rule({
  meta: {
    id: 'sso-session-missing',
    title: 'The SSO session does not exist',
    level: 'error',
    category: 'config',
    fix: 'unsafe',
    references: [SSO_PROVIDER],
  },
  docs: {
    what: 'A profile names an `sso_session`, and the config file has no `[sso-session …]` section of that name.',
    why: 'Tools refuse to get credentials for the profile (“The specified sso-session does not exist”), and nobody can sign in.',
    remedy: 'Name a session that exists, or add the section with `aws configure sso-session`.',
  },
  examples: {
    bad: [
      {
        file: '.aws/config',
        text: TYPO,
        at: 'crop',
        fixes: [{ id: 'write-value', text: TYPO.replace('crop', 'corp') }],
      },
    ],
    good: [
      { file: '.aws/config', text: TYPO.replace('crop', 'corp') },
      {
        title: 'From the credentials file',
        file: '.aws/credentials',
        text: '[dev]\nsso_session = corp\n',
        beside: { '.aws/config': SESSION },
      },
    ],
  },
  subject: 'profile',
  embedded: 'paired',
  *check(subject, context) {
    const setting = settingOf(subject, 'sso_session');
    if (setting === undefined || setting.value === '' || isPlaceholder(setting.value)) return;
    if (/["'\n]/.test(setting.value)) return;
    const sections = sectionsFor(subject.source.uri, subject.file, context);
    if (sections === undefined || sections.has(`sso-session ${setting.value}`)) return;
    const names = [...sections.values()]
      .filter(({ section }) => section === 'sso-session')
      .map(({ name }) => name);
    const near = closest(setting.value, names) ?? (names.length === 1 ? names[0] : undefined);
    yield {
      message: say`The config file has no section ${`[sso-session ${setting.value}]`}, so nobody can sign in to IAM Identity Center with profile ${subject.name}.`,
      span: setting.valueSpan,
      fixes: () =>
        near === undefined
          ? []
          : [writeValue(subject, setting, near, words('The profile then signs in with that session.'))],
    };
  },
});
