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

  it('is not judged where a person has to fill it in, nor where the provider itself is open', () => {
    assert.deepEqual(found('a.json', json(provider('111122223333'))), ['warning: "repo:*"']);
    assert.deepEqual(found('a.json', json(provider('<ACCOUNT>'))), []);
    assert.deepEqual(found('a.json', json(provider('{{ account }}'))), []);
    const open = `resource "aws_iam_role" "r" {\n  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = var.provider }, Condition = { StringLike = { "${ISSUER}:sub" = "repo:*" } } }] })\n}\n`;
    assert.deepEqual(found('a.tf', open), []);
  });
});
