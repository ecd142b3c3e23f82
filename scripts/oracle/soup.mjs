#!/usr/bin/env node
// Makes cases of odd config files, to compare parsers where nobody thought of the lines before:
//   node scripts/oracle/soup.mjs [--seed N] [--count N] > cases.jsonl
import { parseArgs } from 'node:util';
import { randomFrom } from './random.mjs';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '400' } },
});
const { random, pick, chance } = randomFrom(Number(values.seed));

const REGIONS = ['us-west-2', 'eu-west-1', 'ap-northeast-2', 'af-south-1', 'cn-north-1', 'us-gov-west-1'];
const HEADERS = [
  ...['[default]', '[profile foo]', '[foo]', '[profile default]', '[profile "foo"]', '[profile  foo]'],
  ...[
    '[ default ]',
    '[profile foo ]',
    '  [profile foo]',
    '[profile foo] # c',
    '[profile foo];c',
    '[services s]',
  ],
  ...[
    '[services  s]',
    '[sso-session x]',
    '[plugins]',
    '[DEFAULT]',
    '[]',
    '[profile]',
    '[profile foo',
    'foo]',
  ],
  ...['[profile a b]', '[[default]]', '[default]x', '[preview]', '[profile foo]\t', '[ services s ]'],
];
const value = () =>
  pick([
    () => pick(REGIONS),
    () => `${pick(REGIONS)} # c`,
    () => `${pick(REGIONS)} ; c`,
    () => `${pick(REGIONS)}\t`,
    () => `"${pick(REGIONS)}"`,
    () => `'${pick(REGIONS)}'`,
    () => '',
    () => ' ',
    () => pick(['legacy', 'regional', 'Regional', 'LEGACY', 'global']),
    () => pick(['true', 'false', 'True', '1']),
    () => 'https://x.example',
    () => 's',
    () => 'a = b',
    () => 'a, b',
  ])();
const KEYS = ['region', 'region', 'region', 'sts_regional_endpoints', 'sts_regional_endpoints'];
const MORE_KEYS = [
  'use_fips_endpoint',
  'endpoint_url',
  'services',
  'output',
  's3',
  'sts',
  'REGION',
  'defaults_mode',
];
const key = () => pick(chance(0.7) ? KEYS : MORE_KEYS);
const setting = (k) => {
  if (chance(0.25)) return value();
  if (k === 'sts_regional_endpoints') return pick(['legacy', 'regional']);
  if (k === 'use_fips_endpoint') return pick(['true', 'false']);
  if (k === 'endpoint_url') return 'https://x.example';
  if (k === 'services') return 's';
  if (k === 'sts' || k === 's3') return '';
  return k === 'output' ? 'json' : pick(REGIONS);
};
const line = () => {
  const r = random();
  if (r < 0.04) return '';
  if (r < 0.07) return pick(['# c', '; c', '  # c', '\t; c', '#c = d']);
  if (r < 0.09) return pick(['no equals', '  no equals', '= x', ':', '  = x', '\u00a0', '\f']);
  const k = key();
  const indent = chance(0.15) ? pick(['  ', '\t', ' ']) : '';
  return `${indent}${k}${pick([' = ', '=', ' =', '= ', ' = ', ' = ', ': ', '\t=\t'])}${setting(k)}`;
};
const file = (headers) => {
  const lines = [];
  if (chance(0.04)) lines.push(line());
  for (let i = 0; i < 1 + Math.floor(random() * 4); i++) {
    lines.push(i === 0 || chance(0.5) ? pick(headers.slice(0, 4)) : pick(headers));
    for (let j = 0; j < 1 + Math.floor(random() * 4); j++) lines.push(line());
  }
  return `${chance(0.02) ? '\ufeff' : ''}${lines.join(pick(['\n', '\n', '\n', '\r\n']))}${chance(0.9) ? '\n' : ''}`;
};

for (let i = 0; i < Number(values.count); i++) {
  const env = chance(0.85) ? { AWS_SDK_LOAD_CONFIG: '1' } : {};
  if (chance(0.6)) env.AWS_PROFILE = pick(['foo', 'foo', 'default', 'a b']);
  if (chance(0.3)) env.AWS_STS_REGIONAL_ENDPOINTS = pick(['legacy', 'regional', '', 'Regional']);
  if (chance(0.1)) env.AWS_REGION = pick(REGIONS);
  if (chance(0.1)) env.AWS_DEFAULT_REGION = pick(REGIONS);
  const made = { id: `soup-${String(i + 1).padStart(4, '0')}`, family: 'soup', env, config: file(HEADERS) };
  if (chance(0.2)) made.credentials = file(['[default]', '[foo]', ...HEADERS]);
  console.log(JSON.stringify(made));
}
