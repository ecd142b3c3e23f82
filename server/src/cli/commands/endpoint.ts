import { type EndpointInput, resolveEndpoint } from '../../core/sts/endpoint';
import { type AskedTool, askedTools, everyTool } from '../endpoint/askedTools';
import { answerCases, answerJson } from '../endpoint/cases';
import { answerDebugLog } from '../endpoint/debugLog';
import { diskOf } from '../endpoint/disk';
import { endpointTable } from '../endpoint/table';
import type { Values } from '../options';
import type { Outcome } from '../outcome';
import type { Terminal } from '../terminal';
import { VERSION } from '../version';
import { command } from './command';

const options = {
  profile: { type: 'one', value: 'NAME', short: 'p', help: 'The profile, as code or --profile names it.' },
  tool: {
    type: 'many',
    value: 'NAME[@VERSION]',
    short: 't',
    help: 'Only this package, such as boto3@1.39.0; may be given again.',
  },
  env: { type: 'many', value: 'K=V', short: 'e', help: 'Set an environment variable; may be given again.' },
  'no-env': { type: 'flag', help: 'Leave out the variables of this shell.' },
  region: { type: 'one', value: 'NAME', help: 'The Region, as code or --region names it.' },
  config: { type: 'one', value: 'FILE', short: 'c', help: 'The config file (default: the one tools find).' },
  credentials: { type: 'one', value: 'FILE', help: 'The credentials file (default: the one tools find).' },
  cases: { type: 'one', value: 'FILE', help: 'Answer every case of this file, one JSON object a line.' },
  'debug-log': {
    type: 'one',
    value: 'FILE',
    help: 'Say which endpoints the STS calls in a --debug log of the AWS CLI or boto3 went to.',
  },
  format: {
    type: 'one',
    value: 'NAME',
    choices: ['text', 'json', 'ndjson'],
    short: 'f',
    help: 'How to write it (default: text, and ndjson with --cases).',
  },
} as const;

type Options = Values<typeof options>;

const NOTES = `
The first STS request of a client with this profile is what counts: that of a role's profile assumes the role.
The variables of this shell count, with --env before them. With --config or --credentials only the files given
are there. A tool is called by its package: aws-cli, botocore, boto3, aws-sdk (JavaScript v2),
@aws-sdk/client-sts, aws-sdk-core (Ruby), aws-sdk-go, aws-sdk-go-v2, aws-sdk-java, aws-sdk-java-v2,
aws-sdk-php, aws-sdk-net, aws-sdk-cpp, aws-sdk-rust, aws-sdk-kotlin, aws-sdk-swift, terraform-provider-aws.

A case has an id and what it needs of: config, credentials (the texts), files (more texts by path below the
home folder), env (all of it), profile, region, and op: assume for a client that finds its own credentials.

A debug log is the output of aws … --debug, or of boto3.set_stream_logger(''). Keys, tokens and headers in it are
never shown.
`;

export const endpointCommand = command({
  name: 'endpoint',
  summary: 'Show which STS endpoint each tool calls with a profile, and why.',
  usage: 'endpoint [options]',
  options,
  notes: NOTES,
  run({ options: given, rest }, terminal) {
    if (rest.length > 0) return { kind: 'misused', message: `endpoint takes no paths; it was "${rest[0]}".` };
    if (given['debug-log'] !== undefined) return answerLog(given['debug-log'], given, terminal);
    const tools = given.tool.length === 0 ? everyTool() : askedTools(given.tool);
    if (typeof tools === 'string') return { kind: 'misused', message: tools };
    if (given.cases === undefined) return answerProfile(given, tools, terminal);
    const other = (['profile', 'region', 'config', 'credentials'] as const).find(
      (name) => given[name] !== undefined,
    );
    if (other !== undefined || given.env.length > 0)
      return {
        kind: 'misused',
        message: `--cases and --${other ?? 'env'} exclude each other: a case has its own.`,
      };
    if (given.format !== undefined && given.format !== 'ndjson')
      return { kind: 'misused', message: '--cases are answered with --format ndjson.' };
    return answerCases(given.cases, tools, terminal);
  },
});

/** A log has been written: nothing that is given here can change what it says. */
function answerLog(file: string, given: Options, terminal: Terminal): Outcome {
  const other = (['profile', 'region', 'config', 'credentials', 'cases'] as const).find(
    (name) => given[name] !== undefined,
  );
  const many = (['tool', 'env'] as const).find((name) => given[name].length > 0);
  if (other !== undefined || many !== undefined)
    return { kind: 'misused', message: `--debug-log and --${other ?? many} exclude each other.` };
  return answerDebugLog(file, given.format === undefined ? 'text' : (given.format as 'text'), terminal);
}

function answerProfile(given: Options, tools: readonly AskedTool[], terminal: Terminal): Outcome {
  const env = environment(given);
  if (typeof env === 'string') return { kind: 'misused', message: env };
  const found = diskOf(env, given, terminal.cwd);
  if ('missing' in found) return { kind: 'misused', message: `${found.missing} cannot be read.` };
  const input: EndpointInput = {
    ...found,
    ...(given.profile === undefined ? {} : { profile: given.profile }),
    ...(given.region === undefined ? {} : { region: given.region }),
    credentials: 'chain',
  };
  if (given.format === 'json' || given.format === 'ndjson') {
    const answers = tools.map((tool) => answerJson(input, tool));
    if (given.format === 'ndjson') for (const each of answers) terminal.out(`${JSON.stringify(each)}\n`);
    else terminal.out(`${JSON.stringify({ version: VERSION, answers }, null, 2)}\n`);
  } else {
    const rows = tools.map((tool) => ({ tool, answer: resolveEndpoint(input, tool.id, tool.version) }));
    terminal.out(endpointTable(rows, terminal.colours));
  }
  return { kind: 'shown' };
}

/** The variables that STS endpoints may depend on, or what is wrong with an `--env`. */
function environment(given: Options): Record<string, string> | string {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    const counts = /^(AWS_|AMAZON_REGION$)/.test(name) && !given['no-env'];
    // Paths may be written with any variable; of them only the home folder is taken along.
    if (value !== undefined && (counts || name === 'HOME' || name === 'USERPROFILE')) env[name] = value;
  }
  for (const assigned of given.env) {
    const equals = assigned.indexOf('=');
    if (equals < 1) return `--env needs NAME=VALUE; it was "${assigned}".`;
    env[assigned.slice(0, equals)] = assigned.slice(equals + 1);
  }
  return env;
}
