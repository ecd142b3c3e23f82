import { SERVICE_PREFIXES } from '../data/servicePrefixes';
import { SERVICE_PRINCIPALS } from '../data/servicePrincipals';
import { closest } from '../text/closest';
import { SOURCE_KEY_SERVICES } from './confusedDeputy';

let principals: ReadonlySet<string> | undefined;
let plausible: ReadonlySet<string> | undefined;

/** Service principals known by name, without suffix. AWS publishes no list, so this one is not complete. */
export function knownServices(): ReadonlySet<string> {
  principals ??= new Set<string>([...SERVICE_PRINCIPALS, ...SOURCE_KEY_SERVICES]);
  return principals;
}

const nearest = new Map<string, string | undefined>();

/** The one known service whose name is nearest to a misspelt one; undefined when none is near. */
export function nearestService(service: string): string | undefined {
  if (!nearest.has(service)) {
    // A real workspace has a handful of these; a made-up one must not be kept for ever.
    if (nearest.size >= 200) nearest.clear();
    nearest.set(service, closest(service, knownServices()));
  }
  return nearest.get(service);
}

/**
 * Whether a service principal of this name may well exist: a known one, one named as its service's actions are
 * (`glue`), or a part of either (`ops.apigateway`, `lexv2`).
 * @param service without suffix, in lower case
 */
export function isPlausibleService(service: string): boolean {
  plausible ??= new Set([...knownServices(), ...SERVICE_PREFIXES.split(' ')]);
  const all = plausible;
  return (
    service.split('.').some((label) => all.has(label) || all.has(label.replace(/v\d+$/, ''))) ||
    all.has(service)
  );
}
