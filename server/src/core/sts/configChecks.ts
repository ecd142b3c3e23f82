import { type Sentence, say, series, words } from '../explain/sentence';
import { parseArn, parseRoleArn } from '../iam/arn';
import { closest } from '../text/closest';
import { pythonHost } from './tools/pythonFiles';

/** What is wrong with the value of a setting. */
export interface WrongValue {
  /** A whole sentence: who refuses it, or what follows. */
  readonly why: Sentence;
  /**
   * `refused`: a tool stops with an error. `fails`: AWS does, when it is asked. `ignored`: it has not the effect that
   * was meant.
   */
  readonly effect: 'refused' | 'fails' | 'ignored';
  /** What may have been meant instead, the likeliest first. */
  readonly meant: readonly string[];
}

type Check = (value: string, key: string) => WrongValue | undefined;

/** boto3 and both AWS CLIs stop while they make a client (seen with botocore 1.43). */
function clientFails(key: string, value: string, options: readonly string[]): WrongValue {
  const why = say`The value ${value} is not one of ${key}: boto3 and both AWS CLIs refuse to make any client. It takes ${list(options)}.`;
  return { why, effect: 'refused', meant: nearest(value, options) };
}

function list(options: readonly string[]): Sentence {
  return series(
    options.map((option) => say`${option}`),
    'or',
  );
}

/** The option that is meant, where it can be told. */
function nearest(value: string, options: readonly string[]): string[] {
  const bare = value.toLowerCase().replace(/[-_ ]/g, '');
  const alike = options.find((option) => option.toLowerCase().replace(/[-_ ]/g, '') === bare);
  const found = alike ?? closest(value.toLowerCase(), options);
  return found === undefined ? [] : [found];
}

function oneOf(options: readonly string[], anyCase: boolean): Check {
  return (value, key) =>
    options.includes(anyCase ? value.toLowerCase() : value) ? undefined : clientFails(key, value, options);
}

function ofCli(options: readonly string[]): Check {
  return (value, key) =>
    options.includes(value)
      ? undefined
      : {
          why: say`The value ${value} is not one of ${key}: the AWS CLI stops with an error. It takes ${list(options)}.`,
          effect: 'refused',
          meant: nearest(value, options),
        };
}

function wholeNumber(least: number, most: number, refuses: Sentence): Check {
  return (value, key) => {
    const number = /^\+?\d+$/.test(value) ? Number(value) : undefined;
    if (number !== undefined && least <= number && number <= most) return undefined;
    const range =
      most === Number.MAX_SAFE_INTEGER
        ? say`a whole number from ${least}`
        : say`a whole number from ${least} to ${most}`;
    return { why: say`The value of ${key} must be ${range}: ${refuses}.`, effect: 'refused', meant: [] };
  };
}

/** STS's own patterns: AWS STS API Reference, AssumeRole. */
function ofSts(pattern: RegExp, what: Sentence): Check {
  return (value, key) =>
    pattern.test(value)
      ? undefined
      : { why: say`STS refuses this value of ${key}: it takes ${what}.`, effect: 'fails', meant: [] };
}

/** Words that people write for true. Every tool takes them for false. */
const MEANT_TRUE = /^(1|y|yes|on|enabled?|t)$/i;

const flag: Check = (value, key) => {
  if (MEANT_TRUE.test(value))
    return {
      why: say`Tools take only ${'true'} for true, so ${value} leaves ${key} off.`,
      effect: 'ignored',
      meant: ['true'],
    };
  if (value !== 'true' && value.toLowerCase() === 'true' && /^use_/.test(key))
    return {
      why: say`JavaScript and Ruby take ${'true'} in lower case only, so ${value} leaves ${key} off there.`,
      effect: 'ignored',
      meant: ['true'],
    };
  return undefined;
};

const account: Check = (value, key) =>
  /^\d{12}$/.test(value)
    ? undefined
    : {
        why: say`The value of ${key} is no account ID: one has 12 digits, zeros at its beginning included.`,
        effect: 'fails',
        meant: [],
      };

const url: Check = (value, key) => {
  if (pythonHost(value) !== undefined) return undefined;
  const repaired = pythonHost(`http://${value}`) === undefined || /^[a-z+]+:\/\//i.test(value) ? [] : [value];
  return {
    why: say`The value of ${key} is no URL with a scheme and a host, so boto3 and both AWS CLIs refuse to make a client (“Invalid endpoint”).`,
    effect: 'refused',
    meant: repaired.flatMap((host) => [`https://${host}`, `http://${host}`]),
  };
};

const roleArn: Check = (value) => {
  if (parseRoleArn(value) !== undefined) return undefined;
  const arn = parseArn(value);
  // Roles of services and of other partitions may be named in ways not known here.
  if (arn?.service === 'iam' && arn.resource.startsWith('role/') && /^\d{12}$/.test(arn.account))
    return undefined;
  const [, partition, id, role] =
    /^arn:(aws[a-z-]*):sts::(\d{12}):assumed-role\/([^/]+)(?:\/[^/]+)?$/.exec(value) ?? [];
  if (role !== undefined)
    return {
      why: say`This is the ARN of a role’s session. STS assumes roles, so ${'AssumeRole'} fails.`,
      effect: 'fails',
      meant: [`arn:${partition}:iam::${id}:role/${role}`],
    };
  const digits = /^arn:aws[a-z-]*:iam::(\d+):role\//.exec(value)?.[1]?.length;
  const why =
    digits === undefined
      ? say`This is not the ARN of a role, so ${'AssumeRole'} fails.`
      : say`The account ID in this ARN has ${digits} digits and not 12, so ${'AssumeRole'} fails.`;
  return { why, effect: 'fails', meant: [] };
};

