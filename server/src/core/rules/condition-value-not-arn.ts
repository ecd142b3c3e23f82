import { say, words } from '../explain/sentence';
import { typeFit } from '../iam/conditions/typeFit';
import { clausesOf, literalsOf } from '../iam/readClauses';
import { SOURCES } from '../iam/sources';
import { conditionExample } from './conditionExample';
import type { Report } from './finding';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';

const RIGHT = conditionExample(
  '{ "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/Deploy*" } }',
);

export default rule({
  meta: {
    id: 'condition-value-not-arn',
    title: 'An ARN is compared with something that is no ARN',
    level: 'warning',
    category: 'condition',
    fix: 'none',
    references: [SOURCES.operators, ACCESS_ANALYZER],
  },
  docs: {
    what: 'A condition compares ARNs with a value that is no ARN, such as a role name or an account ID.',
    why: 'ARN operators compare the six parts of an ARN one by one, and no ARN equals a text of another form. The test never matches.',
    remedy:
      'Write the whole ARN. For an account, test `aws:PrincipalAccount` or `aws:SourceAccount` instead.',
  },
  examples: {
    bad: [
      {
        title: 'The name of a role',
        file: 'trust.json',
        text: RIGHT.replace('arn:aws:iam::111122223333:role/Deploy*', 'Deploy'),
        at: '"Deploy"',
      },
      {
        title: 'An account',
        file: 'trust.json',
        text: RIGHT.replace('ArnLike', 'StringEquals').replace(
          'arn:aws:iam::111122223333:role/Deploy*',
          '111122223333',
        ),
        at: '"111122223333"',
      },
    ],
    good: [
      { file: 'trust.json', text: RIGHT },
      {
        title: 'Every ARN',
        file: 'trust.json',
        text: RIGHT.replace('arn:aws:iam::111122223333:role/Deploy*', '*'),
      },
      {
        title: 'A pattern compared as text',
        file: 'trust.json',
        text: RIGHT.replace('ArnLike', 'StringLike').replace(
          'arn:aws:iam::111122223333:role/Deploy*',
          '*:role/Deploy',
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy }): Generator<Report> {
    for (const known of clausesOf(policy)) {
      const { operator, clause, documented } = known;
      if (typeFit(known).fit === 'never') continue;
      const asArn = operator.family.id === 'arn';
      const asText = operator.family.id === 'string' && documented?.type === 'ARN';
      if (!asArn && !asText) continue;
      for (const { node, text } of literalsOf(clause)) {
        // Text with wildcards may match a part of any ARN, or is the matter of wildcard-without-like.
        if (asText ? /[*?]/.test(text) || /^arn:/i.test(text) : operator.family.compile(text).always !== 'no')
          continue;
        const cut = /^arn:/.test(text) && /[*?]/.test(text);
        yield {
          message: say`The value ${text} ${words(/^arn:/.test(text) ? 'has fewer than the six parts of an ARN' : 'is no ARN')}, so ${words(operator.negated ? 'it excludes nothing' : 'no ARN matches it')}: ${clause.key} is compared with whole ARNs.`,
          span: node.span,
          // Whether a wildcard at the end could stand for the missing parts is not documented.
          ...(cut ? { severity: 'information' as const, confidence: 'medium' as const } : {}),
        };
      }
    }
  },
});
