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

/** To the end of a line that no backslash continues, or to a sign that ends a command. */
const COMMAND = /(?:\\\r?\n|[^&|;\n])+/g;
const IMAGE = /^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*(\S+)/i;

/** Tools that a Dockerfile installs: by pip with a version, or as the package of the distribution it builds on. */
export function* dockerfilePins(text: string): Generator<Pin> {
  yield* pythonSpecifiers(text);
  let version: string | undefined;
  for (const { 0: command, index } of text.matchAll(COMMAND)) {
    const beginsLine = index === 0 || text[index - 1] === '\n';
    const image = beginsLine ? IMAGE.exec(command)?.[1] : undefined;
    if (image !== undefined) version = RELEASES.find(([pattern]) => pattern.test(image))?.[1];
    const end = version === undefined ? undefined : endOfPackage(command);
    if (end === undefined || version === undefined) continue;
    const name = command.slice(end - 'awscli'.length, end);
    yield {
      tool: 'aws-cli',
      name,
      written: version,
      version,
      start: index + end - name.length,
      end: index + end,
    };
  }
}

/** Where the package `awscli` ends among those that a command installs by apt. */
function endOfPackage(command: string): number | undefined {
  const apt = command.search(/\bapt(?:-get)?\b/i);
  const install = apt < 0 ? -1 : command.slice(apt).search(/\binstall\b/i);
  if (install < 0) return undefined;
  const found = /\sawscli(?=[\s\\]|$)/i.exec(command.slice(apt + install));
  return found === null ? undefined : apt + install + found.index + found[0].length;
}
