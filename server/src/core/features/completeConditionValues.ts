import { conditionKey } from '../iam/conditionKeyData';
import { parseOperator } from '../iam/conditions/operators';
import { sourceKeysOf } from '../iam/confusedDeputy';
import { claimKey } from '../iam/oidc/claimKeys';
import { providerOf } from '../iam/oidc/provider';
import { roleOf } from '../iam/roleOf';
import { serviceNames } from '../iam/servicePrincipals';
import { knownRegions, partitionOf } from '../sts/partitions';
import { knownString } from '../syntax/tree';
import { home } from './completePrincipals';
import { type CompletionItem, escaped, type ValueProposal, valueItem } from './completionItem';
import { type PolicyPlace, valuesBeside } from './policyPlace';
import { type Seen, seenIn } from './seen';

/** Values for a condition key: what the key can be, what files in sight have for it, and forms to fill in. */
export function completeConditionValues(operator: string, key: string, at: PolicyPlace): CompletionItem[] {
  const there = valuesBeside(at);
  const typed = typedValue(at);
  const items = new Map<string, CompletionItem>();
  for (const proposal of proposalsFor(operator, key.toLowerCase(), at)) {
    const { label } = proposal;
    if (there.has(label) || items.has(label) || label === typed) continue;
    const item = valueItem(at.place, { ...proposal, order: proposal.order ?? items.size });
    if (item !== undefined) items.set(label, item);
  }
  return [...items.values()];
}

/** The whole of the value that is being typed: it was seen too, half as it is. */
function typedValue({ statement, place }: PolicyPlace): string | undefined {
  for (const { values } of statement?.conditions ?? []) {
    const own = values.find(({ span }) => span.start <= place.span.start && place.span.end <= span.end);
    if (own !== undefined) return knownString(own);
  }
  return undefined;
}

function proposalsFor(operator: string, key: string, at: PolicyPlace): ValueProposal[] {
  const parsed = parseOperator(operator);
  const { family } = parsed ?? {};
  if (family?.id === 'null') {
    return [
      { label: 'false', kind: 'keyword', detail: 'the key must be in the request' },
      { label: 'true', kind: 'keyword', detail: 'the key must not be in the request' },
    ];
  }
  if (family?.id === 'bool' || conditionKey(key)?.type === 'Bool') return plain(['true', 'false'], 'keyword');
  const seen = seenIn(at.context);
  const others = [...(seen.values.get(key) ?? [])].map(
    (label): ValueProposal => ({ label, kind: 'value', detail: 'seen elsewhere', order: 20 }),
  );
  const wild = family?.pattern === 'wild';
  return [...ofKey(key, wild, at, seen), ...ofClaim(key, at), ...others];
}

function plain(labels: Iterable<string>, kind: 'keyword' | 'value' | 'principal' = 'value'): ValueProposal[] {
  return [...labels].map((label) => ({ label, kind }));
}

function ofKey(key: string, wild: boolean, at: PolicyPlace, seen: Seen): ValueProposal[] {
  switch (key) {
    case 'aws:principalarn':
      return principalArns(at, seen);
    case 'aws:principalaccount':
    case 'aws:sourceaccount':
    case 'aws:resourceaccount':
    case 'aws:vpceaccount': {
      const { account } = home(at, seen);
      return plain(account === undefined ? seen.accounts.keys() : [account, ...seen.accounts.keys()]);
    }
    case 'aws:sourcearn':
      return sourceArns(wild, at, seen);
    case 'aws:principaltype':
      return plain(['AssumedRole', 'User', 'Account', 'FederatedUser']);
    case 'aws:principalservicename':
    case 'aws:principalservicenameslist':
      return plain(serviceNames().map((name) => `${name}.amazonaws.com`));
    case 'aws:requestedregion': {
      const { partition } = home(at, seen);
      return plain(knownRegions().filter((region) => partitionOf(region).id === partition));
    }
    case 'aws:federatedprovider':
      return plain(
        (['saml', 'oidc', 'webIdentity'] as const).flatMap((kind) => [...(seen.principals.get(kind) ?? [])]),
      );
    case 'saml:aud':
      return plain(SIGN_IN[home(at, seen).partition] ?? []);
    case 'saml:sub_type':
      return plain(['persistent', 'transient']);
    case 'sts:rolesessionname':
    case 'sts:sourceidentity':
      return knownString(at.policy.version) === '2012-10-17'
        ? [{ label: '${aws:username}', kind: 'value', detail: 'the name of the IAM user that calls' }]
        : [];
    default:
      return [];
  }
}

