import { say } from '../explain/sentence';
import { clausesOf } from '../iam/readClauses';
import { SOURCES } from '../iam/sources';
import { addClause, dropSetOperatorFix, fixOf } from '../repairs/conditionEdits';
import { conditionExample } from './conditionExample';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';

const ANYONE = '{ "AWS": "*" }';
const ORG = '{ "StringEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }';
const PATHS = `{
        "ForAllValues:StringLike": {
          "aws:PrincipalOrgPaths": "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*"
        }
      }`;

/**
 * Keys that every request of the callers they speak of carries, and keys for which to be absent is harmless: a
 * session without tags has no wrong tag. Every token of an OIDC provider has `aud` and `sub`.
 */
const HARMLESS =
  /^(?:aws:tagkeys|sts:transitivetagkeys|aws:principal(?:arn|account|isawsservice)|aws:userid)$|\.[^:]*:(?:aud|sub)$/;

export default rule({
  meta: {
    id: 'for-all-values-vacuous',
    title: 'ForAllValues lets requests through that do not carry the key',
    level: 'warning',
    category: 'condition',
    fix: 'unsafe',
    references: [SOURCES.multivalued, ACCESS_ANALYZER],
  },
  docs: {
    what: 'An Allow statement tests a key with `ForAllValues:`, and nothing else asks that the request carries the key. For keys that may have several values it is information only. Tag keys are left out: a session without tags is fine.',
    why: 'ForAllValues holds when the request does not carry the key at all, because then no value is wrong. So the statement also lets in callers of whom the key says nothing.',
    remedy:
      'For a key with one value, drop `ForAllValues:`. For a key with several, add `"Null": { "KEY": "false" }`, or use `ForAnyValue:` if one matching value is enough.',
  },
  examples: {
    bad: [
      {
        title: 'A key with one value needs no set operator',
        file: 'trust.json',
        text: conditionExample(ORG.replace('StringEquals', 'ForAllValues:StringEquals'), ANYONE),
        at: '"ForAllValues:StringEquals"',
        fixes: [{ id: 'drop-set-operator', text: conditionExample(ORG, ANYONE) }],
      },
      {
        title: 'A caller outside of every organization has no path',
        file: 'trust.json',
        text: conditionExample(PATHS, ANYONE),
        at: '"ForAllValues:StringLike"',
        fixes: [
          {
            id: 'require-key',
            text: conditionExample(
              PATHS.replace(
                /\}(\s+)\}$/,
                '},\n        "Null": {\n          "aws:PrincipalOrgPaths": "false"\n        }$1}',
              ),
              ANYONE,
            ),
          },
        ],
      },
    ],
    good: [
      { file: 'trust.json', text: conditionExample(ORG, ANYONE) },
      {
        title: 'Which tags a session may have',
        file: 'trust.json',
        text: conditionExample(
          '{ "ForAllValues:StringEquals": { "aws:TagKeys": ["team", "project"] } }',
          undefined,
          '["sts:AssumeRole", "sts:TagSession"]',
        ),
      },
      {
        title: 'The key must be there',
        file: 'trust.json',
        text: conditionExample(
          '{ "ForAllValues:StringLike": { "saml:edupersonaffiliation": "staff" }, "Null": { "saml:edupersonaffiliation": "false" } }',
          '{ "Federated": "arn:aws:iam::111122223333:saml-provider/Campus" }',
          '"sts:AssumeRoleWithSAML"',
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy, source }) {
    const clauses = clausesOf(policy);
    for (const { clause, operator, lower, statement, documented } of clauses) {
      if (operator.set !== 'all' || statement.effect !== 'Allow' || documented === undefined) continue;
      if (HARMLESS.test(lower) || !statement.conditionsInFull) continue;
      const others = clauses.filter((other) => other.statement === statement && other.lower === lower);
      if (
        others.some(
          (other) => other.clause !== clause && !other.operator.ifExists && other.operator.set !== 'all',
        )
      )
        continue;
      const { multi } = documented;
      yield {
        message: multi
          ? say`ForAllValues also holds when the request does not carry ${clause.key}, so this lets such callers through too, as far as the other conditions allow.`
          : say`The key ${clause.key} has one value at most. ForAllValues also holds when the request does not carry the key, so this lets such callers through too, as far as the other conditions allow.`,
        span: clause.operatorSpan,
        ...(multi && !/^aws:principalorgpaths$/.test(lower) ? { severity: 'information' as const } : {}),
        fixes: () =>
          multi
            ? fixOf(
                source,
                'require-key',
                say`Require that the request carries ${clause.key}`,
                addClause(source, statement, 'Null', clause.key, 'false'),
                say`Callers whose requests do not carry ${clause.key} can then no longer assume the role by this statement.`,
              )
            : operator.negated
              ? []
              : dropSetOperatorFix(
                  source,
                  { statement, clause, operator },
                  say`Callers whose requests do not carry ${clause.key} can then no longer assume the role by this statement.`,
                ),
      };
    }
  },
});
