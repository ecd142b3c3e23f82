// Writes server/src/core/data from published packages: `npm run gen:data`. Run by hand, because it downloads them;
// `npm run gen` does not.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail, isMain } from '../entry.mjs';
import { PACKAGES, withPackages } from './dataPackages.mjs';
import {
  corrected,
  KEY_TYPES,
  readCdkPrincipals,
  readGlobalKeys,
  readPrefixes,
  readPulumiPrincipals,
  readRoleActions,
  readServiceKeys,
  sorted,
} from './dataShapes.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);

/**
 * Where AWS's documentation says otherwise than the package. The generator fails when the package says something
 * new, so that no correction outlives its reason.
 */
const CORRECTIONS = [
  // IAM User Guide, "AWS global condition context keys", aws:SourceVpcArn: data type ARN.
  { key: 'aws:SourceVpcArn', from: 'String', to: 'ARN' },
  // IAM User Guide, "AWS global condition context keys", aws:SignInSessionArn: data type ARN, single-valued.
  { key: 'aws:SignInSessionArn', from: undefined, to: 'ARN' },
  // IAM User Guide, "IAM and AWS STS condition context keys", amr: multivalued.
  { key: 'cognito-identity.amazonaws.com:amr', from: 'String', to: 'ArrayOfString' },
  // CodeBuild User Guide, "Use CodeBuild condition keys as IAM service role variables": sent by builds to all services.
  { key: 'codebuild:buildArn', from: undefined, to: 'ARN' },
  { key: 'codebuild:projectArn', from: undefined, to: 'ARN' },
  // Access Analyzer policy checks, "Deprecated global condition key": the old name of aws:PrincipalArn and aws:SourceArn.
  { key: 'aws:ARN', from: undefined, to: 'ARN' },
];

/**
 * The generated files, from the unpacked packages.
 * @param {Record<keyof typeof PACKAGES, string>} folders
 * @returns {{file: string, text: string}[]}
 */
function generate(folders) {
  const data = (file) => JSON.parse(readFileSync(path.join(folders.iamData, 'data', file), 'utf8'));
  const actions = readRoleActions(data('actions/sts.json'));
  const { globalConditionKeys } = require(path.join(folders.iamData, 'dist/cjs/globalConditionKeys.js'));
  const service = readServiceKeys(data('conditionKeys/sts.json'));
  const keys = corrected(new Map([...service, ...readGlobalKeys(globalConditionKeys)]), CORRECTIONS);
  for (const [name, needed] of actions) {
    const missing = needed.find((key) => !keys.has(key));
    if (missing !== undefined) throw new Error(`The key ${missing} of ${name} has no type.`);
  }
  const { Principals } = require(path.join(folders.pulumi, 'iam/principals.js'));
  const principals = sorted([
    ...readPulumiPrincipals(Principals),
    ...readCdkPrincipals(compiledFiles(folders.cdk)),
  ]);
  const prefixes = readPrefixes(data('services.json'));
  return [
    { file: 'stsActions.ts', text: stsActions(actions) },
    { file: 'conditionKeys.ts', text: conditionKeys(keys) },
    { file: 'servicePrincipals.ts', text: servicePrincipals(principals) },
    { file: 'servicePrefixes.ts', text: servicePrefixes(prefixes) },
  ];
}

function* compiledFiles(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    const file = name.replaceAll('\\', '/');
    if (/^aws-[\w-]+\/lib\/.*\.js$/.test(file)) yield readFileSync(path.join(folder, file), 'utf8');
  }
}

function stsActions(actions) {
  const rows = [...actions].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${header(PACKAGES.iamData)}
/**
 * The STS actions that a role's trust policy may name, and the condition keys that the Service Authorization
 * Reference lists for each. \`aws:…\` keys that go with every request are not among them.
 */
export const STS_ACTION_KEYS = {
${rows.map(([name, keys]) => `  'sts:${name}': [\n${lines(keys, '    ')}\n  ],`).join('\n')}
} as const satisfies Readonly<Record<string, readonly string[]>>;
`;
}

function conditionKeys(keys) {
  const groups = KEY_TYPES.map((type) => [
    type,
    sorted([...keys].filter(([, t]) => t === type).map(([k]) => k)),
  ]);
  return `${header(PACKAGES.iamData, 'Corrections, each with its source: scripts/gen/data.mjs.')}
/**
 * The global condition keys, those that other services send along with a session, and those of STS with its
 * identity providers, by the type of their values. \`\${…}\` in a key stands for any text. \`ArrayOf…\`: a request may
 * carry several values.
 */
export const CONDITION_KEYS = {
${groups.map(([type, names]) => `  ${type}: [\n${lines(names, '    ')}\n  ],`).join('\n')}
} as const satisfies Readonly<Record<string, readonly string[]>>;
`;
}

function servicePrincipals(names) {
  return `${header([PACKAGES.pulumi, PACKAGES.cdk])}
/** Service principals, without \`.amazonaws.com\`. Not complete: AWS publishes no list. */
export const SERVICE_PRINCIPALS = [
${lines(names, '  ')}
] as const;
`;
}

function servicePrefixes(prefixes) {
  return `${header(PACKAGES.iamData)}
/**
 * The prefixes of AWS services, such as \`ec2\` of \`ec2:RunInstances\`, separated by spaces. Most services have a
 * principal of the same name, but not all.
 */
export const SERVICE_PREFIXES =
  '${prefixes.join(' ')}';
`;
}

function header(packages, more = '') {
  const from = [packages].flat().map((p) => `//   ${p.name} ${p.version} of ${p.published} (${p.licence})`);
  return `// Generated by scripts/gen/data.mjs (npm run gen:data) from\n${from.join('\n')}\n// Do not edit.${more === '' ? '' : ` ${more}`}\n`;
}

/** Quoted values, as many on a line as fit. */
function lines(values, indent) {
  const result = [];
  let line = indent;
  for (const value of values) {
    const quoted = `'${value}',`;
    if (line.trim() !== '' && line.length + quoted.length + 1 > 110) {
      result.push(line);
      line = indent;
    }
    line += line.trim() === '' ? quoted : ` ${quoted}`;
  }
  return [...result, line].join('\n');
}

async function main() {
  const folder = path.join(root, 'server/src/core/data');
  mkdirSync(folder, { recursive: true });
  const files = await withPackages(async (folders) => generate(folders));
  for (const { file, text } of files) {
    writeFileSync(path.join(folder, file), text);
    console.log(`wrote server/src/core/data/${file}`);
  }
}

if (isMain(import.meta.url)) main().catch(fail);
