import { type CodeAction, CodeActionKind, type CodeActionParams, type Command } from 'vscode-languageserver';
import { plain } from '../core/explain/sentence';
import type { Finding, Fix } from '../core/rules/finding';
import { type Abilities, wants } from './abilities';
import type { Analysis, Analyst } from './analyst';
import { findingDiagnostic } from './diagnostic';
import { annotationOf, type Fixes } from './fixes';
import { offsetOf } from './positions';
import { ANSWER_COMMAND, FIX_ALL_KIND, FIX_COMMAND, type FixReference, type QuestionAsked } from './protocol';
import { safeEdits } from './safeEdits';

/** What an action carries until its edit is asked for. */
export interface ActionData extends FixReference {
  readonly value?: string;
}

/** The fixes for the findings that a range touches, and all safe fixes at once when asked for. */
export async function codeActions(
  { textDocument, range, context }: CodeActionParams,
  analyst: Analyst,
  fixes: Fixes,
  can: Abilities,
): Promise<(CodeAction | Command)[]> {
  const analysis = await analyst.analyse(textDocument.uri);
  if (analysis === undefined) return [];
  const { text, document, findings } = analysis;
  const actions: CodeAction[] = [];
  if (wants(context.only, CodeActionKind.QuickFix)) {
    const start = offsetOf(text, range.start);
    const end = offsetOf(text, range.end);
    for (const finding of findings) {
      if (finding.span.start > end || finding.span.end < start) continue;
      actions.push(...quickFixes(finding, analysis, analyst, fixes, can));
    }
    linkToShown(actions, context.diagnostics);
  }
  if (can.codeActionLiterals && wants(context.only, FIX_ALL_KIND)) {
    // A text that could not be read to its end is not changed unasked.
    const edits = document.problems.length === 0 ? safeEdits(text.uri, findings) : [];
    const edit = edits.length > 0 ? fixes.toEdit([{ uri: text.uri, edits }]) : undefined;
    if (edit) actions.push({ title: 'Apply all safe STS Lens fixes', kind: FIX_ALL_KIND, edit });
  }
  return can.codeActionLiterals ? actions : commandsOf(actions, can);
}

/** Fills in the edit of an action that was sent without one. */
export async function resolveCodeAction(action: CodeAction, fixes: Fixes): Promise<CodeAction> {
  const { data } = action;
  if (action.edit !== undefined || !isActionData(data)) return action;
  const result = await fixes.edit(data, data.value);
  return result.kind === 'edit' ? { ...action, edit: result.edit } : action;
}

/** Whether plain data from the client names a fix. */
export function isActionData(data: unknown): data is ActionData {
  if (typeof data !== 'object' || data === null) return false;
  const { uri, rule, offset, fix } = data as Record<string, unknown>;
  return [uri, rule, fix].every((part) => typeof part === 'string') && typeof offset === 'number';
}

function quickFixes(
  finding: Finding,
  analysis: Analysis,
  analyst: Analyst,
  fixes: Fixes,
  can: Abilities,
): CodeAction[] {
  const { text } = analysis;
  const diagnostic = findingDiagnostic(finding, text, can, (uri) => analyst.textOf(uri));
  const base = { kind: CodeActionKind.QuickFix, diagnostics: [diagnostic] };
  const reference = { uri: text.uri, version: text.version, rule: finding.rule, offset: finding.span.start };
  let preferred = can.preferredActions;
  return finding.fixes().flatMap((fix): CodeAction[] => {
    const data: ActionData = { ...reference, fix: fix.id };
    const title = titleOf(fix, can);
    if (fix.change.kind === 'question') {
      if (can.inputBox) return [{ ...base, title, command: askCommand(fix, data) }];
      if (fix.change.candidates.length === 0 && can.disabledActions) {
        return [{ ...base, title, disabled: { reason: plain(fix.change.prompt) } }];
      }
      const { answer, candidates } = fix.change;
      return candidates.flatMap((value) =>
        withEdit({ ...base, title: `${title.replace(/…$/, '')}: ${value}` }, { ...data, value }, () =>
          fixes.toEdit(answer(value), annotationOf(fix)),
        ),
      );
    }
    const { files } = fix.change;
    const first = fix.safe && preferred;
    if (first) preferred = false;
    return withEdit({ ...base, title, ...(first && { isPreferred: true }) }, data, () =>
      fixes.toEdit(files, annotationOf(fix)),
    );
  });

  function withEdit(
    action: CodeAction,
    data: ActionData,
    make: () => ReturnType<Fixes['toEdit']>,
  ): CodeAction[] {
    if (can.resolveEdit || !can.codeActionLiterals) return [{ ...action, data }];
    const edit = make();
    return edit === undefined ? [] : [{ ...action, edit }];
  }
}

/** Clients that cannot ask for confirmation show the consequence where it is read: in the title. */
function titleOf(fix: Fix, can: Abilities): string {
  const title = plain(fix.title);
  const told = fix.change.kind === 'question' ? can.inputBox : can.changeAnnotations && can.documentChanges;
  return fix.consequence === undefined || told ? title : `${title} (${plain(fix.consequence)})`;
}

function askCommand(fix: Fix, reference: FixReference): Command {
  const asked = questionAsked(fix, reference);
  return { title: asked.title, command: ANSWER_COMMAND, arguments: [asked] };
}

/** The question of a fix that has one, as a client is asked it. */
export function questionAsked(fix: Fix, reference: FixReference): QuestionAsked {
  if (fix.change.kind !== 'question') throw new TypeError('Only a question can be asked.');
  const { prompt, candidates, pattern, hint } = fix.change;
  return {
    ...reference,
    title: plain(fix.title),
    prompt: plain(prompt),
    candidates,
    pattern,
    hint: plain(hint),
    ...(fix.consequence && { consequence: plain(fix.consequence) }),
  };
}

/** Clients link an action to what they show by comparing diagnostics, so theirs are sent back as they came. */
function linkToShown(actions: CodeAction[], shown: CodeActionParams['context']['diagnostics']): void {
  for (const action of actions) {
    action.diagnostics = action.diagnostics?.map(
      (ours) =>
        shown.find(
          (theirs) =>
            theirs.code === ours.code &&
            theirs.range.start.line === ours.range.start.line &&
            theirs.range.start.character === ours.range.start.character,
        ) ?? ours,
    ) as NonNullable<CodeAction['diagnostics']>;
  }
}

/** For clients from before code action literals: commands that the server carries out itself. */
function commandsOf(actions: readonly CodeAction[], can: Abilities): Command[] {
  if (!can.applyEdit) return actions.flatMap(({ command }) => command ?? []);
  return actions.flatMap(({ title, command, data, disabled }) => {
    if (disabled !== undefined) return [];
    return command ?? { title, command: FIX_COMMAND, arguments: [data] };
  });
}
