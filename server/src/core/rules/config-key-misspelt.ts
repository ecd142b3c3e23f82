import { say, words } from '../explain/sentence';
import { sectionFix } from '../repairs/changeSetting';
import { CONFIG_KEYS, SSO_SESSION_KEYS } from '../sts/configKeys';
import { blocksOf, type ConfigSection, settingsByKey } from '../sts/configSection';
import { PLUGIN_PATH, S3_KEYS } from '../sts/nestedKeys';
import { closest, distance } from '../text/closest';
import type { Span } from '../text/span';
import { SETTINGS_REFERENCE } from './configReferences';
import type { Report } from './finding';
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
    what: 'A key that AWS does not document looks very much like one that it does, and the documented key is not in the section. Settings indented below `s3` and below services are looked at too, and so is `cli_legacy_plugin_path` in `[plugins]`. Keys that look like none are left alone: plugins and other programs keep settings of their own in these files.',
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
        title: 'Below the settings of S3',
        file: '.aws/config',
        text: '[default]\ns3 =\n  max_concurent_requests = 20\n',
        at: 'max_concurent_requests',
        fixes: [{ id: 'rename-key', text: '[default]\ns3 =\n  max_concurrent_requests = 20\n' }],
      },
      {
        title: 'Below a service',
        file: '.aws/config',
        text: '[services local]\nsts =\n  endpoint_ur = http://localhost:4566\n',
        at: 'endpoint_ur',
      },
      {
        title: 'The folder of plugins',
        file: '.aws/config',
        text: '[plugins]\ncli_legacy_plugins_path = /opt/plugins\nendpoint = awscli_plugin_endpoint\n',
        at: 'cli_legacy_plugins_path',
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
        title: 'Plugins go by any name',
        file: '.aws/config',
        text: '[plugins]\nendpoint = awscli_plugin_endpoint\nlegacy_path = other\n',
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
    yield* nested(section);
    if (section.kind === 'configSection' && section.section !== 'sso-session') {
      if (section.section === 'other' && section.name === 'plugins') yield* plugins(section);
      return;
    }
    const there = settingsByKey(section);
    for (const [key, settings] of there) {
      if (CONFIG_KEYS.has(key)) continue;
      const meant = meantBy(key, section);
      if (meant === undefined || there.has(meant)) continue;
      for (const setting of settings) yield misspelt(section, setting, meant);
    }
  },
});

function misspelt(
  section: ConfigSection,
  { key, keySpan }: { readonly key: string; readonly keySpan: Span },
  meant: string,
): Report {
  return {
    message: say`The setting ${key} is not one that AWS documents. If ${meant} is meant, no tool sees it in this spelling.`,
    span: keySpan,
    fixes: () => [
      sectionFix(
        section,
        'rename-key',
        say`Rename the setting to ${meant}`,
        [{ span: keySpan, text: meant }],
        words('Tools that skip the line today will use it then.'),
      ),
    ],
  };
}

/** Settings on indented lines: below `s3`, and below the services of a `[services …]` section. */
function* nested(section: ConfigSection): Generator<Report> {
  const services = section.kind === 'configSection' && section.section === 'services';
  for (const block of blocksOf(section)) {
    if (!services && (section.kind !== 'profile' || block.key !== 's3')) continue;
    const names = services ? ['endpoint_url'] : [...S3_KEYS.keys()];
    const there = new Set(block.nested.map(({ key }) => key));
    for (const setting of block.nested) {
      if (names.includes(setting.key) || CONFIG_KEYS.has(setting.key)) continue;
      const meant = nearest(setting.key, names);
      if (meant !== undefined && !there.has(meant)) yield misspelt(section, setting, meant);
    }
  }
}

/** All settings of the section are plugins, by names of their own, but for one. */
function* plugins(section: ConfigSection): Generator<Report> {
  const there = settingsByKey(section);
  if (there.has(PLUGIN_PATH)) return;
  for (const [key, settings] of there) {
    if (nearest(key, [PLUGIN_PATH]) === undefined) continue;
    for (const setting of settings) yield misspelt(section, setting, PLUGIN_PATH);
  }
}

/** The documented key that somebody meant; settings of other programs look like none. */
function meantBy(key: string, section: ConfigSection): string | undefined {
  return nearest(key, section.kind === 'profile' ? [...CONFIG_KEYS.keys()] : SSO_SESSION_KEYS);
}

function nearest(key: string, candidates: readonly string[]): string | undefined {
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
