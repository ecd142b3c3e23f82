import assert from 'node:assert/strict';
import { Workspace } from './workspace';

const ISSUER = 'token.actions.githubusercontent.com';
const json = (provider: string) =>
  JSON.stringify({
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: provider },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringLike: { [`${ISSUER}:sub`]: 'repo:*' } },
      },
    ],
  });
const found = (file: string, text: string) =>
  new Workspace({ [file]: text })
    .findings(file)
    .filter(({ rule }) => rule === 'github-subject-broad')
    .map(({ severity, span }) => `${severity}: ${text.slice(span.start, span.end)}`);

describe('Trust in an OIDC provider whose account a template fills in', () => {
  const provider = (account: string) => `arn:aws:iam::${account}:oidc-provider/${ISSUER}`;

  it('is judged by its conditions, as with the account written out', () => {
    const template = (federated: string) =>
      `Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Statement:\n          - Effect: Allow\n            Action: sts:AssumeRoleWithWebIdentity\n            Principal:\n              Federated: ${federated}\n            Condition:\n              StringLike:\n                ${ISSUER}:sub: "repo:*"\n`;
    const expected = ['warning: "repo:*"'];
    assert.deepEqual(found('a.yaml', template(provider('111122223333'))), expected);
    assert.deepEqual(found('a.yaml', template(`!Sub ${provider('${AWS::AccountId}')}`)), expected);
    const module = (account: string) =>
      `resource "aws_iam_role" "r" {\n  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "${provider(account)}" }, Condition = { StringLike = { "${ISSUER}:sub" = "repo:*" } } }] })\n}\n`;
    assert.deepEqual(found('a.tf', module('${data.aws_caller_identity.me.account_id}')), expected);
    assert.deepEqual(found('a.tf', module('${var.account}')), expected);
  });

  it('is judged where Terraform makes the provider or looks it up, in any file of the module', () => {
    const role = (federated: string) =>
      `resource "aws_iam_role" "r" {\n  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = ${federated} }, Condition = { StringLike = { "${ISSUER}:sub" = "repo:*" } } }] })\n}\n`;
    const judged = (federated: string, providers: string) =>
      new Workspace({ 'main.tf': role(federated), 'oidc.tf': providers })
        .findings('main.tf')
        .filter(({ rule }) => rule === 'github-subject-broad').length;
    const made = (url: string) => `resource "aws_iam_openid_connect_provider" "p" {\n  url = ${url}\n}\n`;
    const arn = 'aws_iam_openid_connect_provider.p.arn';
    assert.equal(judged(arn, made(`"https://${ISSUER}"`)), 1);
    assert.equal(judged(`one(${arn})`, made(`"https://${ISSUER}"`)), 0);
    assert.equal(judged('aws_iam_openid_connect_provider.p[0].arn', made(`"https://${ISSUER}"`)), 1);
    assert.equal(judged(`data.${arn}`, made(`"https://${ISSUER}"`).replace('resource', 'data')), 1);
    assert.equal(
      judged('local.p', `${made('local.url')}locals {\n  p = ${arn}\n  url = "https://${ISSUER}"\n}\n`),
      1,
    );
    assert.equal(judged(arn, made('"https://gitlab.com"')), 0);
    assert.equal(judged(arn, made('var.url')), 0);
    assert.equal(judged(arn, ''), 0);
    assert.equal(judged('aws_iam_openid_connect_provider.p.url', made(`"https://${ISSUER}"`)), 0);
    // Each is said to be worth the other.
    assert.equal(judged('local.p', `${made('local.p')}locals {\n  p = ${arn}\n}\n`), 0);
  });

  it('is not judged where a person has to fill it in, nor where the provider itself is open', () => {
    assert.deepEqual(found('a.json', json(provider('111122223333'))), ['warning: "repo:*"']);
    assert.deepEqual(found('a.json', json(provider('<ACCOUNT>'))), []);
    assert.deepEqual(found('a.json', json(provider('{{ account }}'))), []);
    const open = `resource "aws_iam_role" "r" {\n  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = var.provider }, Condition = { StringLike = { "${ISSUER}:sub" = "repo:*" } } }] })\n}\n`;
    assert.deepEqual(found('a.tf', open), []);
  });
});
