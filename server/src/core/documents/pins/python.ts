import type { ToolId } from '../../sts/tools';
import type { Pin } from './pin';
import { allowedBy } from './versions';

const TOOLS: Readonly<Record<string, ToolId>> = { boto3: 'boto3', botocore: 'botocore', awscli: 'aws-cli' };

const SPECIFIER =
  /(?<![\w.=/-])(boto3|botocore|awscli)(?:\[[\w, -]*\])?[ \t]*\(?((?:(?:===?|~=|<=?|>=?|!=)[ \t]*\d[\w.*]*[ \t]*,?[ \t]*)+)/g;

/**
 * Packages with version specifiers, as in requirements files, in lists of pyproject.toml and setup.py, and behind
 * `pip install`.
 * Source: Python Packaging User Guide, "Dependency specifiers".
 */
export function* pythonSpecifiers(text: string): Generator<Pin> {
  for (const match of text.matchAll(SPECIFIER)) {
    const [whole, name, specifier] = match as unknown as [string, string, string];
    const line = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index);
    if (/^\s*(?:#|Requires-Dist)/.test(line)) continue;
    const written = specifier.trim().replace(/,$/, '');
    const end = match.index + whole.trimEnd().length;
    yield { tool: TOOLS[name]!, name, written, ...allowedBy(written), start: match.index, end };
  }
}

const KEY =
  /^[ \t]*["']?(boto3|botocore|awscli)["']?[ \t]*=[ \t]*(?:\{[^}\n]*?\bversion[ \t]*=[ \t]*)?["']([^"'\n]*)["']/gm;

/** `boto3 = "^1.34"`: dependencies of Poetry and of a Pipfile, where a bare version is that version. */
export function* pythonKeys(text: string): Generator<Pin> {
  for (const match of text.matchAll(KEY)) {
    const [whole, name, written] = match as unknown as [string, string, string];
    const start = match.index + whole.indexOf(name);
    const end = match.index + whole.length;
    yield { tool: TOOLS[name]!, name, written, ...allowedBy(written), start, end };
  }
}

const LOCKED = /^name = "(boto3|botocore|awscli|aws-sdk-sts)"\r?\nversion = "([^"\n]*)"/gm;
const LOCKED_JSON = /"(boto3|botocore|awscli)":\s*\{[^{}]{0,8000}?"version":\s*"==([^"]*)"/g;

/** Lock files of Poetry, uv, PDM and Cargo and pylock.toml, which write packages alike, and of Pipenv. */
export function* lockedPackages(text: string): Generator<Pin> {
  for (const pattern of [LOCKED, LOCKED_JSON]) {
    for (const match of text.matchAll(pattern)) {
      const [whole, name, version] = match as unknown as [string, string, string];
      const tool = TOOLS[name] ?? 'aws-sdk-rust';
      yield { tool, name, written: version, version, start: match.index, end: match.index + whole.length };
    }
  }
}

const CONDA_LOCK =
  /^[ \t]*-[ \t]*name:[ \t]*(boto3|botocore|awscli)\r?\n[ \t]+version:[ \t]*["']?(\d[\w.]*)/gm;

/** Packages in conda-lock.yml. Source: conda-lock documentation, "Output formats". */
export function* condaLocks(text: string): Generator<Pin> {
  for (const match of text.matchAll(CONDA_LOCK)) {
    const [whole, name, version] = match as unknown as [string, string, string];
    const start = match.index + whole.indexOf('name');
    yield { tool: TOOLS[name]!, name, written: version, version, start, end: match.index + whole.length };
  }
}

const CONDA = /^[ \t]*-[ \t]*(?:[\w-]+::)?(boto3|botocore|awscli)[ \t]*(=)[ \t]*(\d[\w.*]*)/gm;

/** `- boto3=1.34` in a Conda environment: one sign matches all versions that begin so. */
export function* condaPackages(text: string): Generator<Pin> {
  for (const match of text.matchAll(CONDA)) {
    const [whole, name, sign, version] = match as unknown as [string, string, string, string];
    const start = match.index + whole.indexOf(name);
    const allowed = sign === '=' && /^\d+(?:\.\d+)?$/.test(version) ? `${version}.*` : version;
    const end = match.index + whole.length;
    yield { tool: TOOLS[name]!, name, written: `${sign}${version}`, ...allowedBy(allowed), start, end };
  }
}
