import type { Case } from '../core/cases';
import { withCase } from '../core/casesFile';
import { subjectAt } from '../core/features/subjectFeatures';
import { roleInSight } from '../core/features/trustPolicyRows';
import { whatIf } from '../core/features/whatIf';
import { SETTINGS_FILE } from '../core/settingsFile';
import { relativePath } from '../core/text/uri';
import type { Analyst } from './analyst';
import { locator } from './explain';
import { offsetOf } from './positions';
import type { AskParams, AskResult, KeepCaseParams, KeepCaseResult } from './protocol';
import { partsOf, renderExplanation } from './render';

const NOTHING = { kind: 'nothing' } as const;

/** Answers a question about the trust policy at a position. */
export async function ask(params: AskParams, analyst: Analyst): Promise<AskResult> {
  const found = await policyAt(params, analyst);
  if (found === undefined) return NOTHING;
  const { analysis, subject } = found;
  const { caller, action, context, identityPolicy } = params;
  const answered = whatIf(
    { caller, action, context, ...(identityPolicy !== undefined && { identityPolicy }) },
    subject,
    analysis.context,
  );
  if (!answered.ok) return { kind: 'mistake', field: answered.field, message: partsOf(answered.message) };
  const locate = locator(analysis.text, analyst);
  return {
    kind: 'answer',
    verdict: answered.decision.verdict,
    explanation: renderExplanation(answered.explanation, locate),
    ways: answered.ways.map((way) =>
      way.map(({ sentence, span }) => {
        const place = locate(span, undefined);
        return { sentence: partsOf(sentence), ...(place && { place }) };
      }),
    ),
  };
}

/**
 * The project's settings file with a question kept in it as a case.
 * @param read gives the text of a file, or undefined where there is none
 * @param folders the workspace folders, each ending in a slash
 */
export async function keepCase(
  params: KeepCaseParams,
  analyst: Analyst,
  folders: readonly string[],
  read: (uri: string) => Promise<string | undefined>,
): Promise<KeepCaseResult> {
  const found = await policyAt(params, analyst);
  const root = folders
    .filter((folder) => params.uri.startsWith(folder))
    .sort((a, b) => b.length - a.length)[0];
  if (found === undefined || root === undefined) return NOTHING;
  const role = roleInSight(found.subject, found.analysis.context);
  const exact = typeof role?.text === 'string' ? role.text : undefined;
  const context: Record<string, string | string[]> = {};
  for (const pair of params.context) {
    const at = pair.indexOf('=');
    const [key, value] = [pair.slice(0, at), pair.slice(at + 1)];
    const known = context[key];
    if (value === '') context[key] = [];
    else context[key] = known === undefined ? value : [known, value].flat();
  }
  const kept: Case = {
    ...(params.name && { name: params.name }),
    ...(exact === undefined ? { file: relativePath(params.uri, root) } : { role: exact }),
    caller: params.caller,
    ...(params.action && { action: params.action }),
    ...(params.context.length > 0 && { context }),
    expect: params.expect,
  };
  const uri = `${root}${SETTINGS_FILE}`;
  const before = analyst.openText(uri) ?? (await read(uri));
  const text = withCase(before ?? '', kept);
  return text === undefined ? NOTHING : { kind: 'file', uri, exists: before !== undefined, text };
}

async function policyAt({ uri, position }: AskParams, analyst: Analyst) {
  const analysis = await analyst.analyse(uri);
  if (analysis === undefined || analysis.nothing !== undefined) return undefined;
  const { document } = analysis;
  const subjects = document.subjects.filter((each) => each.kind === 'trustPolicy');
  const near = subjectAt(document, offsetOf(analysis.text, position));
  const subject = near?.kind === 'trustPolicy' ? near : subjects.length === 1 ? subjects[0] : undefined;
  return subject && { analysis, subject };
}
