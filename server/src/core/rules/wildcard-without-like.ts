import { say } from '../explain/sentence';
import { clausesOf, literalsOf, operatorText } from '../iam/readClauses';
import { SOURCES } from '../iam/sources';
import { changeOperator, fixOf } from '../repairs/conditionEdits';
import { conditionExample } from './conditionExample';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';

const RIGHT = conditionExample(
  '{ "StringLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/Deploy*" } }',
);

export default rule({
  meta: {
    id: 'wildcard-without-like',
    title: 'A wildcard stands under an operator that has none',
    level: 'warning',
    category: 'condition',
    fix: 'unsafe',
    references: [SOURCES.operators, ACCESS_ANALYZER],
  },
  docs: {
    what: 'A value under `StringEquals`, `StringNotEquals` or one of their IgnoreCase forms has `*` or `?` in it.',
    why: 'These operators compare letter by letter: `*` is an asterisk to them. A request hardly ever has that very text, so the test never matches; with a negated operator it excludes nobody.',
    remedy:
      'Use `StringLike` or `StringNotLike`, or write the exact value. `ArnEquals` and `ArnLike` both take wildcards.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: RIGHT.replace('StringLike', 'StringEquals'),
        at: '"arn:aws:iam::111122223333:role/Deploy*"',
        fixes: [{ id: 'use-like', text: RIGHT }],
      },
      {
        title: 'One of several keys moves to an operator of its own',
        file: 'trust.json',
        text: conditionExample(
          '{\n        "StringEquals": {\n          "sts:ExternalId": "4f2c-91",\n          "sts:RoleSessionName": "build-*"\n        }\n      }',
        ),
        at: '"build-*"',
        fixes: [
          {
            id: 'use-like',
            text: conditionExample(
              '{\n        "StringEquals": {\n          "sts:ExternalId": "4f2c-91"\n        },\n        "StringLike": {\n          "sts:RoleSessionName": "build-*"\n        }\n      }',
            ),
          },
        ],
      },
    ],
    good: [
      { file: 'trust.json', text: RIGHT },
      {
        title: 'ArnEquals takes wildcards',
        file: 'trust.json',
        text: RIGHT.replace('StringLike', 'ArnEquals'),
      },
      {
        title: 'A policy variable for an asterisk',
        file: 'trust.json',
        text: RIGHT.replace('StringLike', 'StringEquals').replace('Deploy*', 'Deploy${*}'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy, source }) {
    for (const { clause, operator, statement } of clausesOf(policy)) {
      if (operator.family.id !== 'string' || operator.family.pattern !== 'plain') continue;
      for (const { node, text } of literalsOf(clause)) {
        const mark = /[*?]/.exec(text)?.[0];
        if (mark === undefined) continue;
        const name = operator.negated ? 'StringNotLike' : 'StringLike';
        const better = operatorText({ ...operator, name });
        yield {
          message: operator.negated
            ? say`${operator.name} has no wildcards: ${mark} in ${text} is that very character, so this excludes no request that was meant.`
            : say`${operator.name} has no wildcards: ${mark} in ${text} is that very character, so no request that was meant matches.`,
          span: node.span,
          fixes: () =>
            operator.family.ignoreCase === true
              ? []
              : fixOf(
                  source,
                  'use-like',
                  say`Test ${clause.key} with ${better}`,
                  changeOperator(source, statement, clause, better),
                  operator.negated
                    ? say`The test then fails for values that match the pattern ${text}.`
                    : say`The test then holds for every value that matches the pattern ${text}.`,
                ),
        };
      }
    }
  },
});
