import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type Folder, folder, removeFolders } from './command';

const ROLE = 'arn:aws:iam::111122223333:role/RoleA';
const JANE = 'arn:aws:iam::111122223333:user/Jane';
const MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };

function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements }, undefined, 2);
}

const TRUST = policy(
  {
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::111122223333:root' },
    Action: 'sts:AssumeRole',
    Condition: MFA,
  },
  { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
);
const MAY_ASSUME = policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: ROLE });
const NO_STS = policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' });

const LIST = JSON.stringify({
  Roles: ['RoleA', 'RoleB'].map((RoleName) => ({
    RoleName,
    Arn: `arn:aws:iam::111122223333:role/${RoleName}`,
    AssumeRolePolicyDocument: JSON.parse(
      policy({
        Effect: 'Allow',
        Principal: { AWS: RoleName === 'RoleA' ? JANE : 'arn:aws:iam::444455556666:root' },
        Action: 'sts:AssumeRole',
      }),
    ),
  })),
});

/** The JSON answer to a question about `trust.json`. */
async function ask(here: Folder, ...args: readonly string[]) {
  const { code, out, err } = await here.runHere(['explain', 'trust.json', '-f', 'json', ...args]);
  assert.deepEqual({ code, err }, { code: 0, err: '' }, args.join(' '));
  return JSON.parse(out);
}

