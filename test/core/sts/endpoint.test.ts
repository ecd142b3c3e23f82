import assert from 'node:assert/strict';
import {
  DEFAULT_ENABLED,
  LEGACY_REGIONS,
  OPT_IN,
  PARTITIONS,
  partitionOf,
} from '../../../server/src/core/sts/partitions';
import { TOOLS } from '../../../server/src/core/sts/tools';
import { type Case, called } from './inputs';

const GLOBAL = 'sts.amazonaws.com for us-east-1';
const OREGON = 'sts.us-west-2.amazonaws.com';
const both = (region: string) => ({ AWS_REGION: region, AWS_DEFAULT_REGION: region });

function expectCalls(input: Case, expected: Readonly<Record<string, string>>) {
  const got = Object.fromEntries(Object.keys(expected).map((tool) => [tool, called(tool, input)]));
  assert.deepEqual(got, expected);
}

describe('The STS endpoint of a tool', () => {
  it('follows the default of its version', () => {
    expectCalls(
      { env: both('us-west-2') },
      {
        'aws-cli@1.41.17': GLOBAL,
        'aws-cli@1.42.0': OREGON,
        'aws-cli@2.38.1': OREGON,
        'boto3@1.39.17': GLOBAL,
        'boto3@1.40.0': OREGON,
        'botocore@1.39.17': GLOBAL,
        'botocore@1.40.0': OREGON,
        'aws-sdk@2.1693.0': GLOBAL,
        '@aws-sdk/client-sts@3.1169.0': OREGON,
        'aws-sdk-core@3.257.0': OREGON,
        'aws-sdk-core@3.91.1': GLOBAL,
        'aws-sdk-go@1.55.6': GLOBAL,
        'aws-sdk-go-v2@1.41.7': OREGON,
        'aws-sdk-java@1.12.0': GLOBAL,
        'aws-sdk-java-v2@2.20.0': OREGON,
        'aws-sdk-net@3.7.499.0': GLOBAL,
        'aws-sdk-net@3.7.500.0': OREGON,
        'aws-sdk-net@4.0': OREGON,
        'aws-sdk-php@3.351.11': GLOBAL,
        'aws-sdk-php@3.351.12': OREGON,
        'terraform-provider-aws@6.0': OREGON,
      },
    );
  });

  it('without a Region is the global host, a refusal or us-east-1', () => {
    const refused = (name: string) => called(name, { env: {} }).startsWith('refused');
    expectCalls(
      { env: { AWS_STS_REGIONAL_ENDPOINTS: 'regional' } },
      { 'boto3@1.43.0': GLOBAL, 'aws-cli@2.38.1': GLOBAL, 'aws-cli@1.45.0': GLOBAL },
    );
    assert.equal(called('aws-sdk@2.1693.0', { env: {} }), GLOBAL);
    assert.match(called('aws-sdk@2.1693.0', { env: { AWS_STS_REGIONAL_ENDPOINTS: 'regional' } }), /^refused/);
    for (const tool of [
      '@aws-sdk/client-sts@3.1169.0',
      'aws-sdk-core@3.257.0',
      'aws-sdk-go-v2@1.41.7',
      'aws-sdk-php@3.351.12',
      'aws-sdk-rust@1',
    ]) {
      assert.ok(refused(tool), tool);
    }
    assert.equal(called('aws-sdk-net@4.0', { env: {} }), 'sts.us-east-1.amazonaws.com');
  });

  it('under legacy is global in 15 Regions, and nearly everywhere in JavaScript v2', () => {
    for (const region of [...DEFAULT_ENABLED, ...OPT_IN, 'us-gov-west-1']) {
      const env = { ...both(region), AWS_STS_REGIONAL_ENDPOINTS: 'legacy' };
      const mapped = LEGACY_REGIONS.includes(region);
      for (const tool of ['boto3@1.43.0', 'aws-cli@1.45.0', 'aws-sdk-core@3.257.0', 'aws-sdk-go@1.55.6']) {
        assert.equal(called(tool, { env }) === GLOBAL, mapped, `${tool} ${region}`);
      }
      assert.equal(called('aws-sdk@2.1693.0', { env }) === GLOBAL, region !== 'us-gov-west-1');
      assert.equal(called('aws-cli@2.38.1', { env }), `sts.${region}.amazonaws.com`);
    }
    assert.equal(LEGACY_REGIONS.length, 15);
  });

  it('takes the Region from where the tool looks', () => {
    const regional = { AWS_STS_REGIONAL_ENDPOINTS: 'regional' };
    expectCalls(
      { env: { ...regional, AWS_REGION: 'us-west-2' }, config: '[default]\nregion = eu-west-1\n' },
      {
        'boto3@1.43.0': 'sts.eu-west-1.amazonaws.com',
        'aws-cli@2.38.1': OREGON,
        '@aws-sdk/client-sts@3.1169.0': OREGON,
      },
    );
    expectCalls(
      { env: { ...regional, AWS_DEFAULT_REGION: 'us-west-2' }, config: '[default]\nregion = eu-west-1\n' },
      {
        'boto3@1.43.0': OREGON,
        'aws-cli@2.38.1': OREGON,
        '@aws-sdk/client-sts@3.1169.0': 'sts.eu-west-1.amazonaws.com',
      },
    );
    expectCalls(
      { env: both('eu-west-1'), region: 'us-west-2' },
      { 'boto3@1.43.0': OREGON, '@aws-sdk/client-sts@3.1169.0': OREGON },
    );
  });

  it('takes the profile that is chosen, and its settings from both files', () => {
    const config =
      '[default]\nregion = us-east-2\n[profile foo]\nregion = us-west-2\nsts_regional_endpoints = legacy\n';
    assert.equal(called('boto3@1.43.0', { config, env: { AWS_PROFILE: 'foo' } }), GLOBAL);
    assert.equal(
      called('boto3@1.43.0', {
        config,
        profile: 'foo',
        credentials: '[foo]\nsts_regional_endpoints = regional\n',
      }),
      OREGON,
    );
    assert.match(called('boto3@1.43.0', { config, env: { AWS_PROFILE: 'no' } }), /^refused/);
    // Of the credentials file Go takes a Region, and no URL.
    const credentials = '[foo]\nregion = eu-west-1\nendpoint_url = https://a.example\n';
    assert.equal(
      called('aws-sdk-go-v2@1.41.7', { config, credentials, profile: 'foo' }),
      'sts.eu-west-1.amazonaws.com',
    );
    assert.equal(
      called('aws-cli@2.38.1', { config, env: { AWS_PROFILE: 'foo', AWS_DEFAULT_PROFILE: 'no' } }),
      OREGON,
    );
  });

  it('depends on how the tool spells the setting', () => {
    const of = (value: string) => ({
      config: `[default]\nregion = us-west-2\nsts_regional_endpoints = ${value}\n`,
      env: { AWS_SDK_LOAD_CONFIG: '1' },
    });
    const asked = (tool: string, value: string) => called(tool, of(value)).replace(/^refused.*/, 'refused');
    const table = ['Legacy', 'legacy # c', '"legacy"', 'nonsense', ''].map((value) =>
      ['boto3@1.43.0', 'aws-sdk@2.1693.0', 'aws-sdk-core@3.257.0', 'aws-sdk-go@1.55.6', 'aws-cli@2.38.1'].map(
        (tool) => asked(tool, value),
      ),
    );
    assert.deepEqual(table, [
      ['refused', GLOBAL, OREGON, GLOBAL, OREGON],
      ['refused', GLOBAL, OREGON, GLOBAL, OREGON],
      ['refused', 'refused', OREGON, GLOBAL, OREGON],
      ['refused', 'refused', OREGON, 'refused', OREGON],
      [OREGON, GLOBAL, OREGON, GLOBAL, OREGON],
    ]);
  });

  it('depends on how the tool reads the section header', () => {
    const of = (header: string) => (tool: string) =>
      called(tool, { config: `${header}\nregion = us-west-2\n`, profile: 'foo', env: {} }).replace(
        /^refused.*/,
        'refused',
      );
    const tools = [
      'boto3@1.43.0',
      '@aws-sdk/client-sts@3.1169.0',
      'aws-sdk-core@3.257.0',
      'aws-sdk-go-v2@1.41.7',
    ];
    assert.deepEqual(tools.map(of('[profile foo]')), [OREGON, OREGON, OREGON, OREGON]);
    assert.deepEqual(tools.map(of('[profile "foo"]')), [OREGON, OREGON, 'refused', 'refused']);
    assert.deepEqual(tools.map(of('[ profile foo ]')), ['refused', 'refused', 'refused', OREGON]);
    assert.deepEqual(tools.map(of('[profile  foo]')), [OREGON, 'refused', OREGON, OREGON]);
  });

  it('is a configured URL before all else, where the tool reads one', () => {
    const config =
      '[default]\nregion = us-west-2\nservices = s\nendpoint_url = https://all.example\n[services s]\nsts =\n  endpoint_url = https://sts.example\n';
    expectCalls(
      { config },
      {
        'boto3@1.43.0': 'sts.example for us-west-2',
        'boto3@1.28.0': 'sts.example for us-west-2',
        'boto3@1.27.0': GLOBAL,
        'boto3@1.26.0': GLOBAL,
        'aws-sdk@2.1693.0': GLOBAL,
        'aws-sdk-go-v2@1.41.7': 'sts.example for us-west-2',
      },
    );
    const at = (host: string) => `[services s]\nsts =\n  endpoint_url = https://${host}\n`;
    const naming = '[default]\nregion = us-west-2\nservices = s\n';
    const apart = { config: naming, credentials: at('there.example') };
    assert.equal(called('aws-sdk-go-v2@1.41.7', apart), 'there.example for us-west-2');
    assert.match(called('boto3@1.43.0', apart), /^refused/);
    assert.equal(
      called('aws-sdk-go-v2@1.41.7', { ...apart, config: naming + at('here.example') }),
      'here.example for us-west-2',
    );
    const env = {
      AWS_ENDPOINT_URL: 'https://env.example:8443/x',
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false',
    };
    assert.equal(called('boto3@1.43.0', { config, env }), 'env.example:8443 for us-west-2');
    assert.equal(
      called('boto3@1.43.0', { config, env: { ...env, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'TRUE' } }),
      OREGON,
    );
    assert.equal(
      called('boto3@1.43.0', {
        env: { ...both('us-west-2'), AWS_ENDPOINT_URL_STS: 'https://sts.amazonaws.com' },
      }),
      'sts.amazonaws.com for us-west-2',
    );
  });

  it('is a FIPS or dual-stack host where one is asked for', () => {
    const fips = {
      ...both('us-west-2'),
      AWS_USE_FIPS_ENDPOINT: 'true',
      AWS_STS_REGIONAL_ENDPOINTS: 'legacy',
    };
    expectCalls(
      { env: fips },
      {
        'boto3@1.43.0': 'sts-fips.us-west-2.amazonaws.com',
        'aws-sdk-go@1.55.6': 'sts-fips.us-west-2.amazonaws.com',
      },
    );
    const odd = { ...both('us-west-2'), AWS_USE_FIPS_ENDPOINT: 'True' };
    expectCalls(
      { env: odd },
      { 'boto3@1.43.0': 'sts-fips.us-west-2.amazonaws.com', '@aws-sdk/client-sts@3.1169.0': OREGON },
    );
    const dual = { ...both('cn-north-1'), AWS_USE_DUALSTACK_ENDPOINT: 'true' };
    assert.equal(called('boto3@1.43.0', { env: dual }), 'sts.cn-north-1.api.amazonwebservices.com.cn');
    assert.equal(
      called('boto3@1.43.0', { env: { ...both('us-gov-west-1'), AWS_USE_FIPS_ENDPOINT: 'true' } }),
      'sts.us-gov-west-1.amazonaws.com',
    );
  });

  it('lies in the partition of its Region', () => {
    assert.equal(PARTITIONS.length, 8);
    expectCalls(
      { env: both('cn-north-1') },
      {
        'boto3@1.39.0': 'sts.cn-north-1.amazonaws.com.cn',
        'aws-sdk@2.1693.0': 'sts.cn-north-1.amazonaws.com.cn',
      },
    );
    expectCalls(
      { env: both('eusc-de-east-1') },
      {
        'boto3@1.43.0': 'sts.eusc-de-east-1.amazonaws.eu',
        'botocore@1.37.9': 'sts.eusc-de-east-1.amazonaws.com',
        'aws-sdk@2.1693.0': GLOBAL,
      },
    );
    assert.equal(partitionOf('us-isob-north-9').id, 'aws-iso-b');
    assert.equal(partitionOf('moon-base-1').id, 'aws');
    for (const { id, regions, pattern } of PARTITIONS)
      for (const region of regions) assert.match(region, pattern, id);
  });

  it('is global on purpose for the Region aws-global', () => {
    for (const tool of TOOLS.filter(({ id }) => id !== 'aws-sdk')) {
      assert.equal(called(`${tool.id}@${tool.recent}`, { env: both('aws-global') }), GLOBAL, tool.name);
    }
  });
});
