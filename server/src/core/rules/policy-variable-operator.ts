import { say, words } from '../explain/sentence';
import { policyVariables } from '../iam/policyVariables';
import { clausesOf } from '../iam/readClauses';
import { SOURCES } from '../iam/sources';
import { encloses } from '../text/span';
import { conditionExample } from './conditionExample';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';

const RIGHT = conditionExample('{ "StringEquals": { "sts:RoleSessionName": "${aws:username}" } }');

export default rule({
  meta: {
    id: 'policy-variable-operator',
    title: 'A policy variable stands under an operator that takes none',
    level: 'warning',
    category: 'condition',
    fix: 'none',
    references: [SOURCES.variables, ACCESS_ANALYZER],
  },
  docs: {
    what: 'A condition value has a policy variable such as `${aws:username}`, and its operator is not a string or ARN operator.',
    why: 'IAM puts values in place of variables only under string and ARN operators. Elsewhere the variable is no number, date, address or truth value, so the test cannot mean what was meant; IAM Access Analyzer reports an error.',
    remedy: 'Use a string or ARN operator, or write the value itself.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: conditionExample('{ "IpAddress": { "aws:SourceIp": "${aws:PrincipalTag/office}" } }'),
        at: '${aws:PrincipalTag/office}',
      },
    ],
    good: [
      { file: 'trust.json', text: RIGHT },
      {
        title: 'A placeholder is no policy variable',
        file: 'trust.json',
        text: conditionExample('{ "IpAddress": { "aws:SourceIp": "${OfficeRange}" } }'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy }) {
    const variables = policyVariables(policy);
    if (variables.length === 0) return;
    const untouched = clausesOf(policy).filter(({ operator }) => operator.family.pattern === undefined);
    for (const { clause, operator } of untouched.slice(0, 100)) {
      for (const { text, span } of variables.slice(0, 100)) {
        if (!encloses(clause.entry.span, span)) continue;
        yield {
          message: say`IAM puts the value in place of ${text} only under string and ARN operators; under ${operator.name} the test ${words(operator.negated ? 'excludes nothing that was meant' : 'cannot match as meant')}.`,
          span,
        };
      }
    }
  },
});
