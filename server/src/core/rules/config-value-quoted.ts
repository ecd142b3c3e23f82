import { say, words } from '../explain/sentence';
import { sectionFix } from '../repairs/changeSetting';
import { CONFIG_KEYS } from '../sts/configKeys';
import { rule } from './rule';
import { CONFIG_FORMAT } from './stsReferences';

const QUOTED = `[profile deploy]
region = "us-east-2"
`;

export default rule({
  meta: {
    id: 'config-value-quoted',
    title: 'Quotes around a value are part of the value',
    level: 'warning',
    category: 'config',
    fix: 'unsafe',
    references: [CONFIG_FORMAT],
  },
  docs: {
    what: 'A value of a config or credentials file is written in quotes.',
    why: 'Quotes mean nothing in these files: boto3, both AWS CLIs, JavaScript and Ruby keep them as part of the value, so a Region is refused, a profile is not found and a key is not valid. Go takes them off.',
    remedy: 'Write the value without quotes, also where it has blanks in it.',
  },
  examples: {
    bad: [
      {
        file: '.aws/config',
        text: QUOTED,
        at: '"us-east-2"',
        fixes: [{ id: 'remove-quotes', text: QUOTED.replaceAll('"', '') }],
      },
    ],
    good: [
      {
        title: 'A command may need its quotes',
        file: '.aws/config',
        text: '[profile deploy]\ncredential_process = "/opt/my tools/keys"\n',
      },
    ],
  },
  subject: ['profile', 'configSection'],
  *check(section) {
    for (const setting of section.settings) {
      const { value } = setting;
      if (value.length < 2 || !/^(["']).*\1$/s.test(value)) continue;
      const key = setting.key.toLowerCase();
      // The value of sts_regional_endpoints has a rule of its own.
      if (!CONFIG_KEYS.has(key) || UNTOUCHED.includes(key)) continue;
      const bare = value.slice(1, -1);
      yield {
        message: say`The quotes are part of the value of ${key} for boto3, both AWS CLIs, JavaScript and Ruby.`,
        span: setting.valueSpan,
        fixes: () => [
          sectionFix(
            section,
            'remove-quotes',
            say`Write the value of ${key} without quotes`,
            section.source.edits.replace(setting.node, bare),
            words('Tools that kept the quotes then see another value.'),
          ),
        ],
      };
    }
  },
});

const UNTOUCHED = ['credential_process', 'cli_pager', 'sts_regional_endpoints'];
