import assert from 'node:assert/strict';
import { plain } from '../../../server/src/core/explain/sentence';
import type { Fix } from '../../../server/src/core/rules/finding';
import notGranted from '../../../server/src/core/rules/self-assume-not-granted';
import { applyEdits } from '../../../server/src/core/text/edit';
import { Workspace } from '../rules/workspace';

const ROLE = 'arn:aws:iam::111122223333:role/App';
const SETTINGS = { roles: { 'trust.json': ROLE } };

function fixesOf(text: string): readonly Fix[] {
  const [finding] = new Workspace({ 'trust.json': text }, SETTINGS).findings('trust.json', [notGranted]);
  assert.ok(finding, 'no finding');
  return finding.fixes();
}

function applied(text: string, id: string): string {
  const fix = fixesOf(text).find((each) => each.id === id);
  assert.ok(fix?.change.kind === 'edits', `no fix ${id}`);
  const result = applyEdits(
    text,
    fix.change.files.flatMap((file) => file.edits),
  );
  assert.doesNotThrow(() => JSON.parse(result), result);
  assert.deepEqual(
    new Workspace({ 'trust.json': result }, SETTINGS).findings('trust.json', [notGranted]),
    [],
  );
  return result;
}

describe('naming the role in its own trust policy', () => {
  it('turns a lone principal into a list', () => {
    const text =
      '{ "Statement": [{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:role/B" }, "Action": "sts:AssumeRole" }] }';
    assert.equal(
      applied(text, 'name-role'),
      text.replace('"arn:aws:iam::111122223333:role/B"', `["arn:aws:iam::111122223333:role/B", "${ROLE}"]`),
    );
  });

  it('appends to a list, with the tabs and line ends of the file', () => {
    const text =
      '{\r\n\t"Statement": [{\r\n\t\t"Effect": "Allow",\r\n\t\t"Principal": {\r\n\t\t\t"AWS": [\r\n\t\t\t\t"arn:aws:iam::111122223333:role/B"\r\n\t\t\t]\r\n\t\t},\r\n\t\t"Action": "sts:AssumeRole"\r\n\t}]\r\n}\r\n';
    assert.equal(
      applied(text, 'name-role'),
      text.replace('role/B"\r\n', `role/B",\r\n\t\t\t\t"${ROLE}"\r\n`),
    );
  });

  it('adds AWS beside Service', () => {
    const text =
      '{\n  "Statement": {\n    "Effect": "Allow",\n    "Principal": {\n      "Service": "ec2.amazonaws.com"\n    },\n    "Action": ["sts:AssumeRole"]\n  }\n}\n';
    assert.equal(
      applied(text, 'name-role'),
      text.replace('"ec2.amazonaws.com"', `"ec2.amazonaws.com",\n      "AWS": "${ROLE}"`),
    );
  });

  it('adds AWS beside Federated where the statement speaks of sts:AssumeRole', () => {
    const text =
      '{"Statement":[{"Effect":"Allow","Principal":{"Federated":"cognito-identity.amazonaws.com"},"Action":["sts:AssumeRole","sts:AssumeRoleWithWebIdentity"]}]}';
    assert.ok(
      applied(text, 'name-role').includes(`"Federated":"cognito-identity.amazonaws.com", "AWS":"${ROLE}"`),
    );
  });

  it('uses a statement of its own where no statement is about sts:AssumeRole', () => {
    const text =
      '{\n  "Statement": {\n    "Effect": "Allow",\n    "Principal": { "Federated": "cognito-identity.amazonaws.com" },\n    "Action": "sts:AssumeRoleWithWebIdentity"\n  }\n}\n';
    const policy = JSON.parse(applied(text, 'name-role')) as { Statement: unknown[] };
    assert.equal(policy.Statement.length, 2);
    assert.deepEqual(policy.Statement[1], {
      Effect: 'Allow',
      Principal: { AWS: ROLE },
      Action: 'sts:AssumeRole',
    });
  });

  it('offers both places where the statement has conditions, and names what follows', () => {
    const text =
      '{\n  "Statement": [\n    {\n      "Effect": "Allow",\n      "Principal": { "AWS": "arn:aws:iam::444455556666:role/B" },\n      "Action": "sts:AssumeRole",\n      "Condition": { "StringEquals": { "sts:ExternalId": "x" } }\n    }\n  ]\n}\n';
    assert.deepEqual(
      fixesOf(text).map((fix) => fix.id),
      ['name-role-separately', 'name-role', 'trust-account-for-role', 'trust-everyone-as-role', 'deny-self'],
    );
    const [separate, same] = fixesOf(text);
    assert.match(
      plain(same!.consequence!),
      /conditions will be required of the role too: only with ExternalId x/,
    );
    assert.doesNotMatch(plain(separate!.consequence!), /ExternalId/);
    const own = JSON.parse(applied(text, 'name-role-separately')) as { Statement: { Condition?: unknown }[] };
    assert.equal(own.Statement[1]?.Condition, undefined);
    const inherited = JSON.parse(applied(text, 'name-role')) as { Statement: unknown[] };
    assert.equal(inherited.Statement.length, 1);
  });

  it('never counts as safe: it widens who may assume the role', () => {
    const text =
      '{"Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}';
    for (const fix of fixesOf(text)) assert.equal(fix.safe, false);
  });

  it('asks for the ARN where nothing says it, the file name in the policy’s accounts first', () => {
    const text =
      '{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws-cn:iam::111122223333:role/B"},"Action":"sts:AssumeRole"}]}';
    const workspace = new Workspace({ 'App-trust-policy.json': text });
    const [finding] = workspace.findings('App-trust-policy.json', [notGranted]);
    const change = finding?.fixes()[0]?.change;
    assert.ok(change?.kind === 'question');
    assert.deepEqual(change.candidates, ['arn:aws-cn:iam::111122223333:role/App']);
    assert.match(ROLE, new RegExp(change.pattern));
    for (const wrong of [
      '',
      'App',
      'arn:aws:iam::1:role/App',
      'arn:aws:iam::111122223333:user/App',
      `${ROLE} `,
    ]) {
      assert.doesNotMatch(wrong, new RegExp(change.pattern));
    }
  });

  it('offers the account with a condition, which works before the role exists, and says what it needs', () => {
    const text = trustOf({ Service: 'ec2.amazonaws.com' });
    const [, account] = fixesOf(text);
    assert.match(plain(account!.consequence!), /also needs sts:AssumeRole on itself/);
    const policy = JSON.parse(applied(text, 'trust-account-for-role')) as { Statement: unknown[] };
    assert.deepEqual(policy.Statement[1], {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: 'sts:AssumeRole',
      Condition: { ArnEquals: { 'aws:PrincipalArn': ROLE } },
    });
  });

  it('offers everyone with a condition last of the ways to grant it, with a warning', () => {
    const everyone = fixesOf(trustOf({ Service: 'ec2.amazonaws.com' })).find(
      (f) => f.id === 'trust-everyone-as-role',
    );
    assert.match(plain(everyone!.consequence!), /open the role to every AWS account/);
  });

  it('offers to deny the role explicitly, and is silent then', () => {
    const policy = JSON.parse(applied(trustOf({ Service: 'ec2.amazonaws.com' }), 'deny-self')) as {
      Statement: unknown[];
    };
    assert.deepEqual(policy.Statement[1], {
      Effect: 'Deny',
      Principal: { AWS: ROLE },
      Action: 'sts:AssumeRole',
    });
  });
});

function trustOf(principal: unknown): string {
  return JSON.stringify(
    { Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }] },
    null,
    2,
  );
}
