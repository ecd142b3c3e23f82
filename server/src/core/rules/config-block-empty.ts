import type { Setting } from '../documents/subjects';
import { say, words } from '../explain/sentence';
import { removeSetting, sectionFix } from '../repairs/changeSetting';
import { type ConfigSection, settingOf } from '../sts/configSection';
import { SERVICE_ENDPOINTS } from './configReferences';
import type { Report } from './finding';
import { rule } from './rule';
import { CONFIG_FORMAT } from './stsReferences';

const FLAT = `[services local]
sts =
endpoint_url = http://localhost:4566
`;

export default rule({
  meta: {
    id: 'config-block-empty',
    title: 'A setting lacks the indented lines below it',
    level: 'error',
    category: 'config',
    fix: 'unsafe',
    references: [CONFIG_FORMAT, SERVICE_ENDPOINTS],
  },
  docs: {
    what: '`s3` and `api_versions` of a profile, and the name of a service in a `[services …]` section, have no value of their own but settings on indented lines below. Here there is none.',
    why: "Both AWS CLIs and boto3 stop with an AttributeError (“'str' object has no attribute 'get'”) as soon as they make a client: with an empty `s3` or `api_versions` every client, otherwise one of that service.",
    remedy: 'Indent the settings that belong below, or remove the line.',
  },
  examples: {
    bad: [
      {
        file: '.aws/config',
        text: '[default]\nregion = us-east-1\ns3 =\n',
        at: 's3',
        fixes: [{ id: 'remove-setting', text: '[default]\nregion = us-east-1\n' }],
      },
      {
        title: 'The endpoint URL is not indented',
        file: '.aws/config',
        text: FLAT,
        at: 'sts',
        fixes: [{ id: 'indent', text: FLAT.replace('endpoint', '  endpoint') }],
      },
    ],
    good: [
      {
        file: '.aws/config',
        text: '[default]\ns3 =\n  addressing_style = path\n[services local]\nsts =\n  endpoint_url = http://localhost:4566\n',
      },
    ],
  },
  subject: ['profile', 'configSection'],
  *check(section) {
    if (section.kind === 'profile') yield* blocks(section);
    else if (section.section === 'services') yield* services(section);
  },
});

function* blocks(section: ConfigSection): Iterable<Report> {
  for (const key of ['s3', 'api_versions']) {
    const setting = settingOf(section, key);
    if (setting === undefined) continue;
    const empty = setting.value === '' || key === 'api_versions';
    yield {
      message: say`The setting ${key} needs settings on indented lines below it. boto3 and both AWS CLIs stop with an error when they make ${words(empty ? 'a client of any service' : 'a client of S3')}.`,
      span: setting.keySpan,
      fixes: () =>
        setting.value === ''
          ? removeSetting(section, setting)
          : removeSetting(section, setting, words('The value is lost, which no tool used.')),
    };
  }
}

function* services(section: ConfigSection): Iterable<Report> {
  for (const [i, setting] of section.settings.entries()) {
    const next = section.settings[i + 1];
    if (setting.value !== '' || next?.key.toLowerCase() !== 'endpoint_url') continue;
    yield {
      message: say`Nothing is indented below ${setting.key}, so boto3 and both AWS CLIs stop with an error when they make a client of that service; other tools do not see the endpoint URL.`,
      span: setting.keySpan,
      fixes: () => [indent(section, setting, next)],
    };
  }
}

/** Indents a setting further than the one it belongs below, which may be indented itself. */
function indent(section: ConfigSection, above: Setting, setting: Setting) {
  const { start } = setting.keySpan;
  const width = above.keySpan.start - above.span.start + 2 - (start - setting.span.start);
  return sectionFix(
    section,
    'indent',
    say`Indent ${setting.key}`,
    [{ span: { start, end: start }, text: ' '.repeat(width) }],
    words('Profiles with these services then send their requests to that URL.'),
  );
}
