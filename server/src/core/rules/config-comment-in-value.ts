import { say, words } from '../explain/sentence';
import { moveComment } from '../repairs/moveComment';
import { CONFIG_KEYS } from '../sts/configKeys';
import { rule } from './rule';
import { CONFIG_FORMAT } from './stsReferences';

const REMARK = `[profile deploy]
region = us-east-2 # Ohio
`;

export default rule({
  meta: {
    id: 'config-comment-in-value',
    title: 'A comment behind a value is part of the value for some tools',
    level: 'warning',
    category: 'config',
    fix: 'safe',
    references: [CONFIG_FORMAT],
  },
  docs: {
    what: 'A comment stands behind a value, on the same line. The guide of the AWS SDKs allows that, and most SDKs cut the comment off.',
    why: 'Both AWS CLIs and boto3 know comments on lines of their own only, so the comment becomes part of the value: a Region is refused, a profile is not found, a role session gets another name. Ruby cuts comments that begin with `;` but not those that begin with `#`.',
    remedy: 'Put the comment on a line of its own.',
  },
  examples: {
    bad: [
      {
        file: '.aws/config',
        text: REMARK,
        at: '# Ohio',
        fixes: [{ id: 'move-comment', text: '[profile deploy]\n# Ohio\nregion = us-east-2\n' }],
      },
      {
        title: 'A semicolon in a command',
        file: '.aws/config',
        text: '[profile deploy]\ncredential_process = sh -c "cd /opt ; ./keys"\n',
        at: '; ./keys"',
      },
    ],
    good: [
      { file: '.aws/config', text: '[profile deploy]\n# Ohio\nregion = us-east-2\n' },
      {
        title: 'Behind a header a comment is one',
        file: '.aws/config',
        text: '[profile deploy] # Ohio\nregion = us-east-2\n',
      },
      {
        title: 'Without a blank before it, it is part of the value for every tool',
        file: '.aws/config',
        text: '[sso-session corp]\nsso_start_url = https://example.awsapps.com/start#/\n',
      },
    ],
  },
  subject: ['profile', 'configSection'],
  *check(section) {
    for (const setting of section.settings) {
      const { comment } = setting;
      if (comment === undefined || comment.span.end <= comment.span.start) continue;
      // `#{Region}` and `#REMOVED#` are to be filled in.
      if (/^#(?:\{|\S*#$)/.test(comment.text)) continue;
      const key = setting.key.toLowerCase();
      // The value of sts_regional_endpoints has a rule of its own; what nobody reads is nobody's matter.
      if (key === 'sts_regional_endpoints' || !CONFIG_KEYS.has(key)) continue;
      if (COMMANDS.includes(key)) {
        yield {
          message: say`Both AWS CLIs and boto3 take the value of ${key} to the end of the line; JavaScript, Go and most other SDKs end it before ${comment.text[0]!}, where they see a comment.`,
          span: comment.span,
          severity: 'information',
        };
        continue;
      }
      const more = words(comment.text.startsWith('#') ? ' Ruby does so too.' : '');
      yield {
        message: say`Both AWS CLIs and boto3 take this comment as part of the value of ${key}.${more}`,
        span: comment.span,
        fixes: () => [moveComment(section, setting)],
      };
    }
  },
});

/** Commands may hold the marks of comments as what a shell reads. */
const COMMANDS = ['credential_process', 'cli_pager'];
