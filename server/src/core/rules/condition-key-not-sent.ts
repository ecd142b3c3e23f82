import { say, words } from '../explain/sentence';
import { type Decided, decidedClauses } from '../iam/conditions/neverMet';
import { principalWords } from '../iam/principals';
import { SOURCES } from '../iam/sources';
import type { Trusted } from '../iam/trusted';
import { fixOf, removeClause } from '../repairs/conditionEdits';
import { conditionExample } from './conditionExample';
import type { Fix } from './finding';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';
import { trustExample } from './trustExample';

const SERVICE = '{ "Service": "config.amazonaws.com" }';
const OIDC = '{ "Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }';
const WEB = '"sts:AssumeRoleWithWebIdentity"';

export default rule({
  meta: {
    id: 'condition-key-not-sent',
    title: 'A condition tests a key that the principal never sends',
    level: 'warning',
    category: 'condition',
    fix: 'unsafe',
    references: [SOURCES.globalKeys, SOURCES.stsKeys, ACCESS_ANALYZER],
  },
  docs: {
    what: 'A statement tests a condition key that no request of its principals carries: `sts:ExternalId` with a federated user, `saml:` keys without a SAML provider, claims of another OIDC provider, `aws:PrincipalOrgID` with a service, `aws:SourceArn` with a role or user. It is information only where the test holds all the same, as with `IfExists`.',
    why: 'Without the key the test fails, so the statement never applies to that principal. A test that also holds without the key restricts nothing.',
    remedy:
      'Test a key that the principal sends, for instance `aws:SourceOrgID` instead of `aws:PrincipalOrgID` for a service; or give principals of different kinds statements of their own.',
  },
  examples: {
    bad: [
      {
        title: 'A service has no organization; it sends the one it works for',
        file: 'trust.json',
        text: conditionExample('{ "StringEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }', SERVICE),
        at: '"aws:PrincipalOrgID"',
        fixes: [
          {
            id: 'test-source',
            text: conditionExample('{ "StringEquals": { "aws:SourceOrgID": "o-a1b2c3d4e5" } }', SERVICE),
          },
        ],
      },
      {
        title: 'AssumeRoleWithWebIdentity takes no ExternalId',
        file: 'trust.json',
        text: conditionExample('{ "StringEquals": { "sts:ExternalId": "4f2c-91" } }', OIDC, WEB),
        at: '"sts:ExternalId"',
        fixes: [{ id: 'remove-condition', text: trustExample(OIDC, WEB) }],
      },
      {
        title: 'One statement for two kinds of principals',
        file: 'trust.json',
        text: conditionExample(
          '{ "StringEquals": { "saml:aud": "https://signin.aws.amazon.com/saml" } }',
          '{ "Federated": "arn:aws:iam::111122223333:saml-provider/Campus", "Service": "ec2.amazonaws.com" }',
          '["sts:AssumeRoleWithSAML", "sts:AssumeRole"]',
        ),
        at: '"ec2.amazonaws.com"',
      },
    ],
    good: [
      {
        title: 'The claims of the provider that is trusted',
        file: 'trust.json',
        text: conditionExample(
          '{ "StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } }',
          OIDC,
          WEB,
        ),
      },
      {
        title: 'A session that came through SAML keeps its subject',
        file: 'trust.json',
        text: conditionExample('{ "StringEquals": { "saml:sub_type": "persistent" } }'),
      },
      {
        title: 'Some services send an ExternalId',
        file: 'trust.json',
        text: conditionExample(
          '{ "StringEquals": { "sts:ExternalId": "111122223333" } }',
          '{ "Service": "firehose.amazonaws.com" }',
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy, source }) {
    for (const decided of decidedClauses(policy)) {
      const { clause, statement } = decided;
      const absent = decided.outcomes.filter(({ because }) => because === 'absent');
      const failing = absent.filter(({ holds }) => holds === 'no');
      const [first] = absent;
      // A Null that asks for absence says so on purpose.
      if (first === undefined || decided.operator.family.id === 'null') continue;
      // A claim of another provider than those trusted is the matter of oidc-subject-wrong-provider-prefix.
      if (decided.all && failing.length > 0 && absent.every(({ trusted }) => isClaim(decided.lower, trusted)))
        continue;
      if (decided.all && failing.length === decided.outcomes.length) {
        const denied = statement.effect === 'Deny';
        const never = denied
          ? 'the statement denies nothing'
          : 'the statement never lets anybody assume the role';
        yield {
          message:
            absent.length === 1
              ? say`No request of ${principalWords(first.trusted.principal)} carries ${clause.key}, so ${words(never)}.`
              : say`No request of the principals of this statement carries ${clause.key}, so ${words(never)}.`,
          span: clause.keySpan,
          fixes: () => fixesOf(decided),
        };
      } else if (decided.all && absent.length === decided.outcomes.length && failing.length === 0) {
        const so =
          statement.effect === 'Deny'
            ? 'so it does not narrow whom this Deny denies'
            : 'so it keeps nobody out';
        yield {
          message: say`No request of the principals of this statement carries ${clause.key}, and this test holds without it, ${words(so)}.`,
          span: clause.keySpan,
          severity: 'information',
        };
      } else if (statement.effect === 'Allow') {
        for (const { trusted } of failing) {
          yield {
            message: say`No request of ${principalWords(trusted.principal)} carries ${clause.key}, which a condition of this statement asks for; so the statement never lets it assume the role.`,
            span: trusted.node.span,
            related: [{ uri: source.uri, span: clause.keySpan, note: say`The condition.` }],
          };
        }
      }
    }

    function fixesOf({ clause, lower, outcomes, statement }: Decided): Fix[] {
      const replacement = Object.hasOwn(FOR_SERVICES, lower) ? FOR_SERVICES[lower] : undefined;
      if (
        replacement !== undefined &&
        outcomes.every(({ trusted }) => trusted.principal.kind === 'service')
      ) {
        return fixOf(
          source,
          'test-source',
          say`Test ${replacement} instead`,
          source.edits.rename(clause.entry, replacement),
          words(
            'The statement then applies where the service works for this organization, if the service sends the key.',
          ),
        );
      }
      if (statement.effect !== 'Allow') return [];
      return fixOf(
        source,
        'remove-condition',
        say`Remove the test of ${clause.key}`,
        removeClause(source, statement, clause),
        words(
          'The principals can then assume the role as far as the other conditions let them. Check that those are enough.',
        ),
      );
    }
  },
});

/** Keys of the caller's organization, and those of the organization that a service works for. */
const FOR_SERVICES: Readonly<Record<string, string>> = {
  'aws:principalorgid': 'aws:SourceOrgID',
  'aws:principalorgpaths': 'aws:SourceOrgPaths',
};

/** Whether a key is a claim of some OIDC provider, and the principal is one too. */
function isClaim(key: string, { principal: { kind } }: Trusted): boolean {
  return (kind === 'oidc' || kind === 'webIdentity') && key.slice(0, key.lastIndexOf(':')).includes('.');
}
