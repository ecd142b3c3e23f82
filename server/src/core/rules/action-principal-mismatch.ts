import type { TrustPolicySubject } from '../documents/subjects';
import { say, words } from '../explain/sentence';
import { ASSUMING_ACTIONS, assumingAction, type TrustAction } from '../iam/actions';
import { compilePolicy } from '../iam/compiled';
import type { Statement } from '../iam/policy';
import type { PrincipalKind } from '../iam/principals';
import { SOURCES } from '../iam/sources';
import { type Trusted, trustedIn } from '../iam/trusted';
import { inFile } from '../repairs/trustedEdits';
import { knownString } from '../syntax/tree';
import type { Fix } from './finding';
import { rule } from './rule';
import { trustExample } from './trustExample';

const SAML = '{ "Federated": "arn:aws:iam::111122223333:saml-provider/Okta" }';

export default rule({
  meta: {
    id: 'action-principal-mismatch',
    title: 'The principal cannot use any of the actions',
    level: 'warning',
    category: 'trust',
    fix: 'unsafe',
    references: [SOURCES.stsActions, SOURCES.principal],
  },
  docs: {
    what: 'A statement allows a principal only actions by which principals of its kind never assume a role: `sts:AssumeRole` for a SAML or OIDC provider, `sts:AssumeRoleWithSAML` or `sts:AssumeRoleWithWebIdentity` for an account, role, user or service.',
    why: 'Roles, users and services call AssumeRole; users of a SAML provider AssumeRoleWithSAML; users of an OIDC provider AssumeRoleWithWebIdentity. With another action the statement never applies.',
    remedy: 'Write the action that belongs to the principal.',
  },
  examples: {
    bad: [
      {
        title: 'A SAML provider with AssumeRole',
        file: 'trust.json',
        text: trustExample(SAML),
        at: '"arn:aws:iam::111122223333:saml-provider/Okta"',
        fixes: [{ id: 'write-action', text: trustExample(SAML, '"sts:AssumeRoleWithSAML"') }],
      },
      {
        title: 'A service with the web-identity action',
        file: 'trust.json',
        text: trustExample(
          '{ "Service": "ec2.amazonaws.com" }',
          '["sts:AssumeRoleWithWebIdentity", "sts:TagSession"]',
        ),
        at: '"ec2.amazonaws.com"',
        fixes: [
          {
            id: 'write-action',
            text: trustExample('{ "Service": "ec2.amazonaws.com" }', '["sts:AssumeRole", "sts:TagSession"]'),
          },
        ],
      },
      {
        title: 'Two kinds of principals and the action of one',
        file: 'trust.json',
        text: trustExample('{ "Service": "ec2.amazonaws.com", "Federated": "accounts.google.com" }'),
        at: '"accounts.google.com"',
        fixes: [
          {
            id: 'write-action',
            text: trustExample(
              '{ "Service": "ec2.amazonaws.com", "Federated": "accounts.google.com" }',
              '["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity"]',
            ),
          },
        ],
      },
    ],
    good: [
      {
        title: 'The action of the principal',
        file: 'trust.json',
        text: trustExample(SAML, '"sts:AssumeRoleWithSAML"'),
      },
      {
        title: 'Two kinds of principals, and the actions of both',
        file: 'trust.json',
        text: trustExample(
          '{ "Service": "ec2.amazonaws.com", "Federated": "accounts.google.com" }',
          '["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity"]',
        ),
      },
      { title: 'A wildcard', file: 'trust.json', text: trustExample(SAML, '"sts:AssumeRole*"') },
      { title: 'A companion action alone', file: 'trust.json', text: trustExample(SAML, '"sts:TagSession"') },
    ],
  },
  subject: 'trustPolicy',
  *check(subject) {
    const compiled = compilePolicy(subject.policy);
    const names = new Map(compiled.statements.map((each) => [each.statement, each.names] as const));
    for (const trusted of trustedIn(subject.policy)) {
      const { statement, principal, node } = trusted;
      const own = assumingAction(principal.kind);
      const test = names.get(statement);
      if (statement.effect !== 'Allow' || statement.action === undefined || test === undefined) continue;
      if (
        own === undefined ||
        principal.kind === 'unknown' ||
        uncertain(principal.kind) ||
        test(own) !== 'no'
      )
        continue;
      const others = ASSUMING_ACTIONS.filter((action) => action !== own && test(action) === 'yes');
      const [instead] = others;
      if (instead === undefined) continue;
      yield {
        message: say`${words(WHO[principal.kind] ?? 'This principal')} assumes a role by ${own}; ${instead} does not apply to it, so it cannot assume the role by this statement.`,
        span: node.span,
        fixes: () => fixes(subject, trusted, own, others),
      };
    }
  },
});

/** Kinds that are refused or judged elsewhere; everybody may well include users of identity providers. */
function uncertain(kind: PrincipalKind): boolean {
  return kind === 'uniqueId' || kind === 'canonicalUser' || kind === 'everyone';
}

const WHO: { readonly [K in PrincipalKind]?: string } = {
  account: 'An AWS principal',
  role: 'A role',
  user: 'A user',
  session: 'A role session',
  service: 'An AWS service',
  saml: 'A user of a SAML provider',
  oidc: 'A user of an OIDC provider',
  webIdentity: 'A user of a web identity provider',
};

/** Swaps the one wrong action, when no other principal of the statement needs it; else adds the right one. */
function fixes(
  subject: TrustPolicySubject,
  { statement }: Trusted,
  own: TrustAction,
  others: readonly TrustAction[],
): Fix[] {
  const { edits } = subject.source;
  const wrong = statement.action?.values.filter(
    (value) => knownString(value)?.toLowerCase() === others[0]?.toLowerCase(),
  );
  const list = statement.action?.entry.value;
  const swap = others.length === 1 && wrong?.length === 1 && !needed(subject, statement, others[0]!);
  if (list === undefined) return [];
  const change = swap ? edits.replace(wrong[0]!, own) : edits.append(list, [own]);
  return [
    {
      id: 'write-action',
      title: swap ? say`Write ${own} in place of ${others[0]!}` : say`Add ${own}`,
      safe: false,
      consequence: say`The statement takes effect: its principals can then assume the role, as far as its conditions let them.`,
      change: { kind: 'edits', files: inFile(subject.source, change) },
    },
  ];
}

function needed(subject: TrustPolicySubject, statement: Statement, action: TrustAction): boolean {
  const groups = statement.principal?.groups ?? [];
  if (groups.some((group) => group.values.some((value) => value.kind === 'hole'))) return true;
  return trustedIn(subject.policy).some(
    (other) =>
      other.statement === statement &&
      (other.principal.kind === 'unknown' || assumingAction(other.principal.kind) === action),
  );
}
