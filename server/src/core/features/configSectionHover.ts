import type { Context } from '../context';
import type { ConfigSectionSubject } from '../documents/subjects';
import { markdown, say, series } from '../explain/sentence';
import { CONFIG_KEYS, SSO_SESSION_KEYS } from '../sts/configKeys';
import { PLUGINS_MEANING } from '../sts/nestedKeys';
import { touches } from '../text/span';
import type { Hover, SubjectFeatures } from './feature';
import { profilesBeside } from './named';
import { keyText } from './profileHover';

/** What sections that are no profiles contribute to the editor. */
export const configSectionFeatures: SubjectFeatures<ConfigSectionSubject> = {
  hover(subject, offset, _document, context) {
    if (touches(subject.headerSpan, offset)) {
      const text = headerText(subject, context);
      return text === undefined ? undefined : { span: subject.headerSpan, markdown: text };
    }
    return keyHover(subject, offset);
  },
};

const MEANINGS = {
  'sso-session': 'A sign-in to IAM Identity Center, which several profiles can share.',
  services: 'Endpoint URLs by service, for the profiles that name this section.',
} as const;

function headerText(subject: ConfigSectionSubject, context: Context): string | undefined {
  const { section } = subject;
  if (section === 'other') return subject.name === 'plugins' ? PLUGINS_MEANING : undefined;
  const key = section === 'services' ? 'services' : 'sso_session';
  const users = profilesBeside(subject.source.uri, context).filter(({ settings }) =>
    settings.some((setting) => setting.key.toLowerCase() === key && setting.value === subject.name),
  );
  const names = [...new Set(users.map(({ name }) => name))];
  const shown = names.slice(0, 5).map((name) => say`${name}`);
  const more = names.length > 5 ? [say`${names.length - 5} more`] : [];
  const used =
    names.length === 0 ? say`No profile in sight names it.` : say`Named by ${series([...shown, ...more])}.`;
  return [markdown(used), MEANINGS[section]].join('\n\n');
}

function keyHover(subject: ConfigSectionSubject, offset: number): Hover | undefined {
  const setting = subject.settings.find(({ keySpan, valueSpan }) =>
    touches({ start: keySpan.start, end: valueSpan.end }, offset),
  );
  const key = setting?.key.toLowerCase() ?? '';
  const known = CONFIG_KEYS.get(key);
  if (setting === undefined || known === undefined) return undefined;
  if (subject.section !== 'sso-session' || !SSO_SESSION_KEYS.includes(key)) return undefined;
  return {
    span: { start: setting.keySpan.start, end: setting.valueSpan.end },
    markdown: keyText(key, known),
  };
}
