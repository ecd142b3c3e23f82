import { say } from '../explain/sentence';
import { isClaimKey } from '../iam/oidc/claimKeys';
import { oidcTrusts } from '../iam/oidc/trusts';
import { askConditionFix } from '../repairs/claimFixes';
import { oidcExample } from './oidcExample';
import { OIDC_ROLE } from './oidcReferences';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';
import { trustExample } from './trustExample';

const ISSUER = 'idp.example.com';
const WEB = '"sts:AssumeRoleWithWebIdentity"';

export default rule({
  meta: {
    id: 'oidc-condition-missing',
    title: 'Every user of an OIDC provider is trusted',
    level: 'warning',
    category: 'oidc',
    fix: 'unsafe',
    references: [OIDC_ROLE, ACCESS_ANALYZER],
  },
  docs: {
    what: "A statement trusts an OIDC provider, and no condition in it limits a claim of that provider's tokens.",
    why: 'Whoever gets a token from the provider, for an audience that IAM accepts from it, can assume the role. AWS asks for a condition on the audience or the subject at least.',
    remedy: 'Test `PROVIDER:sub`, or another claim that says who is meant, and `PROVIDER:aud`.',
  },
  examples: {
    bad: [
      {
        title: 'No condition',
        file: 'trust.json',
        text: oidcExample(ISSUER),
        at: `"arn:aws:iam::111122223333:oidc-provider/${ISSUER}"`,
        fixes: [
          {
            id: 'require-subject',
            answer: 'alice',
            text: oidcExample(
              ISSUER,
              `{\n        "StringEquals": {\n          "${ISSUER}:sub": "alice"\n        }\n      }`,
            ),
          },
        ],
      },
      {
        title: 'Every user of Google',
        file: 'trust.json',
        text: trustExample('{ "Federated": "accounts.google.com" }', WEB),
        at: '"accounts.google.com"',
      },
    ],
    good: [
      {
        title: 'A subject',
        file: 'trust.json',
        text: oidcExample(ISSUER, `{ "StringEquals": { "${ISSUER}:sub": "alice" } }`),
      },
      {
        title: 'An audience, as AWS writes it for Google',
        file: 'trust.json',
        text: trustExample(
          '{ "Federated": "accounts.google.com" }',
          WEB,
          '{ "StringEquals": { "accounts.google.com:aud": "666777888999000" } }',
        ),
      },
      { title: 'Denied again', file: 'trust.json', text: oidcExample(ISSUER).replace('"Allow"', '"Deny"') },
    ],
  },
  subject: 'trustPolicy',
  about: 'federated',
  *check(subject) {
    for (const { provider, complete, tests, trusted, statement, issuer } of oidcTrusts(subject.policy)) {
      // GitHub and Cognito have rules of their own.
      if (provider.id === 'github' || provider.id === 'cognito' || !complete) continue;
      if (tests.some(({ limits }) => limits)) continue;
      // A test of another provider's claim never holds, so that nobody is let in.
      if (
        statement.conditions.some(
          ({ key }) => isClaimKey(key) && !key.toLowerCase().startsWith(`${issuer.toLowerCase()}:`),
        )
      )
        continue;
      yield {
        message: say`No condition limits the tokens of ${issuer}: whoever gets one for an audience that IAM accepts from it can assume the role.`,
        span: trusted.node.span,
        fixes: () =>
          askConditionFix(subject, statement, `${issuer}:sub`, {
            id: 'require-subject',
            title: say`Require a subject…`,
            consequence: say`Tokens with other subjects are denied from then on, unless another statement lets them in.`,
            prompt: say`The ${'sub'} claim of the tokens to let in`,
            candidates: [],
            pattern: '^[^\\s*][^\\s]*$',
            hint: say`A subject as the provider writes it, without white space; not ${'*'} alone.`,
          }),
      };
    }
  },
});
