import { say } from '../explain/sentence';
import { ownAccount } from '../iam/ownAccount';
import { accountsIn } from '../iam/roleOf';
import { sourceTests } from '../iam/sourceTests';
import { addConditionFix, askConditionFix } from '../repairs/claimFixes';
import { CONFUSED_DEPUTY } from './oidcReferences';
import { rule } from './rule';
import { trustExample } from './trustExample';

const STATES = '{ "Service": "states.amazonaws.com" }';
const ASSUME = '"sts:AssumeRole"';
const source = (arn: string, more = '') =>
  trustExample(STATES, ASSUME, `{ "ArnLike": { "aws:SourceArn": "${arn}" }${more} }`);

export default rule({
  meta: {
    id: 'source-arn-wildcard-account',
    title: 'aws:SourceArn leaves the account open',
    level: 'warning',
    category: 'trust',
    fix: 'unsafe',
    references: [CONFUSED_DEPUTY],
  },
  docs: {
    what: 'A pattern for `aws:SourceArn` has a wildcard in place of the account ID, and the statement does not test `aws:SourceAccount` or the organization.',
    why: 'The condition is there to say on whose behalf a service may use the role. With an open account it holds for resources of every AWS account that have such a name.',
    remedy: 'Write the account ID into the ARN, or test `aws:SourceAccount` as well.',
  },
  examples: {
    bad: [
      {
        title: 'Any state machine of any account',
        file: 'trust.json',
        text: source('arn:aws:states:*:*:stateMachine:*'),
        at: '"arn:aws:states:*:*:stateMachine:*"',
        settings: { roles: { 'trust.json': 'arn:aws:iam::111122223333:role/Nightly' } },
        fixes: [
          {
            id: 'add-condition',
            text: source(
              'arn:aws:states:*:*:stateMachine:*',
              ', "StringEquals": { "aws:SourceAccount": "111122223333" }',
            ),
          },
        ],
      },
    ],
    good: [
      {
        title: 'The account is in the ARN',
        file: 'trust.json',
        text: source('arn:aws:states:*:111122223333:*'),
      },
      {
        title: 'The account is tested beside it',
        file: 'trust.json',
        text: source('arn:aws:states:*:*:*', ', "StringEquals": { "aws:SourceAccount": "111122223333" }'),
      },
      { title: 'ARNs of S3 have no account', file: 'trust.json', text: source('arn:aws:s3:::bucket') },
    ],
  },
  subject: 'trustPolicy',
  about: 'service',
  *check(subject, context) {
    for (const statement of subject.policy.statements) {
      if (statement.effect !== 'Allow') continue;
      const groups = statement.principal?.groups ?? [];
      if (groups.length === 0 || groups.some((group) => group.type !== 'Service')) continue;
      if (!statement.conditionsInFull) continue;
      if (statement.conditions.some(({ key }) => /^aws:source(?:account|org)/i.test(key))) continue;
      const tests = sourceTests(statement, 'aws:sourcearn');
      // A second test of the ARN may say the account.
      if (tests.length !== 1) continue;
      for (const { node, text } of tests[0]!.values) {
        if (text === undefined || tests[0]!.operator.family.pattern !== 'wild' || !leavesAccountOpen(text))
          continue;
        yield {
          message: say`The pattern ${text} matches resources of every AWS account, so the condition does not say on whose behalf the service may use the role.`,
          span: node.span,
          fixes: () => {
            const consequence = say`The service is then denied where it calls for another account, or does not send ${'aws:SourceAccount'}.`;
            const own = ownAccount(subject, context);
            return own !== undefined
              ? addConditionFix(
                  subject,
                  statement,
                  'StringEquals',
                  'aws:SourceAccount',
                  own.account,
                  consequence,
                )
              : askConditionFix(subject, statement, 'aws:SourceAccount', {
                  id: 'require-source-account',
                  title: say`Let the service in for one account only…`,
                  consequence,
                  prompt: say`The ID of the account whose resources use the role`,
                  candidates: accountsIn(subject).map((each) => each.account),
                  pattern: '^\\d{12}$',
                  hint: say`An account ID has 12 digits.`,
                });
          },
        };
      }
    }
  },
});

/** Whether no digit of an account ID is said, nor a name that belongs to one account, as a bucket's does. */
function leavesAccountOpen(text: string): boolean {
  if (/^\*+$/.test(text)) return true;
  const parts = text.split(':');
  // A bucket's name is unique, whatever stands for its account.
  const bucket = parts[2] === 's3' && parts[5] !== '*';
  return (
    parts.length >= 6 && parts[0] === 'arn' && /^\*+$/.test(parts[4]!) && !bucket && !/\d{12}/.test(text)
  );
}
