import { GLOBAL_HOST } from '../../sts/tools/hosts';
import type { Writing } from './fileForm';
import { isGenerated, lineBefore, REACH } from './lines';

/** The global host, written down as an endpoint. Offsets of the text. */
export interface WrittenUrl {
  /** The URL, or the host alone. */
  readonly start: number;
  readonly end: number;
  readonly hostStart: number;
  /** What takes it: a name, option or function, as written. */
  readonly to: string;
  readonly certainty: 'setting' | 'constant';
}

/**
 * The places where a text hands the global STS host to something as the endpoint to call. Most places that name the
 * host do not: it is the audience of OIDC tokens, the source of events, a service principal, the namespace of
 * responses, an entry of an allow-list. Only what is called an endpoint, or the URL of a service, counts.
 * @param text without its comments
 */
export function* globalUrls(text: string, writing: Writing): Generator<WrittenUrl> {
  for (let host = text.indexOf(GLOBAL_HOST); host >= 0; host = text.indexOf(GLOBAL_HOST, host + 1)) {
    const behind = /^(?:\/?\?(?=\$|\\?["'`])|(?::443)?\/?(?=\\?["'`\s)\]},;|&<]|\\n|$))/.exec(
      text.slice(host + GLOBAL_HOST.length, host + 40),
    );
    if (behind === null) continue;
    if (isGenerated(text, host)) continue;
    const before = contextBefore(text, host);
    const scheme = /(?:https?|\{\w+\}|%s|\$\{?\w+\}?):\/\/$/.exec(before)?.[0] ?? '';
    const left = before.slice(0, before.length - scheme.length);
    if (/[\w.@/-]$/.test(left) && !/:-$/.test(left)) continue;
    const near = text.slice(Math.max(0, host - REACH), host);
    const around = near + text.slice(host + GLOBAL_HOST.length, host + REACH);
    const taken = takerOf({ left, near, around, hasScheme: scheme !== '', writing });
    if (taken === undefined || (behind[0].endsWith('?') && !TAKES_QUERY.test(taken.to))) continue;
    const end = host + GLOBAL_HOST.length + behind[0].replace('?', '').length;
    yield { start: host - scheme.length, end, hostStart: host, ...taken };
  }
}

/** The line before a place, with the line above it where nothing but a quote stands before the place. */
function contextBefore(text: string, host: number): string {
  const line = lineBefore(text, host);
  if (!/^\s*\w?\\?["'`]?(?:https?:\/\/)?$/.test(line)) return line;
  const above = text.slice(Math.max(0, host - line.length - REACH), host - line.length).trimEnd();
  const last = above.slice(Math.max(above.lastIndexOf('\n'), above.lastIndexOf('\r')) + 1);
  return /[=(,:\\]$/.test(last) ? `${last.replace(/\\$/, '')} ${line.trimStart()}` : line;
}

type Taker = Pick<WrittenUrl, 'to' | 'certainty'>;

/** What stands around a host name. */
interface Place {
  /** Before it and its scheme, on the same line. */
  readonly left: string;
  /** Before it, on the lines above too. */
  readonly near: string;
  /** On both sides. */
  readonly around: string;
  readonly hasScheme: boolean;
  readonly writing: Writing;
}

/** What the host is given to, if that takes an endpoint. */
function takerOf(place: Place): Taker | undefined {
  const { left, near, hasScheme, writing } = place;
  if (NOT_CALLED.test(left) || isPretended(near) || isTable(place)) return undefined;
  // A host alone is an endpoint in a file of properties only as the value of one.
  if (!hasScheme && writing === 'line' && !/^\s*[\w.-]+\s*[=:]\s*["']?$/.test(left)) return undefined;
  const option = /(?:^|[\s"'`,[])(--[\w-]*(?:endpoint|url)[\w-]*)(?:["'`]\s*,)?[\s=]+\\?["'`]?$/i.exec(
    left,
  )?.[1];
  if (option !== undefined)
    return /endpoint/i.test(option) ? { to: option, certainty: 'setting' } : undefined;
  const property = /<name>([\w.-]+)<\/name>\s*<value>\s*$/.exec(near)?.[1];
  if (property !== undefined) return judged(property, place);
  const returning = RETURNED.exec(near)?.[1];
  if (returning !== undefined) return { to: returning, certainty: 'constant' };
  for (const pattern of TAKERS) {
    const name = pattern.exec(left)?.[1];
    if (name !== undefined) return judged(name, place);
  }
  return undefined;
}

/** Whether the host is an argument, on a line of its own, of an error that is made or of a stand-in. */
function isPretended(near: string): boolean {
  return /\w*(?:Error|Exception|(?<!With)Timeout|[Mm]ock|[Ss]tub|[Ff]ake)\w*\(\s*\n[^()\n]*$/.test(near);
}

/**
 * Whether the host stands in an SDK's own data: its description of the service, or a table that gives one setting to
 * several services.
 */
function isTable({ left, around }: Place): boolean {
  if (/\bglobalEndpoint["']?\s*[:=]/.test(left) && /\bendpointPrefix\b/.test(around)) return true;
  const name = /(\w*endpoint\w*)["']?\s*[:=]\s*["'`]$/i.exec(left)?.[1];
  if (name === undefined) return false;
  const other = String.raw`\b${name}["']?\s*[:=]\s*["'\x60](?:https?://)?(?!sts\b)[\w{}.-]+\.amazonaws\.com`;
  return new RegExp(other).test(around);
}

/** Ways to hand a value to a name: the last word before it, through wrappers such as `URI.create(`. */
const WRAPPED = String.raw`(?:[\w.:&]+!?\(\s*(?:[\w.]+,\s*)?){0,2}[bfrRu@$]{0,2}\\?["'${'`'}]?$`;
const TAKERS: readonly RegExp[] = [
  // `getenv("X_ENDPOINT", "…")`: a default.
  /(?:env|get|getOrDefault|getProperty|_or|fetch)\w*\(\s*["'`]([\w.-]+)["'`]\s*,\s*["'`]$/i,
  // `${X_ENDPOINT:-…}` in a shell.
  /\$\{(\w+):?[-=]["']?$/,
  // `process.env.X_ENDPOINT || '…'`
  /([\w.-]+)["'`\])]*\s*(?:\|\||\?\?|\?:|\bor\b)\s*["'`]$/,
  // `X: Type = "…"`
  /([\w-]+)\s*:\s*[&\w<>[\]'. |?]+\s=\s*\w?["'`]$/,
  // `fetch("…"`, `http.NewRequest("POST", "…"`
  /\b(fetch\w{0,20}|post|(?:\w{1,20})?request|urlopen|HttpPost)\(\s*(?:[\w.]+\s*,\s*)?(?:["'`](?:POST|GET)["'`]\s*,\s*|http\.Method\w+\s*,\s*)?["'`]$/i,
  // `x.setEndpoint("…"`, `new EndpointConfiguration("…"`
  /(\w*(?:endpoint\w*))\(\s*(?:[\w.]+\(\s*)?["'`]$/i,
  new RegExp(String.raw`([\w.$-]+)\\?["'${'`'}\])]*\s*(?:=>|::?=|\?=|[:=])\s*${WRAPPED}`),
];

/** Words on the line that say the host is looked at, shown or refused, not called. */
const NOT_CALLED =
  /\b(?:assert\w*|expect\w*|should\w*|\w*(?:Error|Exception|(?<!with)Timeout)|toBe|toEqual|equals?|contains?|includes|startsWith|endsWith|match\w*|replace\w*|allow\w*|deny|audiences?|aud|issuer|xmlns|namespace|principals?|\w*mock\w*|\w*stub\w*|\w*fake\w*)\b[^;]*$|[!=]==?\s*["'`]$/i;
/** Parts of names that are not where a call goes. */
const OTHER_NAMES =
  /expect|want|mock|fake|stub|test|dummy|example|sample|placeholder|invalid|allow|deny|block|audience|issuer|namespace|principal|doc|help|hint|desc|title|label|pattern|regex|health|check|probe|website|homepage|link|href|referer|origin|console|signin|saml/i;

/** In a block of endpoints by service, such as Terraform's. */
const IN_ENDPOINTS = /\bendpoints["'\s]*[:=]?\s*\{[^{}]*$/;

/** A function named for an endpoint that returns one. */
const RETURNED = /(\w*endpoint\w*)\s*\([^()]*\)[^;{}=()]{0,40}[{:]?\s*return\s+["'`](?:https?:\/\/)?$/i;

/** What takes a URL with a query: a function that sends a request, or a name for the URL of one. */
const TAKES_QUERY = /^(?:fetch\w*|post|\w*request|urlopen|httppost|\$?(?:\w*_)?ur[li]|\w*Ur[li])$/i;

/** Functions that send a request. */
const CALLS =
  /^(?:fetch\w*|post|(?:(?:aws|build|create|do|get|http|make|new|post|send|signed?)\w*)?request|urlopen|httppost)$/i;

function judged(written: string, { left, near, around, hasScheme, writing }: Place): Taker | undefined {
  // A member of an object goes by its own name; a property of Hadoop by all of it.
  const name = written.startsWith('fs.') ? written : (/[^.]+$/.exec(written)?.[0] ?? written);
  if (OTHER_NAMES.test(name) || /[?&][\w-]+=$/.test(left)) return undefined;
  if (hasScheme && CALLS.test(name) && /\($|[(,]\s*["'`]$/.test(left))
    return { to: name, certainty: 'constant' };
  // A request that is signed by hand, as by aws4.
  if (/^host(?:name)?$/i.test(name)) {
    return /\bservice["']?\s*[:=]\s*["']sts["']/.test(around)
      ? { to: name, certainty: 'constant' }
      : undefined;
  }
  if (name === 'sts') return IN_ENDPOINTS.test(near) ? { to: name, certainty: 'setting' } : undefined;
  const endpoint = /endpoint/i.test(name);
  const upper = name.toUpperCase();
  if (upper === 'AWS_ENDPOINT_URL_STS' || upper === 'AWS_ENDPOINT_URL')
    return { to: name, certainty: 'setting' };
  if (/^\$?(?:url|uri|serviceurl|base|baseurl|base_url|api_url|token_?url)$/i.test(name)) {
    return hasScheme &&
      /endpoint|assume_?role|securitytoken|getcalleridentity|getsessiontoken|rolesessionname|aws4_request|awsrequest|\bmethod\b/i.test(
        around,
      )
      ? { to: name, certainty: 'constant' }
      : undefined;
  }
  if (!endpoint) {
    const service = hasScheme && /url|uri/i.test(name) && /sts|token_?service|assume/i.test(name);
    return service ? { to: name, certainty: 'constant' } : undefined;
  }
  const option =
    /^(?:fs\..+|endpoint|endpoint_?url|sts_?endpoint|sts_?endpoint_?url|baseendpoint|set_?endpoint|with_?endpoint|endpointoverride|endpointconfiguration|withbaseendpoint)$/i;
  const isArgument = option.test(name) && !/^[A-Z_]+$/.test(name);
  const sure =
    isArgument && (writing !== 'code' || !/\b(?:const|final|static|let|var|val|private|public)\b/.test(left));
  return { to: name, certainty: sure ? 'setting' : 'constant' };
}
