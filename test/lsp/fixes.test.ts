import { strict as assert } from 'node:assert';
import type { ClientCapabilities, CodeAction, Command, WorkspaceEdit } from 'vscode-languageserver/node';
import { Editor, rangeIn } from './editor';

const CONFIG = 'file:///home/someone/.aws/config';
const LEGACY = '[profile a]\nregion = us-east-2\nsts_regional_endpoints = legacy\n';
const REGIONAL = LEGACY.replace('legacy', 'regional');
const NO_REGION = '[profile b]\nsts_regional_endpoints = regional\n';

const LITERALS = {
  codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } },
  isPreferredSupport: true,
  disabledSupport: true,
};
const LAZY = { ...LITERALS, dataSupport: true, resolveSupport: { properties: ['edit'] } };
const EDITS = { workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} } };

describe('Quick fixes', () => {
  let editor: Editor;
  afterEach(() => editor.stop());

  async function open(text: string, capabilities: ClientCapabilities, initializationOptions?: unknown) {
    editor = await Editor.start({ capabilities, initializationOptions });
    await editor.open(CONFIG, text, 'aws-config');
  }
  const at = (part: string) => rangeIn(editor.texts.get(CONFIG)!, part);
  const literal = (actions: readonly (CodeAction | Command)[]) => actions as CodeAction[];

  it('change nothing but what they say, and prefer the safe one', async () => {
    await open(LEGACY, { textDocument: { codeAction: LITERALS } });
    const [action] = literal(await editor.actions(CONFIG, at('legacy')));
    assert.equal(action?.title, 'Set sts_regional_endpoints to regional');
    assert.equal(action?.kind, 'quickfix');
    assert.equal(action?.isPreferred, true);
    assert.equal(editor.after(CONFIG, action?.edit), REGIONAL);
    assert.ok(action?.edit?.changes, 'a client without versions gets plain changes');
  });

  it('name the version they are for where the client reads it', async () => {
    await open(LEGACY, { textDocument: { codeAction: LITERALS }, workspace: EDITS });
    const [action] = literal(await editor.actions(CONFIG, at('legacy')));
    assert.deepEqual(
      action?.edit?.documentChanges?.map((change) => 'textDocument' in change && change.textDocument),
      [{ uri: CONFIG, version: 1 }],
    );
  });

  it('come with the diagnostic the client shows, not with one that only looks like it', async () => {
    await open(LEGACY, { textDocument: { codeAction: LITERALS } });
    const shown = await editor.diagnostics(CONFIG, (all) => all.length > 0);
    const theirs = shown.map((diagnostic) => ({ ...diagnostic, message: 'as the client keeps it' }));
    const [action] = literal(await editor.actions(CONFIG, at('legacy'), { diagnostics: theirs }));
    assert.deepEqual(action?.diagnostics, theirs);
  });

  it('are made when chosen, where the client can wait, and then fit the text as it is by then', async () => {
    await open(LEGACY, { textDocument: { codeAction: LAZY }, workspace: EDITS });
    const [action] = literal(await editor.actions(CONFIG, at('legacy')));
    assert.ok(action && action.edit === undefined);
    const grown = `${LEGACY}\n[profile c]\nregion = eu-west-1\n`;
    await editor.replace(CONFIG, grown);
    const resolved = await editor.connection.sendRequest<CodeAction>('codeAction/resolve', action);
    assert.equal(editor.after(CONFIG, resolved.edit), grown.replace('legacy', 'regional'));
    await editor.replace(CONFIG, 'region = us-east-2\n');
    const late = await editor.connection.sendRequest<CodeAction>('codeAction/resolve', action);
    assert.equal(late.edit, undefined, 'the finding is gone');
  });

  it('stay away where the cursor is elsewhere or another kind was asked for', async () => {
    await open(LEGACY, { textDocument: { codeAction: LITERALS } });
    assert.deepEqual(await editor.actions(CONFIG, at('[profile')), []);
    assert.deepEqual(await editor.actions(CONFIG, at('legacy'), { only: ['refactor'] }), []);
    assert.equal((await editor.actions(CONFIG, at('legacy'), { only: ['quickfix'] })).length, 1);
  });

  it('make every safe fix at once as source.fixAll.stsLens, only when that is asked for', async () => {
    const two = `${LEGACY}${LEGACY.replace('[profile a]', '[profile z]')}`;
    await open(two, { textDocument: { codeAction: LITERALS } });
    const start = { line: 0, character: 0 };
    for (const only of ['source', 'source.fixAll', 'source.fixAll.stsLens']) {
      const [action, ...others] = literal(
        await editor.actions(CONFIG, { start, end: start }, { only: [only] }),
      );
      assert.equal(action?.kind, 'source.fixAll.stsLens');
      assert.equal(editor.after(CONFIG, action?.edit), two.replaceAll('legacy', 'regional'));
      assert.deepEqual(others, []);
    }
    await editor.replace(CONFIG, two.replaceAll('legacy', 'regional'));
    assert.deepEqual(await editor.actions(CONFIG, { start, end: start }, { only: ['source.fixAll'] }), []);
  });

  it('ask for a value through the client that can: candidates, form and consequence come along', async () => {
    await open(NO_REGION, { textDocument: { codeAction: LITERALS }, workspace: EDITS }, { inputBox: true });
    const [action, ...others] = literal(await editor.actions(CONFIG, at('sts_regional')));
    assert.deepEqual(others, []);
    assert.equal(action?.edit, undefined);
    assert.equal(action?.command?.command, 'stsLens.answer');
    const [question] = action!.command!.arguments as [
      { candidates: string[]; pattern: string; consequence: string; hint: string },
    ];
    assert.ok(question.candidates.includes('eu-west-1'));
    assert.ok(question.consequence.length > 0);
    const fix = (value: string) =>
      editor.connection.sendRequest<{ kind: string; edit?: WorkspaceEdit }>('stsLens/fix', {
        ...question,
        value,
      });
    assert.deepEqual(await fix('nowhere; [profile x]'), { kind: 'refused' });
    assert.equal((await fix('eu-west-1\nrole_arn = x')).kind, 'refused');
    const { edit } = await fix('eu-west-1');
    assert.match(editor.after(CONFIG, edit), /^region = eu-west-1$/m);
    assert.equal(edit?.changeAnnotations, undefined, 'who has just answered need not confirm as well');
    await editor.replace(CONFIG, LEGACY);
    assert.deepEqual(await fix('eu-west-1'), { kind: 'changed' });
  });

  it('offer one action per candidate to a client that cannot ask, with the consequence in view', async () => {
    await open(`[profile other]\nregion = eu-north-1\n${NO_REGION}`, {
      textDocument: { codeAction: LITERALS },
    });
    const actions = literal(await editor.actions(CONFIG, at('sts_regional')));
    const first = actions[0];
    assert.match(first?.title ?? '', /: eu-north-1$/);
    assert.match(first?.title ?? '', /\(Requests to other services/);
    assert.equal(first?.isPreferred, undefined, 'an unsafe fix is never preferred');
    assert.match(editor.after(CONFIG, first?.edit), /\[profile b\]\n[^[]*region = eu-north-1/);
  });

  it('ask for confirmation of an unsafe one where the client can', async () => {
    await open(`[profile other]\nregion = eu-north-1\n${NO_REGION}`, {
      textDocument: { codeAction: LITERALS },
      workspace: EDITS,
    });
    const [first] = literal(await editor.actions(CONFIG, at('sts_regional')));
    const [annotation] = Object.values(first?.edit?.changeAnnotations ?? {});
    assert.equal(annotation?.needsConfirmation, true);
    assert.match(annotation?.description ?? '', /other services/);
    const [change] = first?.edit?.documentChanges ?? [];
    assert.ok(change && 'edits' in change && change.edits.every((edit) => 'annotationId' in edit));
  });

  it('are commands of the server for a client without code action literals', async () => {
    await open(LEGACY, { workspace: { applyEdit: true } });
    const [command] = (await editor.actions(CONFIG, at('legacy'))) as Command[];
    assert.equal(command?.command, 'stsLens.fix');
    assert.ok(editor.initialized.capabilities.executeCommandProvider?.commands.includes('stsLens.fix'));
    let text: string | undefined;
    editor.onApplyEdit = (edit) => {
      text = editor.after(CONFIG, edit);
    };
    await editor.connection.sendRequest('workspace/executeCommand', {
      command: command!.command,
      arguments: command!.arguments,
    });
    assert.equal(text, REGIONAL);
  });

  it('count columns as editors do: emoji in a comment and CRLF line ends move nothing', async () => {
    const text = `# 🦊🦊 é\r\n${LEGACY.replaceAll('\n', '\r\n').replace('legacy', 'legacy # 🦊')}`;
    await open(text, { textDocument: { codeAction: LITERALS } });
    const [diagnostic] = await editor.diagnostics(CONFIG, (all) => all.length > 0);
    assert.deepEqual(diagnostic?.range, {
      start: { line: 3, character: 25 },
      end: { line: 3, character: 31 },
    });
    const [action] = literal(await editor.actions(CONFIG, at('legacy')));
    assert.equal(editor.after(CONFIG, action?.edit), text.replace('legacy', 'regional'));
  });
});
