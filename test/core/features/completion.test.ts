import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { type ParseError, parse } from 'jsonc-parser';
import { documentationOf } from '../../../server/src/core/features/documentation';
import { runs } from '../runs';
import { CURSOR, completionsAt, labelsAt, taken } from './cursor';

/** A policy of one statement, in one line. */
const policy = (statement: string) => `{"Version":"2012-10-17","Statement":[${statement}]}`;
const GITHUB = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
const trusting = (principal: string, action: string, condition: string) =>
  policy(`{"Effect":"Allow","Principal":${principal},"Action":"${action}","Condition":${condition}}`);
const oidc = (condition: string, provider = GITHUB) =>
  trusting(`{"Federated":"${provider}"}`, 'sts:AssumeRoleWithWebIdentity', condition);
const aws = (condition: string) =>
  trusting('{"AWS":"arn:aws:iam::111122223333:root"}', 'sts:AssumeRole', condition);
const service = (condition: string, name = 'ecs-tasks.amazonaws.com') =>
  trusting(`{"Service":"${name}"}`, 'sts:AssumeRole', condition);

describe('Completion of elements', () => {
  it('offers what is not there yet, and never what IAM refuses', () => {
    assert.deepEqual(labelsAt('{"Version":"2012-10-17",<|>}'), ['Statement', 'Id']);
    assert.deepEqual(labelsAt(policy('{<|>}')).slice(0, 4), ['Effect', 'Principal', 'Action', 'Condition']);
    const rest = labelsAt(policy('{"Effect":"Allow","NotPrincipal":{"AWS":"*"},<|>}'));
    assert.deepEqual(rest, ['Action', 'Condition', 'Sid', 'NotAction']);
    assert.ok(!labelsAt(policy('{"R<|>"}')).some((label) => /Resource|NotPrincipal/.test(label)));
  });

  it('offers the few values of Version, Effect and Principal', () => {
    assert.deepEqual(labelsAt('{"Version":"<|>","Statement":[]}'), ['2012-10-17', '2008-10-17']);
    assert.deepEqual(labelsAt(policy('{"Effect":<|>}')), ['Allow', 'Deny']);
    assert.deepEqual(labelsAt(policy('{"Principal":{"AWS":"*","<|>"}}')), [
      'Service',
      'Federated',
      'CanonicalUser',
    ]);
    assert.equal(
      taken(policy('{"Principal":<|>}'), '{ "Service": … }'),
      policy('{"Principal":{ "Service": "" }}'),
    );
  });

  it('begins an empty file only when its name says what it is', () => {
    assert.deepEqual(labelsAt('{<|>}'), ['Version', 'Statement', 'Id']);
    assert.deepEqual(labelsAt('{<|>}', { name: 'package.json' }), []);
    assert.deepEqual(labelsAt('{"Statement":[{<|>}]}', { name: 'policy.json' })[0], 'Effect');
  });

  it('stays out of permissions policies, bucket policies and other JSON', () => {
    const others = [
      policy('{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*",<|>}'),
      policy('{"Effect":"Allow","Action":"s3:GetObject",<|>}'),
      policy('{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*",<|>}'),
      '{"name":"x","Version":"1.2.3",<|>}',
    ];
    for (const text of others) assert.deepEqual(labelsAt(text, { name: 'policy.json' }), [], text);
  });

  it('works in each policy of a list of roles, whatever is typed there so far', () => {
    const roles = (document: string) =>
      `{"Roles":[{"RoleName":"a","AssumeRolePolicyDocument":${document}},{"RoleName":"b"}]}`;
    assert.deepEqual(labelsAt(roles('{<|>}'), { name: 'roles.json' }), ['Version', 'Statement', 'Id']);
    assert.deepEqual(labelsAt(roles(policy('{"Effect":"<|>"}')), { name: 'roles.json' }), ['Allow', 'Deny']);
  });
});

