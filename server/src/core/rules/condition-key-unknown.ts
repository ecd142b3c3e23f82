import { type Sentence, say, words } from '../explain/sentence';
import { conditionKey } from '../iam/conditionKeyData';
import { parseOperator } from '../iam/conditions/operators';
import { type KeyFault, keyFault } from '../iam/nearestConditionKey';
import { SOURCES } from '../iam/sources';
import { fixOf } from '../repairs/conditionEdits';
import { conditionExample } from './conditionExample';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';

const RIGHT = conditionExample('{ "StringEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }');

export default rule({
  meta: {
    id: 'condition-key-unknown',
    title: 'A condition key does not exist',
    level: 'warning',
    category: 'condition',
    fix: 'unsafe',
    references: [SOURCES.globalKeys, SOURCES.stsKeys, ACCESS_ANALYZER],
  },
  docs: {
    what: 'A condition tests a key that has no prefix, lacks the tag key behind `aws:PrincipalTag/` and the like, or looks like a misspelt key of `aws:`, `sts:` or `saml:`. A key with such a prefix that resembles none that is documented is a hint, since AWS adds keys.',
    why: 'No request carries a key that does not exist. A test of it never holds, so the statement never applies; with a negated operator or `IfExists` the test always holds and restricts nothing.',
    remedy: 'Write the key as AWS documents it. Case does not matter.',
  },
  examples: {
    bad: [
      {
        title: 'A slip of the keyboard',
        file: 'trust.json',
        text: RIGHT.replace('PrincipalOrgID', 'PrincipleOrgID'),
        at: '"aws:PrincipleOrgID"',
        fixes: [{ id: 'write-key', text: RIGHT }],
      },
      {
        title: 'No prefix',
        file: 'trust.json',
        text: RIGHT.replace('aws:PrincipalOrgID', 'PrincipalOrgID'),
        at: '"PrincipalOrgID"',
        fixes: [{ id: 'write-key', text: RIGHT }],
      },
      {
        title: 'Which tag?',
        file: 'trust.json',
        text: conditionExample('{ "StringEquals": { "aws:PrincipalTag": "blue" } }'),
        at: '"aws:PrincipalTag"',
      },
    ],
    good: [
      { file: 'trust.json', text: RIGHT },
      {
        title: 'Case does not matter',
        file: 'trust.json',
        text: RIGHT.replace('aws:Principal', 'AWS:principal'),
      },
      {
        title: 'Keys of services are not judged',
        file: 'trust.json',
        text: conditionExample('{ "StringEquals": { "events:ManagedBy": "x.amazonaws.com" } }'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy, source }) {
    let faults = 0;
    for (const { conditions } of policy.statements) {
      for (const { key, keySpan, entry, operator } of conditions) {
        // An operator in the wrong place is the matter of condition-shape.
        if (
          conditionKey(key) !== undefined ||
          /[<>[\]{}%$!]|\.\.\.|x{4}/.test(key) ||
          parseOperator(key) !== undefined
        )
          continue;
        const fault = keyFault(key);
        if (fault === undefined || key === '') continue;
        // No policy that IAM takes has room for so many; looking for what each means would take long.
        if (++faults > 100) return;
        const meant = 'meant' in fault ? fault.meant : undefined;
        const isHint = fault.kind === 'unknown' && meant === undefined;
        const negated = parseOperator(operator);
        yield {
          message: messageOf(key, fault, negated?.negated === true || negated?.ifExists === true),
          span: keySpan,
          ...(fault.kind === 'format' ? { severity: 'error' as const } : {}),
          ...(isHint ? { severity: 'hint' as const, confidence: 'low' as const } : {}),
          fixes: () =>
            meant === undefined
              ? []
              : fixOf(
                  source,
                  'write-key',
                  say`Write ${meant} instead of ${key}`,
                  source.edits.rename(entry, meant),
                  words('The test then looks at this key: check that it is the one that was meant.'),
                ),
        };
      }
    }
  },
});

function messageOf(key: string, fault: KeyFault, holds: boolean): Sentence {
  if (fault.kind === 'tag') {
    return say`The key ${key} needs the key of a tag or context behind a slash, as in ${`${key.replace(/\/$/, '')}/team`}; without it no request carries this key.`;
  }
  const question = fault.meant === undefined ? words('') : say` Is ${fault.meant} meant?`;
  if (fault.kind === 'format') {
    return say`The key ${key} has no prefix; a condition key has the form ${'aws:KeyName'}, and IAM Access Analyzer reports any other as an error.${question}`;
  }
  if (fault.meant === undefined) {
    return say`AWS documents no condition key ${key}, as far as is known here. If there is none, no request carries it.`;
  }
  return say`AWS documents no condition key ${key}. Unless it has been added since, no request carries it, and this test ${words(holds ? 'restricts nothing' : 'cannot hold as meant')}.${question}`;
}
