import type { TrustPolicySubject } from '../documents/subjects';
import { say } from '../explain/sentence';
import { SOURCES } from '../iam/sources';
import { type Trusted, trustedIn } from '../iam/trusted';
import { inFile, removeFix } from '../repairs/trustedEdits';
import type { Fix } from './finding';
import { rule } from './rule';
import { trustExample } from './trustExample';

const CANONICAL = '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be';

export default rule({
  meta: {
    id: 'canonical-user-in-trust',
    title: 'A canonical user ID in a trust policy',
    level: 'warning',
    category: 'trust',
    fix: 'unsafe',
    references: [SOURCES.principal],
  },
  docs: {
    what: 'The `Principal` element has the type `CanonicalUser`.',
    why: 'A canonical user ID is how Amazon S3 names an account in bucket policies and access control lists. A role is assumed by accounts, roles, users, services and users of identity providers.',
    remedy: 'Name the account by its 12-digit ID or its root ARN, under `AWS`.',
  },
  examples: {
    bad: [
      {
        title: 'An account by its canonical user ID',
        file: 'trust.json',
        text: trustExample(`{ "CanonicalUser": "${CANONICAL}" }`),
        at: `"${CANONICAL}"`,
        fixes: [
          {
            id: 'name-account',
            answer: '111122223333',
            text: trustExample('{\n        "AWS": "111122223333"\n      }'),
          },
        ],
      },
    ],
    good: [{ title: 'The account', file: 'trust.json', text: trustExample('{ "AWS": "111122223333" }') }],
  },
  subject: 'trustPolicy',
  about: 'irregularity',
  *check(subject) {
    for (const trusted of trustedIn(subject.policy)) {
      if (trusted.principal.kind !== 'canonicalUser') continue;
      yield {
        message: say`A canonical user ID names an account to Amazon S3 only. In a trust policy, name the account by its 12-digit ID or its root ARN, under AWS.`,
        span: trusted.node.span,
        fixes: () => [
          ...nameAccount(subject, trusted),
          ...removeFix(subject, trusted, say`If the account is meant, name it under AWS.`),
        ],
      };
    }
  },
});

function nameAccount(subject: TrustPolicySubject, { statement, group }: Trusted): Fix[] {
  const { edits } = subject.source;
  const element = statement.principal?.entry.value;
  if (element?.kind !== 'object' || element.entries.length > 1 || group.values.length !== 1) return [];
  return [
    {
      id: 'name-account',
      title: say`Name the account by its ID…`,
      safe: false,
      consequence: say`The statement then speaks of the roles and users of that account.`,
      change: {
        kind: 'question',
        prompt: say`The ID of the account`,
        candidates: [],
        pattern: '^\\d{12}$',
        hint: say`An account ID has 12 digits.`,
        answer: (id) => inFile(subject.source, edits.replace(element, { AWS: id })),
      },
    },
  ];
}
