import type { Step, Verdict } from '../explain/explanation';
import { type Sentence, words } from '../explain/sentence';
import { oncePer } from '../once';
import type { Statement } from './policy';
import { SOURCES } from './sources';

/** What is said of a statement that does not depend on the request, made once and not for each evaluation. */
export interface StatementWords {
  /** Whether it allows, and whether it denies. */
  readonly allow: Readonly<Record<Verdict, Sentence>>;
  readonly deny: Readonly<Record<Verdict, Sentence>>;
  /** Whether its principals name the caller, where no single one of them is to be shown. */
  readonly named: Readonly<Record<Verdict, Step>>;
  /** The step of an Allow statement that does not name the caller. */
  readonly allowsOthers: Step;
}

/** The words for a statement, which begin with "Statement 2"; each statement's once. */
export const statementWords: (statement: Statement) => StatementWords = oncePer((statement) => {
  const label = `Statement ${statement.number}`;
  const { span } = statement.value;
  const element = statement.principal ?? statement.notPrincipal;
  const source = SOURCES.principal;
  const except = statement.principal === undefined && statement.notPrincipal !== undefined;
  const step = (verdict: Verdict): Step => ({
    sentence: except ? EXCEPTED[verdict] : NOT_NAMED,
    verdict,
    span: element?.entry.span ?? span,
    source,
  });
  const named = { yes: step('yes'), no: step('no'), depends: step('depends') };
  const allow = {
    yes: words(`${label} allows it.`),
    no: words(`${label} does not allow it.`),
    depends: words(`${label} may allow it.`),
  };
  return {
    allow,
    deny: {
      yes: words(`${label} denies it.`),
      no: words(`${label}, a Deny, does not apply.`),
      depends: words(`${label} may deny it.`),
    },
    named,
    allowsOthers: { sentence: allow.no, verdict: 'no', span, steps: [named.no] },
  };
});

const NOT_NAMED = words('Its principals do not name the caller.');
const EXCEPTED: Readonly<Record<Verdict, Sentence>> = {
  yes: words('Its NotPrincipal does not except the caller.'),
  no: words('Its NotPrincipal excepts the caller.'),
  depends: words('Its NotPrincipal may except the caller.'),
};
