import { say } from '../explain/sentence';
import { changeOf } from '../repairs/removeValue';
import { knownString } from '../syntax/tree';
import { ACCESS_ANALYZER, SID_ELEMENT } from './references';
import { rule } from './rule';

const TRUST = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "trust-web_servers",
      "Effect": "Allow",
      "Principal": { "Service": "ec2.amazonaws.com" },
      "Action": "sts:AssumeRole"
    }
  ]
}
`;

export default rule({
  meta: {
    id: 'sid-invalid',
    title: 'A Sid has characters that IAM does not support',
    level: 'warning',
    category: 'grammar',
    fix: 'safe',
    references: [SID_ELEMENT, ACCESS_ANALYZER],
  },
  docs: {
    what: 'The Sid of a statement has characters other than A to Z, a to z and 0 to 9, such as a hyphen or a space.',
    why: 'IAM supports only those in a Sid, and refuses others with `Statement IDs (SID) must be alpha-numeric` in the policies it checks for it. Policies of other services, such as S3 and KMS, take more.',
    remedy: 'Use letters and digits only. The Sid is a name for readers and decides nothing.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: TRUST,
        at: '"trust-web_servers"',
        fixes: [{ id: 'clean-sid', text: TRUST.replace('trust-web_servers', 'trustWebServers') }],
      },
    ],
    good: [
      { file: 'trust.json', text: TRUST.replace('trust-web_servers', 'TrustWebServers1') },
      {
        title: 'An empty Sid, which the console used to write',
        file: 'trust.json',
        text: TRUST.replace('trust-web_servers', ''),
      },
      {
        title: 'A value to be filled in',
        file: 'trust.json',
        text: TRUST.replace('trust-web_servers', 'Trust{{ name }}'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'irregularity',
  *check({ policy, source }) {
    const taken = new Set(policy.statements.map(({ sid }) => knownString(sid)));
    for (const { sid } of policy.statements) {
      const written = knownString(sid);
      if (sid === undefined || written === undefined || /^[0-9A-Za-z]*$/.test(written)) continue;
      const clean = written.replace(/[^0-9A-Za-z]+([0-9A-Za-z]?)/g, (_, next: string) => next.toUpperCase());
      yield {
        message: say`The Sid ${written} has characters that IAM does not support there: it takes letters A-Z and a-z and digits only.`,
        span: sid.span,
        fixes: () =>
          clean === '' || taken.has(clean)
            ? []
            : [
                {
                  id: 'clean-sid',
                  title: say`Write the Sid as ${clean}`,
                  safe: true,
                  change: changeOf(source, source.edits.replace(sid, clean)),
                },
              ],
      };
    }
  },
});
