import type { Pin } from './pin';
import { pythonSpecifiers } from './python';

/**
 * The AWS CLI v1 that distributions still in use carry in their own packages, by the names of the releases.
 * Source: the package index of Debian 11 (`awscli` 1.19.1-1); for Ubuntu the versions by which published Dockerfiles
 * ask apt for it (1.18.69-1ubuntu0.20.04.1 and 1.22.34-1), which are also what `aws --version` says there.
 */
const RELEASES: readonly (readonly [RegExp, string])[] = [
  [/^(?:[\w./-]*\/)?ubuntu:(?:20\.04|focal)|[:-]focal\b/, '1.18.69'],
  [/^(?:[\w./-]*\/)?ubuntu:(?:22\.04|jammy)|[:-]jammy\b/, '1.22.34'],
  [/^(?:[\w./-]*\/)?debian:(?:11|bullseye)|[:-]bullseye\b/, '1.19.1'],
];

/** Tools that a Dockerfile installs: by pip with a version, or as the package of the distribution it builds on. */
export function* dockerfilePins(text: string): Generator<Pin> {
  yield* pythonSpecifiers(text);
  let version: string | undefined;
  const command =
    /^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*(\S+)|\bapt(?:-get)?\b[^&|;\n]*\binstall\b(?:[^&|;\n]|\\\r?\n)*?\s(awscli)(?=[\s\\;&]|$)/gim;
  for (const match of text.matchAll(command)) {
    const [whole, image, name] = match as unknown as [string, string?, string?];
    if (image !== undefined) version = RELEASES.find(([pattern]) => pattern.test(image))?.[1];
    if (name === undefined || version === undefined) continue;
    const end = match.index + whole.length;
    yield { tool: 'aws-cli', name, written: version, version, start: end - name.length, end };
  }
}
