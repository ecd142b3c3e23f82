#!/usr/bin/env node
// Makes the oracle's cases: node scripts/oracle/cases.mjs [--seed N] [--random N] > cases.jsonl
// Systematic families first (each axis alone and the pairs that matter), then seeded random mixes.
import { randomFrom } from './random.mjs';

const args = process.argv.slice(2);
const opt = (n, d) => {
  const i = args.indexOf(n);
  return i < 0 ? d : Number(args[i + 1]);
};
const { pick, chance } = randomFrom(opt('--seed', 20250731));

const cases = [];
const count = new Map();
function add(family, c) {
  const n = (count.get(family) || 0) + 1;
  count.set(family, n);
  cases.push({ id: `${family}-${String(n).padStart(3, '0')}`, family, ...c });
}
const LOAD = { AWS_SDK_LOAD_CONFIG: '1' };
const both = (r) => ({ AWS_REGION: r, AWS_DEFAULT_REGION: r });

// --- the regions --------------------------------------------------------------------------
// Written out, for the cases must not follow the lists of server/src/core/sts/partitions.ts, which they put to the test.
const LEGACY = [
  'ap-northeast-1',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
];
const DEFAULT_NOT_LEGACY = ['ap-northeast-2', 'ap-northeast-3'];
const OPT_IN = [
  'af-south-1',
  'ap-east-1',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-5',
  'ca-west-1',
  'eu-central-2',
  'eu-south-1',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
];
const OTHER = [
  'cn-north-1',
  'cn-northwest-1',
  'us-gov-west-1',
  'us-gov-east-1',
  'us-iso-east-1',
  'us-isob-east-1',
  'us-isof-south-1',
  'eu-isoe-west-1',
  'eusc-de-east-1',
];
const PSEUDO = [
  'aws-global',
  'aws-cn-global',
  'aws-us-gov-global',
  'fips-us-west-2',
  'us-west-2-fips',
  'us-gov-west-1-fips',
  'us-east-1-regional',
];
const ODD = [
  'xx-fake-9',
  'US-WEST-2',
  'us_west_2',
  'us-west-2a',
  'us west 2',
  'us-west-2/x',
  ' us-west-2',
  'us-west-2.evil.example',
];

for (const r of [...LEGACY, ...DEFAULT_NOT_LEGACY, ...OPT_IN, ...OTHER, ...PSEUDO, ...ODD]) {
  add('region-default', { env: both(r) });
  if (!ODD.includes(r)) add('region-legacy', { env: { ...both(r), AWS_STS_REGIONAL_ENDPOINTS: 'legacy' } });
  if (OPT_IN.includes(r) || OTHER.includes(r) || PSEUDO.includes(r) || r.startsWith('us-'))
    add('region-regional', { env: { ...both(r), AWS_STS_REGIONAL_ENDPOINTS: 'regional' } });
}

// --- where the region comes from ------------------------------------------------------------
for (const [env, cfg, cred] of [
  [{}, null, null],
  [{ AWS_REGION: 'us-west-2' }, null, null],
  [{ AWS_DEFAULT_REGION: 'us-west-2' }, null, null],
  [{ AMAZON_REGION: 'us-west-2' }, null, null],
  [{ AWS_REGION: 'us-west-2', AWS_DEFAULT_REGION: 'eu-west-1' }, null, null],
  [{ AWS_REGION: '' }, 'us-west-2', null],
  [{ AWS_DEFAULT_REGION: '' }, 'us-west-2', null],
  [{ AWS_REGION: '', AWS_DEFAULT_REGION: 'eu-west-1' }, null, null],
  [{ AWS_REGION: 'us-west-2' }, 'eu-west-1', null],
  [{ AWS_DEFAULT_REGION: 'us-west-2' }, 'eu-west-1', null],
  [{}, 'us-west-2', null],
  [{}, null, 'us-west-2'],
  [{}, 'us-west-2', 'eu-west-1'],
  [{ AWS_REGION: 'ap-south-1' }, 'us-west-2', 'eu-west-1'],
])
  for (const load of [{}, LOAD])
    for (const sts of [undefined, 'regional'])
      add('region-source', {
        env: { ...env, ...load, ...(sts ? { AWS_STS_REGIONAL_ENDPOINTS: sts } : {}) },
        ...(cfg ? { config: `[default]\nregion = ${cfg}\n` } : {}),
        ...(cred
          ? {
              credentials: `[default]\nregion = ${cred}\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = SECRET\n`,
            }
          : {}),
      });

