import { say } from '../explain/sentence';
import { awsPrincipalMeant } from '../iam/principalMeant';
import { typeOf } from '../iam/principalType';
import { SOURCES } from '../iam/sources';
import { trustedIn } from '../iam/trusted';
import { replaceFix } from '../repairs/trustedEdits';
import { invalidPrincipal } from './invalidPrincipal';
import { rule } from './rule';
import { trustExample } from './trustExample';

export default rule({
  meta: {
    id: 'principal-invalid',
    title: 'An AWS principal that IAM refuses',
    level: 'error',
    category: 'trust',
    fix: 'unsafe',
    references: [SOURCES.principal, SOURCES.identifiers],
  },
  docs: {
    what: 'A value under `AWS` in the `Principal` element is neither the ARN of an account, role, user or session, nor an account ID of 12 digits.',
    why: 'IAM checks each principal when the policy is saved and refuses those it cannot read, user groups and policies among them.',
    remedy:
      'Write the ARN in full, such as `arn:aws:iam::111122223333:role/RoleName`. A group cannot be trusted: name its users, or their account.',
  },
  examples: {
    bad: [
      {
        title: 'A colon is missing',
        file: 'trust.json',
        text: trustExample('{ "AWS": "arn:aws:iam:111122223333:root" }'),
        at: '"arn:aws:iam:111122223333:root"',
        fixes: [{ id: 'write-as-meant', text: trustExample('{ "AWS": "arn:aws:iam::111122223333:root" }') }],
      },
      {
        title: 'An account ID with dashes, as the console shows it',
        file: 'trust.json',
        text: trustExample('{ "AWS": "1111-2222-3333" }'),
        at: '"1111-2222-3333"',
        fixes: [{ id: 'write-as-meant', text: trustExample('{ "AWS": "111122223333" }') }],
      },
      {
        title: 'An account ID of 11 digits',
        file: 'trust.json',
        text: trustExample('{ "AWS": "arn:aws:iam::11112222333:root" }'),
        at: '"arn:aws:iam::11112222333:root"',
      },
      {
        title: 'A user group',
        file: 'trust.json',
        text: trustExample('{ "AWS": "arn:aws:iam::111122223333:group/Admins" }'),
        at: '"arn:aws:iam::111122223333:group/Admins"',
      },
      {
        title: 'An instance profile',
        file: 'trust.json',
        text: trustExample('{ "AWS": "arn:aws:iam::111122223333:instance-profile/App" }'),
        at: '"arn:aws:iam::111122223333:instance-profile/App"',
        fixes: [
          { id: 'write-as-meant', text: trustExample('{ "AWS": "arn:aws:iam::111122223333:role/App" }') },
        ],
      },
    ],
    good: [
      {
        title: 'Every form that IAM takes',
        file: 'trust.json',
        text: trustExample(
          '{ "AWS": ["111122223333", "arn:aws:iam::111122223333:root", "arn:aws:iam::111122223333:user/a/b/Bob", "arn:aws:sts::111122223333:assumed-role/App/s", "AROADBQP57FF2AEXAMPLE"] }',
        ),
      },
      {
        title: 'Words to be filled in',
        file: 'trust.json',
        text: trustExample('{ "AWS": ["arn:aws:iam::ACCOUNT-ID:root", "<ROLE_ARN>", "YOUR_ROLE_ARN"] }'),
      },
    ],
  },
  subject: 'trustPolicy',
  *check(subject) {
    for (const { text, node, group, principal } of trustedIn(subject.policy)) {
      if (group.type !== 'AWS' || principal.kind !== 'invalid' || text === undefined) continue;
      // A wildcard, and what belongs under another type, are findings of their own.
      if (/[*?]/.test(text) || typeOf(text) !== undefined) continue;
      yield {
        message: say`IAM refuses this principal, with ${invalidPrincipal('AWS', text)}. ${text === text.trim() ? principal.why : say`It has white space around it.`}`,
        span: node.span,
        fixes: () => {
          const meant = awsPrincipalMeant(text);
          if (meant === undefined) return [];
          return [
            replaceFix(
              subject,
              node,
              meant.value,
              meant.certain
                ? { safe: true }
                : {
                    safe: false,
                    consequence: say`Make sure that ${meant.value} exists: IAM refuses the name of a role that does not.`,
                  },
            ),
          ];
        },
      };
    }
  },
});
