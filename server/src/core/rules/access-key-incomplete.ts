import type { Context } from '../context';
import type { ProfileSubject, Setting } from '../documents/subjects';
import { say } from '../explain/sentence';
import { settingOf } from '../sts/configSection';
import { viewOf } from '../sts/profileView';
import { STATIC_KEYS } from './configReferences';
import type { Report } from './finding';
import { rule } from './rule';

const HALF = `[deploy]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
`;

export default rule({
  meta: {
    id: 'access-key-incomplete',
    title: 'A part of the access key is missing',
    level: 'error',
    category: 'config',
    fix: 'none',
    references: [STATIC_KEYS],
  },
  docs: {
    what: 'A profile has one of `aws_access_key_id` and `aws_secret_access_key` without the other in the same file; or the ID of temporary credentials, which begins with `ASIA`, without `aws_session_token`.',
    why: 'Both AWS CLIs and boto3 read a key from one file only: they stop with “Partial credentials found” at an ID without its secret, and leave out a secret without its ID. Temporary credentials without their token are refused by every service of AWS; that is a warning.',
    remedy: 'Add what is missing, or remove the rest.',
  },
  examples: {
    bad: [
      { file: '.aws/credentials', text: HALF, at: 'aws_access_key_id' },
      {
        title: 'Temporary credentials without their token',
        file: '.aws/credentials',
        text: '[deploy]\naws_access_key_id = ASIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n',
        at: 'aws_access_key_id',
      },
    ],
    good: [
      {
        file: '.aws/credentials',
        text: `${HALF}aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n`,
      },
      {
        title: 'Temporary credentials',
        file: '.aws/credentials',
        text: '[deploy]\naws_access_key_id = ASIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\naws_session_token = token\n',
      },
    ],
  },
  subject: 'profile',
  *check(subject, context) {
    const id = settingOf(subject, 'aws_access_key_id');
    const secret = settingOf(subject, 'aws_secret_access_key');
    if (id === undefined) {
      if (secret !== undefined) yield* secretAlone(subject, secret, context);
      return;
    }
    if (id.value === '') return;
    const temporary = /^ASIA[A-Z\d]{12,}$/.test(id.value);
    const token = settingOf(subject, 'aws_session_token') ?? settingOf(subject, 'aws_security_token');
    if (secret !== undefined && (!temporary || token !== undefined)) return;
    // Sections of one name in a file add up.
    const view = viewOf(subject, context);
    if (view === undefined) return;
    const here = view.profile.sections.filter(({ source }) => source.uri === subject.source.uri);
    const has = (key: string) => here.some((section) => settingOf(section, key) !== undefined);
    if (!has('aws_secret_access_key')) {
      yield {
        message: say`Profile ${subject.name} has ${'aws_access_key_id'} and no ${'aws_secret_access_key'} in this file, so boto3 and both AWS CLIs stop with an error when they look for credentials here.`,
        span: id.keySpan,
      };
    } else if (temporary && !has('aws_session_token') && !has('aws_security_token')) {
      yield {
        message: say`An access key ID that begins with ${'ASIA'} is temporary: without ${'aws_session_token'} AWS refuses these credentials.`,
        span: id.keySpan,
        severity: 'warning',
      };
    }
  },
});

function* secretAlone(subject: ProfileSubject, secret: Setting, context: Context): Iterable<Report> {
  const view = viewOf(subject, context);
  const here = view?.profile.sections.filter(({ source }) => source.uri === subject.source.uri) ?? [];
  if (view === undefined || here.some((section) => settingOf(section, 'aws_access_key_id') !== undefined))
    return;
  yield {
    message: say`Profile ${subject.name} has ${'aws_secret_access_key'} and no ${'aws_access_key_id'} in this file, so boto3 and both AWS CLIs leave it out.`,
    span: secret.keySpan,
    severity: 'warning',
  };
}
