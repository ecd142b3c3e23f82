import { caseResults, caseWords } from '../cases';
import type { Context } from '../context';
import type { TrustPolicySubject } from '../documents/subjects';
import type { Table } from '../explain/explanation';
import { type Sentence, say, series, words } from '../explain/sentence';
import type { Lens } from './feature';

const PASSES = words('passes');
const FAILS = words('fails');

/** The cases kept in `.sts-lens.json` for a trust policy, with what became of them; no table without cases. */
export function casesTable(subject: TrustPolicySubject, context: Context): Table[] {
  const results = caseResults(subject, context);
  if (results.length === 0) return [];
  return [
    {
      title: say`Cases kept in ${'.sts-lens.json'}`,
      columns: ['Result', 'Case', 'Expected', 'Answer'].map(words),
      rows: results.map(({ case: one, passes, decision, mistake }) => ({
        verdict: passes ? 'yes' : 'no',
        cells: [passes ? PASSES : FAILS, caseWords(one), words(one.expect), answerWords(decision, mistake)],
      })),
    },
  ];
}

function answerWords(
  decision: ReturnType<typeof caseResults>[number]['decision'],
  mistake: Sentence | undefined,
) {
  if (decision === undefined) return mistake ?? words('–');
  if (decision.verdict !== 'depends') return words(decision.verdict);
  return say`depends: it is allowed if ${series(decision.dependsOn.slice(0, 3))}`;
}

/** The line above a trust policy that has cases. */
export function casesLens(subject: TrustPolicySubject, context: Context): Lens[] {
  const results = caseResults(subject, context);
  if (results.length === 0) return [];
  const failed = results.filter(({ passes }) => !passes).length;
  const title =
    failed === 0
      ? words(results.length === 1 ? '✓ 1 case passes' : `✓ ${results.length} cases pass`)
      : words(`✗ ${failed} of ${results.length} cases ${failed === 1 ? 'fails' : 'fail'}`);
  return [{ span: subject.span, title }];
}
