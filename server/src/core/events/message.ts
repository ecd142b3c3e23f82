import { type Denial, NOTHING_TOLD, type PolicyKind } from './denial';

/** Texts above this many UTF-16 code units are cut: no error message comes near it. */
const LENGTH_LIMIT = 200_000;

/** Words AWS uses for kinds of policy. Source: IAM User Guide, "Troubleshoot access denied error messages". */
const POLICY_KINDS: readonly (readonly [RegExp, PolicyKind])[] = [
  [/^role trust/i, 'trust'],
  [/^identity-based/i, 'identity'],
  [/^resource-based/i, 'resource'],
  [/^permissions? boundar/i, 'boundary'],
  [/^sessions? /i, 'session'],
  [/^service control/i, 'scp'],
  [/^resource control/i, 'rcp'],
  [/^vpc endpoint/i, 'endpoint'],
];

/** Codes in the forms in which SDKs and STS's own XML write them. */
const CODE =
  /\b(AccessDenied(?:Exception)?|InvalidIdentityToken(?:Exception)?|ExpiredToken(?:Exception)?|IDPRejectedClaim(?:Exception)?|IDPCommunicationError(?:Exception)?|RegionDisabled(?:Exception)?|InvalidClientTokenId|SignatureDoesNotMatch|PackedPolicyTooLarge(?:Exception)?|MalformedPolicyDocument(?:Exception)?|ValidationError|UnrecognizedClientException|UnauthorizedOperation)\b/;

const WHO = /User: ?(\S{1,2048}) is not authorized to perform: ?([\w-]{1,64}:[\w*]{1,128})/i;
const RESOURCE = /^ ?on resource: ?(\S{1,2048})/i;
const SHORT = /\bnot authorized to perform:? ?(sts:\w{1,64})/i;
const OPERATION = /\b(?:calling the|perform(?:ing)?:?|STS:?|operation) ?(AssumeRole\w{0,32}|TagSession)\b/i;
const IMPLICIT =
  /because (?:no|the) ((?:[a-z-]+ ){1,3}?(?:policy|boundary)) allows the ([\w-]+:[\w*]+) action/i;
const EXPLICIT =
  /with an explicit deny in (?:an?|the) ((?:[a-z-]+ ){1,3}?(?:policy|boundary)|permissions boundary)/i;
const POLICY_ARN = /^[^\n]{0,120}?(?:policy|boundary): ?(arn:[^\s"'<>]{1,2048})/i;
const ENCODED = /encoded authorization (?:failure )?message(?: is)?:? ?"?([\w+/=-]{20,})|^([\w+/=-]{200,})$/i;
const ISSUER = /OpenIDConnect provider found in your account for (\S{1,512})/i;

/**
 * Reads an error message of AWS, as an SDK, the AWS CLI, a log or STS's own XML shows it, with whatever stands around
 * it.
 * @param text any text, of any length; line ends in a message (which terminals and logs put there) do not matter
 * @returns undefined when nothing in it looks like a refused call
 */
export function readMessage(text: string): Denial | undefined {
  const line = oneLine(text);
  const code = CODE.exec(line)?.[1]?.replace(/Exception$/, '');
  const encodedMatch = ENCODED.exec(line);
  const encoded = encodedMatch?.[1] ?? encodedMatch?.[2];
  const who = WHO.exec(line);
  const short = who === null ? SHORT.exec(line) : null;
  if (who === null && short === null && encoded === undefined && code === undefined) return undefined;
  const behind = who === null ? '' : line.slice(who.index + who[0].length);
  const implicit = IMPLICIT.exec(line);
  const explicit = EXPLICIT.exec(line);
  const policyWords = explicit?.[1] ?? implicit?.[1];
  const at = explicit ?? implicit;
  const operation = who?.[2] ?? short?.[1] ?? named(OPERATION.exec(line)?.[1]);
  const issuer = ISSUER.exec(line)?.[1];
  return {
    ...NOTHING_TOLD,
    code: code ?? (who === null && short === null ? undefined : 'AccessDenied'),
    message: shortened(line, who?.index ?? short?.index ?? 0),
    action: operation,
    caller: ended(who?.[1]),
    resource: ended(RESOURCE.exec(behind)?.[1]) ?? (issuer === undefined ? undefined : ended(issuer)),
    deny: explicit !== null ? 'explicit' : implicit !== null ? 'implicit' : undefined,
    policy: policyWords === undefined ? undefined : policyKind(policyWords),
    policyArn: at === null ? undefined : ended(POLICY_ARN.exec(line.slice(at.index))?.[1]),
    encoded,
  };
}

/** Whether a text looks like the message of a refused call: cheap, for a clipboard or a selection. */
export function looksLikeDenial(text: string): boolean {
  return readMessage(text.slice(0, 20_000)) !== undefined;
}

/** On one line, marks of XML and escapes of JSON undone. */
function oneLine(text: string): string {
  return text
    .slice(0, LENGTH_LIMIT)
    .replace(/\\[nrt]/g, ' ')
    .replace(/&(quot|apos|lt|gt|amp);/g, (_, name: string) => ENTITIES[name] ?? ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&' };

/** What follows an ARN in running text is no part of it. Role names may hold a comma, but do not end so in messages. */
function ended(text: string | undefined): string | undefined {
  const cut = text?.replace(/[<"'\\`].*$/s, '').replace(/[),.;:\]}]+$/, '');
  return cut === '' ? undefined : cut;
}

function policyKind(text: string): PolicyKind | undefined {
  return POLICY_KINDS.find(([pattern]) => pattern.test(text))?.[1];
}

function named(operation: string | undefined): string | undefined {
  return operation === undefined ? undefined : `sts:${operation}`;
}

function shortened(line: string, from: number): string {
  return line.slice(Math.max(0, from), from + 600);
}
