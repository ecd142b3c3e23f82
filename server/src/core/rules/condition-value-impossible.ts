import { type Sentence, say, words } from '../explain/sentence';
import { clausesOf, literalsOf } from '../iam/readClauses';
import { SOURCES } from '../iam/sources';
import { conditionExample } from './conditionExample';
import { rule } from './rule';

const RIGHT = conditionExample(
  '{ "StringEquals": { "aws:SourceAccount": "111122223333" } }',
  '{ "Service": "config.amazonaws.com" }',
);

/**
 * What the values of a key look like. Source: IAM User Guide, "AWS global condition context keys"; AWS Organizations
 * API Reference, Organization (the form of its ID).
 */
const FORMS: readonly { readonly keys: RegExp; readonly form: RegExp; readonly are: Sentence }[] = [
  {
    keys: /^aws:(?:source|principal|resource|vpce)account$/,
    form: /^\d{12}$/,
    are: words('account IDs of 12 digits'),
  },
  {
    keys: /^aws:(?:source|principal|resource|vpce)orgid$/,
    form: /^o-[a-z0-9]{10,32}$/,
    are: say`organization IDs such as ${'o-a1b2c3d4e5'}`,
  },
  { keys: /^aws:sourcevpc$/, form: /^vpc-./, are: say`VPC IDs such as ${'vpc-0abc1234'}` },
  { keys: /^aws:sourcevpce$/, form: /^vpce-./, are: say`VPC endpoint IDs such as ${'vpce-0abc1234'}` },
];

export default rule({
  meta: {
    id: 'condition-value-impossible',
    title: 'A condition key never has this value',
    level: 'warning',
    category: 'condition',
    fix: 'none',
    references: [SOURCES.globalKeys],
  },
  docs: {
    what: 'A condition compares an account, organization, VPC or VPC endpoint ID with a value that is no such ID, for instance an account ID with a digit missing or the ARN of an account.',
    why: 'The key never has that value, so the test never matches; with a negated operator it excludes nobody.',
    remedy: 'Write the ID.',
  },
  examples: {
    bad: [
      {
        title: 'A digit is missing',
        file: 'trust.json',
        text: RIGHT.replace('111122223333', '11112222333'),
        at: '"11112222333"',
      },
      {
        title: 'An ARN where an account ID must stand',
        file: 'trust.json',
        text: RIGHT.replace('111122223333', 'arn:aws:iam::111122223333:root'),
        at: '"arn:aws:iam::111122223333:root"',
      },
    ],
    good: [
      { file: 'trust.json', text: RIGHT },
      {
        title: 'A pattern',
        file: 'trust.json',
        text: RIGHT.replace('StringEquals', 'StringLike').replace('111122223333', '1111*'),
      },
      { title: 'To be filled in', file: 'trust.json', text: RIGHT.replace('111122223333', 'ACCOUNT_ID') },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy }) {
    for (const { clause, operator, lower } of clausesOf(policy)) {
      if (operator.family.id !== 'string') continue;
      const found = FORMS.find(({ keys }) => keys.test(lower));
      if (found === undefined) continue;
      for (const { node, text } of literalsOf(clause)) {
        if (found.form.test(text) || /[*?]/.test(text)) continue;
        yield {
          message: say`The values of ${clause.key} are ${found.are}; ${text} is none, so ${words(operator.negated ? 'it excludes nobody' : 'it never matches')}.`,
          span: node.span,
        };
      }
    }
  },
});
