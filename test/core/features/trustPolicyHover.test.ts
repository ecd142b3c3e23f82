import assert from 'node:assert/strict';
import { hover } from '../../../server/src/core/features/subjectFeatures';
import { Workspace } from '../rules/workspace';
import { STEP } from '../runs';
import { CURSOR } from './cursor';

const ROLE = 'arn:aws:iam::111122223333:role/Mine';
const SETTINGS = { roles: { 'trust-policy.json': ROLE } };
const policy = (statement: string, version = '2012-10-17') =>
  `{"Version":"${version}","Statement":[${statement}]}`;
const allowing = (principal: string, action: string, condition: string, effect = 'Allow') =>
  policy(`{"Effect":"${effect}","Principal":${principal},"Action":${action},"Condition":${condition}}`);
const when = (condition: string, principal = '{"AWS":"arn:aws:iam::111122223333:root"}') =>
  allowing(principal, '"sts:AssumeRole"', condition);
const PROVIDER = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';

/** The paragraphs of the hover at the mark; the last one is its link. */
function hoverAt(marked: string): string[] {
  const offset = marked.indexOf(CURSOR);
  const workspace = new Workspace({ 'trust-policy.json': marked.replace(CURSOR, '') }, SETTINGS);
  const found = hover(workspace.document('trust-policy.json'), offset, workspace.context);
  const paragraphs = found?.markdown.split('\n\n') ?? [];
  if (found !== undefined) assert.match(paragraphs.at(-1)!, /^\[.+\]\(https:\/\/[^)\s]+\)$/, marked);
  return paragraphs;
}

function expectHover(marked: string, ...expected: readonly (RegExp | string)[]): void {
  const paragraphs = hoverAt(marked);
  for (const [i, text] of expected.entries()) {
    if (typeof text === 'string') assert.equal(paragraphs[i], text, marked);
    else assert.match(paragraphs[i] ?? '', text, marked);
  }
}

