import { say, words } from '../explain/sentence';
import { writeValue } from '../repairs/changeSetting';
import { isPlaceholder, settingOf } from '../sts/configSection';
import { REGIONS_AS_OF } from '../sts/partitions';
import { unknownRegion } from '../sts/regionMeant';
import { rule } from './rule';
import { SDK_REGION } from './stsReferences';

const ZONE = `[profile deploy]
region = us-west-2a
`;

export default rule({
  meta: {
    id: 'region-unknown',
    title: 'There is no such Region',
    level: 'warning',
    category: 'config',
    fix: 'unsafe',
    references: [SDK_REGION],
  },
  docs: {
    what: 'A Region in a config or credentials file is not one of AWS, and looks like one that is: an Availability Zone (`us-west-2a`), capital letters, underscores, a letter too many. Names that may be new Regions are left alone, and so are names of other providers beside an `endpoint_url`; elsewhere those are a hint.',
    why: 'Tools build host names from the Region without asking whether it exists, so requests go to hosts such as `sts.us-west-2a.amazonaws.com`, which nobody answers. Where an endpoint URL is configured, the Region only signs.',
    remedy: 'Write the name of the Region.',
  },
  examples: {
    bad: [
      {
        title: 'An Availability Zone',
        file: '.aws/config',
        text: ZONE,
        at: 'us-west-2a',
        fixes: [{ id: 'write-value', text: ZONE.replace('2a', '2') }],
      },
      {
        title: 'Capital letters',
        file: '.aws/config',
        text: '[default]\nregion = EU-West1\n',
        at: 'EU-West1',
        fixes: [{ id: 'write-value', text: '[default]\nregion = eu-west-1\n' }],
      },
      {
        title: 'Another provider’s: a hint',
        file: '.aws/config',
        text: '[profile disk]\nregion = fr-par\n',
        at: 'fr-par',
      },
    ],
    good: [
      { file: '.aws/config', text: '[default]\nregion = eusc-de-east-1\n' },
      {
        title: 'A Region may have been opened since',
        file: '.aws/config',
        text: '[default]\nregion = ap-northeast-4\n',
      },
      {
        title: 'Names that stand for endpoints',
        file: '.aws/config',
        text: '[default]\nregion = aws-global\n[profile us]\nregion = us-gov-west-1-fips\n',
      },
      {
        title: 'Another provider’s, with its endpoint',
        file: '.aws/config',
        text: '[profile disk]\nregion = fr-par\nendpoint_url = https://s3.fr-par.example.com\n',
      },
    ],
  },
  subject: ['profile', 'configSection'],
  *check(section) {
    for (const key of ['region', 'sso_region']) {
      const setting = settingOf(section, key);
      if (setting === undefined) continue;
      const { value } = setting;
      if (value === '' || /^["']|\n/.test(value) || isPlaceholder(value)) continue;
      const unknown = unknownRegion(value);
      if (unknown === undefined || unknown.kind === 'new') continue;
      if (unknown.kind === 'foreign') {
        if (settingOf(section, 'endpoint_url') || settingOf(section, 'services')) continue;
        yield {
          message: say`No Region of AWS has the name ${value} (as of ${words(REGIONS_AS_OF)}), so no AWS service answers there.`,
          span: setting.valueSpan,
          severity: 'hint',
        };
        continue;
      }
      const { meant } = unknown;
      yield {
        message: say`There is no Region ${value} (as of ${words(REGIONS_AS_OF)}), and the hosts that tools make of it do not exist. The nearest name is ${meant}.`,
        span: setting.valueSpan,
        fixes: () => [
          writeValue(
            section,
            setting,
            meant,
            words(
              key === 'region'
                ? 'Requests with this profile then go to that Region, unless the environment names another.'
                : 'Sign-in then goes to that Region.',
            ),
          ),
        ],
      };
    }
  },
});
