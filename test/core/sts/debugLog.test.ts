import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plain } from '../../../server/src/core/explain/sentence';
import { readDebugLog } from '../../../server/src/core/sts/debugLog';
import { reasonsOf } from '../../../server/src/core/sts/debugLogReasons';
import { runs } from '../runs';

const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const TOKEN = 'IQoJb3JpZ2luX2VjEXAMPLETOKEN';

interface Scene {
  readonly version?: string;
  readonly botocore?: string;
  readonly thread?: string;
  readonly parameters?: string;
  readonly result?: string;
  readonly signing?: string;
  readonly operation?: string;
  readonly source?: string;
}

/** The lines of one call in the form of the AWS CLI, as its versions 1.42 and 2.x write them. */
function cli(scene: Scene): string {
  const {
    version = '1.45.11',
    botocore = '1.43.11',
    thread = 'MainThread',
    operation = 'GetCallerIdentity',
  } = scene;
  const { result = 'https://sts.amazonaws.com', source, signing } = scene;
  const parameters =
    scene.parameters ??
    "{'Region': 'us-west-2', 'UseDualStack': False, 'UseFIPS': False, 'UseGlobalEndpoint': True}";
  const line = (logger: string, text: string) =>
    `2026-11-22 10:37:16,661 - ${thread} - ${logger} - DEBUG - ${text}`;
  return [
    line('awscli.clidriver', `CLI version: aws-cli/${version} Python/3.11.7 botocore/${botocore}`),
    line('botocore.configprovider', 'Looking for endpoint for sts via: environment_service'),
    ...(source === undefined
      ? []
      : [line('botocore.configprovider', `Found endpoint for sts via: ${source}.`)]),
    line('botocore.regions', `Calling endpoint provider with parameters: ${parameters}`),
    line('botocore.regions', `Endpoint provider result: ${result}`),
    ...(signing === undefined
      ? []
      : [
          line(
            'botocore.regions',
            `Selected auth type "v4" as "v4" with signing context params: {'region': '${signing}', 'signing_name': 'sts'}`,
          ),
        ]),
    line(
      'botocore.endpoint',
      `Making request for OperationModel(name=${operation}) with params: {'url_path': '/', 'body': {'x': '${SECRET}'}}`,
    ),
    line(
      'botocore.endpoint',
      `Sending http request: <AWSPreparedRequest stream_output=False, method=POST, url=${result}/, headers={'X-Amz-Security-Token': b'${TOKEN}'}>`,
    ),
    '',
  ].join('\n');
}

function told(text: string) {
  const log = readDebugLog(text);
  return log.calls.map((call) => ({
    what: `${call.operation} ${call.host} ${call.signingRegion}`,
    why: reasonsOf(call, log).map(plain).join(' '),
  }));
}

