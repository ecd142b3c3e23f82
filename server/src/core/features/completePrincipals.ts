import { ownAccount } from '../iam/ownAccount';
import { classifyPrincipal, type PrincipalKind, WEB_IDENTITIES } from '../iam/principals';
import { roleOf } from '../iam/roleOf';
import { serviceNameForm } from '../iam/serviceName';
import { serviceNames } from '../iam/servicePrincipals';
import { knownString } from '../syntax/tree';
import { type CompletionItem, type ValueProposal, valueItem } from './completionItem';
import { type PolicyPlace, valuesBeside } from './policyPlace';
import { type Seen, seenIn } from './seen';

/** What may stand below a type of principal: what files in sight name first, then forms to fill in. */
export function completePrincipals(type: string, at: PolicyPlace): CompletionItem[] {
  const { place, policy } = at;
  const there = valuesBeside(at);
  // What is being typed was seen too, half as it is.
  const typed = policy.statements
    .flatMap(({ principal, notPrincipal }) => (principal ?? notPrincipal)?.groups ?? [])
    .flatMap(({ values }) => values)
    .find(({ span }) => span.start <= place.span.start && place.span.end <= span.end);
  const done = new Set([...there, knownString(typed) ?? '']);
  const items = new Map<string, CompletionItem>();
  for (const proposal of proposalsFor(type, at)) {
    if (done.has(proposal.text ?? proposal.label) || items.has(proposal.label)) continue;
    const item = valueItem(place, proposal);
    if (item !== undefined) items.set(proposal.label, item);
  }
  return [...items.values()];
}

function proposalsFor(type: string, at: PolicyPlace): ValueProposal[] {
  switch (type) {
    case 'AWS':
      return awsPrincipals(at);
    case 'Service':
      return services(at);
    case 'Federated':
      return providers(at);
    case 'CanonicalUser':
      return seenOf(seenIn(at.context), ['canonicalUser'], 0);
    default:
      return [];
  }
}

function awsPrincipals(at: PolicyPlace): ValueProposal[] {
  const { subject, context } = at;
  const seen = seenIn(context);
  const self = subject && roleOf(subject, context.settings);
  const { partition, account } = home(at, seen);
  const roots = [...seen.accounts].map(
    ([id, partition]): ValueProposal => ({
      label: `arn:${partition}:iam::${id}:root`,
      kind: 'principal',
      detail:
        id === account
          ? 'every role and user of its own account that may'
          : 'every role and user of that account that may',
      order: id === account ? 10 : 40,
    }),
  );
  const roles = [...seen.roles].filter((arn) => arn !== self?.text);
  return [
    ...roles.map(
      (label): ValueProposal => ({ label, kind: 'principal', detail: 'role', order: near(label, account) }),
    ),
    ...seenOf(seen, ['role', 'user', 'session'], 30).filter(({ label }) => label !== self?.text),
    ...roots,
    ...(self === undefined
      ? []
      : [{ label: self.text, kind: 'principal', detail: 'the role itself', order: 50 } as const]),
    ...['role', 'user'].map(
      (kind, i): ValueProposal => ({
        label: `arn:${partition}:iam::${account ?? 'ACCOUNT'}:${kind}/NAME`,
        kind: 'principal',
        detail: `a ${kind}`,
        order: 60 + i,
        form: `arn:${partition}:iam::${account === undefined ? '${1:ACCOUNT}' : `\${1:${account}}`}:${kind}/\${2:NAME}`,
      }),
    ),
  ];
}

/** Services that roles are made for most. */
const FIRST = [
  'ec2',
  'lambda',
  'ecs-tasks',
  'pods.eks',
  'states',
  'events',
  'scheduler',
  'codebuild',
  'apigateway',
];