// --- the setting: value x place --------------------------------------------------------------
const VALUES = [
  'legacy',
  'regional',
  'Legacy',
  'REGIONAL',
  'global',
  '',
  'true',
  '"regional"',
  "'legacy'",
  'regional ',
  'legacy # keep',
  'legacy ; keep',
  'legacy;keep',
  'legacy#keep',
  'regionnal',
];
for (const v of VALUES) {
  add('value-env', { env: { ...both('us-west-2'), ...LOAD, AWS_STS_REGIONAL_ENDPOINTS: v } });
  add('value-config', {
    env: LOAD,
    config: `[default]\nregion = us-west-2\nsts_regional_endpoints = ${v}\n`,
  });
  add('value-cred', {
    env: LOAD,
    config: '[default]\nregion = us-west-2\n',
    credentials: `[default]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = SECRET\nsts_regional_endpoints = ${v}\n`,
  });
}
for (const [e, c, k] of [
  ['legacy', 'regional', null],
  ['regional', 'legacy', null],
  ['', 'legacy', null],
  [null, 'legacy', 'regional'],
  [null, 'regional', 'legacy'],
  ['bogus', 'legacy', null],
  ['legacy', 'bogus', null],
  ['regional', 'bogus', null],
])
  for (const load of [{}, LOAD])
    add('value-precedence', {
      env: { ...both('us-west-2'), ...load, ...(e === null ? {} : { AWS_STS_REGIONAL_ENDPOINTS: e }) },
      config: `[default]\nsts_regional_endpoints = ${c}\n`,
      ...(k
        ? {
            credentials: `[default]\naws_access_key_id = A\naws_secret_access_key = B\nsts_regional_endpoints = ${k}\n`,
          }
        : {}),
    });
for (const key of [
  'STS_REGIONAL_ENDPOINTS',
  'Sts_Regional_Endpoints',
  'sts_regional_endpoint',
  'sts-regional-endpoints',
  'sts.regional_endpoints',
])
  add('value-key', { env: { ...both('us-west-2'), ...LOAD }, config: `[default]\n${key} = legacy\n` });
add('value-key', {
  env: { ...both('us-west-2'), ...LOAD },
  config: '[default]\nsts =\n  regional_endpoints = legacy\n',
});
add('value-key', {
  env: { ...both('us-west-2'), ...LOAD },
  config: '[default]\nsts =\n  sts_regional_endpoints = legacy\n',
});
add('value-key', {
  env: { ...both('us-west-2'), ...LOAD },
  config: '[services x]\nsts =\n  sts_regional_endpoints = legacy\n[default]\nservices = x\n',
});
for (const m of ['legacy', 'standard', 'in-region', 'cross-region', 'mobile', 'auto', 'bogus']) {
  add('defaults-mode', { env: { ...both('us-west-2'), ...LOAD, AWS_DEFAULTS_MODE: m } });
  add('defaults-mode', {
    env: { ...both('us-west-2'), ...LOAD },
    config: `[default]\ndefaults_mode = ${m}\n`,
  });
}
add('defaults-mode', {
  env: { ...both('us-west-2'), ...LOAD, AWS_DEFAULTS_MODE: 'standard', AWS_STS_REGIONAL_ENDPOINTS: 'legacy' },
});

// --- profile selection --------------------------------------------------------------------------
const twoProfiles =
  '[default]\nregion = us-east-2\nsts_regional_endpoints = legacy\n[profile foo]\nregion = eu-west-1\nsts_regional_endpoints = regional\n[profile bar]\nregion = ap-south-1\nsts_regional_endpoints = legacy\n';
for (const env of [
  {},
  { AWS_PROFILE: 'foo' },
  { AWS_DEFAULT_PROFILE: 'foo' },
  { AWS_PROFILE: 'foo', AWS_DEFAULT_PROFILE: 'bar' },
  { AWS_PROFILE: 'missing' },
  { AWS_DEFAULT_PROFILE: 'missing' },
  { AWS_PROFILE: '' },
  { AWS_PROFILE: '', AWS_DEFAULT_PROFILE: 'foo' },
  { AWS_PROFILE: 'profile foo' },
  { AWS_PROFILE: 'Foo' },
  { AWS_PROFILE: 'default' },
  { AWS_PROFILE: 'DEFAULT' },
])
  for (const load of [{}, LOAD]) add('profile-env', { env: { ...env, ...load }, config: twoProfiles });
for (const p of ['foo', 'bar', 'default', 'missing', 'profile foo']) {
  add('profile-arg', { env: LOAD, config: twoProfiles, profile: p });
  add('profile-arg', {
    env: { ...LOAD, AWS_PROFILE: 'bar', AWS_REGION: 'us-west-1', AWS_DEFAULT_REGION: 'us-west-1' },
    config: twoProfiles,
    profile: p,
  });
}

