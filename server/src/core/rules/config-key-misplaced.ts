import { say, words } from '../explain/sentence';
import { CONFIG_KEYS, SSO_SESSION_KEYS } from '../sts/configKeys';
import { blocksOf, type ConfigSection, settingOf, settingsByKey } from '../sts/configSection';
import { PLUGIN_PATH, S3_KEYS } from '../sts/nestedKeys';
import { SERVICE_ENDPOINTS, SSO_PROVIDER } from './configReferences';
import type { Report } from './finding';
import { rule } from './rule';
import { CONFIG_FORMAT } from './stsReferences';

export default rule({
  meta: {
    id: 'config-key-misplaced',
    title: 'The setting does not count in this section',
    level: 'warning',
    category: 'config',
    fix: 'none',
    references: [CONFIG_FORMAT, SSO_PROVIDER, SERVICE_ENDPOINTS],
  },
  docs: {
    what: 'A setting that AWS documents for profiles stands where no tool looks for it: in an `[sso-session …]` section, directly in a `[services …]` section, or indented below `s3` and other settings that have settings of their own. Also settings of S3 that are not indented below `s3`, and `cli_legacy_plugin_path` in a profile.',
    why: 'Tools skip it without a word. Indented below another setting there is one more trap: JavaScript v2 knows no nesting, so there an indented `region` becomes the Region of the profile.',
    remedy:
      'Move the line to where it is read: most settings into the profile at the left margin, those of S3 indented below `s3 =`, `cli_legacy_plugin_path` into `[plugins]`.',
  },
  examples: {
    bad: [
      {
        title: 'The permission set is the profile’s matter',
        file: '.aws/config',
        text: '[sso-session corp]\nsso_start_url = https://example.awsapps.com/start\nsso_region = us-east-1\nsso_role_name = Admin\n',
        at: 'sso_role_name',
      },
      {
        title: 'An endpoint URL without its service',
        file: '.aws/config',
        text: '[services local]\nendpoint_url = http://localhost:4566\n',
        at: 'endpoint_url',
      },
      {
        title: 'A setting of S3 at the left margin',
        file: '.aws/config',
        text: '[default]\nregion = us-east-1\nmax_concurrent_requests = 20\n',
        at: 'max_concurrent_requests',
      },
      {
        title: 'The folder of plugins in a profile',
        file: '.aws/config',
        text: '[default]\nregion = us-east-1\ncli_legacy_plugin_path = /opt/plugins\n',
        at: 'cli_legacy_plugin_path',
      },
      {
        title: 'Below the settings of S3',
        file: '.aws/config',
        text: '[default]\ns3 =\n  max_concurrent_requests = 20\n  sts_regional_endpoints = regional\n',
        at: 'sts_regional_endpoints',
      },
    ],
    good: [
      {
        title: 'Below S3, and among the plugins',
        file: '.aws/config',
        text: '[default]\ns3 =\n  addressing_style = path\n  s3_disable_multiregion_access_points = true\n[plugins]\ncli_legacy_plugin_path = /opt/plugins\n',
      },
      {
        title: 'Each in its place',
        file: '.aws/config',
        text: '[profile dev]\nsso_session = corp\nsso_role_name = Admin\nsso_account_id = 111122223333\ns3 =\n  use_dualstack_endpoint = true\n[sso-session corp]\nsso_start_url = https://example.awsapps.com/start\nsso_region = us-east-1\n[services local]\nsts =\n  endpoint_url = http://localhost:4566\n',
      },
    ],
  },
  subject: ['profile', 'configSection'],
  *check(section) {
    if (section.kind === 'profile') {
      yield* nested(section);
      yield* outside(section);
    } else if (section.section !== 'other') yield* misplaced(section, section.section);
  },
});

function* misplaced(section: ConfigSection, kind: 'sso-session' | 'services'): Iterable<Report> {
  for (const [key, settings] of settingsByKey(section)) {
    if (!CONFIG_KEYS.has(key)) continue;
    if (kind === 'sso-session' && SSO_SESSION_KEYS.includes(key)) continue;
    // Some services are called as a setting is; below an empty one, the line only lacks its indent.
    if (kind === 'services' && (key === 's3' || section.settings.some(({ value }) => value === ''))) continue;
    for (const { keySpan } of settings) {
      yield {
        message:
          kind === 'sso-session'
            ? say`No tool reads ${key} in an ${words('sso-session')} section: it belongs to the profiles.`
            : say`No tool reads ${key} directly in a ${words('services')} section: it has to be indented below the name of a service.`,
        span: keySpan,
      };
    }
  }
}

/** Settings that tools read below others as well as in profiles. */
const OWN = ['use_fips_endpoint', 'region_set', 'output'];

/** Settings at the left margin that only count elsewhere. */
function* outside(section: ConfigSection): Iterable<Report> {
  for (const { keySpan } of settingsByKey(section).get(PLUGIN_PATH) ?? []) {
    yield {
      message: say`The AWS CLI v2 reads ${PLUGIN_PATH} in the section ${'[plugins]'} only.`,
      span: keySpan,
    };
  }
  // Below an empty `s3`, the lines only lack their indent.
  if (settingOf(section, 's3') !== undefined) return;
  for (const [key, settings] of settingsByKey(section)) {
    const known = S3_KEYS.get(key);
    if (known === undefined || known.alsoOfProfile) continue;
    for (const { keySpan } of settings) {
      yield {
        message: say`The AWS CLI and boto3 read ${key} only indented below ${'s3 ='}, so it has no effect here.`,
        span: keySpan,
      };
    }
  }
}

function* nested(section: ConfigSection): Iterable<Report> {
  for (const block of blocksOf(section)) {
    if (!CONFIG_KEYS.has(block.key)) continue;
    for (const { key, keySpan } of block.nested) {
      if (!CONFIG_KEYS.has(key) || OWN.includes(key) || S3_KEYS.has(key)) continue;
      yield {
        message: say`Indented below ${block.key}, ${key} is not the setting of the profile: boto3, both AWS CLIs and the newer SDKs skip it.`,
        span: keySpan,
      };
    }
  }
}
