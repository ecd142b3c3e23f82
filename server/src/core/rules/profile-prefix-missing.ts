import { say, words } from '../explain/sentence';
import { sectionFix } from '../repairs/changeSetting';
import { CONFIG_KEYS } from '../sts/configKeys';
import { settingOf } from '../sts/configSection';
import { headerMeant } from '../sts/headerReaders';
import { rule } from './rule';
import { CONFIG_FORMAT } from './stsReferences';

const BARE = `[default]
region = us-east-1

[deploy]
role_arn = arn:aws:iam::111122223333:role/Deploy
source_profile = default
`;

export default rule({
  meta: {
    id: 'profile-prefix-missing',
    title: 'The header of a profile lacks the word profile',
    level: 'warning',
    category: 'config',
    fix: 'unsafe',
    references: [CONFIG_FORMAT],
  },
  docs: {
    what: 'A section of a config file has settings of a profile and a bare name as its header. In config files every profile but `default` is written as `[profile NAME]`; bare names belong to credentials files.',
    why: 'Both AWS CLIs, boto3, JavaScript v3, Go v2 and the other newer SDKs do not find the profile. JavaScript v2, Ruby and Go v1 do, so the same file works in one program and not in the next.',
    remedy: 'Write the word `profile` before the name.',
  },
  examples: {
    bad: [
      {
        file: '.aws/config',
        text: BARE,
        at: '[deploy]',
        fixes: [{ id: 'add-prefix', text: BARE.replace('[deploy]', '[profile deploy]') }],
      },
    ],
    good: [
      { title: 'In a credentials file', file: '.aws/credentials', text: BARE },
      {
        title: 'Sections of the AWS CLI',
        file: '.aws/config',
        text: '[default]\nregion = us-east-1\n[plugins]\ncli_legacy_plugin_path = /opt/plugins\n[preview]\ncloudfront = true\n',
      },
      {
        title: 'A section of another program',
        file: '.aws/config',
        text: '[default]\nregion = us-east-1\n[okta]\nbase_url = https://example.okta.com\nregion = us-east-1\n',
      },
    ],
  },
  subject: 'configSection',
  *check(section) {
    if (section.section !== 'other' || section.file !== 'config') return;
    const { name } = section;
    if (!/^[\w.@+%:/-]+$/.test(name) || OWN.test(name) || headerMeant(section.header) !== undefined) return;
    // Documentation shows both files in one text: keys without a prefix are the credentials file's part.
    if (!section.placed && settingOf(section, 'aws_access_key_id') !== undefined) return;
    const keys = section.settings.map(({ key }) => key.toLowerCase());
    const known = keys.filter((key) => CONFIG_KEYS.has(key)).length;
    // Other programs keep sections of their own here; one that is a profile has settings of one.
    if (known === 0 || known * 2 <= keys.length) return;
    yield {
      message: say`Without the word ${'profile'} in the header, boto3, both AWS CLIs and the newer SDKs do not find profile ${name}.`,
      span: section.headerSpan,
      fixes: () => [
        sectionFix(
          section,
          'add-prefix',
          say`Write the header as ${`[profile ${name}]`}`,
          [{ span: section.headerSpan, text: `[profile ${name}]` }],
          words('Tools that did not see the profile then use it.'),
        ),
      ],
    };
  },
});

/** Sections that the AWS CLI has, Python's own `[DEFAULT]`, and words that are no names. */
const OWN = /^(plugins|preview|DEFAULT|profile|sso-session|services)$/;
