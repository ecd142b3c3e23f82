/**
 * A second evaluator of trust policies, for tests only. It was written apart from the product, after the IAM User
 * Guide, works on plain JSON, knows no holes and no "depends", explains nothing, and need not be fast.
 */

export type PlainStatement = Readonly<Record<string, unknown>>;
export interface PlainPolicy {
  readonly Version?: string;
  readonly Statement: readonly PlainStatement[];
}

export interface NaiveRequest {
  readonly caller: NaiveCaller;
  readonly action: string;
  readonly roleArn: string;
  /** Every key of the request but those that follow from the caller; keys in lower case. */
  readonly context: Readonly<Record<string, readonly string[]>>;
  readonly identityPolicies: readonly PlainPolicy[];
  readonly boundary?: PlainPolicy;
  readonly sessionPolicies?: readonly PlainPolicy[];
}

export type NaiveCaller =
  | { readonly kind: 'role'; readonly arn: string }
  | { readonly kind: 'user'; readonly arn: string }
  | { readonly kind: 'service'; readonly name: string }
  | { readonly kind: 'oidc'; readonly issuer: string };

/** Whether the request is allowed. */
export function naive(policy: PlainPolicy, request: NaiveRequest): boolean {
  const context = fullContext(request);
  const mine = request.caller.kind === 'role' || request.caller.kind === 'user';
  const fits =
    request.caller.kind === 'oidc'
      ? request.action === 'sts:AssumeRoleWithWebIdentity'
      : request.action === 'sts:AssumeRole';
  if (!fits) return false;
  const variables = policy.Version === '2012-10-17';
  const about = (statement: PlainStatement) =>
    actionListed(statement, request.action) && conditionsMet(statement, context, variables);
  const named = (statement: PlainStatement): string[] =>
    principalsOf(statement).filter((p) => isNamed(p, request.caller));
  const callerSide = mine
    ? [
        ...request.identityPolicies,
        ...(request.boundary === undefined ? [] : [request.boundary]),
        ...(request.sessionPolicies ?? []),
      ]
    : [];
  const denials = callerSide.some((each) => identityHas('Deny', [each], request, context));
  if (denials) return false;
  const inBoundary =
    request.boundary === undefined || identityHas('Allow', [request.boundary], request, context);
  const inSession =
    request.sessionPolicies === undefined || identityHas('Allow', request.sessionPolicies, request, context);
  const limits = inBoundary && inSession;
  const identity = identityHas('Allow', request.identityPolicies, request, context) && limits;
  let allowed = false;
  for (const statement of policy.Statement) {
    if (!about(statement)) continue;
    const by = named(statement);
    if (by.length === 0) continue;
    if (statement['Effect'] === 'Deny') return false;
    if (!mine) allowed = true;
    else if (accountIn((request.caller as { arn: string }).arn) !== accountIn(request.roleArn))
      allowed ||= identity;
    else {
      for (const principal of by) {
        const account = /^AWS (\d{12}|.*:root)$/.test(principal);
        if (account) allowed ||= identity;
        else if (principal.includes(':role/')) allowed ||= limits;
        else allowed = true;
      }
    }
  }
  return allowed;
}

function accountIn(arn: string): string | undefined {
  return arn.split(':')[4];
}

function fullContext({ caller, context }: NaiveRequest): Map<string, readonly string[]> {
  const full = new Map<string, readonly string[]>();
  if (caller.kind === 'role' || caller.kind === 'user') {
    full.set('aws:principalarn', [caller.arn]);
    full.set('aws:principalaccount', [accountIn(caller.arn)!]);
    full.set('aws:principaltype', [caller.kind === 'role' ? 'AssumedRole' : 'User']);
    full.set('aws:principalisawsservice', ['false']);
    if (caller.kind === 'user') full.set('aws:username', [caller.arn.split('/').at(-1)!]);
  } else if (caller.kind === 'service') {
    full.set('aws:principalisawsservice', ['true']);
    full.set('aws:principalservicename', [caller.name]);
  }
  for (const [key, values] of Object.entries(context)) {
    if (values.length > 0) full.set(key, values);
    else full.delete(key);
  }
  return full;
}

