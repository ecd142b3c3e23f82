import { type Denial, NOTHING_TOLD } from './denial';
import { readMessage } from './message';

type Json = Readonly<Record<string, unknown>>;

/** Of a log file no more events than these are explained at once. */
const EVENT_LIMIT = 20;

/**
 * The STS calls in CloudTrail events: one event, a list of them, a log file (`Records`), or what
 * `aws cloudtrail lookup-events` prints; refused ones first. Also a decoded authorization message.
 * Source: CloudTrail User Guide, "CloudTrail record contents"; IAM User Guide, "Logging IAM and AWS STS API calls".
 * @param value parsed JSON
 */
export function readEvents(value: unknown): Denial[] {
  const decoded = decodedMessage(value);
  if (decoded !== undefined) return [decoded];
  const all = recordsIn(value).flatMap((record) => {
    const read = readEvent(record);
    return read === undefined ? [] : [read];
  });
  return [...all.filter((each) => !each.succeeded), ...all.filter((each) => each.succeeded)].slice(
    0,
    EVENT_LIMIT,
  );
}

function recordsIn(value: unknown): Json[] {
  if (Array.isArray(value)) return value.filter(isObject);
  if (!isObject(value)) return [];
  for (const key of ['Records', 'records', 'Events', 'events']) {
    const list = value[key];
    if (Array.isArray(list)) return list.filter(isObject).map(inner);
  }
  return [inner(value)];
}

/** `lookup-events` keeps the event as text in `CloudTrailEvent`, EventBridge in `detail`. */
function inner(record: Json): Json {
  const text = record['CloudTrailEvent'];
  if (typeof text === 'string') {
    const parsed = parsedJson(text);
    if (isObject(parsed)) return parsed;
  }
  const { detail } = record as { detail?: unknown };
  return isObject(detail) && typeof detail['eventName'] === 'string' ? detail : record;
}

function readEvent(event: Json): Denial | undefined {
  const name = string(event['eventName']);
  if (name === undefined || string(event['eventSource']) !== 'sts.amazonaws.com') return undefined;
  const code = string(event['errorCode']);
  // Calls such as GetCallerIdentity that went well have no role in them.
  if (code === undefined && !name.startsWith('AssumeRole')) return undefined;
  const message = string(event['errorMessage']);
  const told = message === undefined ? undefined : readMessage(message);
  const identity = object(event['userIdentity']);
  const asked = object(event['requestParameters']);
  const more = object(event['additionalEventData']);
  const grant = more['explicitTrustGrant'];
  const { context, absent } = contextOf(event, identity, asked);
  return {
    ...NOTHING_TOLD,
    ...told,
    from: 'event',
    succeeded: code === undefined,
    code,
    message,
    action: told?.action ?? `sts:${name}`,
    caller: told?.caller ?? callerOf(identity),
    resource: told?.resource ?? string(asked['roleArn']) ?? resourceOf(event),
    context,
    absent,
    explicitTrustGrant: typeof grant === 'boolean' ? grant : undefined,
    time: string(event['eventTime']),
  };
}

/** Users of identity providers have no ARN of their own: the provider's is what a trust policy names. */
function callerOf(identity: Json): string | undefined {
  const type = string(identity['type']);
  if (type === 'WebIdentityUser') {
    const provider = string(identity['identityProvider']);
    return provider === undefined ? undefined : `oidc:${provider}`;
  }
  if (type === 'SAMLUser') {
    const provider =
      string(identity['identityProvider']) ?? string(identity['principalId'])?.split(/:(?=[^:]*$)/)[0];
    return provider?.startsWith('arn:') ? `saml:${provider}` : undefined;
  }
  if (type === 'AWSService') {
    const service = string(identity['invokedBy']);
    return service === undefined ? undefined : `service:${service}`;
  }
  if (type === 'Root') return string(identity['arn']);
  if (type === 'AWSAccount') return string(identity['arn']) ?? string(identity['accountId']);
  return string(identity['arn']);
}

