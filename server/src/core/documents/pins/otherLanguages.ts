import type { Pin } from './pin';
import { allowedBy } from './versions';

/** Go v1 in go.mod, unless another module brings it along. */
export function* goModules(text: string): Generator<Pin> {
  for (const match of text.matchAll(
    /^[ \t]*(?:require[ \t]+)?(github\.com\/aws\/aws-sdk-go)[ \t]+v(\d[\w.+-]*)([^\n]*)/gm,
  )) {
    const [, name, version, rest] = match as unknown as [string, string, string, string];
    if (/\/\/\s*indirect/.test(rest)) continue;
    const start = match.index + match[0].indexOf(name);
    const end = start + name.length + version.length + 2;
    yield { tool: 'aws-sdk-go', name, written: version, version, start, end };
  }
}

/** Of Java v1, the artifacts that can call STS. */
const JAVA_V1 = 'aws-java-sdk(?:-sts|-bundle)?';
const MAVEN = new RegExp(
  String.raw`<groupId>\s*com\.amazonaws\s*</groupId>\s*<artifactId>\s*(${JAVA_V1})\s*</artifactId>(?:\s*<version>([^<]{0,100})</version>)?`,
  'g',
);
const GRADLE = new RegExp(String.raw`["']com\.amazonaws:(${JAVA_V1})(?::([\w.$ {}+-]*))?["']`, 'g');

/** Java v1 in pom.xml and in Gradle's files; without a version of its own it is that of a bill of materials. */
export function* javaArtifacts(text: string): Generator<Pin> {
  for (const pattern of [MAVEN, GRADLE]) {
    for (const match of text.matchAll(pattern)) {
      const [whole, name, written = ''] = match as unknown as [string, string, string?];
      const version = written.trim();
      const known = /^\d[\w.-]*$/.test(version);
      const span = { start: match.index, end: match.index + whole.length };
      yield {
        tool: 'aws-sdk-java',
        name,
        written: known ? version : '',
        ...(known ? { version } : {}),
        ...span,
      };
    }
  }
}

/** Java v1 in the lock files of Gradle, in its catalogs of versions, and in sbt's build files. */
export function* javaLocks(text: string): Generator<Pin> {
  for (const pattern of [LOCKED_GRADLE, CATALOG, SBT]) {
    for (const match of text.matchAll(pattern)) {
      const [whole, name, written] = match as unknown as [string, string, string?];
      const version = written === undefined ? {} : { version: written };
      const span = { start: match.index, end: match.index + whole.length };
      yield { tool: 'aws-sdk-java', name, written: written ?? '', ...version, ...span };
    }
  }
}

const LOCKED_GRADLE = new RegExp(String.raw`^com\.amazonaws:(${JAVA_V1}):(\d[\w.-]*)(?==)`, 'gm');
const CATALOG = new RegExp(
  String.raw`"com\.amazonaws:(${JAVA_V1})"(?:[^\n}]*?\bversion\s*=\s*"(\d[\w.-]*)")?`,
  'g',
);
const SBT = new RegExp(String.raw`"com\.amazonaws"\s*%%?\s*"(${JAVA_V1})"\s*%\s*"(\d[\w.-]*)"`, 'g');

const GEM =
  /^[ \t]*(?:gem|\w+\.add_(?:runtime_)?dependency)[ \t(]+["'](aws-sdk-core)["'][ \t]*,[ \t]*(["'][^\n]*)/gm;

/** Ruby's core package in a Gemfile or a gemspec. Source: Bundler documentation, "Gemfile". */
export function* gemfilePins(text: string): Generator<Pin> {
  for (const match of text.matchAll(GEM)) {
    const [whole, name, rest] = match as unknown as [string, string, string];
    const asked = /^["'][^"']*["'](?:[ \t]*,[ \t]*["'][\s<>=~!\d.]*["'])*/.exec(rest)?.[0] ?? '';
    const written = asked.replace(/["']/g, '').trim();
    const start = match.index + whole.indexOf(name);
    const end = match.index + whole.length - rest.length + asked.length;
    yield { tool: 'aws-sdk-core', name, written, ...allowedBy(written), start, end };
  }
}

/** Ruby's core package in Gemfile.lock. */
export function* gems(text: string): Generator<Pin> {
  for (const match of text.matchAll(/^ {4}(aws-sdk-core) \((\d[\w.]*)\)/gm)) {
    const [whole, name, version] = match as unknown as [string, string, string];
    yield {
      tool: 'aws-sdk-core',
      name,
      written: version,
      version,
      start: match.index + 4,
      end: match.index + whole.length,
    };
  }
}

const COMPOSER = /"aws\/aws-sdk-php"\s*:\s*"([^"\n]*)"/g;
const COMPOSER_LOCK = /"name":\s*"(aws\/aws-sdk-php)",\s*"version":\s*"v?(\d[\w.]*)"/g;

/** PHP's SDK in composer.json and composer.lock. */
export function* composerPackages(text: string): Generator<Pin> {
  const name = 'aws/aws-sdk-php';
  for (const match of text.matchAll(COMPOSER)) {
    const written = match[1]!;
    const allowed = allowedBy(written, 'last');
    yield {
      tool: 'aws-sdk-php',
      name,
      written,
      ...allowed,
      start: match.index,
      end: match.index + match[0].length,
    };
  }
  for (const match of text.matchAll(COMPOSER_LOCK)) {
    const version = match[2]!;
    yield {
      tool: 'aws-sdk-php',
      name,
      written: version,
      version,
      start: match.index,
      end: match.index + match[0].length,
    };
  }
}

const NUGET =
  /<Package(?:Reference|Version)\s[^<>]{0,300}?\bInclude\s{0,9}=\s{0,9}"(AWSSDK\.SecurityToken)"[^<>]{0,300}?\bVersion\s{0,9}=\s{0,9}"([^"]{0,100})"|<package\s[^<>]{0,300}?\bid="(AWSSDK\.SecurityToken)"[^<>]{0,300}?\bversion="([^"]{0,100})"/gi;

const NUGET_LOCK = /"(AWSSDK\.SecurityToken)":\s*\{[^{}]{0,400}?"resolved":\s*"(\d[\w.-]*)"/g;

/** .NET's STS package in packages.lock.json. Source: NuGet documentation, "Package references in project files". */
export function* nugetLocks(text: string): Generator<Pin> {
  for (const match of text.matchAll(NUGET_LOCK)) {
    const [whole, name, version] = match as unknown as [string, string, string];
    const span = { start: match.index, end: match.index + whole.length };
    yield { tool: 'aws-sdk-net', name, written: version, version, ...span };
  }
}

/**
 * .NET's STS package in project files. NuGet takes the lowest version that a reference allows. The STS endpoint is
 * chosen by AWSSDK.Core: a v3 package and the core that it asks for have the same hundreds in their third number
 * (change log of aws-sdk-net: 3.7.2xx with Core 3.7.204), so the version of one tells that of the other.
 */
export function* nugetPackages(text: string): Generator<Pin> {
  for (const match of text.matchAll(NUGET)) {
    const name = (match[1] ?? match[3])!;
    const written = (match[2] ?? match[4])!;
    const exact = /^\[?(\d+(?:\.\d+)+)\]?$/.exec(written)?.[1];
    const span = { start: match.index, end: match.index + match[0].length };
    yield { tool: 'aws-sdk-net', name, written, ...(exact === undefined ? {} : { version: exact }), ...span };
  }
}
