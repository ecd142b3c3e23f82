import { closest } from '../text/closest';
import { conditionKeys } from './conditionKeyData';

/**
 * What is wrong with a condition key that is not documented. `format`: IAM takes `prefix:name` only. `tag`: the key
 * needs the key of a tag behind a slash. `unknown`: a prefix whose keys are all documented, and this is none of them.
 */
export type KeyFault =
  | { readonly kind: 'format' | 'unknown'; readonly meant: string | undefined }
  | { readonly kind: 'tag' };

let plainKeys: readonly string[] | undefined;

/** Documented keys without a part to fill in, and those of `aws:`, `sts:` and `saml:` only. */
function candidates(): readonly string[] {
  plainKeys ??= conditionKeys()
    .filter(({ key, pattern }) => !pattern && /^(?:aws|sts|saml):/.test(key))
    .map(({ key }) => key);
  return plainKeys;
}

/**
 * What is wrong with a key that `conditionKey` does not know. Keys of services and of OIDC providers are never
 * judged, since nobody knows them all.
 * @param written the key as it stands in the policy
 */
export function keyFault(written: string): KeyFault | undefined {
  if (/^(?:aws:(?:Principal|Request|Resource)Tag|iam:ResourceTag|sts:RequestContext)\/?$/i.test(written))
    return { kind: 'tag' };
  const colon = written.indexOf(':');
  const prefix = written.slice(0, Math.max(colon, 0)).toLowerCase();
  const lower = written.toLowerCase();
  if (colon < 0) {
    const named = candidates().filter((key) => key.toLowerCase().endsWith(`:${lower}`));
    return { kind: 'format', meant: named.length === 1 ? named[0] : undefined };
  }
  if (prefix === 'aws' || prefix === 'sts' || prefix === 'saml') {
    const moved = candidates().filter(
      (key) => key.slice(key.indexOf(':')).toLowerCase() === lower.slice(colon),
    );
    const near = closest(
      lower,
      candidates().map((key) => key.toLowerCase()),
    );
    const meant = moved.length === 1 ? moved[0] : candidates().find((key) => key.toLowerCase() === near);
    return { kind: 'unknown', meant };
  }
  // A slip in the prefix itself, such as `awa:PrincipalArn`.
  const moved = candidates().filter(
    (key) => key.slice(key.indexOf(':')).toLowerCase() === lower.slice(colon),
  );
  const meant = moved.length === 1 ? moved[0] : undefined;
  const slip =
    meant !== undefined && closest(prefix, ['aws', 'sts', 'saml']) === meant.slice(0, meant.indexOf(':'));
  return slip && !SERVICES.has(prefix) ? { kind: 'unknown', meant } : undefined;
}

/** Prefixes of services that look like a slip of `aws`, `sts` or `saml`. */
const SERVICES: ReadonlySet<string> = new Set([
  'ssm',
  'sns',
  'sqs',
  'ses',
  'sso',
  'sms',
  'ds',
  'sdb',
  'swf',
  'wam',
  'waf',
]);
