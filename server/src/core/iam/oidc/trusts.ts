import { oncePer } from '../../once';
import type { LocatedValue } from '../../syntax/tree';
import { known } from '../../syntax/tree';
import { compilePolicy } from '../compiled';
import { type Operator, parseOperator } from '../conditions/operators';
import type { ConditionClause, Policy, Statement } from '../policy';
import { allowedIn, type Trusted } from '../trusted';
import { isClaimKey } from './claimKeys';
import { type OidcProvider, providerOf } from './provider';

/** An OIDC provider that a statement lets in, with the conditions on its tokens. */
export interface OidcTrust {
  readonly trusted: Trusted;
  readonly statement: Statement;
  /** Host and path, as written in the provider's ARN. */
  readonly issuer: string;
  readonly provider: OidcProvider;
  readonly tests: readonly ClaimTest[];
  /**
   * Whether nothing else can narrow what the tests let in: the file says every condition in full, tests nothing beside
   * the claims but what callers choose, trusts no second provider in the statement, and denies nothing anywhere.
   */
  readonly complete: boolean;
}

/** A condition on a claim of the provider's tokens. */
export interface ClaimTest {
  /** Behind the issuer and its colon, in lower case: `sub`, `aud`. */
  readonly claim: string;
  readonly clause: ConditionClause;
  readonly operator: Operator;
  /** Whether it lets in only the values it names: neither negated nor a test for presence. */
  readonly limits: boolean;
  readonly values: readonly { readonly node: LocatedValue; readonly text: string | undefined }[];
}

/** Keys that callers bring about as they like, or that hold for all of them. */
const CHOSEN: ReadonlySet<string> = new Set([
  'aws:currenttime',
  'aws:epochtime',
  'aws:referer',
  'aws:requestedregion',
  'aws:securetransport',
  'aws:tokenissuetime',
  'aws:useragent',
  'sts:durationseconds',
  'sts:rolesessionname',
]);

/** The OIDC providers whose users a policy allows to assume the role, in the order of the text. */
export const oidcTrusts: (policy: Policy) => readonly OidcTrust[] = oncePer(read);

/** Whether a template or a program fills the value in, such as the account of an ARN; not a person. */
function isExpression(node: LocatedValue): boolean {
  if (node.kind !== 'string') return false;
  const holes = node.text.pieces.filter((piece) => piece.kind === 'hole');
  return holes.length > 0 && holes.every(({ foreign }) => foreign === undefined);
}

function read(policy: Policy): OidcTrust[] {
  const candidates = allowedIn(policy).filter(
    ({ principal, text, node }) =>
      (principal.kind === 'oidc' || principal.kind === 'webIdentity') &&
      (text !== undefined || isExpression(node)),
  );
  if (candidates.length === 0) return [];
  const { statements } = compilePolicy(policy);
  return candidates.flatMap((trusted) => {
    const { principal, statement } = trusted;
    const compiled = statements.find((each) => each.statement === statement);
    if (compiled?.names('sts:AssumeRoleWithWebIdentity') !== 'yes') return [];
    if (principal.kind !== 'oidc' && principal.kind !== 'webIdentity') return [];
    const { issuer } = principal;
    if (typeof issuer !== 'string') return [];
    const federated = statement.principal?.groups.filter((group) => group.type === 'Federated') ?? [];
    const alone = federated.flatMap((group) => group.values).length === 1;
    const inFull = compiled.clauses.every((clause) => clause.kind === 'read' && clause.lookup !== undefined);
    const denied = policy.statements.some((other) => other.effect !== 'Allow');
    const prefix = `${issuer.toLowerCase()}:`;
    const aside = statement.conditions.every(({ key }) => {
      const lower = key.toLowerCase();
      // A test of another provider's claim never holds: a rule of its own says so.
      return lower.startsWith(prefix) || CHOSEN.has(lower) || isClaimKey(key);
    });
    const complete =
      alone &&
      aside &&
      inFull &&
      !denied &&
      policy.unknownStatements.length === 0 &&
      statement.effect === 'Allow';
    const provider = providerOf(issuer);
    return [{ trusted, statement, issuer, provider, tests: testsOf(statement, issuer), complete }];
  });
}

/**
 * Whether a test on another claim, or another test on the same one, also says whose tokens are let in, so that what
 * this test alone lets in says little.
 */
export function narrowedBeside(trust: OidcTrust, test: ClaimTest): boolean {
  const { tenantClaims } = trust.provider;
  return trust.tests.some(
    (other) =>
      other !== test &&
      other.limits &&
      (tenantClaims === undefined
        ? !['aud', 'amr', 'iss'].includes(other.claim)
        : tenantClaims.includes(other.claim)),
  );
}

function testsOf(statement: Statement, issuer: string): ClaimTest[] {
  const prefix = `${issuer.toLowerCase()}:`;
  return statement.conditions.flatMap((clause): ClaimTest[] => {
    const key = clause.key.toLowerCase();
    const operator = parseOperator(clause.operator);
    if (!key.startsWith(prefix) || operator === undefined) return [];
    const values = clause.values.map((node) => ({ node, text: textOf(node) }));
    const limits = !operator.negated && operator.family.id !== 'null';
    return [{ claim: key.slice(prefix.length), clause, operator, limits, values }];
  });
}

/** The text of a value that is said in full: no hole, no policy variable, no word to be filled in. */
function textOf(node: LocatedValue): string | undefined {
  if (node.kind === 'scalar') return String(node.value);
  const text = node.kind === 'string' ? known(node.text) : undefined;
  return text === undefined || TO_BE_FILLED_IN.test(text) ? undefined : text;
}

/**
 * Words that stand for a value: `<ORG>`, `REPO_NAME`, `${var}`, `YOUR_ORG`, `my-org/your-repo`, `xxxx`. Braces alone do not, as
 * Bitbucket writes UUIDs in them.
 */
const TO_BE_FILLED_IN =
  /[<>[\]$]|\{\{|\{[a-zA-Z_]*\}|%[sdv]\b|\b[yY]our[-_ A-Z]|\b(?:YOUR|MY)[-_]|\b(?:ORG|OWNER|REPO|ORGANIZATION|REPOSITORY|GITHUB_\w+|GitHubOrg|GitHubRepo|PLACEHOLDER|CHANGE_?ME)\b|\b[A-Z]{2,}(?:[-_][A-Z]+)+\b|[xX]{4}|\.\.\.|__[A-Z]/;