// --- section headers ------------------------------------------------------------------------------
const HEADERS = [
  '[profile foo]',
  '[foo]',
  '[profile "foo"]',
  "[profile 'foo']",
  '[profile  foo]',
  '[ profile foo ]',
  '[profile foo ]',
  '[profile\tfoo]',
  '[PROFILE foo]',
  '[Profile foo]',
  '[profile=foo]',
  '[profile foo] # c',
  '[profile foo] ; c',
  '[profile foo];c',
  '[profile foo]x',
  '  [profile foo]',
  '[profile foo',
  'profile foo]',
  '[profile foo bar]',
  '[profilefoo]',
  '[profile.foo]',
  '[profile Foo]',
  '[sso-session foo]',
  '[services foo]',
  '[ "foo" ]',
  '["foo"]',
  "['foo']",
];
for (const h of HEADERS)
  add('header', {
    env: { ...LOAD, AWS_PROFILE: 'foo' },
    config: `${h}\nregion = us-west-2\nsts_regional_endpoints = regional\n`,
  });
for (const h of [
  '[default]',
  '[profile default]',
  '[Default]',
  '[DEFAULT]',
  '["default"]',
  '[ default ]',
  '[profile "default"]',
  '[default] # c',
])
  add('header-default', {
    env: LOAD,
    config: `${h}\nregion = us-west-2\nsts_regional_endpoints = regional\n`,
  });
for (const [a, b] of [
  ['[default]', '[profile default]'],
  ['[profile default]', '[default]'],
  ['[default]', '[default]'],
  ['[profile foo]', '[foo]'],
  ['[foo]', '[profile foo]'],
  ['[profile foo]', '[profile foo]'],
  ['[profile foo]', '[profile "foo"]'],
])
  for (const mode of ['conflict', 'merge'])
    add('header-twice', {
      env: { ...LOAD, ...(a.includes('foo') ? { AWS_PROFILE: 'foo' } : {}) },
      config: `${a}\nregion = us-west-2\n${mode === 'conflict' ? 'sts_regional_endpoints = regional\n' : ''}${b}\n${mode === 'conflict' ? 'region = eu-west-1\n' : ''}sts_regional_endpoints = legacy\n`,
    });
for (const n of [
  'a.b',
  'team/x',
  'a b',
  'user@example.com',
  'a+b',
  'a:b',
  'a%b',
  'x_y',
  'a,b',
  'a#b',
  'ä',
  '日本',
  'profile',
  '123',
  'a$b',
  '*',
])
  add('profile-name', {
    env: { ...LOAD, AWS_PROFILE: n },
    config: `[profile ${n}]\nregion = us-west-2\nsts_regional_endpoints = regional\n`,
  });
for (const h of ['[foo]', '[profile foo]', '["foo"]', '[ foo ]', '[Foo]'])
  add('credfile-header', {
    env: { ...LOAD, AWS_PROFILE: 'foo' },
    credentials: `${h}\naws_access_key_id = A\naws_secret_access_key = B\nregion = us-west-2\nsts_regional_endpoints = regional\n`,
  });

