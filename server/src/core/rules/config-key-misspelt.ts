import { say, words } from '../explain/sentence';
import { sectionFix } from '../repairs/changeSetting';
import { CONFIG_KEYS, SSO_SESSION_KEYS } from '../sts/configKeys';
import { type ConfigSection, settingsByKey } from '../sts/configSection';
import { closest, distance } from '../text/closest';
import { SETTINGS_REFERENCE } from './configReferences';
import { rule } from './rule';
import { CONFIG_FORMAT } from './stsReferences';

const MISSPELT = `[profile deploy]
role_arn = arn:aws:iam::111122223333:role/Deploy
source_porfile = default
`;

export default rule({
  meta: {
    id: 'config-key-misspelt',
    title: 'The name of a setting is misspelt',
    level: 'warning',
    category: 'config',
    fix: 'unsafe',
    references: [SETTINGS_REFERENCE, CONFIG_FORMAT],
  },
  docs: {
    what: 'A key that AWS does not document looks very much like one that it does, and the documented key is not in the section. Keys that look like none are left alone: plugins and other programs keep settings of their own in these files.',
    why: 'AWS tools skip keys they do not know without a word, so the setting has no effect.',
    remedy: 'Write the key as it is documented, or put a setting of another program into a file of its own.',
  },
  examples: {
    bad: [
      {
        file: '.aws/config',
        text: MISSPELT,
        at: 'source_porfile',
        fixes: [{ id: 'rename-key', text: MISSPELT.replace('porfile', 'profile') }],
      },
      {
        title: 'Hyphens',
        file: '.aws/config',
        text: '[default]\nsts-regional-endpoints = regional\n',
        at: 'sts-regional-endpoints',
        fixes: [{ id: 'rename-key', text: '[default]\nsts_regional_endpoints = regional\n' }],
      },
      {
        title: 'In an SSO session',
        file: '.aws/config',
        text: '[sso-session corp]\nso_start_url = https://example.awsapps.com/start\nsso_region = us-east-1\n',
        at: 'so_start_url',
      },
    ],
    good: [
      {
        title: 'The setting of another program',
        file: '.aws/config',
        text: '[profile deploy]\nregion = us-east-1\ninclude_profile = base\nmfa_process = otp show\n',
      },
      {
        title: 'Beside the one that it looks like',
        file: '.aws/config',
        text: '[profile deploy]\nregion = us-east-1\nregions = us-east-1,us-west-2\n',
      },
    ],
  },
  subject: ['profile', 'configSection'],
  *check(section) {
    if (section.kind === 'configSection' && section.section !== 'sso-session') return;
    const there = settingsByKey(section);
    for (const [key, settings] of there) {
      if (CONFIG_KEYS.has(key)) continue;
      const meant = meantBy(key, section);
      if (meant === undefined || there.has(meant)) continue;
      for (const setting of settings) {
        yield {
          message: say`The setting ${setting.key} is not one that AWS documents. If ${meant} is meant, no tool sees it in this spelling.`,
          span: setting.keySpan,
          fixes: () => [
            sectionFix(
              section,
              'rename-key',
              say`Rename the setting to ${meant}`,
              [{ span: setting.keySpan, text: meant }],
              words('Tools that skip the line today will use it then.'),
            ),
          ],
        };
      }
    }
  },
});

/** The documented key that somebody meant; settings of other programs look like none. */
function meantBy(key: string, section: ConfigSection): string | undefined {
  const candidates = section.kind === 'profile' ? [...CONFIG_KEYS.keys()] : SSO_SESSION_KEYS;
  const bare = plain(key);
  const alike = candidates.find((each) => plain(each) === bare);
  if (alike !== undefined) return alike;
  const near = closest(key, candidates);
  // Two letters off at the beginning is rather another word: foo_region is not sso_region.
  return near !== undefined && (near[0] === key[0] || distance(near, key, 1) !== undefined)
    ? near
    : undefined;
}

function plain(key: string): string {
  return key.replace(/[-_. ]/g, '');
}
