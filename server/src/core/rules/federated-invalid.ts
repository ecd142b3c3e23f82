import type { TrustPolicySubject } from '../documents/subjects';
import { say } from '../explain/sentence';
import { type Account, ownAccount } from '../iam/ownAccount';
import { WEB_IDENTITIES } from '../iam/principals';
import { typeOf } from '../iam/principalType';
import { accountsIn } from '../iam/roleOf';
import { SOURCES } from '../iam/sources';
import { type Trusted, trustedIn } from '../iam/trusted';
import { inFile, replaceFix } from '../repairs/trustedEdits';
import { closest } from '../text/closest';
import type { Fix } from './finding';
import { rule } from './rule';
import { trustExample } from './trustExample';

const WEB = '"sts:AssumeRoleWithWebIdentity"';
const GITHUB = trustExample('{ "Federated": "token.actions.githubusercontent.com" }', WEB);
const GITHUB_ARN = trustExample(
  '{ "Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }',
  WEB,
);

export default rule({
  meta: {
    id: 'federated-invalid',
    title: 'A federated principal that IAM refuses',
    level: 'error',
    category: 'trust',
    fix: 'unsafe',
    references: [
      SOURCES.principal,
      {
        title: 'IAM User Guide: Create a role for OpenID Connect federation',
        url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html',
      },
    ],
  },
  docs: {
    what: 'A value under `Federated` is neither the ARN of a SAML or OIDC provider in IAM nor one of the four providers that IAM knows by name (`cognito-identity.amazonaws.com`, `accounts.google.com`, `www.amazon.com`, `graph.facebook.com`).',
    why: 'Every other provider, GitHub and EKS clusters included, must first be created in IAM, and is then named by its ARN. IAM refuses to save the policy otherwise.',
    remedy:
      'Write the ARN, such as `arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com`, with the account that the role is in.',
  },
  examples: {
    bad: [
      {
        title: 'GitHub by its host name',
        file: 'trust.json',
        text: GITHUB,
        at: '"token.actions.githubusercontent.com"',
        fixes: [{ id: 'write-provider-arn', answer: '111122223333', text: GITHUB_ARN }],
      },
      {
        title: 'GitHub by its URL, for a role whose account is known',
        file: 'trust.json',
        text: GITHUB.replace('"token', '"https://token'),
        at: '"https://token.actions.githubusercontent.com"',
        settings: { roles: { 'trust.json': 'arn:aws:iam::111122223333:role/Build' } },
        fixes: [{ id: 'write-as-meant', text: GITHUB_ARN }],
      },
      {
        title: 'The provider ARN has a URL in it',
        file: 'trust.json',
        text: GITHUB_ARN.replace('provider/token', 'provider/https://token'),
        at: '"arn:aws:iam::111122223333:oidc-provider/https://token.actions.githubusercontent.com"',
        fixes: [{ id: 'write-as-meant', text: GITHUB_ARN }],
      },
    ],
    good: [
      { title: 'The ARN of the provider', file: 'trust.json', text: GITHUB_ARN },
      {
        title: 'A provider that IAM knows by name',
        file: 'trust.json',
        text: trustExample('{ "Federated": "cognito-identity.amazonaws.com" }', WEB),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'federated',
  *check(subject, context) {
    for (const trusted of trustedIn(subject.policy)) {
      const { text, node, group, principal } = trusted;
      if (group.type !== 'Federated' || text === undefined || typeOf(text) === 'AWS') continue;
      const why = refused(text, principal.kind);
      if (!why) continue;
      yield {
        message:
          text === '*'
            ? say`Here ${text} names no identity provider. Name the provider whose users are to assume the role by its ARN.`
            : say`The principal ${text} is neither the ARN of a SAML or OIDC provider nor one that IAM knows by name, so IAM refuses to save this trust policy.`,
        span: node.span,
        severity: text === '*' ? 'warning' : 'error',
        fixes: () => {
          const own = ownAccount(subject, context);
          return fixes(subject, trusted, text, own);
        },
      };
    }
  },
});

function refused(text: string, kind: string): boolean {
  if (kind === 'invalid' || kind === 'everyone') return true;
  return (
    /^arn:/.test(text) &&
    (/[*?]/.test(text) || /oidc-provider\/https?:/.test(text) || !/^arn:[^:]*:iam::\d{12}:/.test(text))
  );
}

function fixes(
  subject: TrustPolicySubject,
  { node }: Trusted,
  text: string,
  own: Account | undefined,
): Fix[] {
  const trimmed = text.trim().replace('oidc-provider/https://', 'oidc-provider/');
  if (trimmed !== text && /^arn:[\w-]+:iam::\d{12}:(?:oidc|saml)-provider\/[^*?\s]+$/.test(trimmed)) {
    return [replaceFix(subject, node, trimmed, { safe: true })];
  }
  const host = text
    .trim()
    .replace(/^https?:\/\//, '')
    .replace(/\/$/, '');
  if (!/^[\w-]+(?:\.[\w-]+)+(?:\/[\w./-]+)?$/.test(host)) return [];
  const known = WEB_IDENTITIES.includes(host) ? host : closest(host, WEB_IDENTITIES);
  if (known !== undefined) return [replaceFix(subject, node, known, { safe: true })];
  const consequence = say`The provider must exist in IAM of that account, and its users can assume the role as far as the conditions say.`;
  const arnOf = (account: string, partition: string) =>
    `arn:${partition}:iam::${account}:oidc-provider/${host}`;
  if (own !== undefined)
    return [
      replaceFix(subject, node, arnOf(own.account, own.partition ?? 'aws'), { safe: false, consequence }),
    ];
  const partition = accountsIn(subject)[0]?.partition ?? 'aws';
  return [
    {
      id: 'write-provider-arn',
      title: say`Write the ARN of the OIDC provider ${host}…`,
      safe: false,
      consequence,
      change: {
        kind: 'question',
        prompt: say`The ID of the account that the role and the provider are in`,
        candidates: accountsIn(subject).map(({ account }) => account),
        pattern: '^\\d{12}$',
        hint: say`An account ID has 12 digits.`,
        answer: (account) =>
          inFile(subject.source, subject.source.edits.replace(node, arnOf(account, partition))),
      },
    },
  ];
}
