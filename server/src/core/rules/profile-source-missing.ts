import { say, words } from '../explain/sentence';
import { writeValue } from '../repairs/changeSetting';
import { CONFIG_KEYS } from '../sts/configKeys';
import { isPlaceholder, settingOf } from '../sts/configSection';
import { bothInSight } from '../sts/profileLinks';
import { counts, viewOf } from '../sts/profileView';
import { ASSUME_ROLE_PROVIDER } from './configReferences';
import { rule } from './rule';

const TYPO = `[profile base]
region = us-east-1

[profile deploy]
role_arn = arn:aws:iam::111122223333:role/Deploy
source_profile = bsae
`;

export default rule({
  meta: {
    id: 'profile-source-missing',
    title: 'The source profile does not exist or has no credentials',
    level: 'error',
    category: 'config',
    fix: 'unsafe',
    references: [ASSUME_ROLE_PROVIDER],
  },
  docs: {
    what: 'A profile with a `role_arn` names a `source_profile` that is in neither file. It is an error when both the config and the credentials file are in sight, a warning when only one is and it has a profile with nearly that name, and otherwise a hint: the profile may be in the other file. With both files in sight, a source profile without any setting for credentials is an error too.',
    why: 'Tools refuse the profile (“The source_profile … referenced in the profile … does not exist”, “The source profile … must have credentials”).',
    remedy: 'Name a profile that exists and has credentials.',
  },
  examples: {
    bad: [
      {
        file: '.aws/config',
        text: TYPO,
        at: 'bsae',
        fixes: [{ id: 'write-value', text: TYPO.replace('bsae', 'base') }],
      },
      {
        title: 'A source without credentials',
        file: '.aws/config',
        text: TYPO.replace('bsae', 'base'),
        at: 'base',
        beside: { '.aws/credentials': '[other]\nregion = us-east-1\n' },
      },
      {
        title: 'With both files in sight',
        file: '.aws/config',
        text: TYPO.replace('bsae', 'admin'),
        at: 'admin',
        beside: { '.aws/credentials': '[other]\nregion = us-east-1\n' },
      },
    ],
    good: [
      {
        title: 'In the credentials file',
        file: '.aws/config',
        text: TYPO.replace('bsae', 'admin'),
        beside: { '.aws/credentials': '[admin]\ncredential_process = /opt/keys\n' },
      },
      { title: 'To be filled in', file: '.aws/config', text: TYPO.replace('bsae', '<profile>') },
    ],
  },
  subject: 'profile',
  embedded: 'paired',
  *check(subject, context) {
    const source = settingOf(subject, 'source_profile');
    if (source === undefined || source.value === '' || /^["']|\n/.test(source.value)) return;
    if (isPlaceholder(source.value)) return;
    const view = viewOf(subject, context);
    if (view === undefined || !counts(view, subject, source)) return;
    if (!view.profile.settings.has('role_arn')) return;
    const there = view.profiles.get(source.value);
    if (there !== undefined) {
      // Half a pair may hold the rest, and what another program has written there is not known.
      if (!bothInSight(subject.source.uri, context)) return;
      if (![...there.settings.keys()].every((key) => CONFIG_KEYS.has(key) && !GIVES.test(key))) return;
      yield {
        message: say`Profile ${source.value} says nothing of credentials in either file, so boto3 and both AWS CLIs refuse profile ${subject.name}, which names it as its source.`,
        span: source.valueSpan,
      };
      return;
    }
    const near = view.profiles.nearest(source.value);
    const both = bothInSight(subject.source.uri, context);
    yield {
      message: both
        ? say`There is no profile ${source.value} in either file, so tools refuse profile ${subject.name}.`
        : say`There is no profile ${source.value} in this file. Unless the other file has it, tools refuse profile ${subject.name}.`,
      span: source.valueSpan,
      severity: both ? 'error' : near === undefined ? 'hint' : 'warning',
      fixes: () =>
        near === undefined
          ? []
          : [
              writeValue(
                subject,
                source,
                near,
                words('The role is then assumed with the credentials of that profile.'),
              ),
            ],
    };
  },
});

/** Settings that give credentials. */
const GIVES = /^(aws_|role_arn$|sso_|credential_|web_identity_token_file$|login_session$)/;
