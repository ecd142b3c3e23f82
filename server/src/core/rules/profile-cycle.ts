import { say } from '../explain/sentence';
import { settingOf } from '../sts/configSection';
import { chainOf } from '../sts/profileChain';
import { counts, viewOf } from '../sts/profileView';
import { ASSUME_ROLE_PROVIDER } from './configReferences';
import { rule } from './rule';

const ROLE = 'role_arn = arn:aws:iam::111122223333:role/';

export default rule({
  meta: {
    id: 'profile-cycle',
    title: 'Profiles name each other as their source',
    level: 'error',
    category: 'config',
    fix: 'none',
    references: [ASSUME_ROLE_PROVIDER],
  },
  docs: {
    what: 'The chain of `source_profile` from a profile comes back to it, and no profile on the way has keys of its own.',
    why: 'There are no first credentials to begin with. Both AWS CLIs, boto3 and other SDKs refuse such a profile (“Infinite loop in credential configuration detected”).',
    remedy:
      'Let one of the profiles take its credentials from elsewhere: keys, `credential_source`, IAM Identity Center. A profile may name itself as its source only when it has keys of its own.',
  },
  examples: {
    bad: [
      {
        file: '.aws/config',
        text: `[profile a]\n${ROLE}A\nsource_profile = b\n[profile b]\n${ROLE}B\nsource_profile = a\n`,
        at: 'b',
      },
      {
        title: 'A profile names itself and has no keys',
        file: '.aws/config',
        text: `[profile deploy]\n${ROLE}Deploy\nsource_profile = deploy\n`,
        at: 'deploy',
      },
    ],
    good: [
      {
        title: 'A profile names itself and has keys',
        file: '.aws/config',
        text: `[profile deploy]\n${ROLE}Deploy\nsource_profile = deploy\n`,
        beside: {
          '.aws/credentials':
            '[deploy]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n',
        },
      },
      {
        title: 'A chain that ends',
        file: '.aws/config',
        text: `[profile a]\n${ROLE}A\nsource_profile = b\n[profile b]\n${ROLE}B\ncredential_source = Environment\n`,
      },
    ],
  },
  subject: 'profile',
  embedded: 'paired',
  *check(subject, context) {
    const source = settingOf(subject, 'source_profile');
    if (source === undefined) return;
    const view = viewOf(subject, context);
    if (view === undefined || !view.profiles.isOnLoop(subject.name)) return;
    if (!counts(view, subject, source)) return;
    const { links } = chainOf(view.profiles, subject.name);
    const path = links.slice(1, 6).reduce((sofar, { name }) => say`${sofar} → ${name}`, say`${subject.name}`);
    const whole = links.length > 6 ? say`${path} → …` : say`${path}`;
    yield {
      message:
        source.value === subject.name
          ? say`Profile ${subject.name} names itself as its source and has no keys of its own, so tools refuse it.`
          : say`The profiles ${whole} → ${subject.name} name each other as their source, so tools refuse them: there are no credentials to begin with.`,
      span: source.valueSpan,
    };
  },
});
