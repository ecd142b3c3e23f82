import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { click, evaluate, eventually, panel, panelParts, press, workbenchParts } from './browser';
import { closeAll, file, findings, fixesFor, open, rangeOf } from './workspace';

const CONFIG = '.aws/config';
const TRUST = 'roles/get-role-Reports.json';

describe('Hovers and lenses', () => {
  afterEach(closeAll);

  const hoverAt = async (name: string, part: string) => {
    const { document } = await open(name);
    await findings(document.uri);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      rangeOf(document, part).start,
    );
    const text = hovers.flatMap(({ contents }) =>
      contents.map((content) => (typeof content === 'string' ? content : content.value)),
    );
    return text.join('\n---\n');
  };

  it('explain the setting under the mouse, with a link', async () => {
    assert.match(await hoverAt(CONFIG, 'legacy'), /\]\(https:\/\//);
  });

  it('explain a principal under the mouse', async () => {
    assert.match(await hoverAt(TRUST, 'arn:aws:iam::210987654321:root'), /210987654321/);
  });

  it('never show a secret', async () => {
    const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    const { document } = await open('.aws/credentials');
    const hoverOf = (part: string) =>
      vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        rangeOf(document, part).start,
      );
    // Something is said of the key: the server has answered.
    await eventually(async () => assert.ok((await hoverOf('aws_secret_access_key')).length > 0));
    for (const part of [secret, 'aws_secret_access_key', '[default]'])
      assert.ok(!JSON.stringify(await hoverOf(part)).includes(secret));
  });

  for (const name of [CONFIG, TRUST]) {
    it(`stand above each subject of ${name} and lead to the panel`, async () => {
      const { document } = await open(name);
      await findings(document.uri);
      const lenses = await eventually(async () => {
        const all = await vscode.commands.executeCommand<vscode.CodeLens[]>(
          'vscode.executeCodeLensProvider',
          document.uri,
          50,
        );
        const ours = all.filter(({ command }) => command?.command === 'stsLens.explain');
        assert.ok(ours.length > 0);
        return ours;
      });
      const { command } = lenses[0]!;
      assert.ok(command!.title.length > 0);
      await vscode.commands.executeCommand(command!.command, ...command!.arguments!);
      await eventually(async () => assert.ok((await panelParts('h1')).length === 1));
    });
  }
});

describe('The panel STS Lens: Explain', () => {
  afterEach(closeAll);

  const explainAt = async (name: string, part: string) => {
    const editor = await open(name, part);
    await findings(editor.document.uri);
    await vscode.commands.executeCommand('stsLens.explain');
    await eventually(async () => assert.equal((await panelParts('h1')).length, 1));
    return editor;
  };
  const where = async () => (await panelParts('.where'))[0]?.text ?? '';

  it('answers who can assume the role, with reasons and sources', async () => {
    await explainAt(TRUST, 'AssumeRolePolicyDocument');
    await eventually(async () => {
      const { text, aria } = await panel('STS Lens: Explain');
      assert.match(await where(), /roles\/get-role-Reports\.json, line \d+/);
      assert.match(text, /ec2\.amazonaws\.com/);
      assert.match(text, /210987654321/);
      assert.match(aria, /heading .* \[level=1\]/);
      assert.match(aria, /- main:/);
    });
  });

  it('tells the STS endpoint of a profile', async () => {
    await explainAt(CONFIG, '[profile old-tools]');
    await eventually(async () => {
      assert.match((await panel()).text, /sts\.eu-west-1\.amazonaws\.com/);
      assert.match((await panel()).text, /sts\.amazonaws\.com/);
    });
  });

  it('follows the cursor, also into another file', async () => {
    const editor = await explainAt(CONFIG, '[profile old-tools]');
    const first = await where();
    const other = rangeOf(editor.document, '[profile reports]').start;
    editor.selection = new vscode.Selection(other, other);
    await eventually(async () => assert.notEqual(await where(), first));
    await open(TRUST, 'AssumeRolePolicyDocument');
    await eventually(async () => assert.match(await where(), /get-role-Reports/));
  });

  it('leads from a reason to its text and stays with what it explains', async () => {
    const editor = await explainAt(TRUST, 'AssumeRolePolicyDocument');
    await eventually(async () => assert.ok((await panelParts('main section:not(.banner) .go')).length > 0));
    const before = await panel();
    const cursor = editor.selection;
    await click('main section:not(.banner) .go');
    await eventually(() => {
      const shown = vscode.window.activeTextEditor;
      assert.equal(shown?.document.uri.toString(), file(TRUST).toString());
      assert.ok(!shown.selection.isEqual(cursor) && !shown.selection.isEmpty, 'the text is selected');
    });
    await new Promise((resolve) => setTimeout(resolve, 600));
    assert.equal((await panel()).text, before.text);
  });

  it('can be used from the keyboard alone, and shows where the focus is', async () => {
    await explainAt(TRUST, 'AssumeRolePolicyDocument');
    await vscode.commands.executeCommand('workbench.action.focusSecondEditorGroup');
    await eventually(async () => {
      await press('Tab');
      const focused = await evaluate<string>('document.activeElement.className');
      assert.match(focused, /action|go/);
    });
    const outline = await evaluate<string>('getComputedStyle(document.activeElement).outlineStyle');
    assert.notEqual(outline, 'none');
  });

  it('says what to do where there is nothing to explain', async () => {
    await explainAt(CONFIG, '[profile old-tools]');
    await open('.sts-lens.json');
    await eventually(async () => {
      const { text } = await panel();
      assert.match(text, /No trust policy or profile in this file/);
      assert.match(text, /Open a role trust policy/);
    });
  });

  it('loads nothing but its own script and style', async () => {
    await explainAt(CONFIG, '[profile old-tools]');
    const policy = await evaluate<string>(
      `document.querySelector('meta[http-equiv="Content-Security-Policy"]').content`,
    );
    assert.match(policy, /^default-src 'none'; style-src [^;]+; script-src 'nonce-[0-9a-f]{32}'$/);
    assert.ok(!policy.includes('unsafe'));
  });
});

describe('The language status and the menus', () => {
  afterEach(closeAll);

  it('offer Explain above our files only', async () => {
    const button =
      '.editor-actions a[aria-label^="STS Lens: Explain"], .editor-actions a[aria-label^="Explain"]';
    await open(CONFIG);
    await eventually(async () => assert.equal((await workbenchParts(button)).length, 1));
    await open('.sts-lens.json');
    await eventually(async () => assert.equal((await workbenchParts(button)).length, 0));
  });

  it('come back after the server was restarted', async () => {
    const { document } = await open(CONFIG);
    await findings(document.uri);
    await vscode.commands.executeCommand('stsLens.restart');
    // Findings may be those from before; a fix is what the new server says.
    await eventually(async () =>
      assert.ok((await fixesFor(document, 'sts-endpoint-legacy')).some(({ edit }) => edit !== undefined)),
    );
  });
});
