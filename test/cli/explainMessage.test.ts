import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { folder, removeFolders } from './command';

const ROLE = 'arn:aws:iam::111122223333:role/RoleA';
const MESSAGE = `User: arn:aws:iam::111122223333:user/Jane is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`;
const FILE = JSON.stringify(
  {
    Role: {
      RoleName: 'RoleA',
      Arn: ROLE,
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      },
    },
  },
  undefined,
  2,
);

describe('sts-lens explain --message and --event', () => {
  afterEach(removeFolders);

  it('find the role below the working folder', () => {
    const here = folder({ 'roles/a.json': FILE });
    const { code, out, err } = here.run(['explain', '--message', MESSAGE]);
    assert.deepEqual({ code, err }, { code: 0, err: '' });
    assert.match(out, /^✗ Denied by the trust policy: sts:AssumeRole on /);
    assert.match(out, /The trust policy of the role is in roles\/a\.json\./);
  });

  it('read standard input, and answer in JSON with places', () => {
    const here = folder({ 'roles/a.json': FILE });
    const { code, out } = here.run(['explain', '--message', '-', '-f', 'json', 'roles'], { input: MESSAGE });
    assert.equal(code, 0);
    const [first] = JSON.parse(out).explanations;
    assert.equal(first.denied.resource, ROLE);
    assert.ok(JSON.stringify(first.steps).includes('"file":"roles/a.json"'));
  });

  it('explain a CloudTrail event', async () => {
    const event = {
      eventSource: 'sts.amazonaws.com',
      eventName: 'AssumeRole',
      errorCode: 'AccessDenied',
      errorMessage: MESSAGE,
      userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/Jane' },
    };
    const here = folder({ 'a.json': FILE, 'event.json': JSON.stringify({ Records: [event] }) });
    const { code, out } = await here.runHere(['explain', '--event', 'event.json', '-f', 'markdown']);
    assert.equal(code, 0);
    assert.match(out, /^## Denied by the trust policy/);
    assert.match(out, /What the event says/);
  });

  it('end with 2 where there is nothing to explain', async () => {
    const here = folder({ 'no.json': '{}' });
    assert.equal((await here.runHere(['explain', '--message', 'hello'])).code, 2);
    const missing = await here.runHere(['explain', '--event', 'gone.json']);
    assert.equal(missing.code, 2);
    assert.match(missing.err, /gone\.json: there is no such file\./);
    assert.match((await here.runHere(['explain', '--event', 'no.json'])).err, /there is no STS call in it/);
    assert.equal((await here.runHere(['explain', '--event', 'no.json', '--message', 'x'])).code, 2);
    const whole = await here.runHere(['explain', '--event', '.']);
    assert.deepEqual(
      { code: whole.code, err: whole.err },
      { code: 2, err: '.: it is a folder; name one file in it.\n' },
    );
  });

  it('take no question about a file beside them', async () => {
    const given = ['explain', '--message', 'hello', '--caller', '111122223333'];
    const { code, out, err } = await folder().runHere(given);
    assert.equal(code, 2);
    assert.equal(out, '');
    assert.match(err, /^sts-lens: --caller and --message exclude each other\.\n/);
  });
});
