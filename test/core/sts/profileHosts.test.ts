import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Context } from '../../../server/src/core/context';
import { openDocument } from '../../../server/src/core/documents/open';
import { DEFAULT_SETTINGS } from '../../../server/src/core/settings';
import { endpointsOf } from '../../../server/src/core/sts/profileEndpoints';
import { hostsOf } from '../../../server/src/core/sts/profileHosts';
import { mergeProfiles } from '../../../server/src/core/sts/profiles';
import { runs } from '../runs';

const LINES = [
  'region = us-east-1',
  'region = ap-northeast-2',
  'region=cn-north-1 # here',
  'role_arn = arn:aws:iam::111122223333:role/A',
  'role_arn = arn:aws:iam::111122223333:role/B ; why',
  'role_arn =',
  '  role_arn = x',
  'source_profile = a',
  'source_profile = nobody',
  'ROLE_ARN = arn:aws:iam::111122223333:role/C',
  'sts_regional_endpoints = legacy',
  'endpoint_url = https://sts.example',
  'use_fips_endpoint = true',
  'external_id = "x',
  'output = json',
  '  indented = 1',
  'no equals sign',
  's3 =',
];
/** What is rarer: it reaches beyond its line, its section or its file in one dialect or another. */
const ODD = [
  'region = "us-east-1"',
  'role_arn = a, b',
  '  , c',
  'region: us-east-2',
  '"',
  '= x',
  '\tregion = us-west-1',
  '# a = b',
  '; [profile a]',
  '  # [default]',
  '  [profile b]',
  '\r[profile c]\rregion = us-west-2',
  'services = s',
  'services = s # those',
  'services = t u',
  '[services s]',
  '[services "t u"]',
  'sts =',
  '  endpoint_url = https://own.example',
  'ignore_configured_endpoint_urls = true',
  '[profile a',
  '[a]',
  '[ profile  b ]',
  '[profile "d e"]',
  "[profile 'c'] # comment]",
  '[profile.a]',
  '[profile a]b]',
  '[profile a#b]',
  '[profilex c]',
  '[profile\\ c]',
  '[]',
  '[ ]',
  '[=]',
  '[DEFAULT]',
  '[profile __proto__]',
  '[plugins]',
  '[sso-session b]',
  'defaults_mode = legacy',
  '',
  '  ',
  '\ufeff',
  '\x1c[profile b]',
  '\u2028[profile b]',
  'region = us-east-1\u2028x',
  'key=\x85',
];
const section = fc.record({
  name: fc.constantFrom('a', 'b', 'c', 'd e', 'default', 'x.y'),
  lines: fc.array(fc.constantFrom(...LINES), { maxLength: 6 }),
});
const line = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('[profile a]', '[profile b]', '[c]', '[default]', '[profile default]'),
  },
  { weight: 6, arbitrary: fc.constantFrom(...LINES) },
  { weight: 3, arbitrary: fc.constantFrom(...ODD) },
);
const oddText = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\n', '\n', '\r\n', '\n\n', '\r')), { maxLength: 14 })
  .map((lines) => lines.flat().join(''));

/** Whether every profile gets the hosts that tools call which read the whole files. */
function agrees(config: string, credentials?: string, region?: string) {
  const read = (name: string, text: string) => openDocument({ uri: `file:///h/.aws/${name}`, text }).subjects;
  const subjects = [
    ...read('config', config),
    ...(credentials === undefined ? [] : read('credentials', credentials)),
  ];
  const context = {
    settings: DEFAULT_SETTINGS,
    subjects: ((kind) => subjects.filter((each) => each.kind === kind)) as Context['subjects'],
  };
  const sections = context.subjects('profile');
  const profiles = mergeProfiles(sections);
  for (const section of sections) {
    const alone = endpointsOf(profiles, section.name, region).map(({ answer }) => answer.host);
    const hosts = hostsOf(section, context, region).map(({ host }) => host);
    const text = [config, credentials].map((file) => JSON.stringify(file)).join('\n');
    assert.deepEqual(hosts, alone, `${section.name} in\n${text}`);
  }
}

describe('the hosts of alike profiles', () => {
  it('are those that each profile gets when it is asked for alone', () => {
    fc.assert(
      fc.property(fc.array(section, { minLength: 1, maxLength: 6 }), (sections) => {
        const text = sections.map(({ name, lines }) => `[profile ${name}]\n${lines.join('\n')}\n`).join('\n');
        agrees(text, undefined, 'us-east-1');
      }),
      { numRuns: runs(1000) },
    );
  }).timeout(60_000);

  it('are so whatever the files look like', () => {
    fc.assert(
      fc.property(
        oddText,
        fc.option(oddText, { nil: undefined }),
        fc.constantFrom('us-east-1', undefined),
        (config, credentials, region) => agrees(config, credentials, region),
      ),
      { numRuns: runs(1000) },
    );
  }).timeout(60_000);
});
