import { say } from '../explain/sentence';
import { SOURCES } from '../iam/sources';
import { allowedIn } from '../iam/trusted';
import { removeFix } from '../repairs/trustedEdits';
import { rule } from './rule';
import { trustExample } from './trustExample';

const ROLE = 'arn:aws:iam::111122223333:role/Deploy';
const SESSION = 'arn:aws:sts::111122223333:assumed-role/Deploy/ci';

export default rule({
  meta: {
    id: 'principal-redundant-session',
    title: 'A role session beside its role',
    level: 'hint',
    category: 'trust',
    fix: 'unsafe',
    references: [
      SOURCES.principal,
      {
        title: 'IAM Access Analyzer policy check reference: Redundant principal in role trust policy',
        url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
      },
    ],
  },
  docs: {
    what: 'A statement names a role and also one of its sessions (`assumed-role/…`).',
    why: 'The ARN of a role stands for all of its sessions, so the session adds nobody.',
    remedy: 'Remove the session. If only this session is meant, remove the role instead.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        title: 'The role covers its session',
        text: trustExample(`{ "AWS": ["${ROLE}", "${SESSION}"] }`),
        at: `"${SESSION}"`,
        fixes: [{ id: 'remove-principal', text: trustExample(`{ "AWS": ["${ROLE}"] }`) }],
      },
    ],
    good: [
      {
        title: 'A session of another role',
        file: 'trust.json',
        text: trustExample(`{ "AWS": ["${ROLE}", "arn:aws:sts::111122223333:assumed-role/Other/ci"] }`),
      },
      {
        title: 'The account beside a session: the account delegates, the session is named',
        file: 'trust.json',
        text: trustExample(`{ "AWS": ["arn:aws:iam::111122223333:root", "${SESSION}"] }`),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'nonRole',
  *check(subject) {
    const all = allowedIn(subject.policy);
    if (!all.some(({ principal }) => principal.kind === 'session')) return;
    const roles = new Map(
      all.flatMap((each) => {
        const { principal, statement } = each;
        if (principal.kind !== 'role' || each.text === undefined) return [];
        return [
          [
            `${statement.number} ${partition(each.text)} ${String(principal.account)} ${String(principal.name)}`,
            each.text,
          ] as const,
        ];
      }),
    );
    for (const trusted of all) {
      const { principal, statement, text, node } = trusted;
      if (principal.kind !== 'session' || text === undefined) continue;
      const role = roles.get(
        `${statement.number} ${partition(text)} ${String(principal.account)} ${String(principal.role)}`,
      );
      if (role === undefined) continue;
      yield {
        message: say`This session is one of the role ${role}, which the same statement names with all of its sessions.`,
        span: node.span,
        unnecessary: true,
        fixes: () =>
          removeFix(
            subject,
            trusted,
            say`A grant to a session by its ARN is not limited by a permissions boundary or session policy in the same account; a grant to the role is.`,
          ),
      };
    }
  },
});

function partition(arn: string): string {
  return arn.slice(0, arn.indexOf(':', 4));
}
