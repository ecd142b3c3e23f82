import { SERVICE_PREFIXES } from '../data/servicePrefixes';
import { SERVICE_PRINCIPALS } from '../data/servicePrincipals';
import { knownRegions } from '../sts/partitions';
import { closest } from '../text/closest';
import { SOURCE_KEY_SERVICES } from './confusedDeputy';
import { serviceNameForm } from './serviceName';
import { EXTRA_PRINCIPALS } from './servicePrincipalsExtra';

let known: ReadonlySet<string> | undefined;

/**
 * Whether a service of this name is known: as a principal, as the prefix of a service's actions, or as a part or a
 * later version of one that is (`opsdatasync.ssm`, `lexv2`). False says nothing: AWS publishes no list, and adds
 * services every month.
 * @param service without suffix and Region, as serviceNameForm yields it
 */
export function isKnownService(service: string): boolean {
  known ??= new Set([...serviceNames(), ...SERVICE_PREFIXES.split(' ')]);
  const all = known;
  return all.has(service) || service.split('.').some((part) => all.has(part.replace(/v\d+$/, '')));
}

let prefixes: ReadonlySet<string> | undefined;

/** Whether some AWS service has this prefix for its actions and condition keys, in lower case. */
export function isServicePrefix(prefix: string): boolean {
  prefixes ??= new Set(SERVICE_PREFIXES.split(' '));
  return prefixes.has(prefix);
}

/** The names of services known as principals, without suffix, in the order of the alphabet: for completion. */
export function serviceNames(): readonly string[] {
  if (names === undefined) {
    const extra = EXTRA_PRINCIPALS.map((principal) => principal.service);
    names = [...new Set([...SERVICE_PRINCIPALS, ...SOURCE_KEY_SERVICES, ...extra])].sort();
  }
  return names;
}

let names: readonly string[] | undefined;

/**
 * The principal that was probably meant by one that is malformed or not known.
 * @param principal as a policy writes it
 * @returns the whole name, in the Region and partition of the given one; undefined when the service is known or no
 * known one is near
 */
export function nearestService(principal: string): string | undefined {
  if (!nearest.has(principal)) {
    // A real workspace has a handful of these; a made-up one must not be kept for ever.
    if (nearest.size >= 200) nearest.clear();
    nearest.set(principal, findNearest(principal));
  }
  return nearest.get(principal);
}

const nearest = new Map<string, string | undefined>();

function findNearest(principal: string): string | undefined {
  const form = serviceNameForm(principal);
  if (form.kind === 'malformed') {
    if (form.meant === undefined) return undefined;
    const meant = serviceNameForm(form.meant);
    const exists = meant.kind !== 'malformed' && isKnownService(meant.service);
    return exists ? form.meant : nearestService(form.meant);
  }
  if (isKnownService(form.service)) {
    const region = form.kind === 'regional' ? regionMeant(form.region) : undefined;
    return region === undefined ? undefined : `${form.service}.${region}.${form.suffix}`;
  }
  const found = closest(form.service, serviceNames());
  if (found === undefined) return undefined;
  return form.kind === 'regional' ? `${found}.${form.region}.${form.suffix}` : `${found}.${form.suffix}`;
}

/** The Region that was probably meant by one whose words no Region has; its number may be a new Region's. */
function regionMeant(region: string): string | undefined {
  const wordsOf = (name: string) => name.replace(/-\d+$/, '');
  const regions = knownRegions();
  if (regions.some((each) => wordsOf(each) === wordsOf(region))) return undefined;
  return closest(region, regions);
}
