import { say } from '../explain/sentence';
import { SOURCES } from '../iam/sources';
import { trustedIn } from '../iam/trusted';
import { removeFix } from '../repairs/trustedEdits';
import { rule } from './rule';
import { trustExample } from './trustExample';

export default rule({
  meta: {
    id: 'principal-duplicate-forms',
    title: 'The same account twice, in two forms',
    level: 'hint',
    category: 'trust',
    fix: 'safe',
    references: [SOURCES.principal],
  },
  docs: {
    what: 'A statement names an account by its ID and by its root ARN.',
    why: 'Both mean the same: IAM itself turns the ID into the root ARN when the policy is saved.',
    remedy: 'Keep one of them.',
  },
  examples: {
    bad: [
      {
        title: 'The ID and the root ARN',
        file: 'trust.json',
        text: trustExample('{ "AWS": ["111122223333", "arn:aws:iam::111122223333:root"] }'),
        at: '"111122223333"',
        fixes: [
          { id: 'remove-principal', text: trustExample('{ "AWS": ["arn:aws:iam::111122223333:root"] }') },
        ],
      },
    ],
    good: [
      {
        title: 'Two accounts',
        file: 'trust.json',
        text: trustExample('{ "AWS": ["111122223333", "arn:aws:iam::444455556666:root"] }'),
      },
      {
        title: 'The account and a role of it, which differ',
        file: 'trust.json',
        text: trustExample(
          '{ "AWS": ["arn:aws:iam::111122223333:root", "arn:aws:iam::111122223333:role/App"] }',
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'nonRole',
  *check(subject) {
    const all = trustedIn(subject.policy).filter(
      (each) => each.principal.kind === 'account' && each.text !== undefined,
    );
    if (all.length < 2) return;
    const roots = new Set(
      all
        .filter(({ text }) => text!.startsWith('arn:'))
        .map(({ statement, text }) => `${statement.number} ${text!.split(':')[4]}`),
    );
    for (const trusted of all) {
      const { text, statement, node } = trusted;
      if (text!.startsWith('arn:') || !roots.has(`${statement.number} ${text}`)) continue;
      yield {
        message: say`The account ${text!} is the same principal as its root ARN in this statement.`,
        span: node.span,
        unnecessary: true,
        fixes: () => removeFix(subject, trusted),
      };
    }
  },
});
