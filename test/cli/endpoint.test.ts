import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { resolveEndpoint } from '../../server/src/core/sts/endpoint';
import { inputOfCase, outcomeOf, recorded } from '../core/sts/recorded';
import { folder, removeFolders } from './command';

const CONFIG = `[profile a]
region = eu-west-1
sts_regional_endpoints = legacy

[profile role]
role_arn = arn:aws:iam::111122223333:role/example
source_profile = a
region = us-west-2
`;
const ALONE = ['endpoint', '--no-env', '--config', 'config'];

describe('sts-lens endpoint', () => {
  afterEach(removeFolders);

  it('shows a table of every tool, with reasons', async () => {
    const { code, out, err } = await folder({ config: CONFIG }).runHere([...ALONE, '--profile', 'a']);
    assert.deepEqual({ code, err }, { code: 0, err: '' });
    assert.match(out, /^Tool +Endpoint +Signed for +Because\n/);
    assert.match(
      out,
      /^boto3@1\.43\.\d+ +sts\.amazonaws\.com +us-east-1 .*Profile a has sts_regional_endpoints = legacy\./m,
    );
    assert.match(out, /^@aws-sdk\/client-sts@3\.\d+\.\d+ +sts\.eu-west-1\.amazonaws\.com +eu-west-1 /m);
    assert.ok(out.split('\n').length > 20);
  });

  it('shows the tools asked for, in every line of versions where none is named', async () => {
    const here = folder({ config: CONFIG });
    const ask = async (...args: string[]) =>
      (await here.runHere([...ALONE, '-p', 'a', ...args])).out
        .split('\n')
        .slice(1, -1)
        .map((line) => line.split(/ +/).slice(0, 2));
    assert.deepEqual(await ask('-t', 'boto3@1.39.0', '-t', '@aws-sdk/client-sts@3.750.0'), [
      ['boto3@1.39.0', 'sts.amazonaws.com'],
      ['@aws-sdk/client-sts@3.750.0', 'sts.eu-west-1.amazonaws.com'],
    ]);
    assert.deepEqual(
      (await ask('--tool', 'aws-cli')).map(([, host]) => host),
      ['sts.amazonaws.com', 'sts.amazonaws.com', 'sts.eu-west-1.amazonaws.com'],
    );
  });

  it('takes variables, a Region and files, and leaves those of this machine out', () => {
    const here = folder({
      config: CONFIG,
      keys: '[a]\nregion = sa-east-1\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n',
      'home/.aws/config': '[profile a]\nregion = ca-central-1\n',
      other: '[profile a]\nregion = ap-south-1\n',
    });
    const host = (args: string[], env: NodeJS.ProcessEnv = {}) => {
      const { out } = here.run(['endpoint', '-p', 'a', '-t', 'aws-cli@2.38.1', '-f', 'json', ...args], {
        env: { HOME: here.path('home'), ...env },
      });
      return JSON.parse(out).answers[0].host;
    };
    assert.equal(host([]), 'sts.ca-central-1.amazonaws.com');
    assert.equal(host([], { AWS_REGION: 'eu-north-1' }), 'sts.eu-north-1.amazonaws.com');
    assert.equal(host(['--no-env'], { AWS_REGION: 'eu-north-1' }), 'sts.ca-central-1.amazonaws.com');
    assert.equal(
      host(['--env', 'AWS_REGION=eu-west-3'], { AWS_REGION: 'eu-north-1' }),
      'sts.eu-west-3.amazonaws.com',
    );
    assert.equal(host(['--region', 'eu-west-2'], { AWS_REGION: 'x' }), 'sts.eu-west-2.amazonaws.com');
    assert.equal(
      host(['--config', 'config'], { AWS_CONFIG_FILE: here.path('other') }),
      'sts.eu-west-1.amazonaws.com',
    );
    assert.equal(host(['--credentials', 'keys']), 'sts.sa-east-1.amazonaws.com');
    assert.equal(host([], { AWS_CONFIG_FILE: here.path('other') }), 'sts.ap-south-1.amazonaws.com');
    assert.equal(host([], { AWS_CONFIG_FILE: '~/../other' }), 'sts.ap-south-1.amazonaws.com');
  });

  it('shows the first request: that of a role profile assumes the role', async () => {
    const { out } = await folder({ config: CONFIG }).runHere([
      ...ALONE,
      ...['-p', 'role', '-e', 'AWS_REGION=eu-west-3', '-t', '@aws-sdk/client-sts@3.1169.0', '-f', 'ndjson'],
    ]);
    const answer = JSON.parse(out);
    assert.equal(answer.host, 'sts.us-west-2.amazonaws.com');
    assert.equal(answer.signingRegion, 'us-west-2');
  });

  it('never shows what a parser took for a part of a value', async () => {
    const here = folder({
      config:
        '[profile a]\nregion = us-west-2\n  aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n',
    });
    for (const format of ['text', 'json']) {
      const { out } = await here.runHere([...ALONE, '-p', 'a', '-f', format]);
      assert.match(out, /us-west-2… is no valid Region name/);
      assert.doesNotMatch(out, /EXAMPLEKEY/);
    }
  });

  it('answers every recorded case of real SDKs in one run', () => {
    const { cases, tools } = recorded();
    const asked = tools.filter(({ version }) => ['1.43.117', '2.1693.0', '3.257.0'].includes(version));
    const here = folder({ 'cases.jsonl': cases.map((each) => `${JSON.stringify(each)}\n`).join('') });
    const { code, out, err } = here.run([
      ...['endpoint', '--cases', 'cases.jsonl', '--format', 'ndjson'],
      ...asked.flatMap(({ name }) => ['--tool', name]),
    ]);
    assert.deepEqual({ code, err }, { code: 0, err: '' });
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.equal(lines.length, cases.length * asked.length);
    const expected = cases.flatMap((each) =>
      asked.map(({ id, version, name }) => {
        const answer = resolveEndpoint(inputOfCase(each), id, version);
        return [each.id, name, outcomeOf(answer)];
      }),
    );
    assert.deepEqual(
      lines.map(({ id, tool, host, signingRegion, because }) => {
        assert.ok(Array.isArray(because));
        return [
          id,
          tool,
          host === undefined ? '!' : signingRegion === null ? host : `${host} ${signingRegion}`,
        ];
      }),
      expected,
    );
  });

  it('says which lines are no cases, and answers the others', async () => {
    const here = folder({ 'cases.jsonl': '{"id":"a","env":{"AWS_REGION":"eu-west-1"}}\nno\n{"env":{}}\n\n' });
    const { code, out, err } = await here.runHere([
      'endpoint',
      '--cases',
      'cases.jsonl',
      '-t',
      'aws-sdk-go-v2@1.41.7',
    ]);
    assert.deepEqual(JSON.parse(out), {
      id: 'a',
      tool: 'aws-sdk-go-v2@1.41.7',
      host: 'sts.eu-west-1.amazonaws.com',
      signingRegion: 'eu-west-1',
      because: [
        'The Region eu-west-1 comes from AWS_REGION.',
        'This tool does not read sts_regional_endpoints: it is always Regional.',
      ],
    });
    assert.equal(code, 2);
    assert.equal(err, 'cases.jsonl:2: this line is no case.\ncases.jsonl:3: this line is no case.\n');
  });

  for (const [args, message] of [
    [['config'], 'endpoint takes no paths; it was "config".'],
    [['-t', 'botocor'], 'There is no tool "botocor". Did you mean botocore?'],
    [['-t', 'boto3@new'], '--tool needs a version such as 1.40.0 behind the at sign; it was "boto3@new".'],
    [['-e', 'AWS_REGION'], '--env needs NAME=VALUE; it was "AWS_REGION".'],
    [['--config', 'missing'], 'missing cannot be read.'],
    [['--cases', 'missing'], 'missing cannot be read.'],
    [['--cases', 'x', '-p', 'a'], '--cases and --profile exclude each other: a case has its own.'],
    [['--cases', 'x', '-f', 'text'], '--cases are answered with --format ndjson.'],
  ] as const) {
    it(`refuses ${args.join(' ')}`, async () => {
      const { code, out, err } = await folder().runHere(['endpoint', ...args]);
      assert.deepEqual(
        { code, out, first: err.split('\n')[0] },
        { code: 2, out: '', first: `sts-lens: ${message}` },
      );
    });
  }

  it('reads a debug log, from a file or from standard input, and shows nothing secret', async () => {
    const log = [
      '2026-11-22 10:37:16,534 - MainThread - awscli.clidriver - DEBUG - CLI version: aws-cli/1.41.0 Python/3.11.7 botocore/1.39.0',
      "2026-11-22 10:37:16,661 - MainThread - botocore.regions - DEBUG - Calling endpoint provider with parameters: {'Region': 'us-west-2', 'UseGlobalEndpoint': True}",
      '2026-11-22 10:37:16,661 - MainThread - botocore.regions - DEBUG - Endpoint provider result: https://sts.amazonaws.com',
      "2026-11-22 10:37:16,663 - MainThread - botocore.endpoint - DEBUG - Making request for OperationModel(name=AssumeRole) with params: {'headers': {'X-Amz-Security-Token': 'IQoJEXAMPLE'}}",
      '',
    ].join('\n');
    const here = folder({ 'aws.log': log });
    const { code, out, err } = await here.runHere(['endpoint', '--debug-log', 'aws.log']);
    assert.deepEqual({ code, err }, { code: 0, err: '' });
    assert.match(out, /^aws-cli 1\.41\.0, botocore 1\.39\.0\nLine +Operation +Endpoint/);
    assert.match(
      out,
      /^4 +AssumeRole +sts\.amazonaws\.com +us-west-2 +The Region is us-west-2\. .*Before 1\.42\.0/m,
    );
    const json = await here.runHere(['endpoint', '--debug-log', 'aws.log', '--format', 'json']);
    const { calls, tool } = JSON.parse(json.out);
    assert.deepEqual([tool, calls.length, calls[0].host], ['aws-cli', 1, 'sts.amazonaws.com']);
    assert.ok(!`${out}${json.out}`.includes('IQoJ'));
    // Windows PowerShell writes what is redirected as UTF-16 with a mark.
    here.write('windows.log', Buffer.from(`\ufeff${log}`, 'utf16le'));
    assert.equal((await here.runHere(['endpoint', '--debug-log', 'windows.log'])).out, out);
    const none = await here.runHere(['endpoint', '--debug-log', 'aws.log', '--profile', 'a']);
    assert.match(none.err, /exclude each other/);
    const empty = await folder({ 'x.log': 'nothing\n' }).runHere(['endpoint', '--debug-log', 'x.log']);
    assert.equal(empty.code, 2);
    assert.match(empty.err, /no call to STS/);
  });
});
