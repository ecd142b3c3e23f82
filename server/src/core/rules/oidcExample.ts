import { trustExample } from './trustExample';

/**
 * A trust policy for the users of an OIDC provider, for the examples of rules.
 * @param issuer host and path, as in the ARN of the provider
 * @param condition the JSON of the `Condition` element, if there is to be one
 */
export function oidcExample(issuer: string, condition?: string): string {
  const provider = `{ "Federated": "arn:aws:iam::111122223333:oidc-provider/${issuer}" }`;
  return trustExample(provider, '"sts:AssumeRoleWithWebIdentity"', condition);
}

/** As oidcExample, for GitHub: the JSON of the value or values that its subjects are compared with. */
export function githubExample(subjects: string, operator = 'StringLike'): string {
  return oidcExample(
    'token.actions.githubusercontent.com',
    `{ "${operator}": { "token.actions.githubusercontent.com:sub": ${subjects} } }`,
  );
}
