import { GLOBAL_HOST } from './tools/hosts';

/** Where botocore says that it found a configured endpoint URL, in the words of its log. */
export type UrlSource = 'environment_service' | 'environment_global' | 'config_service' | 'config_global';

/** A call to STS as a debug log shows it. What the log does not say is undefined. */
export interface LoggedCall {
  /** From 1. */
  readonly line: number;
  readonly operation: string | undefined;
  /** Without user names and passwords. */
  readonly host: string;
  readonly signingRegion: string | undefined;
  /** What the endpoint rules were given. */
  readonly region: string | undefined;
  readonly useGlobal: boolean | undefined;
  readonly fips: boolean;
  readonly dualStack: boolean;
  /** A configured URL was given to the rules. */
  readonly configured: boolean;
  readonly urlSource: UrlSource | undefined;
  /** How often the request was sent. */
  readonly attempts: number;
}

/** What a debug log of the AWS CLI, boto3 or botocore says of calls to STS. */
export interface DebugLog {
  readonly tool: 'aws-cli' | 'boto3' | undefined;
  readonly toolVersion: string | undefined;
  readonly botocore: string | undefined;
  readonly calls: readonly LoggedCall[];
  /** Requests to other services. */
  readonly others: number;
}

/** The operations of STS (AWS STS API Reference). The host of a call may say nothing: a URL can be configured. */
const OPERATIONS =
  /^(AssumeRole(WithSAML|WithWebIdentity)?|AssumeRoot|DecodeAuthorizationMessage|Get(AccessKeyInfo|CallerIdentity|DelegatedAccessToken|FederationToken|SessionToken|WebIdentityToken))$/;

/** Longer lines hold headers and bodies behind what is looked for. */
const LINE_LIMIT = 4000;

type Draft = { -readonly [K in keyof LoggedCall]: LoggedCall[K] };

/** What is known between the lines of one thread. */
interface Thread {
  urlSource: UrlSource | undefined;
  parameters: string | undefined;
  result: string | undefined;
  signingRegion: string | undefined;
  /** The last request, while it may still be sent again. */
  call: Draft | undefined;
  /** The request is one of another service. */
  foreign: boolean;
}

/**
 * Reads the output of `aws … --debug`, `boto3.set_stream_logger('')` or Python's logging of botocore. Only hosts,
 * Regions, operations, versions and flags are taken from it: keys, tokens, headers and bodies never are.
 * @param text the whole log, with anything before and between its lines
 */
export function readDebugLog(text: string): DebugLog {
  const calls: Draft[] = [];
  const threads = new Map<string, Thread>();
  let tool: DebugLog['tool'];
  let toolVersion: string | undefined;
  let botocore: string | undefined;
  let others = 0;
  let number = 0;
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    const line = text.slice(start, Math.min(end, start + LINE_LIMIT));
    start = end + 1;
    number++;
    const versions = /\b(aws-cli|Boto3)\/(\d[\w.]*)/.exec(line);
    if (tool === undefined && versions !== null) {
      tool = versions[1] === 'Boto3' ? 'boto3' : 'aws-cli';
      toolVersion = versions[2];
    }
    botocore ??= /\b(?:md\/)?[Bb]otocore[#/](\d[\w.]*)/.exec(line)?.[1];
    if (!line.includes('botocore')) continue;
    const thread = threadOf(threads, line);
    const source = /Found endpoint for \S+ via: (\w+)/.exec(line)?.[1];
    if (source !== undefined) thread.urlSource = source as UrlSource;
    else if (line.includes('Looking for endpoint for ')) thread.urlSource = undefined;
    const parameters = /Calling endpoint provider with parameters: (\{.*)/.exec(line)?.[1];
    if (parameters !== undefined) {
      thread.parameters = parameters;
      thread.result = undefined;
      thread.signingRegion = undefined;
    }
    thread.result = /Endpoint provider result: (\S+)/.exec(line)?.[1] ?? thread.result;
    thread.signingRegion =
      /signing context params: \{.*'region': '([\w-]+)'/.exec(line)?.[1] ?? thread.signingRegion;
    const operation = /Making request for OperationModel\(name=(\w+)\)/.exec(line)?.[1];
    if (operation !== undefined) {
      const url = /'url': '([^']+)'/.exec(line)?.[1];
      const call = callOf(thread, operation, url, number);
      thread.foreign = call === undefined;
      thread.call = call;
      if (call === undefined) others++;
      else calls.push(call);
    }
    const sent = /Sending http request: <AWSPreparedRequest .*?\burl=([^,>\s]+)/.exec(line)?.[1];
    if (sent === undefined || thread.foreign) continue;
    const host = hostIn(sent);
    if (host === undefined) continue;
    if (thread.call !== undefined) {
      thread.call.host = host;
      thread.call.attempts++;
    } else if (isStsHost(host)) {
      const call = callOf(thread, undefined, sent, number);
      if (call !== undefined) calls.push({ ...call, attempts: 1 });
    }
  }
  return { tool, toolVersion, botocore, calls, others };
}

/** The AWS CLI names the thread in each line; elsewhere there is one for all. */
function threadOf(threads: Map<string, Thread>, line: string): Thread {
  const name = /^\S+ \S+ - (\S+) - botocore/.exec(line)?.[1] ?? '';
  let thread = threads.get(name);
  if (thread === undefined) {
    thread = {
      urlSource: undefined,
      parameters: undefined,
      result: undefined,
      signingRegion: undefined,
      call: undefined,
      foreign: false,
    };
    threads.set(name, thread);
  }
  return thread;
}

function callOf(
  { parameters, result, signingRegion, urlSource }: Thread,
  operation: string | undefined,
  url: string | undefined,
  line: number,
): Draft | undefined {
  const host = hostIn(result ?? url ?? '') ?? hostIn(url ?? '');
  if (host === undefined) return undefined;
  if (operation === undefined ? !isStsHost(host) : !OPERATIONS.test(operation)) return undefined;
  const flag = (name: string) => parameters?.includes(`'${name}': True`) ?? false;
  const region = /'Region': '([\w-]+)'/.exec(parameters ?? '')?.[1];
  return {
    line,
    operation,
    host,
    // The rules name a signing Region only where it is not the Region itself.
    signingRegion: signingRegion ?? region,
    region,
    useGlobal: parameters?.includes("'UseGlobalEndpoint'") ? flag('UseGlobalEndpoint') : undefined,
    fips: flag('UseFIPS'),
    dualStack: flag('UseDualStack'),
    configured: parameters?.includes("'Endpoint': '") ?? false,
    urlSource,
    attempts: 0,
  };
}

/** The host of a URL, in lower case, without what stands before an `@`. */
function hostIn(url: string): string | undefined {
  const authority = /^[a-z][a-z\d+.-]*:\/\/([^/?#]+)/i.exec(url)?.[1];
  const host = authority?.slice(authority.lastIndexOf('@') + 1).toLowerCase();
  return host !== undefined && /^[\w.:[\]-]+$/.test(host) ? host : undefined;
}

function isStsHost(host: string): boolean {
  return host === GLOBAL_HOST || /^sts(-fips)?\.|\.sts\./.test(host);
}