// --- file syntax ------------------------------------------------------------------------------------
const TEXTS = {
  bom: '\ufeff[default]\nregion = us-west-2\nsts_regional_endpoints = regional\n',
  crlf: '[default]\r\nregion = us-west-2\r\nsts_regional_endpoints = regional\r\n',
  cr: '[default]\rregion = us-west-2\rsts_regional_endpoints = regional\r',
  'no-newline-at-end': '[default]\nregion = us-west-2\nsts_regional_endpoints = regional',
  'no-spaces': '[default]\nregion=us-west-2\nsts_regional_endpoints=regional\n',
  'tabs-around-equals': '[default]\nregion\t=\tus-west-2\nsts_regional_endpoints\t=\tregional\n',
  colon: '[default]\nregion: us-west-2\nsts_regional_endpoints: regional\n',
  'indented-first-key': '[default]\n  region = us-west-2\n  sts_regional_endpoints = regional\n',
  'indented-second-key': '[default]\nregion = us-west-2\n  sts_regional_endpoints = regional\n',
  'indented-by-tab': '[default]\nregion = us-west-2\n\tsts_regional_endpoints = regional\n',
  'key-before-section': 'region = us-west-2\n[default]\nsts_regional_endpoints = regional\n',
  'duplicate-key':
    '[default]\nregion = us-west-2\nregion = eu-west-1\nsts_regional_endpoints = legacy\nsts_regional_endpoints = regional\n',
  'duplicate-key-case':
    '[default]\nregion = us-west-2\nREGION = eu-west-1\nsts_regional_endpoints = regional\n',
  'upper-key': '[default]\nREGION = us-west-2\nSTS_REGIONAL_ENDPOINTS = regional\n',
  'comment-hash':
    '# c\n[default]\n# c\nregion = us-west-2\n# sts_regional_endpoints = legacy\nsts_regional_endpoints = regional\n',
  'comment-semicolon':
    '; c\n[default]\n; c\nregion = us-west-2\n;sts_regional_endpoints = legacy\nsts_regional_endpoints = regional\n',
  'comment-indented': '[default]\nregion = us-west-2\n  # c\nsts_regional_endpoints = regional\n',
  'comment-inline-hash': '[default]\nregion = us-west-2 # west\nsts_regional_endpoints = regional # yes\n',
  'comment-inline-semicolon':
    '[default]\nregion = us-west-2 ; west\nsts_regional_endpoints = regional ; yes\n',
  'comment-inline-tab': '[default]\nregion = us-west-2\t# west\nsts_regional_endpoints = regional\n',
  'comment-glued-hash': '[default]\nregion = us-west-2#west\nsts_regional_endpoints = regional\n',
  'comment-glued-semicolon': '[default]\nregion = us-west-2;west\nsts_regional_endpoints = regional\n',
  'quoted-value': '[default]\nregion = "us-west-2"\nsts_regional_endpoints = regional\n',
  'single-quoted-value': "[default]\nregion = 'us-west-2'\nsts_regional_endpoints = regional\n",
  'line-without-equals':
    '[default]\nregion = us-west-2\nthis is not a setting\nsts_regional_endpoints = regional\n',
  'bare-key': '[default]\nregion = us-west-2\nsso_start_url\nsts_regional_endpoints = regional\n',
  'empty-value': '[default]\nregion = us-west-2\noutput =\nsts_regional_endpoints = regional\n',
  'empty-region': '[default]\nregion =\nsts_regional_endpoints = regional\n',
  'empty-key': '[default]\nregion = us-west-2\n= x\nsts_regional_endpoints = regional\n',
  'nested-s3':
    '[default]\ns3 =\n  max_concurrent_requests = 20\nregion = us-west-2\nsts_regional_endpoints = regional\n',
  'nested-then-key-indented':
    '[default]\nregion = us-west-2\ns3 =\n  max_concurrent_requests = 20\n  sts_regional_endpoints = regional\n',
  'nested-region':
    '[default]\ns3 =\n  region = eu-west-1\nregion = us-west-2\nsts_regional_endpoints = regional\n',
  'nested-region-only': '[default]\ns3 =\n  region = eu-west-1\nsts_regional_endpoints = regional\n',
  'nested-no-equals': '[default]\nregion = us-west-2\ns3 =\n  nonsense\nsts_regional_endpoints = regional\n',
  'nested-blank-line':
    '[default]\nregion = us-west-2\ns3 =\n\n  a = 1\n\nsts_regional_endpoints = regional\n',
  continuation:
    '[default]\nregion = us-west-2\ncredential_process = /bin/x\n  --flag\nsts_regional_endpoints = regional\n',
  'continuation-of-region': '[default]\nregion = us-\n  west-2\nsts_regional_endpoints = regional\n',
  'unclosed-section': '[default\nregion = us-west-2\nsts_regional_endpoints = regional\n',
  'empty-section-name':
    '[]\nregion = eu-west-1\n[default]\nregion = us-west-2\nsts_regional_endpoints = regional\n',
  'unknown-section-between':
    '[default]\nregion = us-west-2\n[plugins]\nsts_regional_endpoints = legacy\n[profile x]\nregion = eu-west-1\n',
  percent: '[default]\nregion = us-west-2\nrole_session_name = 100%\nsts_regional_endpoints = regional\n',
  interpolation: '[default]\nx = us-west-2\nregion = %(x)s\nsts_regional_endpoints = regional\n',
  'dollar-env': '[default]\nregion = ${HOME}\nsts_regional_endpoints = regional\n',
  'proto-section':
    '[__proto__]\nregion = eu-west-1\n[default]\nregion = us-west-2\nsts_regional_endpoints = regional\n',
  nbsp: '[default]\nregion =\u00a0us-west-2\nsts_regional_endpoints = regional\n',
  'trailing-space': '[default]   \nregion = us-west-2   \nsts_regional_endpoints = regional\t\n',
  'form-feed': '[default]\nregion = us-west-2\n\f\nsts_regional_endpoints = regional\n',
  'ls-separator': '[default]\nregion = us-west-2\u2028sts_regional_endpoints = regional\n',
  'value-with-equals': '[default]\nregion = us-west-2\nx = a=b=c\nsts_regional_endpoints = regional\n',
  'empty-file': '',
  'only-comment': '# nothing\n',
  rem: 'rem a comment\n[default]\nregion = us-west-2\nsts_regional_endpoints = regional\n',
  yaml: 'default:\n  region: us-west-2\n',
  exports: 'export AWS_REGION=us-west-2\n',
  utf16: '\ufeff[\u0000d\u0000e\u0000',
};
for (const [n, t] of Object.entries(TEXTS)) {
  add('syntax', { note: n, env: LOAD, config: t });
  add('parse', { note: n, op: 'parse', env: LOAD, config: t });
}
for (const h of HEADERS)
  add('parse', { note: `header ${h}`, op: 'parse', env: LOAD, config: `${h}\nregion = us-west-2\n` });
