import { say } from '../explain/sentence';
import { oidcTrusts } from '../iam/oidc/trusts';
import { askConditionFix } from '../repairs/claimFixes';
import { COGNITO_TRUST, SHARED_PROVIDERS } from './oidcReferences';
import { rule } from './rule';
import { trustExample } from './trustExample';

const COGNITO = '{ "Federated": "cognito-identity.amazonaws.com" }';
const WEB = '"sts:AssumeRoleWithWebIdentity"';
const KEY = 'cognito-identity.amazonaws.com';
const POOL = 'eu-west-1:12345678-abcd-abcd-abcd-123456790ab0';

export default rule({
  meta: {
    id: 'cognito-audience-missing',
    title: 'Identity pools of every AWS account are trusted',
    level: 'error',
    category: 'oidc',
    fix: 'unsafe',
    references: [COGNITO_TRUST, SHARED_PROVIDERS],
  },
  docs: {
    what: 'A statement trusts `cognito-identity.amazonaws.com`, and no condition says which identity pool is meant.',
    why: 'All identity pools of all AWS accounts are behind this one provider. Anybody can create a pool and let its users assume the role. IAM refuses to create or update a role with such a trust policy; a role that has had it since before that check is open.',
    remedy: 'Test `cognito-identity.amazonaws.com:aud` for the ID of the identity pool.',
  },
  examples: {
    bad: [
      {
        title: 'Signed-in users of whichever pool',
        file: 'trust.json',
        text: trustExample(COGNITO, WEB, `{ "ForAnyValue:StringLike": { "${KEY}:amr": "authenticated" } }`),
        at: '"cognito-identity.amazonaws.com"',
      },
      {
        title: 'No condition',
        file: 'trust.json',
        text: trustExample(COGNITO, WEB),
        at: '"cognito-identity.amazonaws.com"',
        fixes: [
          {
            id: 'require-pool',
            answer: POOL,
            text: trustExample(
              COGNITO,
              WEB,
              `{\n        "StringEquals": {\n          "${KEY}:aud": "${POOL}"\n        }\n      }`,
            ),
          },
        ],
      },
    ],
    good: [
      {
        title: 'One identity pool',
        file: 'trust.json',
        text: trustExample(COGNITO, WEB, `{ "StringEquals": { "${KEY}:aud": "${POOL}" } }`),
      },
      {
        title: 'One identity',
        file: 'trust.json',
        text: trustExample(COGNITO, WEB, `{ "StringEquals": { "${KEY}:sub": "${POOL}" } }`),
      },
      {
        title: 'A pool that the file does not name',
        file: 'trust.json',
        text: trustExample(COGNITO, WEB, `{ "StringEquals": { "${KEY}:aud": "<POOL_ID>" } }`),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'federated',
  *check(subject) {
    for (const { provider, complete, tests, trusted, statement, issuer } of oidcTrusts(subject.policy)) {
      if (provider.id !== 'cognito' || !complete) continue;
      if (tests.some(({ claim, limits }) => limits && (claim === 'aud' || claim === 'sub'))) continue;
      yield {
        message: say`No condition on ${`${issuer}:aud`} says which identity pool is meant, so pools of every AWS account are let in. IAM refuses to create or update a role with such a trust policy.`,
        span: trusted.node.span,
        fixes: () =>
          askConditionFix(subject, statement, `${issuer}:aud`, {
            id: 'require-pool',
            title: say`Let in one identity pool only…`,
            consequence: say`Users of other identity pools are denied from then on, unless another statement lets them in.`,
            prompt: say`The ID of the identity pool`,
            candidates: [],
            pattern: '^[a-z0-9-]+:[0-9a-f-]{36}$',
            hint: say`An identity pool ID looks like ${POOL}.`,
          }),
      };
    }
  },
});
