import type { Connection } from 'vscode-languageserver';
import { IGNORED_GLOB, INDEX_GLOB } from './fileNames';
import {
  LIST_FILES_REQUEST,
  type ListFilesParams,
  READ_FILE_REQUEST,
  type ReadFileParams,
  type ReadFileResult,
} from './protocol';
import type { Files } from './runtime';

const NONE: ReadonlySet<string> = new Set();

/** Files through the client, which alone can reach virtual file systems. */
function clientFiles(connection: Connection): Files {
  return {
    handles: () => true,
    async list(folder, limit) {
      const params: ListFilesParams = { folder, include: INDEX_GLOB, exclude: IGNORED_GLOB, limit };
      const found: unknown = await connection.sendRequest(LIST_FILES_REQUEST, params).catch(() => []);
      return Array.isArray(found) ? found.filter((uri) => typeof uri === 'string') : [];
    },
    async read(uri, limit) {
      const params: ReadFileParams = { uri, limit };
      const read = await connection
        .sendRequest<ReadFileResult | null>(READ_FILE_REQUEST, params)
        .catch(() => null);
      return typeof read?.text === 'string' ? read.text : undefined;
    },
  };
}

/**
 * The first of these that can read a URI: the process itself, then the client where it offers to, then nobody.
 * @param viaClient whether the client answers `stsLens/listFiles` and `stsLens/readFile`
 */
export function filesFor(own: Files | undefined, connection: Connection, viaClient: boolean): Files {
  const all = [...(own ? [own] : []), ...(viaClient ? [clientFiles(connection)] : [])];
  const handler = (uri: string) => all.find((files) => files.handles(uri));
  return {
    handles: (uri) => handler(uri) !== undefined,
    list: async (folder, limit, stop) => (await handler(folder)?.list(folder, limit, stop)) ?? [],
    leftOut: async (folder, uris) => (await handler(folder)?.leftOut?.(folder, uris)) ?? NONE,
    read: async (uri, limit) => handler(uri)?.read(uri, limit),
  };
}
