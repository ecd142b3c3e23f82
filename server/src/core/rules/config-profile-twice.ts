import type { ProfileSubject } from '../documents/subjects';
import { say, words } from '../explain/sentence';
import { rule } from './rule';
import { CONFIG_FORMAT } from './stsReferences';

export default rule({
  meta: {
    id: 'config-profile-twice',
    title: 'Two headers stand for one profile',
    level: 'warning',
    category: 'config',
    fix: 'none',
    references: [CONFIG_FORMAT],
  },
  docs: {
    what: 'A config file has two sections for one profile, with headers that are written differently, such as `[default]` and `[profile default]`.',
    why: 'Tools do not agree which one counts. boto3 and both AWS CLIs take the later section as a whole; JavaScript v3 and Go v2 take `[profile default]` as a whole; Ruby and others read both as one; JavaScript v2 stops with an error.',
    remedy: 'Keep one section, with all settings in it.',
  },
  examples: {
    bad: [
      {
        file: '.aws/config',
        text: '[default]\nregion = us-east-1\n[profile default]\noutput = json\n',
        at: '[profile default]',
      },
      {
        title: 'With quotes and without',
        file: '.aws/config',
        text: '[profile deploy]\nregion = us-east-1\n[profile "deploy"]\noutput = json\n',
        at: '[profile "deploy"]',
      },
    ],
    good: [
      {
        title: 'One in each file',
        file: '.aws/config',
        text: '[default]\nregion = us-east-1\n',
        beside: { '.aws/credentials': '[default]\naws_session_token = \n' },
      },
    ],
  },
  subject: 'configFile',
  *check(file) {
    if (file.file !== 'config') return;
    const first = new Map<string, ProfileSubject>();
    for (const section of file.sections) {
      if (section.kind !== 'profile') continue;
      const before = first.get(section.name);
      if (before === undefined) {
        first.set(section.name, section);
        continue;
      }
      if (before.header === section.header) continue;
      yield {
        message: say`Profile ${section.name} has the section ${`[${before.header}]`} already, and tools do not agree which one counts: boto3 and both AWS CLIs take the later one only.`,
        span: section.headerSpan,
        related: [
          { uri: file.source.uri, span: before.headerSpan, note: words('The other section is here.') },
        ],
      };
    }
  },
});
