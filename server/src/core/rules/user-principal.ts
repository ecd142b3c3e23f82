import { say } from '../explain/sentence';
import { SOURCES } from '../iam/sources';
import { assumersIn } from '../iam/trusted';
import { rule } from './rule';
import { trustExample } from './trustExample';

export default rule({
  meta: {
    id: 'user-principal',
    title: 'An IAM user is trusted',
    level: 'hint',
    category: 'trust',
    fix: 'none',
    references: [
      {
        title: 'IAM User Guide: Security best practices in IAM',
        url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
      },
      SOURCES.principal,
    ],
  },
  docs: {
    what: 'The trust policy names an IAM user. This is a hint.',
    why: 'An IAM user has long-term credentials, which work until somebody deactivates them. AWS advises to let people and programs in by federation and roles, whose credentials expire.',
    remedy:
      'Trust a role or an identity provider instead where that is possible; otherwise require MFA for people with a condition on `aws:MultiFactorAuthPresent`.',
  },
  examples: {
    bad: [
      {
        title: 'A user',
        file: 'trust.json',
        text: trustExample('{ "AWS": "arn:aws:iam::111122223333:user/Bob" }'),
        at: '"arn:aws:iam::111122223333:user/Bob"',
      },
    ],
    good: [
      {
        title: 'A role',
        file: 'trust.json',
        text: trustExample('{ "AWS": "arn:aws:iam::111122223333:role/Bob" }'),
      },
      {
        title: 'A user with MFA',
        file: 'trust.json',
        text: trustExample(
          '{ "AWS": "arn:aws:iam::111122223333:user/Bob" }',
          '"sts:AssumeRole"',
          '{ "Bool": { "aws:MultiFactorAuthPresent": "true" } }',
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'nonRole',
  *check(subject) {
    const named = new Set<string>();
    for (const { principal, statement, node, text } of assumersIn(subject.policy)) {
      if (principal.kind !== 'user' || text === undefined || /[*?]/.test(text)) continue;
      if (!statement.conditionsInFull) continue;
      if (statement.conditions.some(({ key }) => /^aws:multifactorauth/i.test(key))) continue;
      if (named.has(text)) continue;
      named.add(text);
      yield {
        message: say`The IAM user ${String(principal.name)} is trusted. Users have long-term credentials, which work until they are deactivated; roles and federation give credentials that expire.`,
        span: node.span,
      };
    }
  },
});
