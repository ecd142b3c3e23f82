/** Policies of one statement, each in one line, to put a cursor into. */
export const policy = (statement: string) => `{"Version":"2012-10-17","Statement":[${statement}]}`;
export const GITHUB = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
export const trusting = (principal: string, action: string, condition: string) =>
  policy(`{"Effect":"Allow","Principal":${principal},"Action":"${action}","Condition":${condition}}`);
export const oidc = (condition: string, provider = GITHUB) =>
  trusting(`{"Federated":"${provider}"}`, 'sts:AssumeRoleWithWebIdentity', condition);
export const aws = (condition: string) =>
  trusting('{"AWS":"arn:aws:iam::111122223333:root"}', 'sts:AssumeRole', condition);
export const service = (condition: string, name = 'ecs-tasks.amazonaws.com') =>
  trusting(`{"Service":"${name}"}`, 'sts:AssumeRole', condition);
