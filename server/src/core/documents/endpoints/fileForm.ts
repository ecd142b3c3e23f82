import { fileName } from '../../text/uri';
import type { CommentStyle } from './comments';

/**
 * How values are written in a file. `line`: a bare value ends with its line, as in `.env` files, INI and batch files.
 * `shell`: it ends at white space. `code`: only what stands in quotes is a value. `structured`: YAML, where a bare
 * value ends with its line or at a bracket.
 */
export type Writing = 'line' | 'shell' | 'code' | 'structured';

/** What must be known of a file's language to find settings in it. */
export interface FileForm {
  readonly writing: Writing;
  readonly comments: readonly CommentStyle[];
  /** Mostly data rather than settings: a name alone says little. */
  readonly data?: true;
}

const form = (writing: Writing, ...comments: CommentStyle[]): FileForm => ({ writing, comments });

const SHELL = form('shell', 'hash');
const YAML = form('structured', 'hash', 'helm');
const C_LIKE = form('code', 'c');
const PYTHON = form('code', 'hash', 'docstring');
const HCL = form('code', 'hash', 'c');
const DOTENV = form('line', 'hash');
const INI = form('line', 'ini');
const JSON_LIKE: FileForm = { ...C_LIKE, data: true };
const XML = form('code', 'xml');
const BATCH = form('line', 'rem');

/** By the ending of the name. What is not here is prose, data or nothing we know: nothing is looked for in it. */
const BY_ENDING: Readonly<Record<string, FileForm>> = {
  sh: SHELL,
  bash: SHELL,
  zsh: SHELL,
  ksh: SHELL,
  csh: SHELL,
  fish: SHELL,
  envrc: SHELL,
  mk: SHELL,
  dockerfile: SHELL,
  containerfile: SHELL,
  ps1: form('code', 'hash', 'powershell'),
  psm1: form('code', 'hash', 'powershell'),
  psd1: form('code', 'hash', 'powershell'),
  bat: BATCH,
  cmd: BATCH,
  yaml: YAML,
  yml: YAML,
  json: JSON_LIKE,
  jsonc: JSON_LIKE,
  json5: JSON_LIKE,
  'code-workspace': JSON_LIKE,
  toml: form('code', 'hash'),
  env: DOTENV,
  service: INI,
  socket: INI,
  ini: INI,
  cfg: INI,
  conf: INI,
  properties: INI,
  cnf: INI,
  xml: XML,
  config: XML,
  tf: HCL,
  tofu: HCL,
  tfvars: HCL,
  hcl: HCL,
  nomad: HCL,
  py: PYTHON,
  pyi: PYTHON,
  bzl: PYTHON,
  rb: form('code', 'hash'),
  pl: form('code', 'hash'),
  ex: form('code', 'hash'),
  exs: form('code', 'hash'),
  r: form('code', 'hash'),
  nix: form('code', 'hash'),
  php: form('code', 'c', 'hash'),
  lua: form('code', 'dash'),
  sql: form('code', 'dash'),
  hs: form('code', 'dash'),
  ...Object.fromEntries(
    (
      'js jsx ts tsx mjs cjs mts cts vue svelte go java kt kts scala groovy gradle cs fs vb swift rs c h cc cpp cxx hpp m mm ' +
      'dart zig jsonnet libsonnet cue proto bicep'
    )
      .split(' ')
      .map((ending) => [ending, C_LIKE] as const),
  ),
};

const BY_LANGUAGE: Readonly<Record<string, FileForm>> = {
  shellscript: SHELL,
  dockerfile: SHELL,
  makefile: SHELL,
  dotenv: DOTENV,
  yaml: YAML,
  dockercompose: YAML,
  helm: YAML,
  'github-actions-workflow': YAML,
  powershell: form('code', 'hash', 'powershell'),
  bat: BATCH,
  python: PYTHON,
  javascript: C_LIKE,
  typescript: C_LIKE,
  go: C_LIKE,
  java: C_LIKE,
  terraform: HCL,
  properties: INI,
  ini: INI,
  'aws-config': INI,
};

/** Names that say what a file is whatever its ending. */
const BY_NAME: readonly (readonly [RegExp, FileForm])[] = [
  [/^(?:docker|container)file(?:[._-].*)?$/i, SHELL],
  [/^(?:gnu)?makefile(?:\..+)?$|^justfile$/i, SHELL],
  [/^\.?env(?:\.[\w.-]+)?$|^environment$|\.env\.[\w-]+$/i, DOTENV],
  [/^\.(?:bashrc|bash_profile|profile|zshrc|zshenv|zprofile|kshrc)$/, SHELL],
  [/^jenkinsfile/i, C_LIKE],
  // Templates that Helm charts share.
  [/^_[\w-]+\.tpl$/, YAML],
];

/** Templates of other files: `values.yaml.tpl`, `run.sh.j2`, `app.env.template`. */
const TEMPLATE = /\.(?:tpl|tmpl|j2|jinja2?|gotmpl|tftpl|erb|template|in|dist|example|sample)$/i;

/** The form of a file, by its name, else the editor's language, else its first line; undefined for one not looked at. */
export function formOf(uri: string, languageId: string | undefined, text: string): FileForm | undefined {
  const whole = fileName(uri);
  const name = whole.replace(TEMPLATE, '');
  const ending = /\.([\w-]+)$/.exec(name)?.[1]?.toLowerCase();
  const special = BY_NAME.find(([pattern]) => pattern.test(name) || pattern.test(whole));
  // Programs and prose about variables are none: `env.ts`, `env.md`.
  const isOther =
    /^env\./i.test(name) &&
    (/^(?:md|mdx|rst|txt)$/.test(ending ?? '') || Object.hasOwn(BY_ENDING, ending ?? ''));
  if (special !== undefined && !isOther) return special[1];
  if (/[\\/]\.aws[\\/](?:config|credentials)$/.test(uri)) return INI;
  if (ending !== undefined && Object.hasOwn(BY_ENDING, ending)) return BY_ENDING[ending];
  if (languageId !== undefined && Object.hasOwn(BY_LANGUAGE, languageId)) return BY_LANGUAGE[languageId];
  const first = /^#!.*\b(?:(ba|z|k|da|fi)?sh|python|node|ruby|perl)/.exec(text.slice(0, 100))?.[0];
  if (first === undefined) return undefined;
  if (/sh$/.test(first)) return SHELL;
  return /python$/.test(first) ? PYTHON : /node$/.test(first) ? C_LIKE : form('code', 'hash');
}
