import assert from 'node:assert/strict';
import { documentationOf } from '../../../server/src/core/features/documentation';
import { CURSOR, completionsAt, labelsAt, taken } from './cursor';
import { aws, GITHUB, oidc, policy, service, trusting } from './policies';

describe('Completion of principals and actions', () => {
  const roles = JSON.stringify({
    Roles: [
      {
        Arn: 'arn:aws:iam::111122223333:role/app/Deploy',
        RoleName: 'Deploy',
        AssumeRolePolicyDocument: JSON.parse(oidc('{}')),
      },
      {
        Arn: 'arn:aws:iam::444455556666:role/Other',
        RoleName: 'Other',
        AssumeRolePolicyDocument: JSON.parse(service('{}')),
      },
    ],
  });
  const files = {
    'roles.json': roles,
    '.aws/config': '[profile x]\nrole_arn = arn:aws:iam::111122223333:role/FromProfile\n',
  };
  const settings = { roles: { 'trust-policy.json': 'arn:aws:iam::111122223333:role/Mine' } };

  it('offers roles and accounts in sight, those of the own account first, the role itself by name', () => {
    const shown = completionsAt(
      policy('{"Principal":{"AWS":["<|>"]},"Effect":"Allow","Action":"sts:AssumeRole"}'),
      { files, settings },
    );
    assert.deepEqual(
      shown.map(({ label }) => label.replace(/^arn:aws:iam::/, '')),
      [
        '111122223333:root',
        '111122223333:role/app/Deploy',
        '111122223333:role/FromProfile',
        '444455556666:role/Other',
        '444455556666:root',
        '111122223333:role/Mine',
        '111122223333:role/NAME',
        '111122223333:user/NAME',
      ],
    );
    assert.equal(shown.find(({ label }) => label.endsWith('Mine'))?.detail, 'the role itself');
  });

  it('leaves out what the list has, and the half of what is being typed', () => {
    const list =
      '{"Principal":{"AWS":["arn:aws:iam::444455556666:root","arn:aws:iam::111122223333:role/Ro<|>"]}}';
    const labels = labelsAt(policy(list));
    assert.ok(
      !labels.includes('arn:aws:iam::444455556666:root') &&
        !labels.includes('arn:aws:iam::111122223333:role/Ro'),
    );
    assert.ok(labels.includes('arn:aws:iam::111122223333:root'));
  });

  it('offers services with the suffix that the policy has', () => {
    assert.ok(labelsAt(policy('{"Principal":{"Service":"<|>"}}')).includes('lambda.amazonaws.com'));
    const china = labelsAt(policy('{"Principal":{"Service":["ec2.amazonaws.com.cn","<|>"]}}'));
    assert.ok(china.includes('lambda.amazonaws.com.cn') && !china.includes('lambda.amazonaws.com'));
  });

  it('offers providers in sight and forms for new ones', () => {
    const labels = labelsAt(policy('{"Principal":{"Federated":"<|>"}}'), { files, settings });
    assert.equal(labels[0], GITHUB);
    assert.ok(
      labels.includes('arn:aws:iam::111122223333:saml-provider/NAME') &&
        labels.includes('accounts.google.com'),
    );
  });

  it('offers the actions first that the principals can use', () => {
    assert.equal(
      labelsAt(oidc('{}').replace('sts:AssumeRoleWithWebIdentity', CURSOR))[0],
      'sts:AssumeRoleWithWebIdentity',
    );
    assert.equal(labelsAt(service('{}').replace('sts:AssumeRole', CURSOR))[0], 'sts:AssumeRole');
    const rest = labelsAt(policy('{"Principal":{"AWS":"*"},"Action":["sts:assumerole","<|>"]}'));
    assert.deepEqual(rest.slice(0, 2), ['sts:TagSession', 'sts:SetSourceIdentity']);
    assert.ok(!rest.includes('sts:AssumeRole'));
  });
});

