import type { Context } from '../context';
import type { TrustPolicySubject } from '../documents/subjects';
import type { Comparison, Explanation, Side, Step, Table, Verdict } from '../explain/explanation';
import { type Sentence, say, series, words } from '../explain/sentence';
import type { Decision } from '../iam/evaluate';
import { evidenceFor } from '../iam/evidence';
import { writtenRole } from '../iam/roleOf';
import { type SelfAssumption, selfAssumption } from '../iam/selfAssumption';
import { shown } from '../iam/value';
import type { AssumeRow } from '../iam/whoCanAssume';
import { casesTable } from './casesTable';
import { trustDiagram } from './trustDiagram';
import { ownPolicies, roleInSight, rowsOf, trustSummary } from './trustPolicyRows';

/** The explanation of a trust policy: who can assume the role and why, the role itself under both models first. */
export function trustPolicyExplanation(subject: TrustPolicySubject, context: Context): Explanation {
  const rows = rowsOf(subject, context);
  const role = roleInSight(subject, context);
  const name = role === undefined ? words('The role of this trust policy') : say`Role ${shown(role.name)}`;
  return {
    title: say`${name}: ${trustSummary(rows)}`,
    span: subject.span,
    tables: [whoTable(rows), ...casesTable(subject, context)],
    comparison: selfComparison(subject, context),
    diagram: trustDiagram(rows, role),
    steps: [
      ...evidenceSteps(subject, context),
      ...(role === undefined ? [ROLE_UNKNOWN] : []),
      ...rows.map(rowStep),
    ],
  };
}

const ROLE_UNKNOWN: Step = {
  sentence: say`Nothing says which role this policy belongs to. Name it under ${'roles'} in ${'.sts-lens.json'} (or in the setting ${'stsLens.roles'}) for exact answers.`,
};

const HOW: Readonly<Record<AssumeRow['grant'], Sentence>> = {
  direct: words('directly'),
  delegated: words('through its account'),
  service: words('as a service'),
  federated: words('by its identity provider'),
  unknown: words('not known'),
  none: words('not granted'),
};

function whoTable(rows: readonly AssumeRow[]): Table {
  return {
    title: words('Who can assume the role'),
    columns: ['Who', 'Actions', 'How', 'Its own policies must say', 'Conditions', 'Denied by'].map(words),
    rows: rows.map((row) => ({
      verdict: row.verdict,
      span: row.span,
      cells: [
        row.label,
        row.actions.length > 0 ? series(row.actions.map((action) => say`${action}`)) : words('–'),
        row.deniedBy.length > 0 && row.verdict === 'no' ? words('denied') : HOW[row.grant],
        row.identityPolicy ?? needsNone(row),
        row.conditions.length > 0 ? series(row.conditions) : words('–'),
        row.deniedBy.length > 0 ? series(row.deniedBy.map(({ sentence }) => bare(sentence))) : words('–'),
      ],
    })),
  };
}

/** What its own policies must say where nothing is said of them. */
function needsNone({ verdict, grant }: AssumeRow): Sentence {
  if (verdict === 'no') return words('–');
  if (grant === 'unknown') return words('not known');
  return words(grant === 'delegated' ? 'nothing more' : 'nothing');
}

/** A sentence without its full stop, to stand in a list. */
function bare(sentence: Sentence): Sentence {
  const last = sentence.words.at(-1)?.replace(/\.$/, '') ?? '';
  return { ...sentence, words: [...sentence.words.slice(0, -1), last] };
}

function selfComparison(subject: TrustPolicySubject, context: Context): Comparison {
  const self = selfAssumption(subject.policy, roleInSight(subject, context), ownPolicies(subject, context));
  const side = (when: Sentence, because: Sentence, decision: Decision): Side => ({
    when,
    verdict: verdictOf(decision),
    answer: ANSWER[decision.verdict],
    because,
  });
  return {
    title: words('Can the role assume itself?'),
    columns: [words('When'), words('Answer'), words('Because')],
    sides: [
      side(
        words('Before 2022-09-21'),
        words(
          'Either policy was enough, unless one denied it; the trust policy’s conditions for allowing did not apply.',
        ),
        self.before,
      ),
      side(words('Now'), words('The trust policy must grant it, and its conditions apply.'), self.now),
    ],
    difference: differenceOf(self),
  };
}

/** Why the two models come to the answers they come to. */
function differenceOf({ now, before, grant }: SelfAssumption): Sentence {
  if (now.verdict === before.verdict) {
    return now.verdict === 'allowed'
      ? words(
          'The change makes no difference here: the trust policy grants it, and nothing in it stands against it.',
        )
      : now.verdict === 'denied'
        ? words(
            'The change makes no difference here: what is in sight did not let it through then and does not now.',
          )
        : words(
            'Both depend on what is not in sight. Before, one of the two policies was enough; now the trust policy has to grant it in any case.',
          );
  }
  if (now.verdict === 'denied') {
    return grant === 'none'
      ? words(
          'Before, an identity-based policy of the role could allow it alone. Now the trust policy has to grant it, and it does not.',
        )
      : words(
          'Before, the trust policy’s conditions for allowing did not apply to the role itself. Now they do, and they stand against it.',
        );
  }
  return words(
    'Before, an identity-based policy of the role was enough. Now what the trust policy asks of everyone it asks of the role itself too.',
  );
}

const ANSWER: Readonly<Record<Decision['verdict'], Sentence>> = {
  allowed: words('yes'),
  denied: words('no'),
  depends: words('depends'),
};

function verdictOf({ verdict }: Decision): Verdict {
  return verdict === 'allowed' ? 'yes' : verdict === 'denied' ? 'no' : 'depends';
}

/** What is in sight that shows the role assuming itself. */
function evidenceSteps(subject: TrustPolicySubject, context: Context): Step[] {
  const role = writtenRole(subject, context.settings);
  if (role === undefined) return [];
  return evidenceFor(subject, role, context).map(({ note, span, uri }) => ({ sentence: note, span, uri }));
}

function rowStep(row: AssumeRow): Step {
  const { decision, label, verdict } = row;
  const sentence =
    verdict === 'yes'
      ? say`Yes: ${label}.`
      : verdict === 'no'
        ? say`No: ${label}.`
        : decision.dependsOn.length > 0
          ? say`It depends: ${label}, if ${series(decision.dependsOn)}.`
          : say`It depends: ${label}.`;
  return { sentence, verdict, span: row.span, steps: decision.steps };
}
