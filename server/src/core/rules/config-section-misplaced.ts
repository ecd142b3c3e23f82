import { readHeader } from '../documents/awsConfigHeader';
import { say, words } from '../explain/sentence';
import { sectionFix } from '../repairs/changeSetting';
import { rule } from './rule';
import { CONFIG_FORMAT } from './stsReferences';

const PREFIXED = `[profile deploy]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
`;

export default rule({
  meta: {
    id: 'config-section-misplaced',
    title: 'The section does not count in a credentials file',
    level: 'warning',
    category: 'config',
    fix: 'unsafe',
    references: [CONFIG_FORMAT],
  },
  docs: {
    what: 'A credentials file has a section header of the config file: `[profile NAME]`, `[sso-session NAME]` or `[services NAME]`.',
    why: 'In a credentials file the header is the bare name of the profile. boto3 and both AWS CLIs know the section by all the text in the brackets, so they do not find the profile; most other SDKs leave the section out.',
    remedy: 'Write the bare name, or move the section to the config file.',
  },
  examples: {
    bad: [
      {
        file: '.aws/credentials',
        text: PREFIXED,
        at: '[profile deploy]',
        fixes: [{ id: 'remove-prefix', text: PREFIXED.replace('profile ', '') }],
      },
      {
        title: 'An SSO session',
        file: '.aws/credentials',
        text: '[sso-session corp]\nsso_region = us-east-1\nsso_start_url = https://example.awsapps.com/start\n',
        at: '[sso-session corp]',
      },
    ],
    good: [
      { file: '.aws/credentials', text: PREFIXED.replace('profile ', '') },
      { title: 'In the config file', file: '.aws/config', text: PREFIXED },
    ],
  },
  subject: 'configSection',
  *check(section) {
    if (section.file !== 'credentials') return;
    const { kind, name } = readHeader(section.header, 'config');
    if (kind === 'other' || name === 'default') return;
    if (kind !== 'profile') {
      yield {
        message: say`Both AWS CLIs, boto3 and most SDKs look for ${`[${kind} …]`} in the config file only, so they do not see this section.`,
        span: section.headerSpan,
      };
      return;
    }
    yield {
      message: say`In a credentials file the header is the bare name: boto3, both AWS CLIs and most SDKs do not find profile ${name} here.`,
      span: section.headerSpan,
      fixes: () => [
        sectionFix(
          section,
          'remove-prefix',
          say`Write the header as ${`[${name}]`}`,
          [{ span: section.headerSpan, text: `[${name}]` }],
          words('Tools that did not see the profile then use it.'),
        ),
      ],
    };
  },
});