/** Only what the event really says: a key it does not mention stays unknown. */
function contextOf(event: Json, identity: Json, asked: Json) {
  const context = new Map<string, string[]>();
  const absent: string[] = [];
  const put = (key: string, value: unknown) => {
    const text = string(value) ?? (typeof value === 'boolean' ? String(value) : undefined);
    if (text !== undefined && text !== '') context.set(key, [...(context.get(key) ?? []), text]);
  };
  const secretive = (value: unknown) => string(value)?.startsWith('HIDDEN_DUE_TO_SECURITY_REASONS') === true;
  if (Object.keys(asked).length > 0) {
    put('sts:RoleSessionName', asked['roleSessionName']);
    put('sts:SourceIdentity', asked['sourceIdentity']);
    // An ExternalId is logged as it was sent; without it in the parameters, none was.
    if (asked['externalId'] === undefined) absent.push('sts:ExternalId');
    else if (!secretive(asked['externalId'])) put('sts:ExternalId', asked['externalId']);
    const tags = asked['principalTags'] ?? asked['tags'];
    if (Array.isArray(tags)) {
      for (const tag of tags.filter(isObject))
        put(`aws:RequestTag/${string(tag['key']) ?? ''}`, tag['value']);
    } else if (isObject(tags)) {
      for (const [key, value] of Object.entries(tags)) put(`aws:RequestTag/${key}`, value);
    }
  }
  const address = string(event['sourceIPAddress']);
  if (address !== undefined && /^[\d.]+$|^[\da-f:]+$/i.test(address)) put('aws:SourceIp', address);
  put('aws:SourceVpce', event['vpcEndpointId']);
  const session = object(object(identity['sessionContext'])['attributes']);
  // The caller's own session had MFA, or this call brought a code; "false" says neither of the call.
  if (String(session['mfaAuthenticated']) === 'true' || typeof asked['serialNumber'] === 'string') {
    put('aws:MultiFactorAuthPresent', 'true');
  }
  const provider = string(identity['identityProvider']);
  if (string(identity['type']) === 'WebIdentityUser' && provider !== undefined) {
    const issuer = provider.replace(/^arn:[^/]*:oidc-provider\//, '');
    put(`${issuer}:sub`, identity['userName']);
  }
  return { context, absent };
}

function resourceOf(event: Json): string | undefined {
  const list = event['resources'];
  const first: unknown = Array.isArray(list) ? list[0] : undefined;
  return isObject(first) ? (string(first['ARN']) ?? string(first['arn'])) : undefined;
}

/**
 * What `aws sts decode-authorization-message` gives, by itself or in its `DecodedMessage`.
 * Source: STS API Reference, DecodeAuthorizationMessage.
 */
function decodedMessage(value: unknown): Denial | undefined {
  if (!isObject(value)) return undefined;
  const wrapped = string(value['DecodedMessage']);
  const decoded = wrapped === undefined ? value : parsedJson(wrapped);
  if (!isObject(decoded) || typeof decoded['allowed'] !== 'boolean') return undefined;
  const about = object(decoded['context']);
  const context = new Map<string, string[]>();
  const items = object(about['conditions'])['items'];
  for (const item of Array.isArray(items) ? items.filter(isObject) : []) {
    const values = object(item['values'])['items'];
    const texts = (Array.isArray(values) ? values : []).flatMap(
      (each) => string(object(each)['value']) ?? [],
    );
    const key = string(item['key']);
    if (key !== undefined && texts.length > 0) context.set(key, texts);
  }
  return {
    ...NOTHING_TOLD,
    from: 'decoded',
    succeeded: decoded['allowed'],
    code: decoded['allowed'] ? undefined : 'AccessDenied',
    action: string(about['action']),
    caller: string(object(about['principal'])['arn']),
    resource: string(about['resource']),
    deny:
      decoded['explicitDeny'] === true
        ? 'explicit'
        : decoded['explicitDeny'] === false
          ? 'implicit'
          : undefined,
    context,
  };
}

/** JSON, or undefined: never throws, whatever the text. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function object(value: unknown): Json {
  return isObject(value) ? value : {};
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
