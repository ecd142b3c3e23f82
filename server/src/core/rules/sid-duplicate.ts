import { say } from '../explain/sentence';
import { changeOf } from '../repairs/removeValue';
import { knownString, type LocatedValue } from '../syntax/tree';
import { ACCESS_ANALYZER, SID_ELEMENT } from './references';
import { rule } from './rule';

const TRUST = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Trust",
      "Effect": "Allow",
      "Principal": { "Service": "ec2.amazonaws.com" },
      "Action": "sts:AssumeRole"
    },
    {
      "Sid": "Trust2",
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:role/Deployer" },
      "Action": "sts:AssumeRole"
    }
  ]
}
`;

export default rule({
  meta: {
    id: 'sid-duplicate',
    title: 'Two statements have the same Sid',
    level: 'error',
    category: 'grammar',
    fix: 'safe',
    references: [SID_ELEMENT, ACCESS_ANALYZER],
  },
  docs: {
    what: 'Two statements of the trust policy have the same Sid.',
    why: 'In IAM a Sid must be unique within its policy; the policy is refused.',
    remedy: 'Give the later statement another Sid. The Sid is a name for readers and decides nothing.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: TRUST.replace('"Trust2"', '"Trust"'),
        at: '"Trust"',
        fixes: [{ id: 'number-sid', text: TRUST }],
      },
    ],
    good: [
      { file: 'trust.json', text: TRUST },
      { title: 'Empty ones do not count', file: 'trust.json', text: TRUST.replace(/"Trust2?"/g, '""') },
    ],
  },
  subject: 'trustPolicy',
  *check({ policy, source }) {
    const first = new Map<string, LocatedValue>();
    const numbered = new Map<string, number>();
    const names = new Set(policy.statements.map(({ sid }) => knownString(sid)));
    for (const { sid } of policy.statements) {
      const written = knownString(sid);
      if (sid === undefined || written === undefined || written === '') continue;
      const other = first.get(written);
      if (other === undefined) {
        first.set(written, sid);
        continue;
      }
      // Counted on from the last number given, so that thousands of equal Sids take no longer than one each.
      let number = numbered.get(written) ?? 2;
      while (names.has(`${written}${number}`)) number++;
      numbered.set(written, number + 1);
      const free = `${written}${number}`;
      names.add(free);
      yield {
        message: say`The Sid ${written} stands in another statement too. In IAM it must be unique within a policy, so the policy is refused.`,
        span: sid.span,
        related: [{ uri: source.uri, span: other.span, note: say`The other statement with this Sid.` }],
        fixes: () => [
          {
            id: 'number-sid',
            title: say`Rename this Sid to ${free}`,
            safe: true,
            change: changeOf(source, source.edits.replace(sid, free)),
          },
        ],
      };
    }
  },
});
