import { say, words } from '../explain/sentence';
import { sectionFix } from '../repairs/changeSetting';
import { rule } from './rule';
import { CONFIG_FORMAT } from './stsReferences';

const MARKED = '\ufeff[default]\nregion = us-east-2\n';

export default rule({
  meta: {
    id: 'config-byte-order-mark',
    title: 'The file begins with a byte order mark',
    level: 'error',
    category: 'config',
    fix: 'safe',
    references: [CONFIG_FORMAT],
  },
  docs: {
    what: 'A config or credentials file begins with a byte order mark, which some Windows editors write and none shows.',
    why: 'Both AWS CLIs and boto3 take the mark for a part of the first line and refuse the whole file, Go v1 does too, and Ruby and Go v2 do not read a section header that stands on the first line.',
    remedy: 'Save the file as UTF-8 without a byte order mark.',
  },
  examples: {
    bad: [
      {
        file: '.aws/config',
        text: MARKED,
        at: '\ufeff[default]',
        fixes: [{ id: 'remove-mark', text: MARKED.slice(1) }],
      },
    ],
    good: [{ file: '.aws/config', text: MARKED.slice(1) }],
  },
  subject: 'configFile',
  *check(file) {
    const { text } = file.source;
    if (text === undefined || !text.startsWith('\ufeff') || file.sections.length === 0) return;
    const end = text.search(/[\r\n]/);
    yield {
      message: say`The file begins with a byte order mark, so boto3 and both AWS CLIs refuse all of it, and Ruby and Go do not read a section header on its first line.`,
      span: { start: 0, end: end === -1 ? text.length : end },
      fixes: () => [
        sectionFix(file, 'remove-mark', words('Remove the byte order mark'), [
          { span: { start: 0, end: 1 }, text: '' },
        ]),
      ],
    };
  },
});
