import { type Sentence, say, words } from '../explain/sentence';
import { writeValue } from '../repairs/changeSetting';
import { settingOf } from '../sts/configSection';
import { hasKeys } from '../sts/profileChain';
import { type Profile, valueIn } from '../sts/profiles';
import { counts, viewOf } from '../sts/profileView';
import { ASSUME_ROLE_API, ASSUME_ROLE_PROVIDER } from './configReferences';
import { rule } from './rule';

const CHAINED = `[profile base]
role_arn = arn:aws:iam::111122223333:role/Base
credential_source = Environment

[profile deploy]
role_arn = arn:aws:iam::111122223333:role/Deploy
source_profile = base
duration_seconds = 14400
`;

export default rule({
  meta: {
    id: 'profile-session-too-long',
    title: 'A chained role lasts an hour at most',
    level: 'error',
    category: 'config',
    fix: 'unsafe',
    references: [ASSUME_ROLE_API, ASSUME_ROLE_PROVIDER],
  },
  docs: {
    what: 'A profile asks for a session of more than 3,600 seconds, and its credentials are those of a role already: of a `source_profile` with a role or with IAM Identity Center, or of the role of an EC2 instance or an ECS task. What an instance or a container gives is nearly always a role’s, but this file does not say so: there it is a warning.',
    why: 'That is role chaining, which AWS limits to one hour whatever the role allows. STS refuses the call (“The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining”).',
    remedy: 'Ask for 3,600 seconds or less, or assume the role with the keys of a user.',
  },
  examples: {
    bad: [
      {
        file: '.aws/config',
        text: CHAINED,
        at: '14400',
        fixes: [{ id: 'write-value', text: CHAINED.replace('14400', '3600') }],
      },
      {
        title: 'The role of an EC2 instance: a warning',
        file: '.aws/config',
        text: '[profile deploy]\nrole_arn = arn:aws:iam::111122223333:role/Deploy\ncredential_source = Ec2InstanceMetadata\nduration_seconds = 7200\n',
        at: '7200',
      },
    ],
    good: [
      { file: '.aws/config', text: CHAINED.replace('14400', '3600') },
      {
        title: 'The source has keys',
        file: '.aws/config',
        text: CHAINED,
        beside: {
          '.aws/credentials':
            '[base]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n',
        },
      },
      {
        title: 'What a process prints is not known',
        file: '.aws/config',
        text: CHAINED.replace(
          /role_arn.*\ncredential_source = Environment/,
          'credential_process = /opt/keys',
        ),
      },
    ],
  },
  subject: 'profile',
  *check(subject, context) {
    const duration = settingOf(subject, 'duration_seconds');
    if (duration === undefined || !/^\d{4,5}$/.test(duration.value)) return;
    const seconds = Number(duration.value);
    // Beyond twelve hours STS refuses in any case, which config-value-invalid says.
    if (seconds <= 3600 || seconds > 43_200) return;
    const view = viewOf(subject, context);
    if (view === undefined || !counts(view, subject, duration)) return;
    const { profile, profiles } = view;
    if (valueIn(profile, 'role_arn') === undefined) return;
    if (valueIn(profile, 'web_identity_token_file') !== undefined) return;
    const source = profiles.get(valueIn(profile, 'source_profile') ?? '');
    const told = source === undefined ? giverOf(profile) : sessionOf(source);
    if (told === undefined) return;
    yield {
      message:
        source === undefined
          ? say`STS refuses ${'duration_seconds'} above 3600 if the credentials of ${told} are a role’s, as they usually are: a role assumed with them lasts an hour at most.`
          : say`STS refuses ${'duration_seconds'} above 3600 here: ${told}, and a role assumed with a role’s credentials lasts an hour at most.`,
      severity: source === undefined ? 'warning' : 'error',
      span: duration.valueSpan,
      fixes: () => [writeValue(subject, duration, '3600', words('The session then lasts an hour.'))],
    };
  },
});

/** What makes the credentials of a source profile those of a role; undefined where they are not, or nobody knows. */
function sessionOf(source: Profile): Sentence | undefined {
  if (hasKeys(source)) return undefined;
  if (valueIn(source, 'role_arn') !== undefined)
    return say`the source profile ${source.name} has a role itself`;
  if (valueIn(source, 'sso_role_name') !== undefined)
    return say`the source profile ${source.name} gets a role’s credentials from IAM Identity Center`;
  return undefined;
}

/** Who gives credentials that are most often a role's. */
function giverOf(profile: Profile): Sentence | undefined {
  switch (valueIn(profile, 'credential_source')) {
    case 'Ec2InstanceMetadata':
      return words('the EC2 instance');
    case 'EcsContainer':
      return words('the container');
    default:
      return undefined;
  }
}
