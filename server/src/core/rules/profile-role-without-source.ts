import { say } from '../explain/sentence';
import { CONFIG_KEYS } from '../sts/configKeys';
import { settingOf } from '../sts/configSection';
import { bothInSight } from '../sts/profileLinks';
import { counts, viewOf } from '../sts/profileView';
import { ASSUME_ROLE_PROVIDER } from './configReferences';
import { rule } from './rule';

const ALONE = `[profile deploy]
role_arn = arn:aws:iam::111122223333:role/Deploy
region = us-east-2
`;

export default rule({
  meta: {
    id: 'profile-role-without-source',
    title: 'Nothing says who assumes the role',
    level: 'warning',
    category: 'config',
    fix: 'none',
    references: [ASSUME_ROLE_PROVIDER],
  },
  docs: {
    what: 'A profile has a `role_arn` and neither `source_profile` nor `credential_source` nor `web_identity_token_file`. Where the profile has settings of another program, such as aws-vault, it is only a hint: that program may know whose credentials to use.',
    why: 'Both AWS CLIs and boto3 refuse such a profile (“Partial credentials found in assume-role, missing: source_profile or credential_source”), even when it has keys of its own.',
    remedy:
      'Name the profile whose credentials assume the role as `source_profile`, or say with `credential_source` where they come from. A profile with keys of its own may name itself.',
  },
  examples: {
    bad: [{ file: '.aws/config', text: ALONE, at: 'arn:aws:iam::111122223333:role/Deploy' }],
    good: [
      { file: '.aws/config', text: `${ALONE}credential_source = Environment\n` },
      {
        title: 'A web identity token',
        file: '.aws/config',
        text: `${ALONE}web_identity_token_file = /token\n`,
      },
      {
        title: 'The other file names it',
        file: '.aws/config',
        text: ALONE,
        beside: { '.aws/credentials': '[deploy]\nsource_profile = default\n' },
      },
    ],
  },
  subject: 'profile',
  embedded: 'paired',
  *check(subject, context) {
    const role = settingOf(subject, 'role_arn');
    if (role === undefined || role.value === '' || SOURCES.some((key) => settingOf(subject, key))) return;
    const view = viewOf(subject, context);
    if (view === undefined || !counts(view, subject, role)) return;
    const { settings } = view.profile;
    if (SOURCES.some((key) => settings.has(key))) return;
    // What is not in a credentials file is in the config file.
    if (subject.file === 'credentials' && !bothInSight(subject.source.uri, context)) return;
    const foreign = [...settings.keys()].some((key) => !CONFIG_KEYS.has(key));
    yield {
      message: say`Profile ${subject.name} has a role and neither ${'source_profile'} nor ${'credential_source'}, so boto3 and both AWS CLIs refuse it.`,
      span: role.valueSpan,
      ...(foreign && { severity: 'hint' as const }),
    };
  },
});

const SOURCES = ['source_profile', 'credential_source', 'web_identity_token_file'];
