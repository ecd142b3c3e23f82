import { words } from '../explain/sentence';
import { writeValue } from '../repairs/changeSetting';
import { wrongValue } from '../sts/configChecks';
import { blocksOf, isPlaceholder } from '../sts/configSection';
import { wrongS3Value } from '../sts/nestedKeys';
import { knownString } from '../syntax/tree';
import { ASSUME_ROLE_API, CLI_FILES, SETTINGS_REFERENCE } from './configReferences';
import { rule } from './rule';

const SOURCE = `[profile deploy]
role_arn = arn:aws:iam::111122223333:role/Deploy
credential_source = ec2InstanceMetadata
`;

export default rule({
  meta: {
    id: 'config-value-invalid',
    title: 'A tool or AWS refuses the value',
    level: 'error',
    category: 'config',
    fix: 'unsafe',
    references: [SETTINGS_REFERENCE, CLI_FILES, ASSUME_ROLE_API],
  },
  docs: {
    what: 'A setting has a value that a tool or AWS refuses, or that does not do what was meant: words that the setting does not know, numbers out of range, URLs without a scheme, ARNs of something else. Values to be filled in, such as `<ACCOUNT_ID>`, are left alone. `region` and `sts_regional_endpoints` have rules of their own.',
    why: 'With some of them boto3 and both AWS CLIs refuse to make any client (`retry_mode`, `max_attempts`, `defaults_mode`, `endpoint_url` and others), with others STS or the sign-in fails. Words like `yes` and `on` are taken for false without a word. What only AWS refuses, when it is asked, and words without effect are warnings.',
    remedy: 'Write a value that the setting takes.',
  },
  examples: {
    bad: [
      {
        file: '.aws/config',
        text: SOURCE,
        at: 'ec2InstanceMetadata',
        fixes: [{ id: 'write-value', text: SOURCE.replace('ec2', 'Ec2') }],
      },
      {
        title: 'A duration that no role allows',
        file: '.aws/config',
        text: '[profile deploy]\nrole_arn = arn:aws:iam::111122223333:role/Deploy\nsource_profile = default\nduration_seconds = 60\n',
        at: '60',
      },
      {
        title: 'A word that means nothing',
        file: '.aws/config',
        text: '[default]\nuse_fips_endpoint = yes\n',
        at: 'yes',
        fixes: [{ id: 'write-value', text: '[default]\nuse_fips_endpoint = true\n' }],
      },
      {
        title: 'Below the settings of S3',
        file: '.aws/config',
        text: '[default]\ns3 =\n  multipart_chunksize = 16 megabytes\n',
        at: '16 megabytes',
      },
      {
        title: 'A URL without a scheme',
        file: '.aws/config',
        text: '[default]\nendpoint_url = localhost:4566\n',
        at: 'localhost:4566',
      },
    ],
    good: [
      {
        file: '.aws/config',
        text: '[profile deploy]\nrole_arn = arn:aws-cn:iam::111122223333:role/a/b/Deploy\nsource_profile = default\nduration_seconds = 43200\nmfa_serial = GAHT12345678\nretry_mode = adaptive\ndefaults_mode = In-Region\noutput = yaml-stream\nuse_fips_endpoint = false\n',
      },
      {
        title: 'To be filled in',
        file: '.aws/config',
        text: '[profile deploy]\nrole_arn = arn:aws:iam::<ACCOUNT_ID>:role/Deploy\nsource_profile = default\nsso_account_id = XXXXXXXXXXXX\n',
      },
      {
        title: 'Sizes and rates of S3',
        file: '.aws/config',
        text: '[default]\ns3 =\n  multipart_chunksize = 16MB\n  multipart_threshold = 1000000\n  max_bandwidth = 50MB/s\n  max_concurrent_requests = 20\n  preferred_transfer_client = crt\n',
      },
      {
        title: 'Empty means absent',
        file: '.aws/config',
        text: '[default]\nregion = us-east-1\noutput =\nendpoint_url =\n',
      },
    ],
  },
  subject: ['profile', 'configSection'],
  *check(section) {
    if (section.kind === 'configSection' && section.section === 'other') return;
    for (const { key, value } of blocksOf(section).find((block) => block.key === 's3')?.nested ?? []) {
      const text = knownString(value);
      if (section.kind !== 'profile' || value === undefined || !text || isPlaceholder(text)) continue;
      const wrong = wrongS3Value(key, text);
      if (wrong !== undefined) yield { message: wrong.why, span: value.span };
    }
    for (const setting of section.settings) {
      const { value } = setting;
      if (value === '' || /^["']|\n/.test(value) || isPlaceholder(value)) continue;
      const wrong = wrongValue(setting.key.toLowerCase(), value);
      if (wrong === undefined) continue;
      yield {
        message: wrong.why,
        span: setting.valueSpan,
        ...(wrong.effect !== 'refused' && { severity: 'warning' as const }),
        fixes: () =>
          wrong.meant
            .slice(0, 1)
            .map((meant) => writeValue(section, setting, meant, words('The setting then has an effect.'))),
      };
    }
  },
});
