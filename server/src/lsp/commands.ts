import type { Connection, ExecuteCommandParams } from 'vscode-languageserver';
import type { Abilities } from './abilities';
import type { Analyst } from './analyst';
import { isActionData } from './codeActions';
import { explainAsMarkdown } from './explain';
import type { Fixes } from './fixes';
import { EXPLAIN_COMMAND, type ExplainParams, FIX_COMMAND } from './protocol';

/** The commands this client leaves to the server. */
export function commandsFor(can: Abilities): string[] {
  const explains = can.panel ? [] : [EXPLAIN_COMMAND];
  return !can.codeActionLiterals && can.applyEdit ? [...explains, FIX_COMMAND] : explains;
}

/** Carries out a command; arguments that make no sense are answered with null. */
export async function execute(
  { command, arguments: args }: ExecuteCommandParams,
  connection: Connection,
  analyst: Analyst,
  fixes: Fixes,
): Promise<unknown> {
  const argument: unknown = args?.[0];
  if (command === EXPLAIN_COMMAND) {
    // Editors differ in whether they pass one object or its parts.
    const target = isTarget(argument) ? argument : { uri: argument, position: args?.[1] };
    return isTarget(target) ? explainAsMarkdown(target, analyst) : null;
  }
  if (command === FIX_COMMAND && isActionData(argument)) {
    const result = await fixes.edit(argument, argument.value);
    if (result.kind === 'edit') await connection.workspace.applyEdit(result.edit);
  }
  return null;
}

function isTarget(value: unknown): value is ExplainParams {
  if (typeof value !== 'object' || value === null) return false;
  const { uri, position } = value as { uri?: unknown; position?: { line?: unknown; character?: unknown } };
  return (
    typeof uri === 'string' && typeof position?.line === 'number' && typeof position.character === 'number'
  );
}
