import type { CancellationToken } from 'vscode-languageserver';
import type { IdentityPolicySubject } from '../core/documents/subjects';
import { roleMap } from '../core/features/roleMap';
import { graphSteps } from '../core/iam/graph';
import { writtenRole } from '../core/iam/roleOf';
import { isExcluded } from '../core/settingsFile';
import { rangeOf } from './positions';
import type { RolesResult } from './protocol';
import { renderExplanation } from './render';
import { pause, type Timers, turns } from './runtime';
import type { Session } from './session';
import { goOn } from './wall';

/** Milliseconds that the first reading of the workspace is waited for; after that the answer is what is known. */
const PATIENCE = 20_000;
const LOOK_AGAIN = 25;

/** Who can assume whom, by all files in sight: examples in documentation and excluded files left out. */
export async function rolesInSight(
  { index, settings, workspace, analyst }: Session,
  timers: Timers,
  token: CancellationToken,
): Promise<RolesResult> {
  for (let waited = 0; !workspace.read && waited < PATIENCE; waited += LOOK_AGAIN) {
    await pause(timers, LOOK_AGAIN);
    goOn(token);
  }
  const trusts: Parameters<typeof graphSteps>[0][number][] = [];
  for (const subject of index.subjects('trustPolicy')) {
    if (subject.source.standing !== undefined) continue;
    const own = await settings.for(subject.source.uri);
    if (!isExcluded(own, subject.source.uri)) trusts.push({ subject, role: writtenRole(subject, own) });
  }
  const identities: IdentityPolicySubject[] = [];
  for (const subject of index.subjects('identityPolicy')) {
    if (subject.source.standing !== undefined || subject.attachedTo?.arn === undefined) continue;
    const own = await settings.for(subject.source.uri);
    if (!isExcluded(own, subject.source.uri)) identities.push(subject);
  }
  const steps = graphSteps(trusts, identities);
  const turn = turns(timers);
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) {
    await turn();
    goOn(token);
  }
  const graph = step.value;
  if (!graph.nodes.some(({ place }) => place !== undefined)) return { kind: 'nothing' };
  const explanation = renderExplanation(roleMap(graph), (span, uri) => {
    const file = uri === undefined ? undefined : analyst.textOf(uri);
    return file && { uri: file.uri, range: rangeOf(file, span) };
  });
  return { kind: 'explanation', explanation };
}