describe('Completion of conditions', () => {
  it('offers the operators first that fit the keys below', () => {
    assert.equal(labelsAt(aws('{"<|>":{"aws:MultiFactorAuthPresent":"true"}}'))[0], 'Bool');
    assert.equal(labelsAt(aws('{"<|>":{"aws:SourceIp":"203.0.113.0/24"}}'))[0], 'IpAddress');
    assert.match(labelsAt(aws('{"<|>":{"aws:TagKeys":"a"}}'))[0]!, /^ForA/);
    assert.deepEqual(labelsAt(aws('{"StringEquals":{},"<|>"}')).slice(0, 2), ['StringLike', 'ArnLike']);
  });

  it('offers the keys that these principals send with this action, and no others', () => {
    const keys = (text: string) => new Set(labelsAt(text));
    const github = keys(oidc('{"StringEquals":{"<|>"}}'));
    assert.ok(
      github.has('token.actions.githubusercontent.com:sub') &&
        github.has('token.actions.githubusercontent.com:job_workflow_ref'),
    );
    for (const key of ['sts:ExternalId', 'saml:aud', 'gitlab.com:sub', 'aws:SourceArn', 'aws:PrincipalArn'])
      assert.ok(!github.has(key), key);
    const own = keys(
      oidc('{"StringEquals":{"<|>"}}', 'arn:aws:iam::111122223333:oidc-provider/idp.example.com/realm'),
    );
    assert.ok(own.has('idp.example.com/realm:sub') && own.has('idp.example.com/realm:aud'));
    const account = keys(aws('{"StringEquals":{"<|>"}}'));
    assert.ok(
      account.has('sts:ExternalId') && account.has('aws:PrincipalOrgID') && account.has('aws:PrincipalTag/'),
    );
    assert.ok(!account.has('aws:SourceArn') && !account.has('saml:aud'));
    const ecs = labelsAt(service('{"StringEquals":{"<|>"}}'));
    assert.ok(
      ecs.includes('aws:SourceAccount') && !ecs.includes('sts:ExternalId') && !ecs.includes('aws:username'),
    );
    const saml = keys(
      trusting(
        '{"Federated":"arn:aws:iam::111122223333:saml-provider/Corp"}',
        'sts:AssumeRoleWithSAML',
        '{"StringEquals":{"<|>"}}',
      ),
    );
    assert.ok(saml.has('saml:aud') && saml.has('saml:edupersonorgdn') && !saml.has('sts:ExternalId'));
  });

  it('offers the keys first that fit the operator, and not those that are there', () => {
    assert.equal(labelsAt(aws('{"Bool":{"<|>"}}'))[0], 'aws:MultiFactorAuthPresent');
    assert.ok(
      !labelsAt(aws('{"Bool":{"AWS:multifactorauthpresent":"true","<|>"}}')).includes(
        'aws:MultiFactorAuthPresent',
      ),
    );
    assert.equal(
      taken(aws('{"Bool":{"<|>"}}'), 'aws:SecureTransport'),
      aws('{"Bool":{"aws:SecureTransport": "true"}}'),
    );
    const tag = completionsAt(aws('{"StringEquals":{"<|>"}}')).find(
      ({ label }) => label === 'aws:PrincipalTag/',
    );
    assert.equal(tag?.snippet, '"aws:PrincipalTag/${1:KEY}": "$2"');
  });

  it('offers values: audiences, subjects, truth, accounts and ARNs in sight', () => {
    const of = (condition: string) => labelsAt(oidc(condition));
    assert.deepEqual(of('{"StringEquals":{"token.actions.githubusercontent.com:aud":"<|>"}}'), [
      'sts.amazonaws.com',
    ]);
    assert.equal(
      of('{"StringLike":{"token.actions.githubusercontent.com:sub":["<|>"]}}')[0],
      'repo:OWNER/REPO:ref:refs/heads/main',
    );
    assert.deepEqual(labelsAt(aws('{"Bool":{"aws:SecureTransport":<|>}}')), ['true', 'false']);
    assert.deepEqual(labelsAt(aws('{"Null":{"sts:ExternalId":"<|>"}}')), ['false', 'true']);
    assert.deepEqual(labelsAt(aws('{"StringEquals":{"aws:PrincipalAccount":"<|>"}}')), ['111122223333']);
    const settings = { roles: { 'trust-policy.json': 'arn:aws:iam::111122223333:role/Mine' } };
    assert.equal(
      labelsAt(aws('{"ArnEquals":{"aws:PrincipalArn":"<|>"}}'), { settings })[0],
      'arn:aws:iam::111122223333:role/Mine',
    );
    const source = completionsAt(service('{"ArnLike":{"aws:SourceArn":"<|>"}}'), { settings })[0]!;
    assert.equal(source.label, 'arn:aws:ecs:REGION:111122223333:*');
    assert.equal(source.snippet, 'arn:aws:ecs:${1:REGION}:111122223333:*');
    const saml = '{"Federated":"arn:aws-cn:iam::111122223333:saml-provider/Corp"}';
    assert.deepEqual(
      labelsAt(trusting(saml, 'sts:AssumeRoleWithSAML', '{"StringEquals":{"saml:aud":"<|>"}}')),
      ['https://signin.amazonaws.cn/saml'],
    );
  });

  it('has documentation for every element, operator and action it offers, and for every key of its own tables', () => {
    const places = [
      '{<|>}',
      policy('{<|>}'),
      policy('{"Action":"<|>"}'),
      aws('{"<|>"}'),
      aws('{"StringEquals":{"<|>"}}'),
      service('{"StringEquals":{"<|>"}}'),
    ];
    for (const { label, about } of places.flatMap((place) => completionsAt(place))) {
      const text = about && documentationOf(about);
      assert.match(text ?? '', /\n\n\[[^\]]+\]\(https:\/\/docs\.aws\.amazon\.com\/.*\)$/, label);
    }
  });
});
