import { openDocument } from '../../../server/src/core/documents/open';
import type { ProfileSubject } from '../../../server/src/core/documents/subjects';
import { plain } from '../../../server/src/core/explain/sentence';
import { type EndpointInput, resolveEndpoint } from '../../../server/src/core/sts/endpoint';
import { mergeProfiles } from '../../../server/src/core/sts/profiles';
import type { ToolId } from '../../../server/src/core/sts/tools';

/** The profile sections of a config and a credentials file in one folder. */
export function sections(config: string, credentials = ''): ProfileSubject[] {
  return [
    ...openDocument({ uri: 'file:///home/.aws/config', text: config }).subjects,
    ...openDocument({ uri: 'file:///home/.aws/credentials', text: credentials }).subjects,
  ].filter((subject) => subject.kind === 'profile');
}

export interface Case extends Partial<Omit<EndpointInput, 'profiles'>> {
  readonly config?: string;
  readonly credentials?: string;
}

/** What a tool calls, as one line: the host, with the signing Region where it is another, or "refused: …". */
export function called(tool: string, { config, credentials, ...rest }: Case): string {
  const [, id, version] = /^(.+)@([\d.]+)$/.exec(tool)!;
  const input = { env: {}, ...rest, profiles: mergeProfiles(sections(config ?? '', credentials)) };
  const answer = resolveEndpoint(input, id as ToolId, version!);
  if (answer.host === undefined) return `refused: ${plain(answer.error)}`;
  const signed = answer.host.includes(answer.signingRegion) ? '' : ` for ${answer.signingRegion}`;
  return `${answer.host}${signed}`;
}
