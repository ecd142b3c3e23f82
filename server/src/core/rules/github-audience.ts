import { say, words } from '../explain/sentence';
import { oidcTrusts } from '../iam/oidc/trusts';
import { addConditionFix } from '../repairs/claimFixes';
import { replaceFix } from '../repairs/trustedEdits';
import { distance } from '../text/closest';
import { githubExample, oidcExample } from './oidcExample';
import { GITHUB_AWS, OIDC_ROLE } from './oidcReferences';
import { rule } from './rule';

const ISSUER = 'token.actions.githubusercontent.com';
const withAudience = (audience: string) =>
  oidcExample(
    ISSUER,
    `{ "StringEquals": { "${ISSUER}:sub": "repo:acme/app:environment:prod", "${ISSUER}:aud": "${audience}" } }`,
  );

export default rule({
  meta: {
    id: 'github-audience',
    title: "The audience of GitHub's tokens is missing or misspelt",
    level: 'warning',
    category: 'oidc',
    fix: 'unsafe',
    references: [GITHUB_AWS, OIDC_ROLE],
  },
  docs: {
    what: "A statement trusts GitHub's OIDC provider and tests `aud` for a misspelt `sts.amazonaws.com`. As a hint: it does not test `aud`.",
    why: 'The action `aws-actions/configure-aws-credentials` asks GitHub for tokens with the audience `sts.amazonaws.com` unless told otherwise (for China it is told `sts.amazonaws.com.cn`), so a misspelt audience lets none of its calls in. Without a test, STS accepts each audience that is registered with the provider in IAM, which are those of other uses of it as well.',
    remedy: 'Test `token.actions.githubusercontent.com:aud` for `sts.amazonaws.com`.',
  },
  examples: {
    bad: [
      {
        title: 'A URL',
        file: 'trust.json',
        text: withAudience('https://sts.amazonaws.com'),
        at: '"https://sts.amazonaws.com"',
        fixes: [{ id: 'write-audience', text: withAudience('sts.amazonaws.com') }],
      },
      {
        title: 'No audience',
        file: 'trust.json',
        text: githubExample('"repo:acme/app:environment:prod"', 'StringEquals'),
        at: `"arn:aws:iam::111122223333:oidc-provider/${ISSUER}"`,
        fixes: [
          {
            id: 'add-condition',
            text: withAudience('sts.amazonaws.com'),
          },
        ],
      },
    ],
    good: [
      { title: 'The audience of the action', file: 'trust.json', text: withAudience('sts.amazonaws.com') },
      { title: 'An audience of its own', file: 'trust.json', text: withAudience('https://github.com/acme') },
      {
        title: 'China',
        file: 'trust.json',
        text: withAudience('sts.amazonaws.com.cn').replace('arn:aws:', 'arn:aws-cn:'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'federated',
  *check(subject) {
    for (const { provider, complete, tests, trusted, statement, issuer } of oidcTrusts(subject.policy)) {
      if (provider.id !== 'github') continue;
      const audiences = tests.filter((test) => test.claim === 'aud');
      const partition = trusted.text?.split(':')[1];
      const china = partition === 'aws-cn';
      const usual = china ? 'sts.amazonaws.com.cn' : 'sts.amazonaws.com';
      const asks = words(china ? 'is told to ask for in China' : 'asks for unless told otherwise');
      if (audiences.length === 0 && complete && (partition === 'aws' || partition === 'aws-cn')) {
        yield {
          message: say`No condition tests ${`${issuer}:aud`}, so tokens for any audience registered with the provider in IAM are let in. What the AWS action for GitHub ${asks} is ${usual}.`,
          severity: 'hint',
          span: trusted.node.span,
          fixes: () =>
            addConditionFix(
              subject,
              statement,
              'StringEquals',
              `${issuer}:aud`,
              usual,
              say`Workflows that ask for another audience are denied from then on, unless another statement lets them in.`,
            ),
        };
      }
      for (const { values, limits, operator } of audiences) {
        if (!limits || operator.family.pattern === undefined) continue;
        for (const { node, text } of values) {
          if (text === undefined || !isMisspelt(text)) continue;
          yield {
            message: say`The value ${text} is not ${usual}, the audience that the AWS action for GitHub ${asks}, so it lets none of those calls in.`,
            span: node.span,
            fixes: () =>
              values.some((value) => value.text === usual)
                ? []
                : [
                    replaceFix(subject, node, usual, {
                      id: 'write-audience',
                      safe: false,
                      consequence: say`Workflows with the audience ${usual} can then assume the role as far as the other conditions say.`,
                    }),
                  ],
          };
        }
      }
    }
  },
});

/** Near `sts.amazonaws.com`, but neither it nor the one of China. */
function isMisspelt(text: string): boolean {
  if (/[*?]/.test(text) || text === 'sts.amazonaws.com' || text === 'sts.amazonaws.com.cn') return false;
  const bare = text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/$/, '');
  return bare === 'sts.amazon.com' || distance(bare, 'sts.amazonaws.com', 2) !== undefined;
}