function principalArns(at: PolicyPlace, seen: Seen): ValueProposal[] {
  const { subject, context } = at;
  const self = subject && roleOf(subject, context.settings);
  const own: ValueProposal[] =
    self === undefined ? [] : [{ label: self.text, kind: 'principal', detail: 'the role itself' }];
  const named = (['role', 'user'] as const).flatMap((kind) => [...(seen.principals.get(kind) ?? [])]);
  const { partition, account = 'ACCOUNT' } = home(at, seen);
  const form: ValueProposal = {
    label: `arn:${partition}:iam::${account}:role/NAME`,
    kind: 'value',
    detail: 'a role, by its own ARN and not that of a session',
    form: `arn:${partition}:iam::\${1:${account}}:role/\${2:NAME}`,
    order: 60,
  };
  return [...own, ...plain([...seen.roles, ...named], 'principal'), form];
}

/** Where SAML assertions are sent. Source: IAM User Guide, "Configure SAML assertions"; the guides of the partitions. */
const SIGN_IN: Readonly<Record<string, readonly string[]>> = {
  aws: ['https://signin.aws.amazon.com/saml'],
  'aws-cn': ['https://signin.amazonaws.cn/saml'],
  'aws-us-gov': ['https://signin.amazonaws-us-gov.com/saml'],
};

/** What the services that the statement names are documented to send. */
function sourceArns(wild: boolean, at: PolicyPlace, seen: Seen): ValueProposal[] {
  const { partition, account } = home(at, seen);
  const groups = at.statement?.principal?.groups ?? [];
  const services = groups
    .filter(({ type }) => type === 'Service')
    .flatMap(({ values }) => values.map(knownString));
  return services
    .flatMap((service) => (service === undefined ? [] : (sourceKeysOf(service)?.sourceArnPatterns ?? [])))
    .map((pattern): ValueProposal => {
      const filled = pattern.replace('PARTITION', partition);
      const label = filled.replace('ACCOUNT', account ?? 'ACCOUNT');
      const form = escaped(filled)
        .replace('REGION', '${1:REGION}')
        .replace('ACCOUNT', account ?? '${2:ACCOUNT}')
        .replace('*', wild ? '*' : '${3:ID}');
      return { label, kind: 'value', detail: 'what this service sends', form };
    });
}

/** Audiences that a provider's own guide for AWS names. */
const AUDIENCES: Readonly<Record<string, string>> = {
  github: 'sts.amazonaws.com',
  'github-enterprise': 'sts.amazonaws.com',
  eks: 'sts.amazonaws.com',
  gitlab: 'https://gitlab.com',
  'terraform-cloud': 'aws.workload.identity',
  buildkite: 'sts.amazonaws.com',
};

/** Forms of subjects. Sources: each provider's own page on OpenID Connect with AWS. */
const SUBJECTS: Readonly<Record<string, readonly string[]>> = {
  github: [
    'repo:${1:OWNER}/${2:REPO}:ref:refs/heads/${3:main}',
    'repo:${1:OWNER}/${2:REPO}:environment:${3:NAME}',
  ],
  gitlab: ['project_path:${1:GROUP}/${2:PROJECT}:ref_type:branch:ref:${3:main}'],
  'gitlab-self-managed': ['project_path:${1:GROUP}/${2:PROJECT}:ref_type:branch:ref:${3:main}'],
  'terraform-cloud': [
    'organization:${1:ORGANIZATION}:project:${2:PROJECT}:workspace:${3:WORKSPACE}:run_phase:${4:apply}',
  ],
  eks: ['system:serviceaccount:${1:NAMESPACE}:${2:NAME}'],
};

function ofClaim(key: string, { statement }: PolicyPlace): ValueProposal[] {
  const claim = claimKey(key);
  if (claim === undefined) return [];
  const { id } = providerOf(claim.issuer);
  if (claim.claim === 'aud') {
    const audience = AUDIENCES[id];
    return audience === undefined
      ? []
      : [{ label: audience, kind: 'value', detail: 'the audience its guide names' }];
  }
  if (claim.claim !== 'sub' || statement === undefined) return [];
  return (SUBJECTS[id] ?? []).map((form) => ({
    label: form.replace(/\$\{\d:(\w+)\}/g, '$1'),
    kind: 'value',
    detail: 'to be filled in',
    form,
    order: 10,
  }));
}
