import { json } from '../../syntax/json';
import { entryOf, knownString, type LocatedValue, propertyOf } from '../../syntax/tree';
import type { Pin } from './pin';
import { allowedBy } from './versions';

const SECTIONS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

/**
 * `aws-sdk`, the SDK for JavaScript v2, among the dependencies of package.json; of a package-lock.json only where
 * the project itself asks for it, with the version installed. What other packages bring along is not the project's.
 */
export function* npmPackages(text: string): Generator<Pin> {
  if (!text.includes('"aws-sdk"')) return;
  const { root } = json.parse(text);
  const lock = propertyOf(root, 'lockfileVersion') !== undefined;
  const project = lock ? propertyOf(propertyOf(root, 'packages'), '') : root;
  const installed = lock ? installedVersion(root) : undefined;
  for (const section of SECTIONS) {
    const entry = entryOf(propertyOf(project, section), 'aws-sdk');
    const written = knownString(entry?.value);
    if (entry === undefined || written === undefined) continue;
    const found = installed ?? { written, ...allowedBy(written) };
    yield { tool: 'aws-sdk', name: 'aws-sdk', ...found, start: entry.span.start, end: entry.span.end };
  }
}

function installedVersion(root: LocatedValue | undefined) {
  const packages = propertyOf(root, 'packages');
  const version = knownString(propertyOf(propertyOf(packages, 'node_modules/aws-sdk'), 'version'));
  return version === undefined ? undefined : { written: version, version };
}

/** The same for pnpm, whose lock file lists what each project asks for before everything else. */
export function* pnpmPackages(text: string): Generator<Pin> {
  const end = text.search(/^packages:/m);
  const asked = end < 0 ? text : text.slice(0, end);
  for (const match of asked.matchAll(
    /^[ \t]+aws-sdk:(?:[ \t]*|\r?\n[ \t]+specifier:[^\n]*\n[ \t]+version:[ \t]*)(\d[\w.]*)/gm,
  )) {
    const version = match[1]!;
    const start = match.index + match[0].indexOf('aws-sdk');
    yield {
      tool: 'aws-sdk',
      name: 'aws-sdk',
      written: version,
      version,
      start,
      end: match.index + match[0].length,
    };
  }
}
