import { say, words } from '../explain/sentence';
import type { Policy, Statement } from '../iam/policy';
import { clausesOf, literalsOf } from '../iam/readClauses';
import { SOURCES } from '../iam/sources';
import { trustedIn } from '../iam/trusted';
import { fixOf, removeClause } from '../repairs/conditionEdits';
import { conditionExample } from './conditionExample';
import { rule } from './rule';
import { trustExample } from './trustExample';

const ACCOUNT = '{ "AWS": "arn:aws:iam::111122223333:root" }';

/** Keys that every call of a role or user carries, so that to ask for them asks nothing. */
const ALWAYS = /^aws:(?:principalarn|principalaccount|principaltype|userid)$/;

export default rule({
  meta: {
    id: 'condition-always-true',
    title: 'A condition matches every caller',
    level: 'warning',
    category: 'condition',
    fix: 'unsafe',
    references: [SOURCES.operators, SOURCES.globalKeys],
  },
  docs: {
    what: 'A condition compares a key that every call of a role or user carries, such as `aws:PrincipalArn`, with `*`.',
    why: 'Every value matches, so the condition restricts nothing; a negated one never holds. `*` with a key that not every request carries is fine: it asks that the key is there.',
    remedy: 'Write the callers that are meant, or remove the condition.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: conditionExample('{ "ArnLike": { "aws:PrincipalArn": "*" } }'),
        at: '"*"',
        fixes: [{ id: 'remove-condition', text: trustExample(ACCOUNT) }],
      },
      {
        title: 'A wildcard in the list makes the others needless',
        file: 'trust.json',
        text: conditionExample('{ "StringLike": { "aws:userid": ["AROAEXAMPLE:*", "*"] } }'),
        at: '"*"',
      },
    ],
    good: [
      {
        title: 'Names with a pattern',
        file: 'trust.json',
        text: conditionExample(
          '{ "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/Deploy*" } }',
        ),
      },
      {
        title: 'A tag must be there',
        file: 'trust.json',
        text: conditionExample(
          '{ "StringLike": { "aws:RequestTag/team": "*" } }',
          undefined,
          '["sts:AssumeRole", "sts:TagSession"]',
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy, source }) {
    for (const { clause, operator, lower, statement } of clausesOf(policy)) {
      if (!ALWAYS.test(lower) || operator.family.pattern !== 'wild') continue;
      for (const { node, text } of literalsOf(clause)) {
        if (operator.family.compile(text).always !== 'yes' || !onlyIamCallers(policy, statement)) continue;
        const result = operator.negated
          ? 'this test never holds, and the statement never applies'
          : 'this test always holds and restricts nothing';
        yield {
          message: say`Every call of a role or user carries ${clause.key}, and ${text} matches all its values: ${words(result)}.`,
          span: node.span,
          fixes: () =>
            operator.negated || clause.values.length > 1
              ? []
              : fixOf(
                  source,
                  'remove-condition',
                  say`Remove the test of ${clause.key}`,
                  removeClause(source, statement, clause),
                  words(
                    'The statement means the same without it. If other callers were to be kept out, write which ones instead.',
                  ),
                ),
        };
        break;
      }
    }
  },
});

/** Whether the statement names roles, users and accounts only: services and federated users send other keys. */
function onlyIamCallers(policy: Policy, statement: Statement): boolean {
  const { principal } = statement;
  if (principal === undefined || principal.hole !== undefined || principal.bare !== undefined) return false;
  if (principal.groups.some(({ values }) => values.some((value) => value.kind === 'hole'))) return false;
  const named = trustedIn(policy).filter((each) => each.statement === statement);
  return (
    named.length > 0 && named.every(({ principal: { type, kind } }) => type === 'AWS' && kind !== 'invalid')
  );
}