/** The suffix is the one that this policy's services have; without one `amazonaws.com`. */
function services({ policy, context }: PolicyPlace): ValueProposal[] {
  const used = seenOf(seenIn(context), ['service'], 0).filter(
    ({ label }) => serviceNameForm(label).kind !== 'malformed',
  );
  const suffix = suffixIn(
    policy.statements.flatMap(({ principal }) =>
      (principal?.groups ?? [])
        .filter(({ type }) => type === 'Service')
        .flatMap(({ values }) => values.map(knownString)),
    ),
  );
  const others = serviceNames().map(
    (service): ValueProposal => ({
      label: `${service}.${suffix}`,
      kind: 'principal',
      order: FIRST.includes(service) ? 40 : 50,
    }),
  );
  return [...used, ...others];
}

function suffixIn(names: readonly (string | undefined)[]): string {
  for (const name of names) {
    const form = name === undefined ? undefined : serviceNameForm(name);
    if (form !== undefined && form.kind !== 'malformed' && form.suffix !== 'amazon.com') return form.suffix;
  }
  return 'amazonaws.com';
}

/** Issuers that many have a provider for. */
const ISSUERS = ['token.actions.githubusercontent.com', 'gitlab.com', 'app.terraform.io'];

function providers(at: PolicyPlace): ValueProposal[] {
  const seen = seenIn(at.context);
  const { partition, account } = home(at, seen);
  const form = (kind: string, name: string, order: number): ValueProposal => ({
    label: `arn:${partition}:iam::${account ?? 'ACCOUNT'}:${kind}/${name}`,
    kind: 'principal',
    order,
    form: `arn:${partition}:iam::${account === undefined ? '${1:ACCOUNT}' : account}:${kind}/${name.replace(/[A-Z]+/g, '${2:$&}')}`,
  });
  return [
    ...seenOf(seen, ['oidc', 'saml'], 0),
    ...ISSUERS.map((issuer) => form('oidc-provider', issuer, 30)),
    form('oidc-provider', 'ISSUER', 31),
    form('saml-provider', 'NAME', 32),
    ...WEB_IDENTITIES.map((label): ValueProposal => ({ label, kind: 'principal', order: 40 })),
  ];
}

const WORDS: Partial<Readonly<Record<PrincipalKind, string>>> = {
  role: 'role',
  user: 'IAM user',
  session: 'role session',
  oidc: 'OIDC provider',
  saml: 'SAML provider',
};

function seenOf(seen: Seen, kinds: readonly PrincipalKind[], order: number): ValueProposal[] {
  return kinds.flatMap((kind) =>
    [...(seen.principals.get(kind) ?? [])].map(
      (label): ValueProposal => ({
        label,
        kind: 'principal',
        detail: WORDS[kind],
        order,
      }),
    ),
  );
}

function near(arn: string, account: string | undefined): number {
  return account !== undefined && arn.includes(`:${account}:`) ? 20 : 25;
}

/** The account and partition of the role; unknown, the only account that is named anywhere. */
export function home(
  { subject, context, policy }: PolicyPlace,
  seen: Seen,
): { partition: string; account: string | undefined } {
  const own = subject && ownAccount(subject, context);
  if (own !== undefined)
    return { partition: own.partition ?? seen.accounts.get(own.account) ?? 'aws', account: own.account };
  const first = partitionIn(policy);
  const [only, ...more] = seen.accounts;
  return more.length === 0 && only !== undefined
    ? { partition: first ?? only[1], account: only[0] }
    : { partition: first ?? 'aws', account: undefined };
}

/** The partition of the first ARN that a policy's principals have. */
function partitionIn({ statements }: PolicyPlace['policy']): string | undefined {
  for (const { principal } of statements) {
    for (const { type, values } of principal?.groups ?? []) {
      for (const value of values) {
        if (value.kind !== 'string' || classifyPrincipal(type, value.text).kind === 'invalid') continue;
        const partition = /^arn:(aws[a-z-]*):/.exec(knownString(value) ?? '')?.[1];
        if (partition !== undefined) return partition;
      }
    }
  }
  return undefined;
}
