import assert from 'node:assert/strict';
import fc from 'fast-check';
import { goV1 } from '../../../server/src/core/sts/reading/goV1';
import { goV2 } from '../../../server/src/core/sts/reading/goV2';
import { jsV2, jsV2Old, smithy, smithyOld } from '../../../server/src/core/sts/reading/javaScript';
import { python } from '../../../server/src/core/sts/reading/python';
import type { Dialect, FileReading, SeenSection } from '../../../server/src/core/sts/reading/reading';
import { reference } from '../../../server/src/core/sts/reading/reference';
import { ruby, rubyOld } from '../../../server/src/core/sts/reading/ruby';
import { shellWords } from '../../../server/src/core/sts/reading/shellWords';
import { cpuSeconds, large } from '../runs';
import { recorded } from './recorded';

type Plain = Record<string, Record<string, unknown>>;

/** What a recorded parser returned: the profiles, or the error it raised. */
interface Parsed {
  readonly profiles?: Plain;
  readonly services?: Plain;
  readonly error?: string;
}

/** A section as an object, nested settings as an object of their own. */
function sectionOf(section: SeenSection): Record<string, unknown> {
  return Object.fromEntries(
    [...section].map(([key, { value, nested }]) => [key, nested ? Object.fromEntries(nested) : value]),
  );
}

function plainly(sections: ReadonlyMap<string, SeenSection>): Plain {
  return Object.fromEntries([...sections].map(([name, section]) => [name, sectionOf(section)]));
}

/** One parser with the tools that have it, and how its answer is put into the words of ours. */
interface Parser {
  readonly dialect: Dialect;
  readonly tools: readonly string[];
  readonly seen: (reading: FileReading) => unknown;
  readonly expected: (parsed: Parsed) => unknown;
}

/** Go shows the Region of a few profiles only, and nothing of a profile without one. */
const goRegions = (profiles: Plain) =>
  Object.fromEntries(
    Object.entries(profiles).flatMap(([name, section]) =>
      section?.['region'] ? [[name, section['region']]] : [],
    ),
  );
const ASKED = ['default', 'foo', 'bar', 'a.b', 'team/x', 'a b'];
const refused = (reading: FileReading, otherwise: unknown) =>
  reading.unreadable === undefined ? otherwise : 'refused';

const PARSERS: readonly Parser[] = [
  {
    dialect: python,
    tools: ['botocore@1.37.9', 'botocore@1.43.117', 'aws-cli@2.38.1'],
    seen: (reading) => refused(reading, [plainly(reading.profiles), plainly(reading.services)]),
    expected: ({ profiles, services, error }) =>
      error === undefined ? [profiles, services ?? {}] : 'refused',
  },
  {
    dialect: jsV2,
    tools: ['aws-sdk@2.1400.0', 'aws-sdk@2.1693.0'],
    seen: (reading) => refused(reading, plainly(reading.profiles)),
    expected: ({ profiles, error }) => (error === undefined ? profiles : 'refused'),
  },
  {
    dialect: smithy,
    tools: ['@aws-sdk/client-sts@3.398.0', '@aws-sdk/client-sts@3.1169.0'],
    seen: (reading) => plainly(reading.profiles),
    expected: ({ profiles = {} }) =>
      Object.fromEntries(
        Object.entries(profiles).filter(([name]) => !/^(services|sso-session)\./.test(name)),
      ),
  },
  {
    dialect: ruby,
    tools: ['aws-sdk-core@3.212.0', 'aws-sdk-core@3.257.0'],
    seen: (reading) => refused(reading, plainly(reading.profiles)),
    expected: ({ profiles, error }) => (error === undefined ? profiles : 'refused'),
  },
  {
    dialect: rubyOld,
    tools: ['aws-sdk-core@3.104.3', 'aws-sdk-core@3.168.1'],
    seen: (reading) => refused(reading, plainly(reading.profiles)),
    expected: ({ profiles, error }) => (error === undefined ? profiles : 'refused'),
  },
  {
    dialect: goV1,
    tools: ['aws-sdk-go@1.49.0'],
    seen: (reading) =>
      goRegions(
        Object.fromEntries(
          ASKED.map((name) => {
            const section = reading.profiles.get(name) ?? reading.profiles.get(`profile ${name}`);
            return [name, section === undefined ? {} : sectionOf(section)];
          }),
        ),
      ),
    expected: ({ profiles = {} }) => goRegions(profiles),
  },
  {
    dialect: goV2,
    tools: ['aws-sdk-go-v2@1.30.3', 'aws-sdk-go-v2@1.41.7'],
    seen: (reading) =>
      goRegions(
        Object.fromEntries(Object.entries(plainly(reading.profiles)).filter(([n]) => ASKED.includes(n))),
      ),
    expected: ({ profiles = {} }) => goRegions(profiles),
  },
];

