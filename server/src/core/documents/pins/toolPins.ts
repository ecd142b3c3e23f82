import { plainTextEdits } from '../../syntax/plainText';
import { fileName } from '../../text/uri';
import type { Opened } from '../kind';
import type { ToolPinSubject } from '../subjects';
import { dockerfilePins } from './containers';
import { bunPackages, npmPackages, pnpmPackages, yarnPackages } from './javascript';
import {
  composerPackages,
  gemfilePins,
  gems,
  goModules,
  javaArtifacts,
  javaLocks,
  nugetLocks,
  nugetPackages,
} from './otherLanguages';
import type { PinReader } from './pin';
import { condaLocks, condaPackages, lockedPackages, pythonKeys, pythonSpecifiers } from './python';

/** Which readers look into a file, by its name. */
const READERS: readonly (readonly [RegExp, readonly PinReader[]])[] = [
  [/^package(?:-lock)?\.json$|^npm-shrinkwrap\.json$/, [npmPackages]],
  [/^pnpm-lock\.yaml$/, [pnpmPackages]],
  [/^yarn\.lock$/, [yarnPackages]],
  [/^bun\.lock$/, [bunPackages]],
  [/^(?:[\w.-]*requirements[\w.-]*|constraints[\w.-]*)\.(?:txt|in)$/, [pythonSpecifiers]],
  [/^(?:pyproject\.toml|Pipfile|setup\.py|setup\.cfg)$/, [pythonSpecifiers, pythonKeys]],
  [/^(?:poetry|uv|pdm|Cargo)\.lock$|^Pipfile\.lock$|^pylock(?:\.[\w-]+)?\.toml$/, [lockedPackages]],
  [/^conda-lock\.ya?ml$/, [condaLocks]],
  [/^(?:environment|conda)[\w.-]*\.ya?ml$/, [condaPackages, pythonSpecifiers]],
  [/^go\.mod$/, [goModules]],
  [/^pom\.xml$|\.gradle(?:\.kts)?$/, [javaArtifacts]],
  [/^gradle\.lockfile$|\.versions\.toml$|\.sbt$/, [javaLocks]],
  [/^Gemfile\.lock$/, [gems]],
  [/^Gemfile$|\.gemspec$/, [gemfilePins]],
  [/^composer\.(?:json|lock)$/, [composerPackages]],
  [/^packages\.lock\.json$/, [nugetLocks]],
  [/\.(?:cs|fs|vb)proj$|^packages\.config$|^Directory\.Packages\.props$/, [nugetPackages]],
  [/^(?:docker|container)file(?:[._-].*)?$|\.dockerfile$/i, [dockerfilePins]],
];

/** Words of which a file that pins one of our tools holds at least one. */
const TELLING = /boto|awscli|aws-sdk|aws\/aws-sdk-php|com\.amazonaws|AWSSDK\.SecurityToken/;

/** The AWS tools and SDKs whose versions a file pins: manifests, lock files, Dockerfiles. */
export function toolPins(file: Opened): ToolPinSubject[] {
  const readers = readersOf(file.uri);
  if (readers === undefined || !TELLING.test(file.text)) return [];
  const source = { uri: file.uri, edits: plainTextEdits };
  const pins: ToolPinSubject[] = [];
  for (const read of readers) {
    for (const { start, end, ...pin } of read(file.text)) {
      pins.push({ kind: 'toolPin', source, span: { start, end }, ...pin });
    }
  }
  return pins;
}

function readersOf(uri: string): readonly PinReader[] | undefined {
  const name = fileName(uri);
  return READERS.find(([pattern]) => pattern.test(name))?.[1];
}
