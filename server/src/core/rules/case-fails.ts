import { caseResults, caseWords } from '../cases';
import { say, series, words } from '../explain/sentence';
import { SOURCES } from '../iam/sources';
import { rule } from './rule';
import { trustExample } from './trustExample';
import { trustSpan } from './trustSpan';

const ROLE = 'arn:aws:iam::111122223333:role/Deploy';
const TRUST = trustExample(
  '{ "AWS": "arn:aws:iam::444455556666:root" }',
  '"sts:AssumeRole"',
  '{ "StringEquals": { "sts:ExternalId": "a1b2c3" } }',
);
const STRANGER = 'arn:aws:iam::999988887777:role/Stranger';

export default rule({
  meta: {
    id: 'case-fails',
    title: 'A kept case does not come out as expected',
    level: 'error',
    category: 'trust',
    fix: 'none',
    references: [SOURCES.evaluation],
  },
  docs: {
    what: 'A case in `.sts-lens.json` says whether a caller should be allowed to assume the role, and the trust policy answers otherwise, or leaves the answer open.',
    why: 'Cases are tests of a trust policy: they say what it is meant for. One that fails shows that a change lets somebody in, or keeps somebody out, against that intention.',
    remedy:
      'Change the trust policy, or the case where it no longer says what is meant. Where the answer depends on something, say it in the `context` of the case.',
  },
  examples: {
    bad: [
      {
        title: 'The account has to send an ExternalId, which the case does not',
        file: 'Deploy.json',
        text: TRUST,
        at: '"Principal"',
        settings: {
          cases: [
            {
              file: 'Deploy.json',
              role: ROLE,
              caller: 'arn:aws:iam::444455556666:role/CI',
              context: { 'sts:ExternalId': [] },
              expect: 'allowed',
            },
          ],
          roles: { 'Deploy.json': ROLE },
        },
      },
    ],
    good: [
      {
        title: 'A stranger is denied, as expected',
        file: 'Deploy.json',
        text: TRUST,
        settings: { cases: [{ file: 'Deploy.json', caller: STRANGER, expect: 'denied' }] },
      },
      {
        title: 'The case is about another file',
        file: 'Deploy.json',
        text: TRUST,
        settings: { cases: [{ file: 'Other.json', caller: STRANGER, expect: 'allowed' }] },
      },
    ],
  },
  subject: 'trustPolicy',
  *check(subject, context) {
    for (const { case: one, passes, decision, mistake } of caseResults(subject, context)) {
      if (passes) continue;
      const what = say`The case ${caseWords(one)} should be ${words(one.expect)}`;
      const open = decision?.dependsOn.slice(0, 2) ?? [];
      const message =
        decision === undefined
          ? say`${what}, but it cannot be asked. ${mistake ?? words('')}`
          : decision.verdict !== 'depends'
            ? say`${what}, and it is ${words(decision.verdict)}.`
            : say`${what}, and it depends: it is allowed if ${series(open)}.`;
      yield { message, span: trustSpan(subject.policy), ...(decision && { steps: decision.steps }) };
    }
  },
});
