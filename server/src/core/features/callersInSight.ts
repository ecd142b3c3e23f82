import type { Context } from '../context';
import type { TrustPolicySubject } from '../documents/subjects';
import { writtenRole } from '../iam/roleOf';
import { trustedIn } from '../iam/trusted';

const LIMIT = 60;

/**
 * Whom a question about a trust policy may be about: the role itself, what the policy names, and the other roles in
 * sight, in that order, each once and as a question takes it.
 */
export function callersInSight(subject: TrustPolicySubject, context: Context): string[] {
  const found = new Set<string>();
  const own = writtenRole(subject, context.settings)?.text;
  if (typeof own === 'string') found.add(own);
  for (const { text, principal } of trustedIn(subject.policy)) {
    if (text === undefined) continue;
    switch (principal.kind) {
      case 'account':
        if (typeof principal.account === 'string') found.add(principal.account);
        break;
      case 'service':
        found.add(`service:${text}`);
        break;
      case 'webIdentity':
        found.add(`oidc:${text}`);
        break;
      case 'oidc':
      case 'saml':
        found.add(`${principal.kind}:${text}`);
        break;
      case 'role':
      case 'user':
      case 'session':
        found.add(text);
        break;
      default:
    }
  }
  for (const other of context.subjects('trustPolicy')) {
    if (found.size >= LIMIT) break;
    const arn = writtenRole(other, context.settings)?.text;
    if (typeof arn === 'string') found.add(arn);
  }
  return [...found];
}
