import { say, words } from '../explain/sentence';
import { sectionFix } from '../repairs/changeSetting';
import { CONFIG_KEYS } from '../sts/configKeys';
import { settingsByKey } from '../sts/configSection';
import { rule } from './rule';
import { CONFIG_FORMAT } from './stsReferences';

const UPPER = `[default]
Region = us-east-2
`;

export default rule({
  meta: {
    id: 'config-key-case',
    title: 'The name of a setting has capital letters',
    level: 'information',
    category: 'config',
    fix: 'unsafe',
    references: [CONFIG_FORMAT],
  },
  docs: {
    what: 'A documented key is written with capital letters.',
    why: 'Both AWS CLIs, boto3 and Go v2 take keys in any case. JavaScript v2 and v3, Ruby and Go v1 know them in lower case only, and skip the line without a word.',
    remedy: 'Write the key in lower case.',
  },
  examples: {
    bad: [
      {
        file: '.aws/config',
        text: UPPER,
        at: 'Region',
        fixes: [{ id: 'write-lower-case', text: UPPER.replace('Region', 'region') }],
      },
    ],
    good: [
      { file: '.aws/config', text: UPPER.replace('Region', 'region') },
      {
        title: 'Keys of other programs',
        file: '.aws/config',
        text: '[default]\nregion = us-east-2\nMyTool = on\n',
      },
    ],
  },
  subject: ['profile', 'configSection'],
  *check(section) {
    for (const [key, settings] of settingsByKey(section)) {
      if (!CONFIG_KEYS.has(key)) continue;
      for (const setting of settings) {
        if (setting.key === key) continue;
        yield {
          message: say`JavaScript, Ruby and Go v1 skip ${setting.key}: they know ${key} in lower case only. boto3 and both AWS CLIs take either.`,
          span: setting.keySpan,
          fixes: () => [
            sectionFix(
              section,
              'write-lower-case',
              say`Write ${key} in lower case`,
              [{ span: setting.keySpan, text: key }],
              words('Tools that skip the line today will use it then.'),
            ),
          ],
        };
      }
    }
  },
});
