import { say } from '../explain/sentence';
import { settingOf } from '../sts/configSection';
import { counts, viewOf } from '../sts/profileView';
import { ASSUME_ROLE_PROVIDER } from './configReferences';
import { rule } from './rule';

const BOTH = `[profile deploy]
role_arn = arn:aws:iam::111122223333:role/Deploy
source_profile = default
credential_source = Environment
`;

export default rule({
  meta: {
    id: 'profile-sources-mixed',
    title: 'The profile names two sources of credentials',
    level: 'error',
    category: 'config',
    fix: 'none',
    references: [ASSUME_ROLE_PROVIDER],
  },
  docs: {
    what: 'A profile has more than one of `source_profile`, `credential_source`, `web_identity_token_file` and `credential_process`.',
    why: 'With `source_profile` and `credential_source` nearly every tool refuses the profile. With the other pairs Go v2, and with it Terraform, refuses (“only one credential type may be specified per profile”), while boto3 and the AWS CLI take one of them without a word: the web identity token, else the role of `source_profile` or `credential_source`, else the process. Those are warnings.',
    remedy: 'Keep the one that is meant, and give the other a profile of its own.',
  },
  examples: {
    bad: [
      { file: '.aws/config', text: BOTH, at: 'credential_source' },
      {
        title: 'A web identity token beside a source profile',
        file: '.aws/config',
        text: BOTH.replace('credential_source = Environment', 'web_identity_token_file = /var/run/token'),
        at: 'web_identity_token_file',
      },
    ],
    good: [
      { file: '.aws/config', text: BOTH.replace('credential_source = Environment\n', '') },
      {
        title: 'An empty value is none',
        file: '.aws/config',
        text: BOTH.replace('= Environment', '='),
      },
    ],
  },
  subject: 'profile',
  embedded: 'paired',
  *check(subject, context) {
    const own = KINDS.filter((key) => settingOf(subject, key)?.value);
    if (own.length === 0) return;
    const view = viewOf(subject, context);
    if (view === undefined) return;
    const { settings } = view.profile;
    const named = KINDS.filter((key) => settings.get(key)?.value);
    const [first, second] = named;
    if (first === undefined || second === undefined) return;
    const setting = settingOf(subject, second);
    if (setting === undefined || !counts(view, subject, setting)) return;
    const assumes = settings.has('role_arn');
    const refused = second === 'credential_source' && assumes;
    const used = assumes ? USED.find((key) => named.includes(key)) : undefined;
    yield {
      message: refused
        ? say`Profile ${subject.name} has both ${first} and ${second}, so boto3, both AWS CLIs and Go refuse it.`
        : used === undefined
          ? say`Profile ${subject.name} has both ${first} and ${second}, so Go v2 refuses it, and Terraform with it.`
          : say`Profile ${subject.name} has both ${first} and ${second}: Go v2, and Terraform with it, refuses it, and boto3 and both AWS CLIs use only ${used}.`,
      span: setting.keySpan,
      ...(!refused && { severity: 'warning' as const }),
    };
  },
});

const KINDS = ['source_profile', 'credential_source', 'web_identity_token_file', 'credential_process'];

/** botocore asks for a web identity token first, then for a role of another source, then for a process. */
const USED = ['web_identity_token_file', 'source_profile', 'credential_source', 'credential_process'];
