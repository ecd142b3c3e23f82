import { say } from '../explain/sentence';
import { SOURCES } from '../iam/sources';
import { allowedIn } from '../iam/trusted';
import { removeFix } from '../repairs/trustedEdits';
import { rule } from './rule';
import { trustExample } from './trustExample';

const FEDERATED_USER = 'arn:aws:sts::111122223333:federated-user/Bob';

export default rule({
  meta: {
    id: 'federated-user-principal',
    title: 'A federated user session cannot assume roles',
    level: 'warning',
    category: 'trust',
    fix: 'unsafe',
    references: [SOURCES.credentials, SOURCES.principal],
  },
  docs: {
    what: 'The trust policy trusts a federated user session (`arn:aws:sts::…:federated-user/NAME`).',
    why: 'Such sessions come from GetFederationToken, and their credentials cannot call any operation of STS but GetCallerIdentity. So nobody assumes the role by this principal.',
    remedy:
      'Trust the IAM user that calls GetFederationToken, or the role or identity provider that people come from.',
  },
  examples: {
    bad: [
      {
        title: 'A session of GetFederationToken',
        file: 'trust.json',
        text: trustExample(`{ "AWS": ["arn:aws:iam::111122223333:root", "${FEDERATED_USER}"] }`),
        at: `"${FEDERATED_USER}"`,
        fixes: [
          { id: 'remove-principal', text: trustExample('{ "AWS": ["arn:aws:iam::111122223333:root"] }') },
        ],
      },
    ],
    good: [
      {
        title: 'A user',
        file: 'trust.json',
        text: trustExample('{ "AWS": "arn:aws:iam::111122223333:user/Bob" }'),
      },
      {
        title: 'A federated user is denied',
        file: 'trust.json',
        text: trustExample(`{ "AWS": "${FEDERATED_USER}" }`).replace('Allow', 'Deny'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'nonRole',
  *check(subject) {
    for (const trusted of allowedIn(subject.policy)) {
      if (trusted.principal.kind !== 'federatedUser') continue;
      yield {
        message: say`A federated user session cannot assume a role: the credentials of GetFederationToken can call no operation of AWS STS but GetCallerIdentity. This principal has no effect.`,
        span: trusted.node.span,
        fixes: () =>
          removeFix(
            subject,
            trusted,
            say`Nobody loses access by it, as long as this is an ARN of a federated user session.`,
          ),
      };
    }
  },
});
