import type { ConfigFileSubject } from '../documents/subjects';
import { say, words } from '../explain/sentence';
import { sectionFix } from '../repairs/changeSetting';
import type { ConfigSection } from '../sts/configSection';
import type { Fix } from './finding';
import { rule } from './rule';
import { CONFIG_FORMAT } from './stsReferences';

const TWICE = `[profile deploy]
region = us-east-1

[profile audit]
region = eu-west-1

[profile deploy]
output = json
`;

export default rule({
  meta: {
    id: 'config-section-duplicate',
    title: 'A section is there twice',
    level: 'error',
    category: 'config',
    fix: 'unsafe',
    references: [CONFIG_FORMAT],
  },
  docs: {
    what: 'A config or credentials file has two sections with the same header.',
    why: 'Both AWS CLIs and boto3 refuse the whole file then, for every profile in it. Most other tools read both sections as one, with the last value of each key; Go v1 takes the last section only.',
    remedy: 'Put the settings into one section.',
  },
  examples: {
    bad: [
      {
        file: '.aws/config',
        text: TWICE,
        at: '[profile deploy]',
        fixes: [
          {
            id: 'merge-sections',
            text: '[profile deploy]\nregion = us-east-1\noutput = json\n\n[profile audit]\nregion = eu-west-1\n\n',
          },
        ],
      },
    ],
    good: [
      {
        title: 'Names of another case are other names',
        file: '.aws/config',
        text: '[profile deploy]\nregion = us-east-1\n[profile Deploy]\nregion = us-east-1\n',
      },
    ],
  },
  subject: 'configFile',
  *check(file) {
    const first = new Map<string, ConfigSection>();
    for (const section of file.sections) {
      const before = first.get(section.header);
      if (before === undefined) {
        first.set(section.header, section);
        continue;
      }
      yield {
        message: say`The section ${`[${section.header}]`} is there already, so boto3 and both AWS CLIs refuse the whole file. Most other tools read both as one.`,
        span: section.headerSpan,
        related: [
          { uri: file.source.uri, span: before.headerSpan, note: words('It is there already here.') },
        ],
        fixes: () => mergeInto(file, before, section),
      };
    }
  },
});

/** Moves the lines of the second section below those of the first, where no key is in both. */
function mergeInto(file: ConfigFileSubject, first: ConfigSection, second: ConfigSection): Fix[] {
  const text = file.source.text ?? '';
  if (first.node.kind !== 'object' || second.node.kind !== 'object') return [];
  const keys = (section: ConfigSection) => section.settings.map(({ key }) => key.toLowerCase());
  const there = new Set(keys(first));
  if (keys(second).some((key) => there.has(key))) return [];
  const [from, to] = [bodyEnd(text, first), bodyEnd(text, second)];
  const lines = text.slice(lineEndAt(text, second.headerSpan.end), to);
  const start = second.headerSpan.start;
  const next = text.startsWith('\r\n', to) ? to + 2 : Math.min(text.length, to + 1);
  const edits = [
    { span: { start: from, end: from }, text: lines },
    { span: { start, end: next }, text: '' },
  ];
  return [
    sectionFix(
      second,
      'merge-sections',
      say`Move these settings to the first ${`[${first.header}]`}`,
      edits,
      words('Go v1 took the last of the sections only, and then sees the settings of both.'),
    ),
  ];
}

/** The end of the last line of a section that holds a setting, or of its header. */
function bodyEnd(text: string, { node, headerSpan }: ConfigSection): number {
  const last = node.kind === 'object' ? node.entries.at(-1) : undefined;
  return lineEndAt(text, last?.span.end ?? headerSpan.end);
}

function lineEndAt(text: string, offset: number): number {
  const found = text.slice(offset).search(/[\r\n]/);
  return found === -1 ? text.length : offset + found;
}