describe('What a parser sees in a config file', () => {
  const { cases, tools } = recorded();
  for (const parser of PARSERS) {
    it(`is what ${parser.tools.join(', ')} saw`, () => {
      for (const name of parser.tools) {
        const tool = tools.find((each) => each.name === name)!;
        for (const [i, { op, id, config }] of cases.entries()) {
          // Go v1 makes a whole session to show what it read; here it stumbles over a value, not over the syntax.
          if (op !== 'parse' || tool.answer(i)!.includes('failed to load sts_regional_endpoints')) continue;
          const parsed: Parsed = JSON.parse(tool.answer(i)!);
          const text = (config ?? '').replaceAll('${DIR}', '/home/user');
          const reading = parser.dialect({ uri: id, text }, 'config');
          const expected = JSON.parse(JSON.stringify(parser.expected(parsed)));
          assert.deepEqual(parser.seen(reading), expected, `${name} ${id}: ${JSON.stringify(text)}`);
        }
      }
    });
  }

  it('has places in the text', () => {
    const text = '[default]\nregion = us-west-2\nregion = eu-west-1\n';
    const { unreadable } = python({ uri: 'x', text }, 'config');
    assert.equal(text.slice(unreadable!.span.start, unreadable!.span.end), 'region = eu-west-1');
    for (const dialect of [smithy, jsV2, jsV2Old, ruby, goV1, goV2]) {
      const region = dialect({ uri: 'x', text }, 'config').profiles.get('default')?.get('region');
      assert.equal(region?.value, 'eu-west-1');
      assert.ok(text.slice(region!.span.start).startsWith('region = eu-west-1'));
    }
  });
});

describe('A parser of config files', () => {
  const all: readonly Dialect[] = [
    python,
    jsV2,
    jsV2Old,
    smithy,
    smithyOld,
    ruby,
    rubyOld,
    goV1,
    goV2,
    reference,
  ];

  it('takes any text and points into it', () => {
    const piece = fc.constantFrom(
      ...[
        '[',
        ']',
        '[default]',
        '[profile foo]',
        '=',
        ':',
        ' ',
        '\t',
        '\n',
        '\r\n',
        '\r',
        '#',
        ';',
        '"',
        "'",
      ],
      ...[
        '\\',
        'region',
        ' region = x',
        '\ufeff',
        '\u2028',
        '__proto__',
        '[__proto__]',
        'constructor',
        ',',
        '\0',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.constantFrom(...all), (pieces, dialect) => {
        const text = pieces.join('');
        for (const kind of ['config', 'credentials'] as const) {
          const { profiles, services, unreadable } = dialect({ uri: 'x', text }, kind);
          const spans = [...profiles.values(), ...services.values()].flatMap((section) =>
            [...section.values()].map(({ span }) => span),
          );
          for (const { start, end } of [...spans, ...(unreadable ? [unreadable.span] : [])])
            assert.ok(0 <= start && start <= end && end <= text.length);
        }
      }),
      { numRuns: 600 },
    );
  });

  it('reads a big file in a moment', () => {
    const texts = [
      '[profile foo]\nregion = us-west-2\n'.repeat(large(8_000)),
      `[default]\nregion = ${' '.repeat(large(150_000))}x`,
      `[default]\nregion = x\n${'  y = z\n'.repeat(large(20_000))}`,
      '['.repeat(large(150_000)),
      `[default]\n${'"'.repeat(large(150_000) + 1)}`,
      `[default]\n${' '.repeat(large(150_000))}=`,
    ];
    for (const dialect of all) {
      for (const text of texts) {
        const seconds = cpuSeconds(() => dialect({ uri: 'x', text }, 'config'));
        assert.ok(seconds < 2, `${all.indexOf(dialect)} ${text.slice(0, 30)} ${seconds} s`);
      }
    }
  });
});

describe('The words of a section header', () => {
  it('are those of a shell', () => {
    assert.deepEqual(shellWords('profile "a b"'), ['profile', 'a b']);
    assert.deepEqual(shellWords("profile a' 'b\\ c"), ['profile', 'a b c']);
    assert.deepEqual(shellWords('profile "a\\"b\\c"'), ['profile', 'a"b\\c']);
    assert.deepEqual(shellWords(' '), []);
    assert.deepEqual(shellWords('x ""'), ['x', '']);
    assert.equal(shellWords('profile "a'), undefined);
    assert.equal(shellWords('profile a\\'), undefined);
  });
});
