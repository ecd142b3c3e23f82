import { say } from '../explain/sentence';
import { clausesWithoutCompanion } from '../iam/keyCompanions';
import { SOURCES } from '../iam/sources';
import { addActionsFix } from '../repairs/addActions';
import { conditionExample } from './conditionExample';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';

const CONDITION = '{ "StringLike": { "sts:SourceIdentity": "ana-*" } }';
const BOTH = conditionExample(CONDITION, undefined, '["sts:AssumeRole", "sts:SetSourceIdentity"]');

export default rule({
  meta: {
    id: 'source-identity-missing',
    title: 'A condition asks for a source identity, which the policy does not allow',
    level: 'warning',
    category: 'condition',
    fix: 'unsafe',
    references: [SOURCES.stsKeys, SOURCES.stsActions, ACCESS_ANALYZER],
  },
  docs: {
    what: 'An Allow statement has a condition on `sts:SourceIdentity` that only a request with a source identity can meet, and no statement of the policy allows `sts:SetSourceIdentity`.',
    why: 'STS denies a request that sets a source identity unless the trust policy allows `sts:SetSourceIdentity`. So a request without one fails the condition, and one with it is denied.',
    remedy: 'Add `sts:SetSourceIdentity` to the actions of the statement.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: conditionExample(CONDITION),
        at: '"sts:SourceIdentity"',
        fixes: [{ id: 'add-action', text: BOTH }],
      },
    ],
    good: [
      { file: 'trust.json', text: BOTH },
      {
        title: 'The source identity may be left out',
        file: 'trust.json',
        text: conditionExample('{ "StringLikeIfExists": { "sts:SourceIdentity": "ana-*" } }'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check(subject) {
    for (const { clause, statement } of clausesWithoutCompanion(
      subject.policy,
      'sts:SetSourceIdentity',
      /^sts:sourceidentity$/,
    )) {
      yield {
        message: say`Only a request that sets a source identity can meet this condition on ${clause.key}, and such a request also needs sts:SetSourceIdentity, which no statement here allows. So the statement lets nobody assume the role.`,
        span: clause.keySpan,
        fixes: () =>
          addActionsFix(
            subject,
            statement,
            ['sts:SetSourceIdentity'],
            say`Requests that meet the conditions can then assume the role, and set a source identity.`,
          ),
      };
    }
  },
});
