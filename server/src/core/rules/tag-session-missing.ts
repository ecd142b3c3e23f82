import { say } from '../explain/sentence';
import { clausesWithoutCompanion } from '../iam/keyCompanions';
import { SOURCES } from '../iam/sources';
import { addActionsFix } from '../repairs/addActions';
import { conditionExample } from './conditionExample';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';

const CONDITION = '{ "StringEquals": { "aws:RequestTag/team": "blue" } }';
const BOTH = conditionExample(CONDITION, undefined, '["sts:AssumeRole", "sts:TagSession"]');

export default rule({
  meta: {
    id: 'tag-session-missing',
    title: 'A condition asks for session tags, which the policy does not allow',
    level: 'warning',
    category: 'condition',
    fix: 'unsafe',
    references: [SOURCES.stsKeys, SOURCES.stsActions, ACCESS_ANALYZER],
  },
  docs: {
    what: 'An Allow statement has a condition that only a request with session tags can meet, such as one on `aws:RequestTag/team`, and no statement of the policy allows `sts:TagSession`.',
    why: 'STS denies a request with session tags unless the trust policy allows `sts:TagSession`. So a request without tags fails the condition, and one with tags is denied.',
    remedy: 'Add `sts:TagSession` to the actions of the statement.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: conditionExample(CONDITION),
        at: '"aws:RequestTag/team"',
        fixes: [{ id: 'add-action', text: BOTH }],
      },
    ],
    good: [
      { file: 'trust.json', text: BOTH },
      {
        title: 'No tags at all',
        file: 'trust.json',
        text: conditionExample('{ "Null": { "aws:TagKeys": "true" } }'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check(subject) {
    for (const { clause, statement } of clausesWithoutCompanion(
      subject.policy,
      'sts:TagSession',
      /^(?:aws:requesttag\/|aws:tagkeys$|sts:transitivetagkeys$)/,
    )) {
      yield {
        message: say`Only a request that passes session tags can meet this condition on ${clause.key}, and such a request also needs sts:TagSession, which no statement here allows. So the statement lets nobody assume the role.`,
        span: clause.keySpan,
        fixes: () =>
          addActionsFix(
            subject,
            statement,
            ['sts:TagSession'],
            say`Requests that meet the conditions can then assume the role, and pass session tags.`,
          ),
      };
    }
  },
});
