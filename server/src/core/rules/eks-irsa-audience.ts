import { say } from '../explain/sentence';
import { oidcTrusts } from '../iam/oidc/trusts';
import { addConditionFix } from '../repairs/claimFixes';
import { oidcExample } from './oidcExample';
import { EKS_ROLE } from './oidcReferences';
import { rule } from './rule';

const EKS = 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';
const tests = (audience: string) =>
  oidcExample(EKS, `{ "StringEquals": { "${EKS}:sub": "system:serviceaccount:web:app"${audience} } }`);

export default rule({
  meta: {
    id: 'eks-irsa-audience',
    title: "The audience of a cluster's tokens is not tested",
    level: 'hint',
    category: 'oidc',
    fix: 'unsafe',
    references: [EKS_ROLE],
  },
  docs: {
    what: 'A statement trusts the OIDC provider of an Amazon EKS cluster and does not test `aud`. This is a hint: IAM accepts only audiences that are registered with the provider.',
    why: "Tokens that pods use for AWS have the audience `sts.amazonaws.com`. AWS's own trust policies for service accounts test it beside the subject.",
    remedy: 'Test `aud` of the provider for `sts.amazonaws.com`.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: tests(''),
        at: `"arn:aws:iam::111122223333:oidc-provider/${EKS}"`,
        fixes: [{ id: 'add-condition', text: tests(`, "${EKS}:aud": "sts.amazonaws.com"`) }],
      },
    ],
    good: [
      { title: 'As AWS writes it', file: 'trust.json', text: tests(`, "${EKS}:aud": "sts.amazonaws.com"`) },
      {
        title: 'A cluster that EKS does not run',
        file: 'trust.json',
        text: oidcExample(
          'k8s.example.com',
          '{ "StringEquals": { "k8s.example.com:sub": "system:serviceaccount:web:app" } }',
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'federated',
  *check(subject) {
    for (const { provider, complete, tests, trusted, statement, issuer } of oidcTrusts(subject.policy)) {
      if (provider.id !== 'eks' || !complete) continue;
      // Without any test, oidc-condition-missing says what matters more.
      if (!tests.some(({ limits }) => limits) || tests.some(({ claim }) => claim === 'aud')) continue;
      yield {
        message: say`No condition tests ${`${issuer}:aud`}: service account tokens for any audience registered with the provider in IAM are let in. Pods use ${'sts.amazonaws.com'}.`,
        span: trusted.node.span,
        fixes: () =>
          addConditionFix(
            subject,
            statement,
            'StringEquals',
            `${issuer}:aud`,
            'sts.amazonaws.com',
            say`Pods whose tokens have another audience are denied from then on, unless another statement lets them in.`,
          ),
      };
    }
  },
});
