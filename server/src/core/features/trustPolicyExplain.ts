import type { Context } from '../context';
import type { TrustPolicySubject } from '../documents/subjects';
import type { Explanation, Row, Step, Table, Verdict } from '../explain/explanation';
import { type Sentence, say, series, words } from '../explain/sentence';
import type { Decision } from '../iam/evaluate';
import { evidenceFor } from '../iam/evidence';
import { writtenRole } from '../iam/roleOf';
import { selfAssumption } from '../iam/selfAssumption';
import { shown } from '../iam/value';
import type { AssumeRow } from '../iam/whoCanAssume';
import { ownPolicies, roleInSight, rowsOf, trustSummary } from './trustPolicyRows';

/** The explanation of a trust policy: who can assume the role and why, the role itself under both models first. */
export function trustPolicyExplanation(subject: TrustPolicySubject, context: Context): Explanation {
  const rows = rowsOf(subject, context);
  const role = roleInSight(subject, context);
  const name = role === undefined ? words('The role of this trust policy') : say`Role ${shown(role.name)}`;
  return {
    title: say`${name}: ${trustSummary(rows)}`,
    span: subject.span,
    tables: [whoTable(rows), selfTable(subject, context)],
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
    columns: ['Who', 'How', 'Its own policies must say', 'Conditions'].map(words),
    rows: rows.map((row) => ({
      verdict: row.verdict,
      span: row.span,
      cells: [
        row.label,
        row.deniedBy.length > 0 && row.verdict === 'no' ? words('denied') : HOW[row.grant],
        row.identityPolicy ?? words(row.verdict === 'no' ? '–' : 'nothing'),
        row.conditions.length > 0 ? series(row.conditions) : words('–'),
      ],
    })),
  };
}

function selfTable(subject: TrustPolicySubject, context: Context): Table {
  const { now, before } = selfAssumption(
    subject.policy,
    roleInSight(subject, context),
    ownPolicies(subject, context),
  );
  const row = (when: Sentence, model: Sentence, decision: Decision): Row => ({
    verdict: verdictOf(decision),
    cells: [when, ANSWER[decision.verdict], model],
  });
  return {
    title: words('Can the role assume itself?'),
    columns: ['When', 'Answer', 'Because'].map(words),
    rows: [
      row(
        words('Before 2022-09-21'),
        words('Either policy was enough; the trust policy’s conditions did not apply.'),
        before,
      ),
      row(words('Now'), words('The trust policy must grant it; its conditions and denies apply.'), now),
    ],
  };
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