describe('A debug log of the AWS CLI or boto3', () => {
  it('says which endpoint was used, and blames the default of an old version', () => {
    const old = cli({ version: '1.41.0', botocore: '1.39.0', signing: 'us-east-1' });
    const [call] = told(old);
    assert.equal(call?.what, 'GetCallerIdentity sts.amazonaws.com us-east-1');
    assert.match(
      call?.why ?? '',
      /The Region is us-west-2\. The mode is legacy.*Before 1\.42\.0 that is the default/,
    );
    const log = readDebugLog(old);
    assert.deepEqual([log.tool, log.toolVersion, log.botocore], ['aws-cli', '1.41.0', '1.39.0']);
  });

  it('blames a setting where the version has another default', () => {
    assert.match(told(cli({ signing: 'us-east-1' }))[0]?.why ?? '', /not the default of this version/);
  });

  it('knows Regional calls, and those without a Region', () => {
    const regional = cli({
      parameters:
        "{'Region': 'eu-west-1', 'UseDualStack': False, 'UseFIPS': False, 'UseGlobalEndpoint': False}",
      result: 'https://sts.eu-west-1.amazonaws.com',
      operation: 'AssumeRole',
    });
    assert.deepEqual(told(regional), [
      {
        what: 'AssumeRole sts.eu-west-1.amazonaws.com eu-west-1',
        why: 'The Region is eu-west-1. Regional endpoints are in use.',
      },
    ]);
    const none = cli({
      parameters: "{'Region': 'aws-global', 'UseGlobalEndpoint': False}",
      signing: 'us-east-1',
    });
    assert.match(told(none)[0]?.why ?? '', /^No Region was found/);
  });

  it('names what configured a URL, and keeps its password to itself', () => {
    const parameters = "{'Region': 'us-west-2', 'Endpoint': 'http://user:hunter2@localhost:4566/x'}";
    const result = 'http://user:hunter2@localhost:4566/x';
    const by = (source?: string) => told(cli({ parameters, result, ...(source && { source }) }))[0];
    assert.equal(by()?.what, 'GetCallerIdentity localhost:4566 us-west-2');
    assert.match(by()?.why ?? '', /^The endpoint URL is given by --endpoint-url or in code\./);
    assert.match(by('environment_service')?.why ?? '', /^The variable AWS_ENDPOINT_URL_STS/);
    assert.match(by('config_service')?.why ?? '', /\[services …\]/);
    assert.match(by('config_global')?.why ?? '', /endpoint_url/);
    assert.ok(!JSON.stringify(by()).includes('hunter2'));
  });

  it('takes the forms of boto3 and of plain Python logging', () => {
    const boto3 = [
      "2026-11-22 10:37:56,358 botocore.regions [DEBUG] Calling endpoint provider with parameters: {'Region': 'us-west-2', 'UseGlobalEndpoint': False}",
      '2026-11-22 10:37:56,363 botocore.regions [DEBUG] Endpoint provider result: https://sts.us-west-2.amazonaws.com',
      "2026-11-22 10:37:56,367 botocore.endpoint [DEBUG] Making request for OperationModel(name=GetCallerIdentity) with params: {'headers': {'User-Agent': 'Boto3/1.43.11 md/Botocore#1.43.11'}}",
    ].join('\r\n');
    assert.equal(told(boto3)[0]?.what, 'GetCallerIdentity sts.us-west-2.amazonaws.com us-west-2');
    assert.deepEqual([readDebugLog(boto3).tool, readDebugLog(boto3).botocore], ['boto3', '1.43.11']);
    const old =
      "DEBUG:botocore.endpoint:Making request for OperationModel(name=GetCallerIdentity) with params: {'url': 'https://sts.amazonaws.com/', 'context': {}}";
    assert.equal(told(old)[0]?.what, 'GetCallerIdentity sts.amazonaws.com undefined');
  });

  it('keeps threads and services apart, and counts attempts', () => {
    const s3 = cli({ operation: 'ListBuckets', result: 'https://s3.us-west-2.amazonaws.com' });
    const one = cli({ thread: 'one', result: 'https://sts.us-west-2.amazonaws.com' }).split('\n');
    const two = cli({ thread: 'two', result: 'https://sts.eu-west-1.amazonaws.com' }).split('\n');
    const mixed = one.flatMap((line, i) => [line, two[i] ?? '']).join('\n');
    const log = readDebugLog(`${s3}${mixed}\n${one.at(-2)}`);
    assert.equal(log.others, 1);
    assert.deepEqual(
      log.calls.map(({ host, attempts }) => `${host} ${attempts}`),
      ['sts.us-west-2.amazonaws.com 2', 'sts.eu-west-1.amazonaws.com 1'],
    );
  });

  it('gives away no secrets, and takes any text', () => {
    const scenes = cli({ signing: 'us-east-1' });
    assert.ok(!JSON.stringify([readDebugLog(scenes), told(scenes)]).match(/wJalr|IQoJ/));
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...scenes.split(/(?<=[ '])/), '\n', '\r'), { maxLength: 60 }),
        (pieces) => {
          told(pieces.join(''));
        },
      ),
      { numRuns: runs(300) },
    );
    const long = `botocore Sending http request: <AWSPreparedRequest ${'url '.repeat(500_000)}`;
    assert.deepEqual(readDebugLog(long).calls, []);
  });
});
