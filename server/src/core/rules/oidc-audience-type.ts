import { say } from '../explain/sentence';
import { oidcTrusts } from '../iam/oidc/trusts';
import { SOURCES } from '../iam/sources';
import { dropSetOperatorFix } from '../repairs/conditionEdits';
import { oidcExample } from './oidcExample';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';

const GITHUB = 'token.actions.githubusercontent.com';
const OWN = 'login.example.com';
const audience = (issuer: string, operator: string) =>
  oidcExample(
    issuer,
    `{ "${operator}": { "${issuer}:aud": "sts.amazonaws.com" }, "StringLike": { "${issuer}:sub": "repo:acme/app:*" } }`,
  );

export default rule({
  meta: {
    id: 'oidc-audience-type',
    title: 'Whether the audience of a token is one value or a list',
    level: 'hint',
    category: 'oidc',
    fix: 'unsafe',
    references: [ACCESS_ANALYZER, SOURCES.multivalued],
  },
  docs: {
    what: 'A condition tests `aud` of an OIDC provider that STS Lens does not know without `ForAnyValue:` or `ForAllValues:`. Or it tests `aud` with one of them for a provider whose tokens have one audience: GitHub, Buildkite, Google, Amazon Cognito.',
    why: 'The audience of a token is one value or a list, as the provider has it. AWS says to test one value without a set operator and a list with one. IAM Access Analyzer asks to confirm the type.',
    remedy: 'Look at a token of the provider. One value: no set operator. A list: `ForAnyValue:`.',
  },
  examples: {
    bad: [
      {
        title: 'A provider of which nothing is known',
        file: 'trust.json',
        text: audience(OWN, 'StringEquals'),
        at: '"StringEquals"',
      },
      {
        title: "GitHub's tokens have one audience",
        file: 'trust.json',
        text: audience(GITHUB, 'ForAnyValue:StringEquals'),
        at: '"ForAnyValue:StringEquals"',
        fixes: [{ id: 'drop-set-operator', text: audience(GITHUB, 'StringEquals') }],
      },
    ],
    good: [
      { file: 'trust.json', text: audience(GITHUB, 'StringEquals') },
      {
        title: 'Tokens with a list of audiences',
        file: 'trust.json',
        text: audience(OWN, 'ForAnyValue:StringEquals'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'federated',
  *check({ policy, source }) {
    for (const { provider, tests, statement, issuer } of oidcTrusts(policy)) {
      for (const { claim, clause, operator, limits } of tests) {
        if (claim !== 'aud' || !limits) continue;
        if (provider.id === 'generic' && operator.set === undefined) {
          yield {
            message: say`Tokens of ${issuer} have one audience or a list of them, as the provider has it. This tests one value; for a list AWS asks for ForAnyValue or ForAllValues.`,
            span: clause.operatorSpan,
          };
        }
        if (!ONE_AUDIENCE.has(provider.id) || operator.set === undefined) continue;
        yield {
          message: say`Tokens of ${issuer} have one audience, and AWS says to test one value without a set operator.`,
          span: clause.operatorSpan,
          fixes: () =>
            dropSetOperatorFix(
              source,
              { statement, clause, operator },
              say`By this statement only a token with an audience that passes the test is then let in.`,
            ),
        };
      }
    }
  },
});

/** Providers whose own pages show the audience of a token as one value, by their id. */
const ONE_AUDIENCE: ReadonlySet<string> = new Set(['github', 'buildkite', 'google', 'cognito']);
