import { type Sentence, say, series, words } from '../explain/sentence';
import { sectionFix } from '../repairs/changeSetting';
import { headerMeant, type MeantHeader, pythonTakes, readersOf } from '../sts/headerReaders';
import { rule } from './rule';
import { CONFIG_FORMAT } from './stsReferences';

const CAPITAL = `[Profile deploy]
region = us-east-2
`;

export default rule({
  meta: {
    id: 'config-header-unread',
    title: 'Tools do not read this section header',
    level: 'warning',
    category: 'config',
    fix: 'unsafe',
    references: [CONFIG_FORMAT],
  },
  docs: {
    what: 'The header of a section in a config file is nearly one of `[default]`, `[profile NAME]`, `[sso-session NAME]`, `[services NAME]` and `[plugins]`: with capital letters, another mark than a blank behind the first word, blanks in a name without quotes. Also headers that some tools read and others do not; unless boto3 and the AWS CLI are among those that do not, that is information.',
    why: 'A tool that does not know the header behaves as if the section were not there: it says that the profile does not exist, or uses defaults.',
    remedy: 'Write the header as the guide of the AWS SDKs has it.',
  },
  examples: {
    bad: [
      {
        file: '.aws/config',
        text: CAPITAL,
        at: '[Profile deploy]',
        fixes: [{ id: 'write-header', text: CAPITAL.replace('P', 'p') }],
      },
      {
        title: 'Blanks inside the brackets',
        file: '.aws/config',
        text: '[ profile deploy ]\nregion = us-east-2\n',
        at: '[ profile deploy ]',
        fixes: [{ id: 'write-header', text: '[profile deploy]\nregion = us-east-2\n' }],
      },
      {
        title: 'The plugins of the AWS CLI',
        file: '.aws/config',
        text: '[default]\nregion = us-east-2\n[plugin]\nendpoint = awscli_plugin_endpoint\n',
        at: '[plugin]',
      },
      {
        title: 'A character that JavaScript v3 does not take',
        file: '.aws/config',
        text: '[profile a,b]\nregion = us-east-2\n',
        at: '[profile a,b]',
      },
    ],
    good: [
      {
        file: '.aws/config',
        text: '[default]\nregion = us-east-2\n[profile deploy]\nregion = us-east-2\n[profile a.b/c@d]\nregion = us-east-2\n',
      },
      {
        title: 'The section of a program of its own',
        file: '.aws/config',
        text: '[default]\nregion = us-east-2\n[preview]\ncloudfront = true\n',
      },
    ],
  },
  subject: ['profile', 'configSection'],
  *check(section) {
    const { header, file, headerSpan } = section;
    if (file !== 'config' || /[<>{}$]/.test(section.name)) return;
    if (section.kind === 'profile') {
      const readers = readersOf(header, section.name, file);
      if (readers === undefined) return;
      const python = readers.misses.some((name) => name.startsWith('boto3'));
      const plain = section.name === 'default' ? 'default' : `profile ${section.name}`;
      yield {
        message: say`Under this header, profile ${section.name} is not found by ${named(readers.misses)}.`,
        span: headerSpan,
        ...(!python && { severity: 'information' as const }),
        fixes: () =>
          plain === header || readersOf(plain, section.name, file) !== undefined
            ? []
            : [write(section, plain)],
      };
      return;
    }
    if (section.section !== 'other') return;
    const meant = headerMeant(header);
    if (meant === undefined) return;
    yield {
      ...whoTakes(header, meant),
      span: headerSpan,
      fixes: () => [write(section, meant.header)],
    };
  },
});

/** Who takes a header for the one that is meant. */
function whoTakes(header: string, meant: MeantHeader): { message: Sentence; severity?: 'information' } {
  const { kind } = meant;
  const written = `[${meant.header}]`;
  if (kind === 'sso-session' || kind === 'services')
    return pythonTakes(header, kind)
      ? {
          message: say`Both AWS CLIs and boto3 take this header for ${written}; most SDKs do not.`,
          severity: 'information',
        }
      : { message: say`Both AWS CLIs, boto3 and most SDKs do not take this header for ${written}.` };
  const finds = kind === 'plugins' ? [] : (readersOf(header, meant.name, 'config')?.finds ?? []);
  return finds.length === 0
    ? { message: say`No tool takes this header for ${written}, so its lines have no effect.` }
    : { message: say`This header is taken for ${written} by ${named(finds)} only.` };
}

function named(tools: readonly string[]): Sentence {
  return series(tools.map(words));
}

function write(
  section: Parameters<typeof sectionFix>[0] & { readonly headerSpan: { start: number; end: number } },
  header: string,
) {
  return sectionFix(
    section,
    'write-header',
    say`Write the header as ${`[${header}]`}`,
    [{ span: section.headerSpan, text: `[${header}]` }],
    words('Tools that did not see the section then use it.'),
  );
}
