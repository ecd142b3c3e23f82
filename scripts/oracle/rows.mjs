import { readFileSync } from 'node:fs';

/** The package names that `sts-lens endpoint --tool` takes, by the families of the manifest. */
export const PACKAGES = {
  botocore: 'botocore',
  'awscli-v1': 'aws-cli',
  'awscli-v2': 'aws-cli',
  'js-v2': 'aws-sdk',
  'js-v3': '@aws-sdk/client-sts',
  ruby: 'aws-sdk-core',
  'go-v1': 'aws-sdk-go',
  'go-v2': 'aws-sdk-go-v2',
};

/** The lines of a file, without the last line end. */
export function linesOf(file) {
  return readFileSync(file, 'utf8').trim().split('\n');
}

/** The objects of a file with one JSON text a line. */
export function objectsOf(file) {
  return linesOf(file).map((line) => JSON.parse(line));
}

/** Where a request of a row of run.mjs went: `host signing-Region`, or `host` when it was not signed. */
export function requestOf(row) {
  const unsigned =
    row.signingRegion == null || (row.signingRegion === '' && /WebIdentity/.test(row.action ?? ''));
  return unsigned ? row.host : `${row.host} ${row.signingRegion}`;
}
