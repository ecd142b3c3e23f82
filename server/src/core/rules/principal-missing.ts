import type { TrustPolicySubject } from '../documents/subjects';
import { say } from '../explain/sentence';
import { ownAccount } from '../iam/ownAccount';
import type { Statement } from '../iam/policy';
import { accountsIn } from '../iam/roleOf';
import { propertyOf, readable } from '../syntax/tree';
import type { Fix } from './finding';
import { PRINCIPAL_ELEMENT } from './references';
import { rule } from './rule';
import { trustExample } from './trustExample';

const MISSING = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "sts:AssumeRole"
    }
  ]
}
`;

export default rule({
  meta: {
    id: 'principal-missing',
    title: 'A statement names no principal',
    level: 'error',
    category: 'trust',
    fix: 'unsafe',
    references: [PRINCIPAL_ELEMENT],
  },
  docs: {
    what: 'A statement of the trust policy has no `Principal` element.',
    why: 'A trust policy says who may assume the role. IAM refuses to save a statement that names nobody.',
    remedy:
      'Add a `Principal` with the service, account, role or identity provider that is to assume the role.',
  },
  examples: {
    bad: [
      {
        title: 'Nobody is named',
        file: 'trust.json',
        text: MISSING,
        at: '"Allow"',
        fixes: [
          {
            id: 'add-principal',
            answer: 'arn:aws:iam::111122223333:role/Deploy',
            text: MISSING.replace(
              '"Effect": "Allow",',
              '"Effect": "Allow",\n      "Principal": {\n        "AWS": "arn:aws:iam::111122223333:role/Deploy"\n      },',
            ),
          },
        ],
      },
    ],
    good: [
      {
        title: 'A service is named',
        file: 'trust.json',
        text: trustExample('{ "Service": "ec2.amazonaws.com" }'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'irregularity',
  *check(subject, context) {
    for (const statement of subject.policy.statements) {
      const { principal } = statement;
      if (statement.notPrincipal !== undefined) continue;
      if (principal === undefined) {
        // A key in another case, such as `principal`, is a finding of its own.
        const other = statement.value.entries.some((entry) =>
          /^principals?$/i.test(readable(entry.key.text)),
        );
        if (other) continue;
        yield {
          message: say`Statement ${statement.number} has no Principal, so it speaks of nobody. IAM refuses to save it.`,
          span: statement.effectValue?.span ?? {
            start: statement.value.span.start,
            end: statement.value.span.start + 1,
          },
          fixes: () => [askForPrincipal(subject, statement, candidates())],
        };
      }
    }

    function candidates(): string[] {
      const own = ownAccount(subject, context);
      const accounts = own === undefined ? accountsIn(subject) : [own];
      return accounts.map(({ partition, account }) => `arn:${partition ?? 'aws'}:iam::${account}:root`);
    }
  },
});

function askForPrincipal(
  subject: TrustPolicySubject,
  statement: Statement,
  candidates: readonly string[],
): Fix {
  return {
    id: 'add-principal',
    title: say`Name whom the statement speaks of…`,
    safe: false,
    consequence: say`The statement then takes effect for whom you name.`,
    change: {
      kind: 'question',
      prompt: say`The ARN of the account, role or user that the statement speaks of`,
      candidates,
      pattern: '^arn:aws[a-z0-9-]*:iam::\\d{12}:(root|(role|user)/.+)$',
      hint: say`Such an ARN looks like ${'arn:aws:iam::111122223333:role/RoleName'} or ${'arn:aws:iam::111122223333:root'}.`,
      answer: (arn) => {
        const after = propertyOf(statement.value, 'Effect') === undefined ? undefined : 'Effect';
        const edits = subject.source.edits.set(statement.value, 'Principal', { AWS: arn }, after);
        return [{ uri: subject.source.uri, edits }];
      },
    },
  };
}
