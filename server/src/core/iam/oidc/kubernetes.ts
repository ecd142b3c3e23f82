import { say } from '../../explain/sentence';
import { type Breadth, lead, matchesNothing, notUnderstood, type SubjectPattern } from './breadth';

/**
 * What subjects of Kubernetes service accounts a pattern matches: `system:serviceaccount:NAMESPACE:NAME`. Amazon EKS
 * has one issuer for each cluster, so nobody outside of the cluster is reached.
 * Source: Amazon EKS User Guide, "Assign IAM roles to Kubernetes service accounts".
 */
export function kubernetesBreadth(pattern: SubjectPattern): Breadth {
  const { text, wild } = pattern;
  const namespace = lead(pattern, 'system:serviceaccount:', ':');
  if (namespace.state === 'absent') return absent(pattern);
  if (namespace.rest === undefined && namespace.state === 'whole') {
    return matchesNothing(
      say`subjects of service accounts name namespace and service account: ${'system:serviceaccount:NAMESPACE:NAME'}`,
    );
  }
  const account = namespace.rest ?? '*';
  if (account.includes(':') || account.includes('/')) {
    return matchesNothing(
      say`subjects of service accounts end with the name of the service account, which has no colon or slash`,
    );
  }
  const anyAccount = wild && /^\*+$/.test(account);
  if (namespace.state === 'open') {
    return anyAccount
      ? { reach: 'everyone', matches: say`every service account of the cluster` }
      : { reach: 'tenant', matches: say`service account ${account} of every namespace of the cluster` };
  }
  if (namespace.state === 'begun') {
    const name = text.slice('system:serviceaccount:'.length).split(':')[0]!;
    return {
      reach: 'tenant',
      matches: say`service accounts ${account} of every namespace that matches ${name}`,
    };
  }
  return anyAccount
    ? { reach: 'project', matches: say`every service account of namespace ${namespace.name}` }
    : { reach: 'exact', matches: say`service account ${account} of namespace ${namespace.name}` };
}

/** A namespace or a service account, wildcards included. */
const NAME = '[a-z0-9*?][a-z0-9.*?-]*';
const BARE = new RegExp(`^${NAME}[:/]${NAME}$`);
const MISSPELT = new RegExp(`^system:(?:serviceaccounts|service-account|sa):${NAME}:${NAME}$`);
const SHORT = new RegExp(`^serviceaccount:${NAME}:${NAME}$`);

function absent(pattern: SubjectPattern): Breadth {
  const { text } = pattern;
  const why = say`subjects of service accounts begin with ${'system:serviceaccount:'}`;
  if (BARE.test(text)) {
    return matchesNothing(why, `system:serviceaccount:${text.replace('/', ':')}`);
  }
  if (MISSPELT.test(text)) {
    return matchesNothing(why, text.replace(/^system:[\w-]+:/, 'system:serviceaccount:'));
  }
  if (SHORT.test(text)) return matchesNothing(why, `system:${text}`);
  return notUnderstood(pattern);
}