const mfaSerial: Check = (value) => {
  if (!/^[\w+=/:,.@-]{9,256}$/.test(value))
    return {
      why: words('STS refuses this MFA device: its serial number or ARN has 9 to 256 characters.'),
      effect: 'fails',
      meant: [],
    };
  const arn = parseArn(value);
  if (arn === undefined || /^(mfa|sms-mfa)\//.test(arn.resource)) return undefined;
  return {
    why: say`This is not the ARN of an MFA device that gives codes: those have ${':mfa/'} in them.`,
    effect: 'fails',
    meant: [],
  };
};

const startUrl: Check = (value, key) =>
  /^https?:\/\/[^/\s]+/i.test(value)
    ? undefined
    : {
        why: say`The value of ${key} is no URL, so nobody can sign in. It begins with ${'https://'}.`,
        effect: 'fails',
        meant: [],
      };

const SOURCES = ['Environment', 'Ec2InstanceMetadata', 'EcsContainer'];
const ANY_NUMBER = Number.MAX_SAFE_INTEGER;

const CHECKS: Readonly<Record<string, Check>> = {
  retry_mode: oneOf(['standard', 'adaptive', 'legacy'], false),
  max_attempts: wholeNumber(1, ANY_NUMBER, words('Both AWS CLIs and boto3 refuse to make any client')),
  defaults_mode: oneOf(['standard', 'in-region', 'cross-region', 'mobile', 'auto', 'legacy'], true),
  account_id_endpoint_mode: oneOf(['preferred', 'disabled', 'required'], true),
  request_checksum_calculation: oneOf(['when_supported', 'when_required'], true),
  response_checksum_validation: oneOf(['when_supported', 'when_required'], true),
  request_min_compression_size_bytes: wholeNumber(
    0,
    10_485_760,
    words('Both AWS CLIs and boto3 refuse to make any client'),
  ),
  ec2_metadata_service_endpoint_mode: (value, key) =>
    /^ipv[46]$/i.test(value)
      ? undefined
      : {
          why: say`The value ${value} is not one of ${key}: tools that look for credentials of an EC2 instance stop with an error. It takes ${'IPv4'} or ${'IPv6'}.`,
          effect: 'refused',
          meant: [],
        },
  credential_source: (value, key) =>
    SOURCES.includes(value)
      ? undefined
      : {
          why: say`The value ${value} is not one of ${key}: tools refuse the profile. It takes ${list(SOURCES)}, in this spelling.`,
          effect: 'refused',
          meant: nearest(value, SOURCES),
        },
  duration_seconds: (value, key) =>
    /^\+?\d+$/.test(value)
      ? wholeNumber(900, 43_200, words('STS refuses others'))(value, key)
      : {
          why: say`The value of ${key} is no whole number of seconds: boto3 and both AWS CLIs leave it out, so the session lasts an hour.`,
          effect: 'ignored',
          meant: [],
        },
  role_arn: roleArn,
  mfa_serial: mfaSerial,
  role_session_name: ofSts(
    /^[\w+=,.@-]{2,64}$/,
    say`2 to 64 letters, digits and ${'_+=,.@-'}, without blanks`,
  ),
  external_id: ofSts(
    /^[\w+=,.@:/-]{2,1224}$/,
    say`2 to 1,224 letters, digits and ${'_+=,.@:/-'}, without blanks`,
  ),
  sso_account_id: account,
  aws_account_id: account,
  sso_start_url: startUrl,
  endpoint_url: url,
  output: ofCli(['json', 'yaml', 'yaml-stream', 'text', 'table', 'off']),
  cli_timestamp_format: ofCli(['wire', 'iso8601', 'none']),
  s3_us_east_1_regional_endpoint: (value, key) =>
    /^(legacy|regional)$/i.test(value)
      ? undefined
      : {
          why: say`The value ${value} is not one of ${key}: it takes ${'legacy'} or ${'regional'}.`,
          effect: 'refused',
          meant: nearest(value, ['legacy', 'regional']),
        },
  use_fips_endpoint: flag,
  use_dualstack_endpoint: flag,
  ignore_configured_endpoint_urls: flag,
  ec2_metadata_v1_disabled: flag,
  s3_use_arn_region: flag,
  disable_request_compression: flag,
  csm_enabled: flag,
  tcp_keepalive: flag,
};

/**
 * What is wrong with a value, as far as tools or AWS refuse it or take it for something else than was meant. What
 * boto3 and the AWS CLI do was seen with botocore 1.43 and AWS CLI 1.45.
 * @param key in lower case
 * @param value without a comment; not empty, not in quotes, and nothing to be filled in
 */
export function wrongValue(key: string, value: string): WrongValue | undefined {
  return Object.hasOwn(CHECKS, key) ? CHECKS[key]!(value, key) : undefined;
}
