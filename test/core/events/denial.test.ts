import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { readMessage } from '../../../server/src/core/events/message';
import { readDenials } from '../../../server/src/core/events/read';
import { cpuSeconds, large, runs } from '../runs';

const JANE = 'arn:aws:iam::111122223333:user/Jane';
const ROLE = 'arn:aws:iam::111122223333:role/path/RoleA';
const PLAIN = `User: ${JANE} is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`;

/** The one denial in a text. */
function only(text: string) {
  const [first, ...more] = readDenials(text);
  assert.ok(first !== undefined, text);
  assert.equal(more.length, 0);
  return first;
}

describe('Messages of refused calls', () => {
  it('are read out of whatever stands around them', () => {
    const around = [
      PLAIN,
      `An error occurred (AccessDenied) when calling the AssumeRole operation: ${PLAIN}`,
      `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${PLAIN}</Message></Error></ErrorResponse>`,
      `{"level":"error","msg":"AccessDenied: ${PLAIN}\\n\\tstatus code: 403, request id: 01b4ba14"}`,
      `${PLAIN} (Service: AWSSecurityTokenService; Status Code: 403; Error Code: AccessDenied; Request ID: b59b)`,
      PLAIN.replace('perform: ', 'perform:\n').replace('on resource: ', '\n  on resource: '),
      `Error: "${PLAIN}".`,
      `It failed (${PLAIN}).`,
    ];
    for (const text of around) {
      const { caller, action, resource, code, deny } = only(text);
      assert.deepEqual(
        { caller, action, resource, code, deny },
        { caller: JANE, action: 'sts:AssumeRole', resource: ROLE, code: 'AccessDenied', deny: undefined },
        text,
      );
    }
  });

  it('tell an implicit from an explicit deny, and which kind of policy it is', () => {
    const cases: [string, string, string][] = [
      ['because no identity-based policy allows the sts:AssumeRole action', 'implicit', 'identity'],
      ['because no role trust policy allows the sts:AssumeRole action', 'implicit', 'trust'],
      ['because no resource-based policy allows the sts:AssumeRole action', 'implicit', 'resource'],
      ['because no permissions boundary allows the sts:AssumeRole action', 'implicit', 'boundary'],
      ['because no session policy allows the sts:AssumeRole action', 'implicit', 'session'],
      ['because no service control policy allows the sts:AssumeRole action', 'implicit', 'scp'],
      ['because no VPC endpoint policy allows the sts:AssumeRole action', 'implicit', 'endpoint'],
      ['with an explicit deny in an identity-based policy', 'explicit', 'identity'],
      ['with an explicit deny in the role trust policy', 'explicit', 'trust'],
      ['with an explicit deny in a permissions boundary', 'explicit', 'boundary'],
      ['with an explicit deny in a sessions policy', 'explicit', 'session'],
      ['with an explicit deny in a service control policy', 'explicit', 'scp'],
      ['with an explicit deny in a resource control policy', 'explicit', 'rcp'],
      [
        'with an explicit deny in a VPC endpoint policy transitively through a service control policy',
        'explicit',
        'endpoint',
      ],
    ];
    for (const [end, deny, policy] of cases) {
      const read = only(`${PLAIN} ${end}`);
      assert.deepEqual([read.deny, read.policy, read.resource], [deny, policy, ROLE], end);
    }
    const scp = 'arn:aws:organizations::123456789012:policy/o-abc/service_control_policy/p-abc';
    const named = only(`${PLAIN} with an explicit deny in a service control policy: ${scp}`);
    assert.equal(named.policyArn, scp);
    const without = `User: ${JANE} is not authorized to perform: sts:AssumeRole because no role trust policy allows the sts:AssumeRole action`;
    assert.deepEqual([only(without).policy, only(without).resource], ['trust', undefined]);
  });

  it('of web identities and SAML name the action only', () => {
    for (const action of [
      'sts:AssumeRoleWithWebIdentity',
      'sts:AssumeRoleWithSAML',
      'sts:AssumeRole',
      'sts:TagSession',
    ]) {
      const read = only(`AccessDenied: Not authorized to perform ${action}`);
      assert.deepEqual([read.action, read.caller, read.code], [action, undefined, 'AccessDenied']);
    }
  });

  it('may be about a token, or encoded', () => {
    const token = only(
      'An error occurred (InvalidIdentityToken) when calling the AssumeRoleWithWebIdentity operation: No OpenIDConnect provider found in your account for https://oidc.example.com/id',
    );
    assert.deepEqual(
      [token.code, token.action, token.resource],
      ['InvalidIdentityToken', 'sts:AssumeRoleWithWebIdentity', 'https://oidc.example.com/id'],
    );
    const encoded = only(
      `You are not authorized to perform this operation. Encoded authorization failure message: ${'aB3_-'.repeat(80)}`,
    );
    assert.equal(encoded.encoded, 'aB3_-'.repeat(80));
  });

  it('are not seen where there are none', () => {
    for (const text of [
      '',
      'hello',
      'User: Jane is here',
      '{"a":1}',
      'arn:aws:iam::111122223333:role/RoleA',
      '[]',
    ]) {
      assert.deepEqual(readDenials(text), [], text);
    }
  });

  it('may be any text at all, of any length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.nat(PLAIN.length), (noise, cut) => {
        readDenials(noise);
        readDenials(PLAIN.slice(0, cut) + noise + PLAIN.slice(cut));
      }),
      { numRuns: runs(300) },
    );
    const seconds = cpuSeconds(() => {
      for (const part of [
        'User: ',
        'because no a b ',
        'with an explicit deny in an ',
        'policy: arn:',
        '{"a":',
        '[',
        'A',
      ])
        readMessage(part.repeat(large(200_000) / part.length));
    });
    assert.ok(seconds < 3, `time in proportion to the text: ${seconds} s`);
  });
});