describe('sts-lens explain --caller', () => {
  afterEach(removeFolders);

  it('answers allowed, denied or depends, in the built command, and ends with 0 each time', () => {
    const here = folder({ 'trust.json': TRUST, 'may.json': MAY_ASSUME });
    const mfa = ['--context', 'aws:MultiFactorAuthPresent=true'];
    const cases: [string[], string, RegExp][] = [
      [
        ['--caller', 'service:lambda.amazonaws.com'],
        'allowed',
        /^trust\.json:1:1\n✓ Allowed: sts:AssumeRole on/,
      ],
      [['--caller', 'service:ec2.amazonaws.com'], 'denied', /\n✗ Denied: /],
      [
        ['--caller', JANE],
        'depends',
        /\n◇ It depends: .*\n\n◇ It is allowed if all of this is so:\n {2}· the condition of statement 1 /,
      ],
      [
        ['--caller', JANE, '--role', ROLE, '--identity-policy', 'may.json', ...mfa],
        'allowed',
        /✓ Condition met: only with MFA/,
      ],
    ];
    for (const [args, verdict, text] of cases) {
      const shown = here.run(['explain', 'trust.json', ...args]);
      assert.equal(shown.code, 0);
      assert.match(shown.out, text);
      const plain = here.run(['explain', 'trust.json', ...args, '--format', 'json']);
      assert.equal(JSON.parse(plain.out).verdict, verdict, args.join(' '));
    }
    assert.match(
      here.run(['explain', 'trust.json', '--caller', JANE, '-f', 'markdown']).out,
      /^## It depends: `sts:/,
    );
  });

  it('writes verdict, dependsOn and steps as JSON, each step with its place', async () => {
    const here = folder({ 'trust.json': TRUST });
    const answered = await ask(here, '--caller', 'service:lambda');
    assert.deepEqual(Object.keys(answered), ['verdict', 'dependsOn', 'steps']);
    assert.deepEqual(answered.dependsOn, []);
    const [first, second] = answered.steps;
    assert.equal(first.sentence, 'Statement 1 does not allow it.');
    assert.deepEqual([first.verdict, first.line, first.column], ['no', 4, 5]);
    assert.equal(second.steps[0].verdict, 'yes');
    assert.equal(TRUST.split('\n')[second.line - 1]?.trim(), '{');
    const open = await ask(here, '--caller', JANE, '--role', ROLE);
    assert.equal(open.dependsOn.length, 2);
    assert.match(open.dependsOn[0], /with MFA/);
  });

  it('takes every form of caller, and the action that fits it', async () => {
    const provider = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
    const saml = 'arn:aws:iam::111122223333:saml-provider/Corp';
    const trust = policy(
      { Effect: 'Allow', Principal: { Federated: provider }, Action: 'sts:AssumeRoleWithWebIdentity' },
      { Effect: 'Allow', Principal: { Federated: saml }, Action: 'sts:AssumeRoleWithSAML' },
      { Effect: 'Allow', Principal: { AWS: JANE }, Action: 'sts:AssumeRole' },
    );
    const here = folder({ 'trust.json': trust });
    const cases = {
      [`oidc:${provider}`]: 'allowed',
      [`saml:${saml}`]: 'allowed',
      [JANE]: 'allowed',
      '111122223333': 'depends',
    };
    for (const [caller, verdict] of Object.entries(cases)) {
      assert.equal((await ask(here, '--caller', caller, '--role', ROLE)).verdict, verdict, caller);
    }
    const tagging = await ask(here, '--caller', JANE, '--role', ROLE, '--action', 'sts:tagsession');
    assert.equal(tagging.verdict, 'denied');
  });

  it('reads KEY= as a key that the request does not carry, and a key given twice as two values', async () => {
    const trust = policy({
      Effect: 'Allow',
      Principal: { AWS: JANE },
      Action: 'sts:AssumeRole',
      Condition: { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'team' } },
    });
    const here = folder({ 'trust.json': trust });
    const verdict = async (...context: string[]) =>
      (await ask(here, '--role', ROLE, '--caller', JANE, ...context.flatMap((pair) => ['--context', pair])))
        .verdict;
    assert.equal(await verdict(), 'depends');
    assert.equal(await verdict('AWS:tagkeys='), 'denied');
    assert.equal(await verdict('aws:TagKeys=cost', 'aws:TagKeys=team'), 'allowed');
    assert.equal(await verdict('aws:TagKeys=a=b'), 'denied');
  });

  it("judges the caller's own policies and boundary, and names the file of what they say", async () => {
    const here = folder({ 'trust.json': TRUST, 'may.json': MAY_ASSUME, 'none.json': NO_STS });
    const mfa = ['--role', ROLE, '--caller', JANE, '--context', 'aws:MultiFactorAuthPresent=true'];
    const allowed = await ask(
      here,
      ...mfa,
      '--identity-policy',
      'none.json',
      '--identity-policy',
      'may.json',
    );
    assert.equal(allowed.verdict, 'allowed');
    assert.match(JSON.stringify(allowed.steps), /"file":"may\.json","line":4,"column":5/);
    assert.equal((await ask(here, ...mfa, '--identity-policy', 'none.json')).verdict, 'denied');
    const bound = await ask(here, ...mfa, '--identity-policy', 'may.json', '--boundary', 'none.json');
    assert.equal(bound.verdict, 'denied');
  });

  it('says of the role itself that AWS may still spare it', async () => {
    const here = folder({
      'trust.json': policy({ Effect: 'Allow', Principal: { AWS: JANE }, Action: 'sts:AssumeRole' }),
    });
    const self = await ask(here, '--caller', ROLE, '--role', ROLE);
    assert.equal(self.verdict, 'denied');
    assert.match(self.steps.at(-1).sentence, /allow-list/);
    const session = `${ROLE.replace(':iam:', ':sts:').replace(/:role\/.*/, ':assumed-role/')}${ROLE.split('/').at(-1)}/job`;
    assert.match(JSON.stringify(await ask(here, '--caller', session, '--role', ROLE)), /allow-list/);
    const other = await ask(here, '--caller', 'arn:aws:iam::111122223333:role/Other', '--role', ROLE);
    assert.doesNotMatch(JSON.stringify(other), /allow-list/);
  });

  it('answers for each policy of a file, or for the one of --role or --line', async () => {
    const here = folder({ 'trust.json': LIST });
    const all = await ask(here, '--caller', JANE);
    assert.deepEqual(
      all.map(({ role, verdict, line }: Record<string, unknown>) => [role, verdict, line]),
      [
        ['arn:aws:iam::111122223333:role/RoleA', 'allowed', 1],
        ['arn:aws:iam::111122223333:role/RoleB', 'denied', 1],
      ],
    );
    const one = await ask(here, '--caller', JANE, '--role', 'arn:aws:iam::111122223333:role/RoleB');
    assert.equal(one.verdict, 'denied');
    const column = String(LIST.lastIndexOf('Statement') + 1);
    assert.equal((await ask(here, '--caller', JANE, '--line', '1', '--column', column)).verdict, 'denied');
    const wrong = await here.runHere([
      'explain',
      'trust.json',
      '--caller',
      JANE,
      '--role',
      ROLE.replace('RoleA', 'C'),
    ]);
    assert.equal(wrong.code, 2);
    assert.match(
      wrong.err,
      /there is no trust policy of arn:.*role\/C here, but of arn:.*RoleA, arn:.*RoleB\.\n$/,
    );
  });

  it('uses --role without a caller too: it says whose a bare policy is', async () => {
    const here = folder({ 'trust.json': TRUST });
    const { out } = await here.runHere(['explain', 'trust.json', '--role', ROLE]);
    assert.match(out, /Role RoleA: /);
  });

  it('says what is expected where a question cannot be read, and ends with 2', async () => {
    const here = folder({ 'trust.json': TRUST, '.aws/config': '[default]\nregion = eu-west-1\n' });
    const cases: [string[], RegExp][] = [
      [
        ['--caller', 'bob'],
        /^sts-lens: bob names no caller\. Write an ARN .* service:NAME, oidc:ISSUER or saml:ARN\.\n/,
      ],
      [['--caller', 'saml:bob'], /names no caller/],
      [
        ['--caller', JANE, '--context', 'MFA'],
        /^sts-lens: MFA is no condition key with a value\. Write KEY=VALUE/,
      ],
      [['--caller', JANE, '--context', 'mfa=1'], /is no condition key/],
      [
        ['--caller', JANE, '--context', 'a:b=1', '--context', 'A:b='],
        /said to be in the request, and not to be in it/,
      ],
      [['--caller', JANE, '--action', 'AssumeRole'], /Did you mean sts:AssumeRole\?/],
      [['--context', 'a:b=1'], /^sts-lens: --context needs --caller/],
      [['--role', 'RoleA'], /^sts-lens: --role takes the ARN of a role/],
      [
        ['--caller', JANE, '--identity-policy', 'trust.json'],
        /^trust\.json: there is no permissions policy here\.\n/,
      ],
      [['--caller', JANE, '--boundary', 'gone.json'], /^gone\.json: there is no such file/],
    ];
    for (const [args, message] of cases) {
      const { code, out, err } = await here.runHere(['explain', 'trust.json', ...args]);
      assert.deepEqual({ code, out }, { code: 2, out: '' }, args.join(' '));
      assert.match(err, message);
    }
    const none = await here.runHere(['explain', '.aws/config', '--caller', JANE]);
    assert.deepEqual(none, { code: 2, out: '', err: '.aws/config: there is no trust policy here.\n' });
  });
});
