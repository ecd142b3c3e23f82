import { say } from '../explain/sentence';
import { oidcTrusts } from '../iam/oidc/trusts';
import { addConditionFix } from '../repairs/claimFixes';
import { COGNITO_TRUST } from './oidcReferences';
import { rule } from './rule';
import { trustExample } from './trustExample';

const COGNITO = '{ "Federated": "cognito-identity.amazonaws.com" }';
const KEY = 'cognito-identity.amazonaws.com';
const POOL = `"StringEquals": { "${KEY}:aud": "eu-west-1:12345678-abcd-abcd-abcd-123456790ab0" }`;
const policy = (more: string) =>
  trustExample(COGNITO, '"sts:AssumeRoleWithWebIdentity"', `{ ${POOL}${more} }`);
const amr = (value: string) => policy(`, "ForAnyValue:StringLike": { "${KEY}:amr": "${value}" }`);

export default rule({
  meta: {
    id: 'cognito-amr-unauthenticated',
    title: 'Guests of an identity pool can assume the role',
    level: 'hint',
    category: 'oidc',
    fix: 'unsafe',
    references: [COGNITO_TRUST],
  },
  docs: {
    what: 'A statement trusts an identity pool of Amazon Cognito, and its conditions let in users who have not signed in: `amr` is tested for `unauthenticated`, or not at all. This is a hint: a role for guests is meant to be like this.',
    why: "If the pool allows guest access, anybody who knows the pool's ID, which every app carries, can get an identity and assume the role.",
    remedy:
      'For signed-in users, test `cognito-identity.amazonaws.com:amr` for `authenticated` with `ForAnyValue:StringLike`, as Cognito itself does.',
  },
  examples: {
    bad: [
      {
        title: 'amr is not tested',
        file: 'trust.json',
        text: policy(''),
        at: '"cognito-identity.amazonaws.com"',
        fixes: [
          {
            id: 'add-condition',
            text: policy(`, "ForAnyValue:StringLike": { "${KEY}:amr": "authenticated" }`),
          },
        ],
      },
      {
        title: 'A role for guests',
        file: 'trust.json',
        text: amr('unauthenticated'),
        at: '"unauthenticated"',
      },
    ],
    good: [
      { title: 'Signed-in users', file: 'trust.json', text: amr('authenticated') },
      { title: 'Users of one provider', file: 'trust.json', text: amr('graph.facebook.com') },
    ],
  },
  subject: 'trustPolicy',
  about: 'federated',
  *check(subject) {
    for (const { provider, complete, tests, trusted, statement, issuer } of oidcTrusts(subject.policy)) {
      if (provider.id !== 'cognito' || !complete) continue;
      // Without a pool, cognito-audience-missing says what matters more; one identity is nobody's guest.
      if (!tests.some(({ claim, limits }) => limits && claim === 'aud')) continue;
      if (tests.some(({ claim, limits }) => limits && claim === 'sub')) continue;
      const amr = tests.filter(({ claim }) => claim === 'amr');
      if (amr.length === 0) {
        yield {
          message: say`No condition tests ${`${issuer}:amr`}: if the identity pool allows guest access, users who have not signed in can assume the role too.`,
          span: trusted.node.span,
          fixes: () =>
            addConditionFix(
              subject,
              statement,
              'ForAnyValue:StringLike',
              `${issuer}:amr`,
              'authenticated',
              say`Guests of the identity pool are denied from then on, unless another statement lets them in.`,
            ),
        };
      }
      for (const { values, limits } of amr) {
        for (const { node, text } of values) {
          if (!limits || text !== 'unauthenticated') continue;
          yield {
            message: say`The value ${text} lets in guests: anybody who knows the ID of the identity pool can assume the role, if the pool allows guest access.`,
            span: node.span,
          };
        }
      }
    }
  },
});
