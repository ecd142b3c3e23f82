import { openDocument } from '../../../server/src/core/documents/open';
import type { ProfileSubject } from '../../../server/src/core/documents/subjects';
import { plain } from '../../../server/src/core/explain/sentence';
import { type EndpointInput, resolveEndpoint } from '../../../server/src/core/sts/endpoint';
import type { ConfigFile } from '../../../server/src/core/sts/reading/reading';
import type { ToolId } from '../../../server/src/core/sts/tools';

/** The profile sections of a config and a credentials file in one folder. */
export function sections(config: string, credentials = ''): ProfileSubject[] {
  return [
    ...openDocument({ uri: 'file:///home/.aws/config', text: config }).subjects,
    ...openDocument({ uri: 'file:///home/.aws/credentials', text: credentials }).subjects,
  ].filter((subject) => subject.kind === 'profile');
}

export interface Case extends Partial<Omit<EndpointInput, 'disk' | 'credentials'>> {
  readonly config?: string;
  readonly credentials?: string;
  readonly noConfigFile?: boolean;
}

/** What an STS client is made from, with the files of a home folder. A config file is there unless it is denied. */
export function inputOf({ config, credentials, noConfigFile, ...rest }: Case): EndpointInput {
  const files = new Map<string, ConfigFile>();
  const add = (name: string, text: string) =>
    files.set(`/home/.aws/${name}`, { uri: `file:///home/.aws/${name}`, text });
  if (noConfigFile !== true) add('config', config ?? '');
  if (credentials !== undefined) add('credentials', credentials);
  return { env: {}, ...rest, disk: { home: '/home', files } };
}

/** What a tool calls, as one line: the host, with the signing Region where it is another, or "refused: …". */
export function called(tool: string, given: Case): string {
  const [, id, version] = /^(.+)@([\d.]+)$/.exec(tool)!;
  const answer = resolveEndpoint(inputOf(given), id as ToolId, version!);
  if (answer.host === undefined) return `refused: ${plain(answer.error)}`;
  const signed = answer.host.includes(answer.signingRegion) ? '' : ` for ${answer.signingRegion}`;
  return `${answer.host}${signed}`;
}
