import { say, words } from '../explain/sentence';
import { writeValue } from '../repairs/changeSetting';
import { isPlaceholder, settingOf } from '../sts/configSection';
import { sectionsFor } from '../sts/profileLinks';
import { counts, viewOf } from '../sts/profileView';
import { closest } from '../text/closest';
import { SERVICE_ENDPOINTS } from './configReferences';
import { rule } from './rule';

const TYPO = `[profile dev]
services = lokal

[services local]
sts =
  endpoint_url = http://localhost:4566
`;

export default rule({
  meta: {
    id: 'services-missing',
    title: 'The services section does not exist',
    level: 'error',
    category: 'config',
    fix: 'unsafe',
    references: [SERVICE_ENDPOINTS],
  },
  docs: {
    what: 'A profile names a `[services …]` section that the config file does not have.',
    why: 'Both AWS CLIs and boto3 refuse to make a client with the profile, unless the environment or `endpoint_url` in code names the endpoint. JavaScript v3 drops the profile’s own `endpoint_url` too and calls AWS.',
    remedy: 'Name a section that exists, or remove the setting.',
  },
  examples: {
    bad: [
      {
        file: '.aws/config',
        text: TYPO,
        at: 'lokal',
        fixes: [{ id: 'write-value', text: TYPO.replace('lokal', 'local') }],
      },
    ],
    good: [{ file: '.aws/config', text: TYPO.replace('lokal', 'local') }],
  },
  subject: 'profile',
  embedded: 'paired',
  *check(subject, context) {
    const setting = settingOf(subject, 'services');
    if (setting === undefined || setting.value === '' || isPlaceholder(setting.value)) return;
    if (/["'\n]/.test(setting.value)) return;
    const sections = sectionsFor(subject.source.uri, subject.file, context);
    if (sections === undefined || sections.has(`services ${setting.value}`)) return;
    const view = viewOf(subject, context);
    if (view === undefined || !counts(view, subject, setting)) return;
    if (/^true$/i.test(view.profile.settings.get('ignore_configured_endpoint_urls')?.value ?? '')) return;
    const names = [...sections.values()].filter(({ section }) => section === 'services');
    const near = closest(
      setting.value,
      names.map(({ name }) => name),
    );
    yield {
      message: say`The config file has no section ${`[services ${setting.value}]`}, so boto3 and both AWS CLIs refuse to make clients with profile ${subject.name}, unless the environment or the code names the endpoint.`,
      span: setting.valueSpan,
      fixes: () =>
        near === undefined
          ? []
          : [writeValue(subject, setting, near, words('Requests then go to the URLs of that section.'))],
    };
  },
});
