/**
 * Evaluations a second, on one core, explanation included: `node test/bench/evaluate.mjs` after `npx tsc -b`.
 * Prints the distribution over many short batches as one line of JSON per case.
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const load = (path) => require(`../../out/server/src/core/${path}.js`);
const { json } = load('syntax/json');
const { readPolicy } = load('iam/policy');
const { evaluate } = load('iam/evaluate');
const { parseCaller } = load('iam/caller');
const { parseRoleArn } = load('iam/arn');
const { contextOf } = load('iam/request');

const ROLE = 'arn:aws:iam::111122223333:role/app/Deploy';
const policyOf = (value) => readPolicy(json.parse(JSON.stringify(value)).root);
const role = parseRoleArn(ROLE);

const BUSY = policyOf({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: ['ec2.amazonaws.com', 'lambda.amazonaws.com'] },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
    },
    {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: 'sts:AssumeRole',
      Condition: {
        ArnLike: {
          'aws:PrincipalArn': ['arn:aws:iam::*:role/app/*', 'arn:aws:iam::111122223333:role/Build'],
        },
        StringEquals: { 'sts:ExternalId': 'abc' },
      },
    },
    {
      Effect: 'Allow',
      Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' },
        StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:acme/shop:*' },
      },
    },
    {
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 'sts:*',
      Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } },
    },
  ],
});
const SIMPLE = policyOf({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: ROLE }, Action: 'sts:AssumeRole' }],
});
const IDENTITY = policyOf({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::111122223333:role/app/*' },
  ],
});

const action = 'sts:AssumeRole';
const CASES = {
  'one statement, the role itself': [SIMPLE, { caller: parseCaller(ROLE), action, role, context: new Map() }],
  'four statements, open context': [BUSY, { caller: parseCaller(ROLE), action, role, context: new Map() }],
  'four statements, full context, identity policy': [
    BUSY,
    {
      caller: parseCaller('arn:aws:iam::111122223333:role/Build'),
      action,
      role,
      context: contextOf({ 'sts:ExternalId': 'abc', 'aws:PrincipalOrgID': 'o-abcdefghij' }),
      contextIsComplete: true,
      identityPolicies: [IDENTITY],
    },
  ],
  'four statements, GitHub': [
    BUSY,
    {
      caller: parseCaller('oidc:token.actions.githubusercontent.com'),
      action: 'sts:AssumeRoleWithWebIdentity',
      role,
      context: contextOf({
        'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
        'token.actions.githubusercontent.com:sub': 'repo:acme/shop:ref:refs/heads/main',
        'aws:PrincipalOrgID': 'o-abcdefghij',
      }),
    },
  ],
};

const BATCH = 1000;
const BATCHES = 300;

for (const [name, [policy, request]] of Object.entries(CASES)) {
  let verdict = '';
  const rates = [];
  let cpu = 0;
  for (let i = 0; i < BATCHES + 50; i++) {
    const start = process.hrtime.bigint();
    const startCpu = process.cpuUsage();
    for (let j = 0; j < BATCH; j++) verdict = evaluate(policy, request).verdict;
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    const { user, system } = process.cpuUsage(startCpu);
    if (i >= 50) rates.push(BATCH / seconds);
    cpu += i >= 50 ? (user + system) / 1e6 : 0;
  }
  rates.sort((a, b) => a - b);
  const at = (share) => Math.round(rates[Math.min(rates.length - 1, Math.floor(share * rates.length))]);
  const perSecond = { min: at(0), p1: at(0.01), median: at(0.5), p99: at(0.99) };
  // On a busy machine the clock also counts other programs' time; this counts our own.
  const perCpuSecond = Math.round((BATCH * BATCHES) / cpu);
  const result = { case: name, verdict, perSecond, perCpuSecond };
  console.log(JSON.stringify(result));
}
