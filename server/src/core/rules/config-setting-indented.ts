import type { Setting } from '../documents/subjects';
import { say, words } from '../explain/sentence';
import { sectionFix } from '../repairs/changeSetting';
import { CONFIG_KEYS } from '../sts/configKeys';
import type { ConfigSection } from '../sts/configSection';
import type { Literal } from '../syntax/tree';
import { rule } from './rule';
import { CONFIG_FORMAT } from './stsReferences';

const SWALLOWED = `[profile deploy]
role_arn = arn:aws:iam::111122223333:role/Deploy
  source_profile = default
`;

export default rule({
  meta: {
    id: 'config-setting-indented',
    title: 'An indented setting is part of the value above it',
    level: 'warning',
    category: 'config',
    fix: 'unsafe',
    references: [CONFIG_FORMAT],
  },
  docs: {
    what: 'A line that looks like a setting is indented deeper than the setting above it, which has a value.',
    why: 'By the guide of the AWS SDKs such a line continues the value above. boto3 and both AWS CLIs read it so: the setting is not there, and the value above is wrong. JavaScript, Ruby and Go read it as a setting.',
    remedy: 'Begin the line at the same column as the setting above it.',
  },
  examples: {
    bad: [
      {
        file: '.aws/config',
        text: SWALLOWED,
        at: 'source_profile = default',
        fixes: [{ id: 'outdent', text: SWALLOWED.replace('  source', 'source') }],
      },
    ],
    good: [
      {
        title: 'Below a setting without a value',
        file: '.aws/config',
        text: '[default]\ns3 =\n  use_dualstack_endpoint = true\n',
      },
      {
        title: 'All settings are indented alike',
        file: '.aws/config',
        text: '[default]\n  region = us-east-1\n  output = json\n',
      },
    ],
  },
  subject: ['profile', 'configSection'],
  *check(section) {
    for (const setting of section.settings) {
      const { node } = setting;
      if (node.kind !== 'string' || node.text.pieces.length < 2) continue;
      for (const piece of node.text.pieces.slice(1)) {
        if (piece.kind !== 'literal') continue;
        const key = /^\n([\w-]+)[ \t]*=/.exec(piece.value)?.[1]?.toLowerCase();
        if (key === undefined || !CONFIG_KEYS.has(key)) continue;
        yield {
          message: say`Both AWS CLIs and boto3 take this line as part of the value of ${setting.key}, since it is indented; JavaScript, Ruby and Go read it as the setting ${key}.`,
          span: piece.span,
          fixes: () => [outdent(section, setting, piece)],
        };
      }
    }
  },
});

function outdent(section: ConfigSection, setting: Setting, { span }: Literal) {
  const text = section.source.text ?? '';
  const indent = text.slice(setting.span.start, setting.keySpan.start);
  const before = /[^\r\n]*$/.exec(text.slice(0, span.start))?.[0].length ?? 0;
  const edits = [{ span: { start: span.start - before, end: span.start }, text: indent }];
  return sectionFix(
    section,
    'outdent',
    say`Move this line to the column of ${setting.key}`,
    edits,
    words('Both AWS CLIs and boto3 then use the setting, and the value above it without this line.'),
  );
}