describe('The hover in a trust policy', () => {
  it('says what each element is', () => {
    expectHover(
      '{"Ver<|>sion":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]}',
      /version of the policy language/,
    );
    expectHover(
      policy('{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}', '2012<|>-10-17'),
      /current version/,
    );
    for (const [name, text] of [
      ['Sid', /ASCII letters and digits/],
      ['Effect', /`Allow` or `Deny`/],
      ['Principal', /Whom this statement speaks of/],
      ['Action', /`sts:AssumeRole`, its two siblings/],
    ] as const) {
      const statement = '{"Sid":"A","Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}';
      expectHover(policy(statement.replace(`"${name}"`, `"${name.slice(0, 2)}<|>${name.slice(2)}"`)), text);
    }
    expectHover(
      policy(
        '{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"sts:AssumeRole","Reso<|>urce":"*"}',
      ),
      /IAM refuses/,
    );
  });

  it('says what a type of principal takes', () => {
    expectHover(when('{}', '{"A<|>WS":"*"}'), /^Accounts, roles, users/);
    expectHover(when('{}', '{"Serv<|>ice":"ec2.amazonaws.com"}'), /AWS services/);
    expectHover(when('{}', `{"Feder<|>ated":"${PROVIDER}"}`), /Identity providers/);
  });

  it('says of a principal whether it can assume the role, and of a denied or excepted one that', () => {
    expectHover(
      when('{}', '{"AWS":"arn:aws:iam::111122223333:user/Ja<|>ne"}'),
      /^Can assume this role: the IAM user/,
    );
    const denied = allowing(
      '{"AWS":"arn:aws:iam::111122223333:user/Ja<|>ne"}',
      '"sts:AssumeRole"',
      '{"Bool":{"aws:SecureTransport":"false"}}',
      'Deny',
    );
    expectHover(denied, /^Denied here: the IAM user/, 'The statement applies only without TLS.');
    const except = policy(
      '{"Effect":"Deny","NotPrincipal":{"AWS":"arn:aws:iam::111122223333:user/Ja<|>ne"},"Action":"sts:AssumeRole"}',
    );
    expectHover(except, /^Excepted: the IAM user/);
  });

  it('says what an action allows, and what a wildcard matches', () => {
    const action = (text: string) => allowing('{"AWS":"*"}', text, '{}');
    expectHover(action('"sts:Assume<|>Role"'), /^Lets AWS principals and services/);
    expectHover(
      action('"sts:AssumeRole<|>With*"'),
      'Of the actions that a trust policy decides on it matches `sts:AssumeRoleWithSAML` and `sts:AssumeRoleWithWebIdentity`.',
    );
    expectHover(action('["sts:*<|>"]'), /matches all of them: `sts:AssumeRole`/);
    expectHover(action('["sts:AssumeRole","sts:GetCaller<|>Identity"]'), /does nothing in a trust policy/);
    expectHover(action('["sts:AssumeRole","s3:Get<|>Object"]'), /^Not an action of STS/);
    expectHover(
      policy('{"Effect":"Deny","Principal":{"AWS":"*"},"NotAction":"sts:Tag<|>Session"}'),
      /^Excepted/,
      /session tags/,
    );
  });

  it('says what an operator means, with its set operator and IfExists', () => {
    expectHover(
      when('{"Str<|>ingEquals":{"sts:ExternalId":"a"}}'),
      'By this test the statement applies only with ExternalId `a`.',
      /is exactly one of the values/,
      /does not hold when the request does not carry the key/,
    );
    expectHover(
      when('{"ForAll<|>Values:StringLike":{"aws:TagKeys":"a*"}}'),
      /applies/,
      /each of the key's values/,
      /requests leave it out pass/,
    );
    expectHover(
      when('{"Bool<|>IfExists":{"aws:MultiFactorAuthPresent":"true"}}'),
      /applies/,
      /`true` or `false`/,
      /IfExists: it also holds/,
    );
    expectHover(
      when('{"String<|>NotLike":{"aws:PrincipalArn":"a"}}'),
      /applies/,
      /matches none/,
      /Negated, so it also holds/,
    );
    expectHover(when('{"Nu<|>ll":{"sts:ExternalId":"false"}}'), /applies/, /asks that it is not/);
    expectHover(
      when('{"Strin<|>Equals":{"sts:ExternalId":"a"}}'),
      /applies/,
      /not an operator that IAM knows/,
    );
    expectHover(when('{"IpAdd<|>ress":{}}'), /an IP address in one of the ranges/);
  });

  it('says what a key is, when it is sent and of which type', () => {
    expectHover(
      when('{"StringEquals":{"sts:Exter<|>nalId":"a"}}'),
      'By this test the statement applies only with ExternalId `a`.',
      /^The external ID that the caller passes/,
      'Type: text.',
    );
    expectHover(
      when('{"ForAnyValue:StringEquals":{"aws:Tag<|>Keys":"a"}}'),
      /applies/,
      /session tags/,
      'Type: text, several values.',
    );
    expectHover(when('{"StringEquals":{"aws:PrincipalTag/te<|>am":"a"}}'), /applies/, /a tag on the caller/);
    expectHover(
      when('{"StringEquals":{"token.actions.githubusercontent.com:reposi<|>tory":"a/b"}}'),
      /applies/,
      /OWNER\/NAME/,
      'Type: text.',
      /github/i,
    );
  });

  it('says what a value admits', () => {
    const github = (operator: string, subject: string) =>
      allowing(
        `{"Federated":"${PROVIDER}"}`,
        '"sts:AssumeRoleWithWebIdentity"',
        `{"${operator}":{"token.actions.githubusercontent.com:sub":["repo:a/x:ref:refs/heads/main","${subject}"]}}`,
      );
    expectHover(
      github('StringLike', 'repo:acme/*:<|>*'),
      /^It lets in .*acme/,
      'One of the 2 values of this key is enough.',
    );
    expectHover(
      github('StringEquals', 'repo:acme/*:<|>*'),
      /./,
      /^StringEquals knows no wildcards|`StringEquals` knows no wildcards/,
    );
    expectHover(
      when('{"StringEquals":{"aws:PrincipalAccount":"1111<|>22223333"}}'),
      /applies only when the caller is of account/,
      'It is the account of this role.',
    );
    expectHover(
      when('{"StringNotEquals":{"aws:PrincipalAccount":["1111<|>22223333","444455556666"]}}'),
      /applies/,
      /./,
      'None of the values of this key may match.',
    );
    expectHover(
      when('{"Bool":{"aws:MultiFactorAuthPresent":"tr<|>ue"}}'),
      'By this test the statement applies only with MFA.',
      /got with MFA/,
    );
    expectHover(
      when('{"Bool":{"aws:MultiFactorAuthPresent":tr<|>ue}}'),
      'By this test the statement applies only with MFA.',
    );
  });

  it('says what a policy variable stands for, and where it is plain text', () => {
    const named = (text: string) =>
      `{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole","Condition":{"StringLike":{"sts:RoleSessionName":"${text}"}}}`;
    expectHover(
      policy(named('${aws:user<|>name}')),
      'The value of `aws:username` in the request.',
      /may not apply at all/,
      /IAM user/,
    );
    expectHover(
      policy(named("${aws:username, 'no<|>body'}")),
      /The value/,
      '`nobody` stands in its place.'.replace(/^/, 'Where the request does not carry it, '),
    );
    expectHover(policy(named('${aws:user<|>name}'), '2008-10-17'), /plain text/);
    expectHover(policy(named('a${*<|>}')), 'The character `*` itself.');
  });

  it('never throws, at any place of any prefix of a policy', () => {
    const whole = allowing(
      `{"Federated":["${PROVIDER}"],"AWS":"*"}`,
      '["sts:*","x"]',
      '{"ForAnyValue:StringLike":{"x":["${a:b}",1,{}]},"Y":[]}',
    );
    for (let end = 0; end <= whole.length; end += 3 * STEP) {
      for (let at = 0; at <= end; at += 5) hoverAt(whole.slice(0, at) + CURSOR + whole.slice(at, end));
    }
  });
});