for (const t of [
  '[profile a.b]\nregion = us-west-2\n',
  '[profile foo]\nx[] = 1\nx[] = 2\na.b = 3\n',
  '[default]\nkey = "quoted ; not a comment"\n',
  '[default]\nflag\n',
  '[default]\nt = true\nn = null\nnum = 05\n',
  '[services x]\nsts =\n  endpoint_url = https://a.example\ns3 =\n  endpoint_url = https://b.example\n[default]\nservices = x\n',
  '[profile foo]\nrole_arn = a\n[sso-session foo]\nsso_region = us-east-1\n[services foo]\nsts =\n  endpoint_url = https://a.example\n',
])
  add('parse', { op: 'parse', env: LOAD, config: t });

// --- endpoint URLs -------------------------------------------------------------------------------------
const U = (n) => `https://${n}.example`;
const svc = (body) => `[default]\nregion = us-west-2\nservices = s\n${body}`;
const urlCases = [
  { env: { AWS_ENDPOINT_URL: U('env-global') } },
  { env: { AWS_ENDPOINT_URL_STS: U('env-sts') } },
  { env: { AWS_ENDPOINT_URL: U('env-global'), AWS_ENDPOINT_URL_STS: U('env-sts') } },
  { env: { AWS_ENDPOINT_URL: '' }, config: `[default]\nendpoint_url = ${U('cfg')}\n` },
  { env: { AWS_ENDPOINT_URL_STS: '' }, config: `[default]\nendpoint_url = ${U('cfg')}\n` },
  { config: `[default]\nendpoint_url = ${U('cfg')}\n` },
  { config: `[default]\nendpoint_url =\n` },
  { config: `[default]\nservices = s\n[services s]\nsts =\n  endpoint_url = ${U('svc')}\n` },
  {
    config: `[default]\nservices = s\nendpoint_url = ${U('cfg')}\n[services s]\nsts =\n  endpoint_url = ${U('svc')}\n`,
  },
  {
    config: `[default]\nservices = s\nendpoint_url = ${U('cfg')}\n[services s]\ns3 =\n  endpoint_url = ${U('svc')}\n`,
  },
  { config: `[default]\nservices = missing\nendpoint_url = ${U('cfg')}\n` },
  { config: `[default]\nservices = s\n[services s]\nSTS =\n  endpoint_url = ${U('svc')}\n` },
  { config: `[default]\nservices = s\n[services s]\nsts =\n endpoint_url=${U('svc')}\n` },
  { config: `[default]\nservices = s\n[services s]\nsts =\nendpoint_url = ${U('flat')}\n` },
  { config: `[default]\nservices = s\n[services "s"]\nsts =\n  endpoint_url = ${U('svc')}\n` },
  { config: `[default]\nservices = s\n[services s]\nsts =\n\tendpoint_url = ${U('tab')}\n` },
  {
    env: { AWS_ENDPOINT_URL: U('env-global') },
    config: `[default]\nservices = s\n[services s]\nsts =\n  endpoint_url = ${U('svc')}\n`,
  },
  { env: { AWS_ENDPOINT_URL_STS: U('env-sts') }, config: `[default]\nservices = missing\n` },
  {
    credentials: `[default]\naws_access_key_id = A\naws_secret_access_key = B\nendpoint_url = ${U('cred')}\n`,
  },
  { config: `[default]\nendpoint_url = sts.us-west-2.amazonaws.com\n` },
  { config: `[default]\nendpoint_url = http://localhost:4566\n` },
  { config: `[default]\nendpoint_url = ${U('x')}/path\n` },
  { env: { AWS_ENDPOINT_URL_STS: 'https://sts.amazonaws.com' } },
  { env: { AWS_ENDPOINT_URL_STS: 'https://sts.eu-west-1.amazonaws.com' } },
  { env: { AWS_ENDPOINT_URL_STS: 'not a url' } },
  { env: { AWS_ENDPOINT_URL_sts: U('lower') } },
  { env: { AWS_STS_ENDPOINT_URL: U('wrong') } },
];
for (const c of urlCases) add('url', { ...c, env: { ...both('us-west-2'), ...LOAD, ...(c.env || {}) } });
for (const ig of ['true', 'TRUE', 'True', 'false', '1', 'yes', '']) {
  add('url-ignore', {
    env: {
      ...both('us-west-2'),
      ...LOAD,
      AWS_ENDPOINT_URL: U('env-global'),
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: ig,
    },
    config: `[default]\nendpoint_url = ${U('cfg')}\n`,
  });
  add('url-ignore', {
    env: { ...both('us-west-2'), ...LOAD },
    config: `[default]\nendpoint_url = ${U('cfg')}\nignore_configured_endpoint_urls = ${ig}\n`,
  });
}
for (const s of ['legacy', 'regional'])
  for (const e of [
    { AWS_ENDPOINT_URL: U('env-global') },
    { AWS_ENDPOINT_URL_STS: 'https://sts.amazonaws.com' },
  ]) {
    add('url-sts', { env: { ...both('us-west-2'), ...LOAD, AWS_STS_REGIONAL_ENDPOINTS: s, ...e } });
    add('url-sts', { env: { ...LOAD, AWS_STS_REGIONAL_ENDPOINTS: s, ...e } });
  }
