import type { ProfileSubject, Setting } from '../documents/subjects';
import { say, words } from '../explain/sentence';
import { sectionFix } from '../repairs/changeSetting';
import { isPlaceholder, settingOf } from '../sts/configSection';
import { hasKeys } from '../sts/profileChain';
import { type Profile, valueIn } from '../sts/profiles';
import { counts, viewOf } from '../sts/profileView';
import { ASSUME_ROLE_PROVIDER } from './configReferences';
import type { Fix } from './finding';
import { ROLE_TRUST_CHANGE } from './references';
import { rule } from './rule';

const AGAIN = `[profile deploy]
role_arn = arn:aws:iam::111122223333:role/Deploy
source_profile = base

[profile release]
role_arn = arn:aws:iam::111122223333:role/Deploy
source_profile = deploy
`;

export default rule({
  meta: {
    id: 'profile-self-assume',
    title: 'The profile assumes the role that it has already',
    level: 'warning',
    category: 'self-assumption',
    fix: 'unsafe',
    references: [ROLE_TRUST_CHANGE, ASSUME_ROLE_PROVIDER],
  },
  docs: {
    what: 'A profile has a `role_arn`, and the profile that it names as `source_profile` has the same one: the role assumes itself.',
    why: 'The second call gives the same permissions. Since 21 September 2022 it works only where the trust policy of the role lets the role assume itself (roles that AWS still carries on an allow-list apart), and the session lasts an hour at most, as with every chained role.',
    remedy:
      'Take the first credentials directly: name the source of the other profile, or use the other profile itself.',
  },
  examples: {
    bad: [
      {
        file: '.aws/config',
        text: AGAIN,
        at: 'arn:aws:iam::111122223333:role/Deploy',
        fixes: [
          { id: 'skip-source', text: AGAIN.replace('source_profile = deploy', 'source_profile = base') },
        ],
      },
    ],
    good: [
      {
        title: 'Another role',
        file: '.aws/config',
        text: AGAIN.replace('role/Deploy\nsource_profile = base', 'role/Base\nsource_profile = base'),
      },
      {
        title: 'Keys come before the role',
        file: '.aws/config',
        text: AGAIN,
        beside: {
          '.aws/credentials':
            '[deploy]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n',
        },
      },
      {
        title: 'A profile that names itself uses its own keys',
        file: '.aws/config',
        text: '[profile deploy]\nrole_arn = arn:aws:iam::111122223333:role/Deploy\nsource_profile = deploy\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n',
      },
    ],
  },
  subject: 'profile',
  *check(subject, context) {
    const role = settingOf(subject, 'role_arn');
    if (role === undefined || role.value === '' || isPlaceholder(role.value)) return;
    const view = viewOf(subject, context);
    if (view === undefined || !counts(view, subject, role)) return;
    const name = valueIn(view.profile, 'source_profile');
    const source = name === undefined ? undefined : view.profiles.get(name);
    const carried = source?.settings.get('role_arn');
    if (source === undefined || carried?.value !== role.value || hasKeys(source)) return;
    if (valueIn(view.profile, 'web_identity_token_file') !== undefined) return;
    // A loop is refused before anybody calls STS; that is profile-cycle.
    if (source === view.profile || view.profiles.isOnLoop(subject.name)) return;
    yield {
      message: say`Profile ${subject.name} assumes a role with the credentials of ${source.name}, which are that role’s already. The call gives no more permissions, and it is denied unless the role’s trust policy lets the role assume itself or AWS still carries the role on its allow-list.`,
      span: role.valueSpan,
      related: [
        {
          uri: carried.section.source.uri,
          span: carried.setting.valueSpan,
          note: say`Profile ${source.name} has assumed the role already.`,
        },
      ],
      fixes: () => skipSource(subject, settingOf(subject, 'source_profile'), source),
    };
  },
});

/** Lets the profile begin where its source does. */
function skipSource(subject: ProfileSubject, setting: Setting | undefined, source: Profile): Fix[] {
  const first = valueIn(source, 'source_profile');
  if (setting === undefined || first === undefined || first === '') return [];
  return [
    sectionFix(
      subject,
      'skip-source',
      say`Set ${'source_profile'} to ${first}, the source of ${source.name}`,
      subject.source.edits.replace(setting.node, first),
      words('The role is then assumed once. Its trust policy need not name the role itself for this.'),
    ),
  ];
}
