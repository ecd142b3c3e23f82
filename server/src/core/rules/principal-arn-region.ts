import { say } from '../explain/sentence';
import { parseArn } from '../iam/arn';
import { trustedIn } from '../iam/trusted';
import { replaceFix } from '../repairs/trustedEdits';
import { ACCESS_ANALYZER, PRINCIPAL_ELEMENT } from './references';
import { rule } from './rule';
import { trustExample } from './trustExample';

const ROLE = 'arn:aws:iam::111122223333:role/Deploy';
const naming = (arn: string) => trustExample(`{ "AWS": "${arn}" }`);

export default rule({
  meta: {
    id: 'principal-arn-region',
    title: "A principal's ARN names a Region",
    level: 'error',
    category: 'trust',
    fix: 'safe',
    references: [PRINCIPAL_ELEMENT, ACCESS_ANALYZER],
  },
  docs: {
    what: 'The ARN of an account, role, user or session has a Region in its fourth part.',
    why: 'IAM is global: the fourth part of its ARNs is empty, so this is the ARN of nobody. IAM Access Analyzer reports an error.',
    remedy: 'Leave the fourth part empty: two colons behind `iam` or `sts`.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: naming('arn:aws:iam:us-east-1:111122223333:role/Deploy'),
        at: '"arn:aws:iam:us-east-1:111122223333:role/Deploy"',
        fixes: [{ id: 'write-as-meant', text: naming(ROLE) }],
      },
    ],
    good: [
      { file: 'trust.json', text: naming(ROLE) },
      {
        title: 'A part to be filled in',
        file: 'trust.json',
        text: naming('arn:aws:iam:${Region}:111122223333:root'),
      },
    ],
  },
  subject: 'trustPolicy',
  *check(subject) {
    for (const { text, node, group } of trustedIn(subject.policy)) {
      const arn = group.type === 'AWS' && text !== undefined ? parseArn(text) : undefined;
      if (arn === undefined || arn.region === '' || !/^(?:iam|sts)$/.test(arn.service)) continue;
      const meant = `arn:${arn.partition}:${arn.service}::${arn.account}:${arn.resource}`;
      yield {
        message: say`The ARN ${arn.text} names the Region ${arn.region}, and ARNs of IAM have none: this is the ARN of nobody, and IAM Access Analyzer reports an error.`,
        span: node.span,
        fixes: () => [replaceFix(subject, node, meant, { safe: true })],
      };
    }
  },
});