add('url-profile', {
  profile: 'foo',
  env: LOAD,
  config: `[default]\nregion = us-west-2\nendpoint_url = ${U('default')}\n[profile foo]\nregion = eu-west-1\nendpoint_url = ${U('foo')}\n`,
});
add('url-profile', {
  env: { ...LOAD, AWS_PROFILE: 'foo' },
  config: `[default]\nregion = us-west-2\nendpoint_url = ${U('default')}\n[profile foo]\nregion = eu-west-1\n`,
});
add('url-profile', { env: LOAD, config: svc(`[services s]\nsts =\n  endpoint_url = ${U('svc')}\n`) });

// --- FIPS and dual stack ---------------------------------------------------------------------------------
for (const [f, d] of [
  ['true', null],
  [null, 'true'],
  ['true', 'true'],
  ['True', null],
  ['TRUE', null],
  ['1', null],
  ['yes', null],
  ['false', null],
  ['', null],
  [null, 'True'],
  [null, '1'],
])
  for (const s of [undefined, 'legacy', 'regional']) {
    add('variant-env', {
      env: {
        ...both('us-west-2'),
        ...LOAD,
        ...(f === null ? {} : { AWS_USE_FIPS_ENDPOINT: f }),
        ...(d === null ? {} : { AWS_USE_DUALSTACK_ENDPOINT: d }),
        ...(s ? { AWS_STS_REGIONAL_ENDPOINTS: s } : {}),
      },
    });
    if (s !== 'regional')
      add('variant-config', {
        env: { ...LOAD, ...(s ? { AWS_STS_REGIONAL_ENDPOINTS: s } : {}) },
        config: `[default]\nregion = us-west-2\n${f === null ? '' : `use_fips_endpoint = ${f}\n`}${d === null ? '' : `use_dualstack_endpoint = ${d}\n`}`,
      });
  }
for (const r of [
  'eu-west-1',
  'ap-northeast-2',
  'us-gov-west-1',
  'cn-north-1',
  'us-iso-east-1',
  'us-isob-east-1',
  'eusc-de-east-1',
  'aws-global',
  'af-south-1',
  'ca-west-1',
])
  for (const v of [{ AWS_USE_FIPS_ENDPOINT: 'true' }, { AWS_USE_DUALSTACK_ENDPOINT: 'true' }])
    add('variant-region', { env: { ...both(r), ...LOAD, ...v } });
for (const v of [{ AWS_USE_FIPS_ENDPOINT: 'true' }, { AWS_USE_DUALSTACK_ENDPOINT: 'true' }]) {
  add('variant-noregion', { env: v });
  add('variant-noregion', { env: { ...v, AWS_STS_REGIONAL_ENDPOINTS: 'legacy' } });
  add('variant-url', { env: { ...v, ...both('us-west-2'), AWS_ENDPOINT_URL: U('env-global') } });
}

