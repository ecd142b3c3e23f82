import { say } from '../explain/sentence';
import { settingOf } from '../sts/configSection';
import { hasKeys } from '../sts/profileChain';
import { counts, viewOf } from '../sts/profileView';
import { ASSUME_ROLE_PROVIDER } from './configReferences';
import { rule } from './rule';

const BASE = `[profile base]
role_arn = arn:aws:iam::111122223333:role/Base
source_profile = start
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
`;

const USER = `
[profile deploy]
role_arn = arn:aws:iam::111122223333:role/Deploy
source_profile = base
`;

export default rule({
  meta: {
    id: 'profile-role-with-keys',
    title: 'The keys of a source profile come before its role',
    level: 'warning',
    category: 'config',
    fix: 'none',
    references: [ASSUME_ROLE_PROVIDER],
  },
  docs: {
    what: 'A profile has both a `role_arn` and keys of its own, and another profile names it as its `source_profile`.',
    why: 'Used by itself, the profile assumes its role. Used as a source, boto3, both AWS CLIs and JavaScript v3 take its keys and do not assume the role: the next role of the chain sees another caller than the file seems to say.',
    remedy: 'Keep the keys in a profile of their own and let the role name that one as its source.',
  },
  examples: {
    bad: [{ file: '.aws/config', text: BASE + USER, at: 'role_arn' }],
    good: [
      { title: 'Nobody uses it as a source', file: '.aws/config', text: BASE },
      {
        title: 'A source with keys only',
        file: '.aws/config',
        text: BASE.replace(/role_arn.*\nsource_profile.*\n/, '') + USER,
      },
    ],
  },
  subject: 'profile',
  embedded: 'paired',
  *check(subject, context) {
    const role = settingOf(subject, 'role_arn');
    if (role === undefined) return;
    const view = viewOf(subject, context);
    if (view === undefined || !hasKeys(view.profile) || !counts(view, subject, role)) return;
    const user = view.profiles.userOf(subject.name);
    if (user === undefined) return;
    yield {
      message: say`Profile ${subject.name} has keys beside its role. For profile ${user}, which names it as its source, boto3, both AWS CLIs and JavaScript v3 take the keys and do not assume this role.`,
      span: role.keySpan,
    };
  },
});
