import { type Sentence, say, words } from '../explain/sentence';
import { sectionFix } from '../repairs/changeSetting';
import type { ConfigSection } from '../sts/configSection';
import { type Entry, known, knownString } from '../syntax/tree';
import { rule } from './rule';
import { CONFIG_FORMAT } from './stsReferences';

const TWICE = `[profile deploy]
region = us-east-1
output = json
region = eu-west-1
`;

export default rule({
  meta: {
    id: 'config-key-duplicate',
    title: 'A setting is there twice in a section',
    level: 'error',
    category: 'config',
    fix: 'unsafe',
    references: [CONFIG_FORMAT],
  },
  docs: {
    what: 'One section of a config or credentials file has the same key twice, in whatever case.',
    why: 'Both AWS CLIs and boto3 refuse the whole file then, for every profile in it. Other tools say nothing: they take the last of the values, and JavaScript, Ruby and Go v1 the last that is written in lower case.',
    remedy: 'Keep the line that is meant.',
  },
  examples: {
    bad: [
      {
        file: '.aws/config',
        text: TWICE,
        at: 'region',
        fixes: [{ id: 'keep-last', text: TWICE.replace('region = us-east-1\n', '') }],
      },
      {
        title: 'Keys lose their case',
        file: '.aws/config',
        text: '[default]\nregion = eu-west-1\nREGION = eu-west-1\n',
        at: 'REGION',
        fixes: [{ id: 'keep-last', text: '[default]\nregion = eu-west-1\n' }],
      },
    ],
    good: [
      {
        title: 'A key of its own in each section',
        file: '.aws/config',
        text: '[default]\nregion = us-east-1\n[profile deploy]\nregion = us-east-1\n',
      },
      {
        title: 'Settings below another one',
        file: '.aws/config',
        text: '[default]\nregion = us-east-1\ns3 =\n  region = us-east-1\n',
      },
    ],
  },
  subject: ['profile', 'configSection'],
  *check(section) {
    if (section.node.kind !== 'object') return;
    const first = new Map<string, Entry[]>();
    for (const entry of section.node.entries) {
      const key = known(entry.key.text)?.toLowerCase() ?? '';
      if (key === '' || entry.value === undefined) continue;
      const before = first.get(key);
      if (before === undefined) {
        first.set(key, [entry]);
        continue;
      }
      const related = [
        { uri: section.source.uri, span: before[0]!.key.span, note: words('It is there already here.') },
      ];
      const earlier = [...before];
      before.push(entry);
      yield {
        message: say`The setting ${key} is there already in this section, so boto3 and both AWS CLIs refuse the whole file.${others(earlier, entry)}`,
        span: entry.key.span,
        related,
        fixes: () => [keepLast(section, key, earlier, entry)],
      };
    }
  },
});

/** What the tools do that do not refuse the file. Some know keys in lower case only. */
function others(earlier: readonly Entry[], last: Entry): Sentence {
  const alike = earlier.every(({ key }) => known(key.text) === known(last.key.text));
  return words(
    alike ? ' Other tools take the last one.' : ' JavaScript and Ruby know it in lower case only.',
  );
}

function keepLast(section: ConfigSection, key: string, earlier: readonly Entry[], last: Entry) {
  const { node, source } = section;
  const removed =
    node.kind === 'object' ? earlier.flatMap((entry) => source.edits.removeEntry(node, entry)) : [];
  // Some tools know keys in lower case only, and would not see the line that is left.
  const edits = known(last.key.text) === key ? removed : [...removed, { span: last.key.span, text: key }];
  const value = knownString(last.value);
  const alike = value !== undefined && earlier.every((entry) => knownString(entry.value) === value);
  return sectionFix(
    section,
    'keep-last',
    say`Remove the earlier ${key} from this section`,
    edits,
    alike ? undefined : words('The values differ, and only the last one stays.'),
  );
}