function listOf(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function textOf(value: unknown): string {
  return String(value);
}

/** As "AWS arn:…", "Service ec2.amazonaws.com". */
function principalsOf(statement: PlainStatement): string[] {
  const groups = Object.entries((statement['Principal'] ?? {}) as Record<string, unknown>);
  return groups.flatMap(([type, values]) => listOf(values).map((value) => `${type} ${textOf(value)}`));
}

function isNamed(principal: string, caller: NaiveCaller): boolean {
  const [type, value] = principal.split(' ') as [string, string];
  switch (caller.kind) {
    case 'service':
      return type === 'Service' && value === caller.name;
    case 'oidc':
      return (
        type === 'Federated' && (value === caller.issuer || value.endsWith(`:oidc-provider/${caller.issuer}`))
      );
    default:
      if (type !== 'AWS') return false;
      if (value === '*' || value === caller.arn) return true;
      return value === accountIn(caller.arn) || value === `arn:aws:iam::${accountIn(caller.arn)}:root`;
  }
}

/** What stands for `${*}`, `${?}` and `${$}` until the comparison, so that they are no wildcards. */
const MARKS = { '*': '\uE000', '?': '\uE001', $: '\uE002' } as const;

function unmarked(text: string, before = ''): string {
  return Object.entries(MARKS).reduce(
    (done, [plain, mark]) => done.replaceAll(mark, () => before + plain),
    text,
  );
}

/** Wildcards by a regular expression: fine for a test. */
function like(pattern: string, text: string, ignoreCase = false): boolean {
  const key = `${ignoreCase} ${pattern}`;
  let expression = EXPRESSIONS.get(key);
  if (expression === undefined) {
    const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
    const source = unmarked(escaped.replaceAll('*', '.*').replaceAll('?', '.'), '\\');
    expression = new RegExp(`^${source}$`, ignoreCase ? 'is' : 's');
    EXPRESSIONS.set(key, expression);
  }
  return expression.test(text);
}

const EXPRESSIONS = new Map<string, RegExp>();

function actionListed(statement: PlainStatement, action: string): boolean {
  return listOf(statement['Action']).some((pattern) => like(textOf(pattern), action, true));
}

function identityHas(
  effect: string,
  policies: readonly PlainPolicy[],
  request: NaiveRequest,
  context: Map<string, readonly string[]>,
): boolean {
  return policies.some((policy) =>
    policy.Statement.some(
      (statement) =>
        statement['Effect'] === effect &&
        actionListed(statement, request.action) &&
        listOf(statement['Resource']).some((pattern) => like(textOf(pattern), request.roleArn)) &&
        conditionsMet(statement, context, policy.Version === '2012-10-17'),
    ),
  );
}

type Context = Map<string, readonly string[]>;

function conditionsMet(statement: PlainStatement, context: Context, variables: boolean): boolean {
  const condition = (statement['Condition'] ?? {}) as Record<string, Record<string, unknown>>;
  for (const [operator, keys] of Object.entries(condition)) {
    for (const [key, values] of Object.entries(keys)) {
      if (!clauseMet(operator, key.toLowerCase(), listOf(values).map(textOf), context, variables))
        return false;
    }
  }
  return true;
}

function clauseMet(
  operator: string,
  key: string,
  written: string[],
  context: Context,
  variables: boolean,
): boolean {
  const given = context.get(key);
  if (operator === 'Null') return written.includes(given === undefined ? 'true' : 'false');
  const set = operator.startsWith('ForAllValues:') ? 'all' : operator.startsWith('ForAnyValue:') ? 'any' : '';
  let name = operator.replace(/^For(?:All|Any)Values?:/, '');
  if (name.endsWith('IfExists')) {
    if (given === undefined) return true;
    name = name.slice(0, -8);
  }
  const negative = name.includes('Not');
  name = name.replace('Not', '');
  if (given === undefined) return set === 'all' || (negative && set === '');
  const textual = name.startsWith('String') || name.startsWith('Arn');
  const matches = (value: string) =>
    written.some((pattern) =>
      compare(name, textual && variables ? filled(pattern, context) : pattern, value),
    );
  if (set === 'all') return given.every((value) => matches(value) !== negative);
  if (set === 'any') return given.some((value) => matches(value) !== negative);
  return given.some(matches) !== negative;
}

/** Policy variables of the generated policies; what they insert has no wildcards in it. */
function filled(pattern: string, context: Context): string {
  return pattern.replace(/\$\{([^},]+)(?:, '([^']*)')?\}/g, (_, key: string, fallback?: string) => {
    if (key === '*' || key === '?' || key === '$') return MARKS[key];
    const values = context.get(key.toLowerCase());
    return values?.length === 1 ? values[0]! : (fallback ?? '\uE0FFunresolved');
  });
}

function compare(name: string, pattern: string, value: string): boolean {
  switch (name) {
    case 'StringEquals':
      return unmarked(pattern) === value;
    case 'StringEqualsIgnoreCase':
      return unmarked(pattern).toLowerCase() === value.toLowerCase();
    case 'StringLike':
      return like(pattern, value);
    case 'ArnLike':
    case 'ArnEquals': {
      if (pattern === '*') return true;
      const p = pattern.split(':');
      const v = value.split(':');
      if (p.length < 6 || v.length < 6) return false;
      const tail = (parts: string[]) => [...parts.slice(0, 5), parts.slice(5).join(':')];
      return tail(p).every((part, i) => like(part, tail(v)[i]!));
    }
    case 'Bool':
      return pattern === value;
    case 'BinaryEquals':
      return pattern === value;
    case 'IpAddress':
      return inBlock(pattern, value);
    default:
      return measure(name, pattern, value);
  }
}

function measure(name: string, pattern: string, value: string): boolean {
  const read = (text: string) => (name.startsWith('Date') ? new Date(text).getTime() : Number(text));
  const [bound, actual] = [read(pattern), read(value)];
  switch (name.replace(/^(?:Numeric|Date)/, '')) {
    case 'Equals':
      return actual === bound;
    case 'LessThan':
      return actual < bound;
    case 'LessThanEquals':
      return actual <= bound;
    case 'GreaterThan':
      return actual > bound;
    default:
      return actual >= bound;
  }
}

/** Addresses as strings of bits. IPv6 addresses of the tests have at most one `::` and no dots. */
function inBlock(block: string, address: string): boolean {
  const [base, length] = block.split('/');
  const [a, b] = [bits(base!), bits(address)];
  return (
    a.length === b.length && a.slice(0, Number(length ?? a.length)) === b.slice(0, Number(length ?? a.length))
  );
}

function bits(address: string): string {
  if (!address.includes(':')) {
    return address
      .split('.')
      .map((part) => Number(part).toString(2).padStart(8, '0'))
      .join('');
  }
  const [head, tail] = address.split('::').map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = new Array<string>(8 - head!.length - (tail ?? []).length).fill('0');
  return [...head!, ...(tail === undefined ? [] : zeros), ...(tail ?? [])]
    .map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0'))
    .join('');
}