describe('What a completion writes', () => {
  it('replaces the inside of quotes that are there, and never doubles quotes or commas', () => {
    const cases: [string, string, string][] = [
      ['{"Eff<|>":"Allow"}', 'Effect', '{"Effect":"Allow"}'],
      ['{"Effect":"A<|>"}', 'Allow', '{"Effect":"Allow"}'],
      ['{"Effect":"Al<|>low"}', 'Deny', '{"Effect":"Deny"}'],
      ['{"Effect":A<|>}', 'Allow', '{"Effect":"Allow"}'],
      ['{"Effect":<|>}', 'Allow', '{"Effect":"Allow"}'],
      ['{"Eff<|>"}', 'Effect', '{"Effect": "Allow"}'],
      ['{Eff<|>}', 'Effect', '{"Effect": "Allow"}'],
      ['{<|>"Action":"sts:AssumeRole"}', 'Effect', '{"Effect": "Allow","Action":"sts:AssumeRole"}'],
      ['{"<|>""Action":"sts:AssumeRole"}', 'Effect', '{"Effect": "Allow","Action":"sts:AssumeRole"}'],
      ['{"Action":"sts:AssumeRole"\n<|>}', 'Effect', '{"Action":"sts:AssumeRole",\n"Effect": "Allow"}'],
      [
        '{"Action":["sts:AssumeRole",<|>]}',
        'sts:TagSession',
        '{"Action":["sts:AssumeRole","sts:TagSession"]}',
      ],
      [
        '{"Action":[<|>"sts:AssumeRole"]}',
        'sts:TagSession',
        '{"Action":["sts:TagSession","sts:AssumeRole"]}',
      ],
      [
        '{"Action":["sts:AssumeRole"\n"<|>"]}',
        'sts:TagSession',
        '{"Action":["sts:AssumeRole",\n"sts:TagSession"]}',
      ],
      [
        '{"Effect":<|>\n"Action":"sts:AssumeRole"}',
        'Allow',
        '{"Effect":"Allow",\n"Action":"sts:AssumeRole"}',
      ],
      ['{"Action":sts:Tag<|>}', 'sts:TagSession', '{"Action":"sts:TagSession"}'],
    ];
    for (const [marked, label, result] of cases) {
      assert.equal(taken(policy(marked), label), policy(result), marked);
    }
  });

  it('closes a quote that is open, and leaves what follows alone', () => {
    const open = '{"Version":"2012-10-17","Statement":[{"Effect":"Al<|>\n}]}';
    assert.equal(taken(open, 'Allow'), open.replace('Al<|>', 'Allow"'));
    const swallowing = policy('{"Effect":"Al<|>, "Action":"sts:AssumeRole"}');
    assert.equal(taken(swallowing, 'Allow'), policy('{"Effect":"Allow", "Action":"sts:AssumeRole"}'));
  });

  it('says nothing in comments, behind a finished value and where a colon is missing', () => {
    const silent = [
      '{"Effect":<|>"Allow"}',
      '{"Principal": <|>{"AWS":"*"}}',
      '{"Effect":"Allow"<|>}',
      '{"Effect" <|>}',
      '{/* <|> */}',
      '{// <|>\n}',
      '{"Effect":"Allow" <|>}',
      '{"Sid":"<|>"}',
    ];
    for (const marked of silent) assert.deepEqual(labelsAt(policy(marked)), [], marked);
  });

  it('leaves a file that parses, for every item of every place of a policy', () => {
    const whole = oidc('{"StringLike":{"token.actions.githubusercontent.com:sub":["repo:a/b:*"]}}');
    const places = [...whole.matchAll(/(?<=[{[,:"])(?=["}\]])/g)].map(({ index }) => index);
    assert.ok(places.length > 15);
    for (const at of places) {
      const marked = whole.slice(0, at) + CURSOR + whole.slice(at);
      for (const { label } of completionsAt(marked).slice(0, 12)) {
        const errors: ParseError[] = [];
        const text = taken(marked, label);
        parse(text, errors, { allowTrailingComma: true });
        assert.deepEqual(errors, [], `${marked}\n${label}\n${text}`);
      }
    }
  });

  it('never throws, for any prefix of a policy, any cursor and any text', () => {
    const whole = oidc('{"ForAnyValue:StringLike":{"aws:TagKeys":["a\\"b","${aws:username}"]}} // x');
    for (let end = 0; end <= whole.length; end++) completionsAt(whole.slice(0, end) + CURSOR);
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"',
      '\\',
      '\n',
      '//',
      '/*',
      '"Statement"',
      '"Version"',
      '"AssumeRolePolicyDocument"',
      'Effect',
      '${',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), fc.nat(), (parts, n) => {
        const text = `{"Statement":[{${parts.join('')}`;
        const at = n % (text.length + 1);
        completionsAt(text.slice(0, at) + CURSOR + text.slice(at));
      }),
      { numRuns: runs(2000) },
    );
    completionsAt(`${'['.repeat(20_000)}${CURSOR}`);
    completionsAt(`{"Statement":[{"Effect":"${'x'.repeat(1_000_000)}${CURSOR}`);
  });
});

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