// --- no region at all ---------------------------------------------------------------------------------------
for (const s of [undefined, 'legacy', 'regional'])
  for (const c of [undefined, '[default]\noutput = json\n', '[profile other]\nregion = us-west-2\n'])
    add('no-region', {
      env: { ...LOAD, ...(s ? { AWS_STS_REGIONAL_ENDPOINTS: s } : {}) },
      ...(c ? { config: c } : {}),
    });

// --- which file ------------------------------------------------------------------------------------------------
const alt = '[default]\nregion = eu-west-1\nsts_regional_endpoints = regional\n';
const std = '[default]\nregion = us-west-2\nsts_regional_endpoints = legacy\n';
for (const f of ['${DIR}/alt', '~/alt', '$HOME/alt', '${DIR}/absent', '${DIR}', ''])
  for (const load of [{}, LOAD])
    add('config-file', { files: { alt }, config: std, env: { ...load, AWS_CONFIG_FILE: f } });
add('config-file', { files: { alt }, config: std, env: { ...LOAD, AWS_SHARED_CONFIG_FILE: '${DIR}/alt' } });
add('config-file', {
  files: { alt },
  config: '[default]\nregion = us-west-2\n',
  env: { ...LOAD, AWS_SHARED_CREDENTIALS_FILE: '${DIR}/alt' },
});

// --- credentials from STS: the inner client ---------------------------------------------------------------------
const ROLE = 'arn:aws:iam::123456789012:role/x';
const base = `[profile b]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = SECRET\n`;
for (const env of [{}, both('us-west-2'), { AWS_REGION: 'us-west-2' }, { AWS_DEFAULT_REGION: 'us-west-2' }])
  for (const s of [undefined, 'legacy', 'regional']) {
    const e = { ...LOAD, ...env, ...(s ? { AWS_STS_REGIONAL_ENDPOINTS: s } : {}), AWS_PROFILE: 'a' };
    add('assume', {
      op: 'assume',
      env: e,
      config: `[profile a]\nrole_arn = ${ROLE}\nsource_profile = b\nregion = eu-west-1\n${base}region = ap-south-1\n`,
    });
    add('assume', {
      op: 'assume',
      env: e,
      config: `[profile a]\nrole_arn = ${ROLE}\nsource_profile = b\n${base}`,
    });
    add('assume', {
      op: 'assume',
      env: e,
      config: `[profile a]\nrole_arn = ${ROLE}\nsource_profile = b\nregion = eu-west-1\n${base}sts_regional_endpoints = legacy\n`,
    });
    add('assume', {
      op: 'assume',
      env: e,
      config: `[profile a]\nrole_arn = ${ROLE}\nsource_profile = b\nregion = eu-west-1\nsts_regional_endpoints = ${s || 'regional'}\n[profile b]\nrole_arn = ${ROLE}2\nsource_profile = c\nregion = sa-east-1\n[profile c]\naws_access_key_id = A\naws_secret_access_key = B\n`,
    });
    add('assume', {
      op: 'assume',
      env: { ...e, AWS_ACCESS_KEY_ID: 'A', AWS_SECRET_ACCESS_KEY: 'B' },
      config: `[profile a]\nrole_arn = ${ROLE}\ncredential_source = Environment\nregion = eu-west-1\n`,
    });
    add('web-identity', {
      op: 'assume',
      files: { token: 'token-text' },
      env: { ...e, AWS_PROFILE: 'default', AWS_WEB_IDENTITY_TOKEN_FILE: '${DIR}/token', AWS_ROLE_ARN: ROLE },
      config: '[default]\noutput = json\n',
    });
    add('web-identity', {
      op: 'assume',
      files: { token: 'token-text' },
      env: { ...e },
      config: `[profile a]\nrole_arn = ${ROLE}\nweb_identity_token_file = \${DIR}/token\nregion = eu-west-1\n`,
    });
  }
for (const u of [{ AWS_ENDPOINT_URL: U('env-global') }, { AWS_ENDPOINT_URL_STS: U('env-sts') }])
  add('assume-url', {
    op: 'assume',
    env: { ...LOAD, AWS_PROFILE: 'a', ...u },
    config: `[profile a]\nrole_arn = ${ROLE}\nsource_profile = b\nregion = eu-west-1\n${base}`,
  });
