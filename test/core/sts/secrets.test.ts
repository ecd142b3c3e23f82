import assert from 'node:assert/strict';
import { plain } from '../../../server/src/core/explain/sentence';
import { resolveEndpoint } from '../../../server/src/core/sts/endpoint';
import { TOOL_IDS, type ToolId } from '../../../server/src/core/sts/tools';
import { type Case, inputOf } from './inputs';

const SECRET = 'wJalrXUtnFEMI';
const REGION = { AWS_REGION: 'us-west-2', AWS_DEFAULT_REGION: 'us-west-2' };

/** All that an answer says. */
function said(id: ToolId, version: string, given: Case): string {
  const answer = resolveEndpoint(inputOf(given), id, version);
  const called = answer.host === undefined ? [plain(answer.error)] : [answer.host, answer.signingRegion];
  return [...called, ...answer.because.map(({ sentence }) => plain(sentence))].join('\n');
}

const VERSIONS = ['1.0', '1.30.0', '1.44.0', '2.0', '2.38.1', '3.0', '3.257.0', '3.9999', '4.0', '9.9'];

function neverSaid(given: Case): void {
  for (const id of TOOL_IDS) {
    for (const version of VERSIONS) assert.ok(!said(id, version, given).includes(SECRET), `${id} ${version}`);
  }
}

describe('What is said of an endpoint', () => {
  const urls = [
    `https://jane:${SECRET}@sts.example/x`,
    `HTTPS://jane@corp:${SECRET}@sts.example`,
    `https://jane:${SECRET}@`,
    `jane:${SECRET}@sts.example`,
    `//jane:${SECRET}@sts.example`,
    `ftp://jane:${SECRET}@sts.example`,
  ];
  for (const url of urls) {
    it(`leaves out who logs in: ${url}`, () => {
      for (const name of ['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_STS'])
        neverSaid({ env: { ...REGION, [name]: url } });
      const config = '[default]\nregion = us-west-2\n';
      neverSaid({ env: { AWS_SDK_LOAD_CONFIG: '1' }, config: `${config}endpoint_url = ${url}\n` });
      neverSaid({ config: `${config}services = s\n[services s]\nsts =\n  endpoint_url = ${url}\n` });
    });
  }

  it('has no more of a value than its first line, for a secret may stand on the next', () => {
    for (const line of ['region = us-west-2', 'sts_regional_endpoints = legacy', 'defaults_mode = auto']) {
      const config = `[default]\n${line}\n  aws_secret_access_key = ${SECRET}\n`;
      neverSaid({ env: { AWS_SDK_LOAD_CONFIG: '1' }, config });
    }
    const config = `[default]\nregion = us-west-2\n  aws_secret_access_key = ${SECRET}\n`;
    assert.match(said('boto3', '1.43.0', { config }), /us-west-2… is no valid Region name/);
  });

  it('has the host of a URL', () => {
    const env = { ...REGION, AWS_ENDPOINT_URL_STS: `https://jane:${SECRET}@sts.example:8443/x` };
    assert.match(said('boto3', '1.43.0', { env }), /^sts\.example:8443\n/);
    assert.match(said('boto3', '1.43.0', { env }), /is set to https:\/\/sts\.example:8443, which/);
  });
});
