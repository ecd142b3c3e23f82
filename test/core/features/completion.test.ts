import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { type ParseError, parse } from 'jsonc-parser';
import { runs } from '../runs';
import { CURSOR, completionsAt, labelsAt, taken } from './cursor';
import { oidc, policy } from './policies';

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
