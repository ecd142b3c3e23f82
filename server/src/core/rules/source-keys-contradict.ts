import { say } from '../explain/sentence';
import { parseArn } from '../iam/arn';
import { sourceTests } from '../iam/sourceTests';
import { replaceFix } from '../repairs/trustedEdits';
import { CONFUSED_DEPUTY } from './oidcReferences';
import { rule } from './rule';
import { trustExample } from './trustExample';

const policy = (account: string, arn: string) =>
  trustExample(
    '{ "Service": "states.amazonaws.com" }',
    '"sts:AssumeRole"',
    `{ "StringEquals": { "aws:SourceAccount": ${account} }, "ArnLike": { "aws:SourceArn": "${arn}" } }`,
  );
const ARN = 'arn:aws:states:eu-west-1:111122223333:stateMachine:nightly';

export default rule({
  meta: {
    id: 'source-keys-contradict',
    title: 'aws:SourceAccount and aws:SourceArn name different accounts',
    level: 'warning',
    category: 'trust',
    fix: 'unsafe',
    references: [CONFUSED_DEPUTY],
  },
  docs: {
    what: 'A statement tests `aws:SourceAccount` for one account and `aws:SourceArn` for ARNs of another.',
    why: 'Both conditions must hold at once. The account of the source resource cannot be both, so the service cannot assume the role through this statement.',
    remedy: 'Write the same account in both.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: policy('"444455556666"', ARN),
        at: '"444455556666"',
        fixes: [{ id: 'write-account', text: policy('"111122223333"', ARN) }],
      },
    ],
    good: [
      { title: 'The same account', file: 'trust.json', text: policy('"111122223333"', ARN) },
      {
        title: 'One of two accounts',
        file: 'trust.json',
        text: policy('["111122223333", "444455556666"]', ARN),
      },
      {
        title: 'ARNs without an account',
        file: 'trust.json',
        text: policy('"111122223333"', 'arn:aws:s3:::bucket'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check(subject) {
    for (const statement of subject.policy.statements) {
      if (statement.effect !== 'Allow') continue;
      const accountTest = sourceTests(statement, 'aws:sourceaccount')[0];
      const arnTest = sourceTests(statement, 'aws:sourcearn')[0];
      if (accountTest === undefined || arnTest === undefined) continue;
      const accounts = accountTest.values.map(({ text }) => text);
      const inArns = arnTest.values.map(({ text }) => parseArn(text ?? '')?.account);
      if (![...accounts, ...inArns].every((each) => each !== undefined && /^\d{12}$/.test(each))) continue;
      if (accounts.length === 0 || inArns.length === 0 || accounts.some((each) => inArns.includes(each)))
        continue;
      const { node } = accountTest.values[0]!;
      const [written, meant] = [accounts[0]!, inArns[0]!];
      yield {
        message: say`The key ${'aws:SourceAccount'} is tested for ${written}, and ${'aws:SourceArn'} for ARNs of ${meant}. Both never hold at once, so the service cannot assume the role through statement ${statement.number}.`,
        span: node.span,
        fixes: () => [
          replaceFix(subject, node, meant, {
            id: 'write-account',
            safe: false,
            consequence: say`The service can then assume the role on behalf of ${meant}.`,
          }),
        ],
      };
    }
  },
});
