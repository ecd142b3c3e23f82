import { PARTITIONS } from '../sts/partitions';

/**
 * How a service principal is written. `global`: `ec2.amazonaws.com`. `regional`: `states.us-east-1.amazonaws.com`, as
 * some services have it and opt-in Regions may need it. `malformed`: no service has such a name.
 */
export type ServiceNameForm =
  | { readonly kind: 'global'; readonly service: string; readonly suffix: string }
  | { readonly kind: 'regional'; readonly service: string; readonly region: string; readonly suffix: string }
  | {
      readonly kind: 'malformed';
      readonly why: Malformation;
      /** A well-formed name without the mistake; undefined when none can be told. The service may not exist. */
      readonly meant: string | undefined;
    };

/** What is wrong with the form of a service principal. */
export type Malformation =
  | 'empty'
  /** White space in or around it. */
  | 'space'
  /** Begins with `http://` or `https://`, or has a path. */
  | 'url'
  /** An ARN, which belongs under "AWS" or "Federated". */
  | 'arn'
  /** An account ID, which belongs under "AWS". */
  | 'account'
  | 'wildcard'
  /** An action such as `ec2:RunInstances`. */
  | 'action'
  /** No dot: `ec2`. */
  | 'noSuffix'
  /** Ends in none of AWS's suffixes: `ec2.amazon.com`, `ec2.amazonaws`. */
  | 'suffix'
  /** Other characters than letters, digits, hyphens and dots, or a dot or hyphen out of place. */
  | 'characters';

/** Longest first, so that `amazonaws.com.cn` is not cut at `amazonaws.com`. */
function suffixes(): readonly string[] {
  sortedSuffixes ??= [...new Set([...PARTITIONS.map((partition) => partition.suffix), 'aws.internal'])].sort(
    (a, b) => b.length - a.length,
  );
  return sortedSuffixes;
}

let sortedSuffixes: readonly string[] | undefined;

/** The one principal known outside these suffixes. Source: Lambda's guide to the Alexa Skills Kit. */
const ALEXA = 'alexa-appkit.amazon.com';

/** Longer than any host name may be. */
const LONGEST = 255;

const LABELS = /^[a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9][a-z0-9-]{0,62})*$/;

/**
 * What form a service principal has; whether the service exists is another question. Case does not matter.
 * Source: IAM User Guide, "AWS JSON policy elements: Principal", AWS service principals and service principals in
 * opt-in Regions.
 */
export function serviceNameForm(principal: string): ServiceNameForm {
  const name = principal.toLowerCase();
  return wellFormed(name) ?? malformed(name);
}

function wellFormed(name: string): ServiceNameForm | undefined {
  if (name.length > LONGEST) return undefined;
  if (name === ALEXA) return { kind: 'global', service: 'alexa-appkit', suffix: 'amazon.com' };
  const suffix = suffixes().find((known) => name.endsWith(`.${known}`));
  if (suffix === undefined) return undefined;
  const stem = name.slice(0, -suffix.length - 1);
  if (!LABELS.test(stem)) return undefined;
  const dot = stem.lastIndexOf('.');
  const region = stem.slice(dot + 1);
  if (dot > 0 && PARTITIONS.some((partition) => partition.pattern.test(region))) {
    return { kind: 'regional', service: stem.slice(0, dot), region, suffix };
  }
  return { kind: 'global', service: stem, suffix };
}

function malformed(name: string): ServiceNameForm {
  if (name.length > LONGEST) return because('characters');
  const trimmed = name.trim();
  const host = /^(?:https?:)?\/\/([^/]*)/.exec(name) ?? /^([^/:]+)\//.exec(name);
  const colon = name.indexOf(':');
  if (trimmed === '') return because('empty');
  if (/\s/.test(name)) return because('space', trimmed);
  if (name.startsWith('arn:')) return because('arn');
  if (/^\d{12}$/.test(name)) return because('account');
  if (host !== null) return because('url', host[1]);
  if (/^[a-z0-9-]+:[a-z*?]*$/.test(name)) return because('action', `${name.slice(0, colon)}.amazonaws.com`);
  if (/[*?]/.test(name)) return because('wildcard');
  if (!/^[a-z0-9.-]+$/.test(name)) return because('characters');
  if (!name.includes('.')) return because('noSuffix', `${name}.amazonaws.com`);
  if (suffixes().some((suffix) => name.endsWith(`.${suffix}`))) return because('characters');
  const end = name.search(/\.(?:am|aws)/);
  return because('suffix', end > 0 ? `${name.slice(0, end)}.amazonaws.com` : undefined);
}

function because(why: Malformation, meant?: string): ServiceNameForm {
  const good = meant !== undefined && wellFormed(meant) !== undefined;
  return { kind: 'malformed', why, meant: good ? meant : undefined };
}
