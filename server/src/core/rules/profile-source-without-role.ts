import { say } from '../explain/sentence';
import { settingOf } from '../sts/configSection';
import { bothInSight } from '../sts/profileLinks';
import { counts, viewOf } from '../sts/profileView';
import { ASSUME_ROLE_PROVIDER } from './configReferences';
import { rule } from './rule';

const TOKEN = `[profile pod]
region = us-east-2
web_identity_token_file = /var/run/token
`;

export default rule({
  meta: {
    id: 'profile-source-without-role',
    title: 'The profile says who assumes a role, and names no role',
    level: 'warning',
    category: 'config',
    fix: 'none',
    references: [ASSUME_ROLE_PROVIDER],
  },
  docs: {
    what: 'A profile has `web_identity_token_file`, `credential_source` or `source_profile`, and no `role_arn`.',
    why: 'With a token file boto3 and both AWS CLIs refuse the profile, unless AWS_ROLE_ARN names the role. The other two have no effect in boto3 and both AWS CLIs, which then find no credentials or other ones; Go refuses the profile. For `source_profile` that is information only: some programs, such as aws-vault, give it a meaning of their own.',
    remedy: 'Add the `role_arn`, or remove the line.',
  },
  examples: {
    bad: [
      { file: '.aws/config', text: TOKEN, at: 'web_identity_token_file' },
      {
        title: 'A source profile',
        file: '.aws/config',
        text: '[profile dev]\nregion = us-east-2\nsource_profile = default\n',
        at: 'source_profile',
      },
    ],
    good: [
      {
        file: '.aws/config',
        text: `${TOKEN}role_arn = arn:aws:iam::111122223333:role/Pod\n`,
      },
      {
        title: 'The other file names it',
        file: '.aws/config',
        text: TOKEN,
        beside: { '.aws/credentials': '[pod]\nrole_arn = arn:aws:iam::111122223333:role/Pod\n' },
      },
    ],
  },
  subject: 'profile',
  embedded: 'paired',
  *check(subject, context) {
    if (settingOf(subject, 'role_arn') !== undefined) return;
    for (const key of ['web_identity_token_file', 'credential_source', 'source_profile']) {
      const setting = settingOf(subject, key);
      if (setting === undefined || setting.value === '') continue;
      const view = viewOf(subject, context);
      if (view === undefined || view.profile.settings.has('role_arn') || !counts(view, subject, setting))
        return;
      // What is not in a credentials file is in the config file.
      if (subject.file === 'credentials' && !bothInSight(subject.source.uri, context)) return;
      yield {
        message:
          key === 'web_identity_token_file'
            ? say`Profile ${subject.name} has ${key} and no ${'role_arn'}: unless AWS_ROLE_ARN names the role, boto3 and both AWS CLIs refuse it.`
            : say`Without a ${'role_arn'} in profile ${subject.name}, ${key} has no effect in boto3 and both AWS CLIs.`,
        span: setting.keySpan,
        ...(key === 'source_profile' && { severity: 'information' as const }),
      };
      return;
    }
  },
});
