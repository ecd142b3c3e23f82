/** The part of a URI behind `root`, decoded; of a URI elsewhere, all that follows its scheme. */
export function relativePath(uri: string, root: string | undefined): string {
  const decodedUri = decoded(uri);
  const decodedRoot = root === undefined ? undefined : decoded(root);
  return decodedRoot !== undefined && decodedUri.startsWith(decodedRoot)
    ? decodedUri.slice(decodedRoot.length)
    : decodedUri.replace(/^[a-z][a-z0-9+.-]*:\/*/i, '');
}

/** A URI with its percent signs undone, or as it is where they are malformed. */
export function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/** The last part of a URI, decoded: the name of the file. */
export function fileName(uri: string): string {
  return decoded(uri.slice(uri.lastIndexOf('/') + 1));
}

/** The URI of the folder a file lies in, with its last slash. */
export function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/') + 1);
}

/** The URI of a path relative to a folder, with `.` and `..` worked out; undefined where it leads out of all folders. */
export function resolvedUri(folder: string, path: string): string | undefined {
  const root = /^[a-z][\w+.-]*:\/\/[^/]*\//i.exec(folder)?.[0] ?? '';
  const parts = folder.slice(root.length).split('/').slice(0, -1);
  const steps = path.split('/');
  for (const step of steps.slice(0, -1)) {
    if (step === '' || step === '.') continue;
    if (step !== '..') parts.push(encodeURIComponent(step));
    else if (parts.pop() === undefined) return undefined;
  }
  const last = steps.at(-1)!;
  return `${root}${[...parts, encodeURIComponent(last)].join('/')}`;
}
