import { json } from '../../syntax/json';
import { entryOf, knownString, type LocatedValue, listOf, propertyOf } from '../../syntax/tree';
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

/**
 * The same for Yarn from version 2 on, whose lock file lists what each project of the workspace asks for. That of version
 * 1 does not say who asks for a package, so package.json alone counts there.
 * Source: Yarn documentation, "Lockfile" and "Workspaces"; lock files of both.
 */
export function* yarnPackages(text: string): Generator<Pin> {
  if (!/^__metadata:/m.test(text)) return;
  const installed = installedByYarn(text);
  for (const project of text.matchAll(
    /^"[^"\n]*@workspace:[^"\n]*":\r?\n((?:[ \t]+[^\n]*\n?|\r?\n(?=[ \t]))*)/gm,
  )) {
    const [whole, body] = project as unknown as [string, string];
    const asked = /^ {4}"?(aws-sdk)"?: "?(?:npm:)?([^"\n]*?)"?\r?$/m.exec(body);
    if (asked === null) continue;
    const [line, name, written] = asked as unknown as [string, string, string];
    const start = project.index + whole.length - body.length + asked.index + line.indexOf(name);
    const version = installed.get(written);
    const found = version === undefined ? { written, ...allowedBy(written) } : { written: version, version };
    yield { tool: 'aws-sdk', name, ...found, start, end: start + line.trimEnd().length - line.indexOf(name) };
  }
}

/** The versions of aws-sdk by the ranges that ask for them. */
function installedByYarn(text: string): ReadonlyMap<string, string> {
  const versions = new Map<string, string>();
  for (const match of text.matchAll(/^"(aws-sdk@[^"\n]*)":\r?\n[ \t]+version: "?(\d[\w.-]*)/gm)) {
    for (const each of match[1]!.split(', ')) versions.set(each.replace(/^aws-sdk@(?:npm:)?/, ''), match[2]!);
  }
  return versions;
}

/** The same for Bun's bun.lock, which is JSON with trailing commas. Source: Bun documentation, "Lockfile". */
export function* bunPackages(text: string): Generator<Pin> {
  if (!text.includes('"aws-sdk"')) return;
  const { root } = json.parse(text);
  const [resolved] = listOf(propertyOf(propertyOf(root, 'packages'), 'aws-sdk'));
  const version = /^aws-sdk@(\d[\w.-]*)$/.exec(knownString(resolved) ?? '')?.[1];
  const workspaces = propertyOf(root, 'workspaces');
  for (const project of workspaces?.kind === 'object' ? workspaces.entries : []) {
    for (const section of SECTIONS) {
      const entry = entryOf(propertyOf(project.value, section), 'aws-sdk');
      const written = knownString(entry?.value);
      if (entry === undefined || written === undefined) continue;
      const found =
        version === undefined ? { written, ...allowedBy(written) } : { written: version, version };
      yield { tool: 'aws-sdk', name: 'aws-sdk', ...found, start: entry.span.start, end: entry.span.end };
    }
  }
}