describe('CloudTrail events', () => {
  const event = {
    eventVersion: '1.08',
    userIdentity: { type: 'IAMUser', arn: JANE, accountId: '111122223333' },
    eventTime: '2026-01-02T03:04:05Z',
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    sourceIPAddress: '203.0.113.7',
    errorCode: 'AccessDenied',
    errorMessage: PLAIN,
    requestParameters: null,
  };

  it('are read one by one, in log files, in lookup-events and in EventBridge', () => {
    const shapes = [
      event,
      [event],
      { Records: [event] },
      { Events: [{ EventName: 'AssumeRole', CloudTrailEvent: JSON.stringify(event) }] },
      { 'detail-type': 'AWS API Call via CloudTrail', detail: event },
    ];
    for (const shape of shapes) {
      const read = only(JSON.stringify(shape));
      assert.deepEqual([read.from, read.caller, read.resource, read.succeeded], ['event', JANE, ROLE, false]);
      assert.deepEqual(read.context.get('aws:SourceIp'), ['203.0.113.7']);
    }
  });

  it('say what the call carried, and what it did not', () => {
    const read = only(
      JSON.stringify({
        ...event,
        errorMessage: undefined,
        requestParameters: {
          roleArn: ROLE,
          roleSessionName: 'jane',
          principalTags: { team: 'x' },
        },
      }),
    );
    assert.equal(read.resource, ROLE);
    assert.deepEqual(read.context.get('sts:RoleSessionName'), ['jane']);
    assert.deepEqual(read.context.get('aws:RequestTag/team'), ['x']);
    assert.deepEqual(read.absent, ['sts:ExternalId']);
  });

  it('of identity providers name the provider as caller', () => {
    const provider = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
    const read = only(
      JSON.stringify({
        ...event,
        eventName: 'AssumeRoleWithWebIdentity',
        errorMessage: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
        userIdentity: {
          type: 'WebIdentityUser',
          userName: 'repo:o/r:ref:refs/heads/main',
          identityProvider: provider,
        },
        requestParameters: { roleArn: ROLE },
      }),
    );
    assert.equal(read.caller, `oidc:${provider}`);
    assert.equal(read.resource, ROLE);
    assert.deepEqual(read.context.get('token.actions.githubusercontent.com:sub'), [
      'repo:o/r:ref:refs/heads/main',
    ]);
  });

  it('that went well say whether only the old implicit trust let them through', () => {
    const { errorCode: _, errorMessage: __, ...well } = event;
    const read = only(JSON.stringify({ ...well, additionalEventData: { explicitTrustGrant: false } }));
    assert.deepEqual([read.succeeded, read.explicitTrustGrant], [true, false]);
  });

  it('may be a decoded authorization message', () => {
    const decoded = {
      allowed: false,
      explicitDeny: true,
      context: {
        principal: { arn: JANE },
        action: 'sts:AssumeRole',
        resource: ROLE,
        conditions: { items: [{ key: 'aws:SourceIp', values: { items: [{ value: '203.0.113.7' }] } }] },
      },
    };
    for (const text of [
      JSON.stringify(decoded),
      JSON.stringify({ DecodedMessage: JSON.stringify(decoded) }),
    ]) {
      const read = only(text);
      assert.deepEqual(
        [read.from, read.deny, read.caller, read.resource],
        ['decoded', 'explicit', JANE, ROLE],
      );
    }
  });
});
