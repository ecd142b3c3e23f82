import type { TrustPolicySubject } from '../documents/subjects';
import { say } from '../explain/sentence';
import { SOURCES } from '../iam/sources';
import { allowedIn } from '../iam/trusted';
import { inFile } from '../repairs/trustedEdits';
import type { LocatedString } from '../syntax/tree';
import type { Fix } from './finding';
import { rule } from './rule';
import { trustExample } from './trustExample';

const SESSION = 'arn:aws:sts::111122223333:assumed-role/Deploy/ci';

export default rule({
  meta: {
    id: 'principal-session-named',
    title: 'One role session is trusted',
    level: 'hint',
    category: 'trust',
    fix: 'unsafe',
    references: [SOURCES.principal],
  },
  docs: {
    what: 'The trust policy names a role session (`arn:aws:sts::…:assumed-role/ROLE/SESSION`).',
    why: 'Only a session of exactly this name is trusted. The name is given each time the role is assumed: by the caller, or by IAM Identity Center, which takes the name of the person.',
    remedy:
      'Name the role to trust all of its sessions. To let in sessions by their name, trust the role and test `aws:userid`.',
  },
  examples: {
    bad: [
      {
        title: 'A session of a role',
        file: 'trust.json',
        text: trustExample(`{ "AWS": "${SESSION}" }`),
        at: `"${SESSION}"`,
        fixes: [
          {
            id: 'name-role',
            answer: 'arn:aws:iam::111122223333:role/ci/Deploy',
            text: trustExample('{ "AWS": "arn:aws:iam::111122223333:role/ci/Deploy" }'),
          },
        ],
      },
    ],
    good: [
      {
        title: 'The role',
        file: 'trust.json',
        text: trustExample('{ "AWS": "arn:aws:iam::111122223333:role/Deploy" }'),
      },
      {
        title: 'Beside its role the session is another finding',
        file: 'trust.json',
        text: trustExample(`{ "AWS": ["arn:aws:iam::111122223333:role/Deploy", "${SESSION}"] }`),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'nonRole',
  *check(subject) {
    const all = allowedIn(subject.policy);
    if (!all.some(({ principal }) => principal.kind === 'session')) return;
    const roles = new Set(
      all.flatMap(({ principal: p, statement }) =>
        p.kind === 'role' ? [`${statement.number} ${String(p.account)} ${String(p.name)}`] : [],
      ),
    );
    for (const { principal, statement, text, node } of all) {
      if (principal.kind !== 'session' || text === undefined || /[*?]/.test(text)) continue;
      if (roles.has(`${statement.number} ${String(principal.account)} ${String(principal.role)}`)) continue;
      yield {
        message: say`Only a session with exactly the name ${String(principal.session)} is trusted, not the role ${String(principal.role)} as such. The name is given when that role is assumed.`,
        span: node.span,
        fixes: () => [nameRole(subject, node, text, String(principal.role))],
      };
    }
  },
});

function nameRole(subject: TrustPolicySubject, node: LocatedString, text: string, role: string): Fix {
  const [, partition, , , account] = text.split(':');
  return {
    id: 'name-role',
    title: say`Name the role ${role}, and with it all of its sessions…`,
    safe: false,
    consequence: say`Everybody who can assume ${role} can then go on to this role.`,
    change: {
      kind: 'question',
      prompt: say`The ARN of the role, with its path if it has one`,
      candidates: [`arn:${partition}:iam::${account}:role/${role}`],
      pattern: '^arn:aws[a-z0-9-]*:iam::\\d{12}:role/.+$',
      hint: say`A role ARN looks like ${'arn:aws:iam::111122223333:role/RoleName'}.`,
      answer: (arn) => inFile(subject.source, subject.source.edits.replace(node, arn)),
    },
  };
}
