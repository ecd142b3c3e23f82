import type { ConfigFileSubject } from '../documents/subjects';
import { type Sentence, say, words } from '../explain/sentence';
import { mayRefuse } from '../sts/excerpts';
import { goV1 } from '../sts/reading/goV1';
import { jsV2 } from '../sts/reading/javaScript';
import { python } from '../sts/reading/python';
import { type Dialect, readIn } from '../sts/reading/reading';
import { ruby } from '../sts/reading/ruby';
import type { Span } from '../text/span';
import type { Severity } from './finding';
import { rule } from './rule';
import { CONFIG_FORMAT } from './stsReferences';

const LINE = `[default]
region = us-east-2
output json
`;

interface Reader {
  readonly dialect: Dialect;
  readonly who: Sentence;
  readonly severity: Severity;
}

const READERS: readonly Reader[] = [
  {
    dialect: python,
    who: words('Both AWS CLIs and boto3 refuse the whole file, whatever the profile'),
    severity: 'error',
  },
  {
    dialect: ruby,
    who: words('The AWS SDK for Ruby stops with an error on this file'),
    severity: 'information',
  },
  {
    dialect: goV1,
    who: words('The AWS SDK for Go v1, whose support has ended, refuses the whole file'),
    severity: 'information',
  },
  {
    dialect: jsV2,
    who: words('The AWS SDK for JavaScript v2, whose support has ended, refuses the whole file'),
    severity: 'information',
  },
];

export default rule({
  meta: {
    id: 'config-file-refused',
    title: 'A tool refuses the whole file',
    level: 'error',
    category: 'config',
    fix: 'none',
    references: [CONFIG_FORMAT],
  },
  docs: {
    what: 'A config or credentials file has a line that the parser of a tool refuses. Each tool has a parser of its own: the one of boto3 and both AWS CLIs stops at a line without an equals sign or before the first section, Ruby’s at a section whose first setting is indented, Go v1’s at many slips. JavaScript v3 and Go v2 skip what they do not understand. Duplicates have rules of their own.',
    why: 'A tool that refuses the file works with none of its profiles. When that tool is boto3 or the AWS CLI it is an error, otherwise information.',
    remedy: 'Correct the line; put a `#` before what is only a remark.',
  },
  examples: {
    bad: [
      { file: '.aws/config', text: LINE, at: 'output json' },
      {
        title: 'Ruby alone',
        file: '.aws/config',
        text: '[default]\n  region = us-east-2\n',
        at: '  region = us-east-2',
      },
    ],
    good: [
      { file: '.aws/config', text: LINE.replace('output ', 'output = ') },
      { title: 'Another rule speaks of duplicates', file: '.aws/config', text: '[a]\nregion = x\n[a]\n' },
    ],
  },
  subject: 'configFile',
  *check(file) {
    const whole = file.source.file;
    if (whole === undefined || whole.text.startsWith('\ufeff')) return;
    for (const { dialect, who, severity } of READERS) {
      if (!mayRefuse(dialect, whole, file.file)) continue;
      const { unreadable } = readIn(dialect, whole, file.file);
      // Sections and keys that are there twice, and profiles under two headers, have rules of their own.
      if (unreadable === undefined || unreadable.twice) continue;
      yield {
        message: say`${who}. ${whyOf(unreadable.message, whole.text, unreadable.span)}`,
        span: lineOf(file, unreadable.span),
        severity,
      };
    }
  },
});

/** To a parser of lines a header that is not closed is no header; to a reader it is just that. */
function whyOf(message: Sentence, text: string, { start, end }: Span): Sentence {
  return /^\s*\[[^\]]*$/.test(text.slice(start, end))
    ? words('A section header has no closing bracket.')
    : message;
}

/** A refusal without a place is shown at the first line. */
function lineOf({ span: whole, source }: ConfigFileSubject, span: { start: number; end: number }) {
  if (span.end - span.start < whole.end - whole.start || span.start > 0) return span;
  const end = (source.text ?? '').search(/[\r\n]/);
  return { start: 0, end: end === -1 ? whole.end : end };
}
