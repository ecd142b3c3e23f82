import { say } from '../explain/sentence';
import { clausesWithoutCompanion } from '../iam/keyCompanions';
import { SOURCES } from '../iam/sources';
import { addActionsFix } from '../repairs/addActions';
import { conditionExample } from './conditionExample';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';

const CONDITION =
  '{ "ForAnyValue:ArnEquals": { "sts:RequestContextProviders": "arn:aws:iam::aws:contextProvider/IdentityCenter" } }';
const BOTH = conditionExample(CONDITION, undefined, '["sts:AssumeRole", "sts:SetContext"]');

export default rule({
  meta: {
    id: 'context-action-missing',
    title: 'A condition asks for a context, which the policy does not allow',
    level: 'warning',
    category: 'condition',
    fix: 'unsafe',
    references: [SOURCES.stsKeys, SOURCES.stsActions, ACCESS_ANALYZER],
  },
  docs: {
    what: 'An Allow statement has a condition on `sts:RequestContext/…` or `sts:RequestContextProviders` that only a request with a context assertion can meet, and no statement of the policy allows `sts:SetContext`.',
    why: 'The Service Authorization Reference lists these keys for `sts:SetContext` only. Without it, a request that passes a context is denied, and one that passes none fails the condition.',
    remedy: 'Add `sts:SetContext` to the actions of the statement.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: conditionExample(CONDITION),
        at: '"sts:RequestContextProviders"',
        fixes: [{ id: 'add-action', text: BOTH }],
      },
    ],
    good: [
      { file: 'trust.json', text: BOTH },
      {
        title: 'No context at all',
        file: 'trust.json',
        text: conditionExample('{ "Null": { "sts:RequestContextProviders": "true" } }'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check(subject) {
    for (const { clause, statement } of clausesWithoutCompanion(
      subject.policy,
      'sts:SetContext',
      /^sts:requestcontext(?:providers$|\/)/,
    )) {
      yield {
        message: say`Only a request that passes a context can meet this condition on ${clause.key}, and such a request also needs sts:SetContext, which no statement here allows. So the statement lets nobody assume the role.`,
        span: clause.keySpan,
        fixes: () =>
          addActionsFix(
            subject,
            statement,
            ['sts:SetContext'],
            say`Requests that meet the conditions can then assume the role, and pass a context.`,
          ),
      };
    }
  },
});