add('assume-url', {
  op: 'assume',
  env: { ...LOAD, AWS_PROFILE: 'a' },
  config: `[profile a]\nrole_arn = ${ROLE}\nsource_profile = b\nregion = eu-west-1\nendpoint_url = ${U('a')}\n${base}endpoint_url = ${U('b')}\n`,
});
add('assume-url', {
  op: 'assume',
  env: { ...LOAD, AWS_PROFILE: 'a' },
  config: `[profile a]\nrole_arn = ${ROLE}\nsource_profile = b\nregion = eu-west-1\nservices = s\n${base}[services s]\nsts =\n  endpoint_url = ${U('svc')}\n`,
});
for (const v of [{ AWS_USE_FIPS_ENDPOINT: 'true' }, { AWS_USE_DUALSTACK_ENDPOINT: 'true' }])
  add('assume-variant', {
    op: 'assume',
    env: { ...LOAD, AWS_PROFILE: 'a', ...v },
    config: `[profile a]\nrole_arn = ${ROLE}\nsource_profile = b\nregion = us-west-2\n${base}`,
  });

// --- random mixes ------------------------------------------------------------------------------------------------------
const N = opt('--random', 300);
for (let i = 0; i < N; i++) {
  const env = {};
  const prof = pick([null, null, 'foo', 'bar']);
  if (chance(0.7)) env.AWS_SDK_LOAD_CONFIG = '1';
  if (chance(0.35)) env.AWS_REGION = pick([...LEGACY, ...OPT_IN, ...OTHER, 'aws-global']);
  if (chance(0.35)) env.AWS_DEFAULT_REGION = pick([...LEGACY, ...OPT_IN, ...OTHER, 'aws-global']);
  if (chance(0.4))
    env.AWS_STS_REGIONAL_ENDPOINTS = pick(['legacy', 'regional', 'legacy', 'regional', 'Regional', '']);
  if (prof) env[chance(0.8) ? 'AWS_PROFILE' : 'AWS_DEFAULT_PROFILE'] = prof;
  if (chance(0.1)) env.AWS_ENDPOINT_URL_STS = U(`env-sts-${i}`);
  if (chance(0.06)) env.AWS_ENDPOINT_URL = U(`env-${i}`);
  if (chance(0.08)) env.AWS_USE_FIPS_ENDPOINT = pick(['true', 'false']);
  if (chance(0.08)) env.AWS_USE_DUALSTACK_ENDPOINT = pick(['true', 'false']);
  if (chance(0.05)) env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS = pick(['true', 'false']);
  const nl = pick(['\n', '\n', '\r\n']);
  const eq = pick([' = ', '=', ' =', '= ']);
  const section = (h) => {
    const l = [h];
    if (chance(0.75)) l.push(`region${eq}${pick([...LEGACY, ...OPT_IN, ...OTHER])}`);
    if (chance(0.5))
      l.push(`sts_regional_endpoints${eq}${pick(['legacy', 'regional', 'legacy', 'regional', 'LEGACY'])}`);
    if (chance(0.12)) l.push(`endpoint_url${eq}${U(`cfg-${i}`)}`);
    if (chance(0.12)) l.push(`services${eq}s`);
    if (chance(0.08)) l.push(`use_fips_endpoint${eq}${pick(['true', 'false'])}`);
    if (chance(0.08)) l.push(`use_dualstack_endpoint${eq}${pick(['true', 'false'])}`);
    if (chance(0.05)) l.push(`ignore_configured_endpoint_urls${eq}true`);
    if (chance(0.15))
      l.push(
        pick(['# a comment', '; a comment', '', 'output = json', 's3 =\n  addressing_style = path']).replace(
          '\n',
          nl,
        ),
      );
    return l.join(nl);
  };
  const secs = [
    section('[default]'),
    section('[profile foo]'),
    section(pick(['[profile bar]', '[profile "bar"]', '[profile bar]'])),
    `[services s]${nl}sts =${nl}  endpoint_url = ${U(`svc-${i}`)}`,
  ];
  if (chance(0.3)) secs.reverse();
  const c = { env };
  if (chance(0.9)) c.config = secs.join(nl) + nl;
  if (chance(0.25))
    c.credentials = `[default]${nl}aws_access_key_id = A${nl}aws_secret_access_key = B${nl}${chance(0.4) ? `region = ${pick(LEGACY)}${nl}` : ''}[foo]${nl}aws_access_key_id = A${nl}aws_secret_access_key = B${nl}${chance(0.3) ? `sts_regional_endpoints = ${pick(['legacy', 'regional'])}${nl}` : ''}`;
  add('random', c);
}
process.stdout.write(`${cases.map((c) => JSON.stringify(c)).join('\n')}\n`);
