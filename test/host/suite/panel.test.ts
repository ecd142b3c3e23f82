import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { axe, click, evaluate, eventually, fill, panel, panelParts, press } from './browser';
import { closeAll, file, findings, open, rangeOf } from './workspace';

const TRUST = 'roles/get-role-Reports.json';
const CONFIG = '.aws/config';
const THEMES = ['Default Light Modern', 'Default Dark Modern', 'Default High Contrast'];

const MESSAGE =
  'User: arn:aws:iam::333333333333:user/Jane is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::123456789012:role/Reports';

async function explainAt(name: string, part: string): Promise<vscode.TextEditor> {
  const editor = await open(name, part);
  await findings(editor.document.uri);
  await vscode.commands.executeCommand('stsLens.explain');
  await eventually(async () => assert.equal((await panelParts('h1')).length, 1));
  await eventually(async () => assert.ok((await panelParts('.where'))[0]?.text.includes(name)));
  return editor;
}

describe('The panel: everything about a role', () => {
  afterEach(closeAll);

  it('shows both models of self-assumption beside each other, with the reason for the difference', async () => {
    await explainAt(TRUST, 'AssumeRolePolicyDocument');
    const sides = await panelParts('.side');
    assert.equal(sides.length, 2);
    assert.match(sides[0]!.text, /Before 2022-09-21[\s\S]*yes/);
    assert.match(sides[1]!.text, /Now[\s\S]*no/);
    assert.match((await panelParts('.difference'))[0]!.text, /trust policy has to grant it/);
  });

  it('marks the step that speaks of the text at the cursor', async () => {
    const editor = await explainAt(TRUST, 'AssumeRolePolicyDocument');
    const place = rangeOf(editor.document, '"sts:ExternalId"').start;
    editor.selection = new vscode.Selection(place, place);
    await eventually(async () => {
      const marked = await panelParts('[aria-current="true"]');
      assert.ok(marked.some(({ text }) => text.includes('ExternalId')));
    });
  });

  it('applies a repair', async () => {
    const { document } = await explainAt(TRUST, 'AssumeRolePolicyDocument');
    await eventually(async () => assert.ok((await panelParts('.repair')).length > 0));
    await click('.repair button');
    await eventually(() =>
      assert.match(document.getText(), /"AWS": "arn:aws:iam::123456789012:role\/Reports"/),
    );
  });

  it('draws who can assume the role, with a text that says the same', async () => {
    await explainAt(TRUST, 'AssumeRolePolicyDocument');
    await eventually(async () => {
      const { aria } = await panel();
      assert.match(aria, /img .*Who can assume the role/);
      assert.match(aria, /denied or not granted/);
    });
    const before = await evaluate<string>(`document.querySelector('.picture svg').getAttribute('width')`);
    await evaluate(`document.querySelector('.picture').focus()`);
    await press('+');
    const after = await evaluate<string>(`document.querySelector('.picture svg').getAttribute('width')`);
    assert.ok(Number(after) > Number(before));
  });

  it('answers a question as it is typed, and says what would turn the answer', async () => {
    await explainAt(TRUST, 'AssumeRolePolicyDocument');
    await fill('#what-if-caller', 'arn:aws:iam::210987654321:role/Auditor');
    await eventually(async () => {
      const [answer] = await panelParts('.answer');
      assert.match(answer!.text, /It depends: sts:AssumeRole/);
      assert.match(answer!.text, /the condition of statement 2 is met \(only with MFA\)/);
    });
    await fill('#what-if-caller', 'service:ec2.amazonaws.com');
    await eventually(async () =>
      assert.match((await panelParts('.answer'))[0]!.text, /Allowed: sts:AssumeRole/),
    );
    await fill('#what-if-caller', 'nobody at all');
    await eventually(async () => assert.match((await panelParts('.mistake'))[0]!.text, /names no caller/));
  });

  it('keeps a question as a test, which then stands beside the policy', async () => {
    const settings = file('.sts-lens.json');
    const before = await vscode.workspace.fs.readFile(settings);
    try {
      const { document } = await explainAt(TRUST, 'AssumeRolePolicyDocument');
      await fill('#what-if-caller', 'service:ec2.amazonaws.com');
      await eventually(async () => assert.ok((await panelParts('.keep button')).length === 2));
      await click('.keep button:nth-of-type(2)');
      await findings(document.uri, (codes) => codes.includes('case-fails'));
      assert.match(
        new TextDecoder().decode(await vscode.workspace.fs.readFile(settings)),
        /"expect": "denied"/,
      );
    } finally {
      await vscode.workspace.fs.writeFile(settings, before);
    }
  });

  it('explains the message of a refused call', async () => {
    await open(TRUST);
    await vscode.commands.executeCommand('stsLens.explainMessage', MESSAGE);
    await eventually(async () => {
      const [title] = await panelParts('h1');
      assert.match(title!.text, /^Denied by the trust policy/);
    });
    await vscode.commands.executeCommand('stsLens.explainMessage', 'nothing of the kind');
    await eventually(async () => assert.match((await panel()).text, /No refused call in this text/));
  });
});

describe('The panel is right for everyone', () => {
  afterEach(closeAll);
  after(() => setTheme(undefined));

  const setTheme = (theme: string | undefined) =>
    vscode.workspace
      .getConfiguration('workbench')
      .update('colorTheme', theme, vscode.ConfigurationTarget.Global);

  for (const theme of THEMES) {
    it(`has nothing that axe finds fault with in ${theme}`, async () => {
      await setTheme(theme);
      await explainAt(TRUST, 'AssumeRolePolicyDocument');
      await click('.what-if .action');
      await fill('#what-if-caller', 'arn:aws:iam::210987654321:role/Auditor');
      await eventually(async () => assert.ok((await panelParts('.answer h3')).length === 1));
      assert.deepEqual(await axe(), []);
      await click('.what-if .action');
      await explainAt(CONFIG, '[profile reports]');
      assert.deepEqual(await axe(), []);
      await vscode.commands.executeCommand('stsLens.explainMessage', MESSAGE);
      await eventually(async () => assert.match((await panelParts('.where'))[0]!.text, /refused call/));
      assert.deepEqual(await axe(), []);
      await vscode.commands.executeCommand('stsLens.explainMessage', 'nothing of the kind');
      await eventually(async () => assert.equal((await panelParts('.empty')).length, 1));
      assert.deepEqual(await axe(), []);
    });
  }
});

describe('The panel from the keyboard, and enlarged', () => {
  afterEach(closeAll);

  it('reaches every control with Tab, each with its focus in sight', async () => {
    await explainAt(TRUST, 'AssumeRolePolicyDocument');
    await eventually(async () => assert.equal((await panelParts('#what-if-caller')).length, 1));
    const wanted = await evaluate<number>(
      `[...document.querySelectorAll('button, a, input, select, textarea, [tabindex="0"]')].filter((each) => each.checkVisibility()).length`,
    );
    await evaluate(
      `document.querySelector('.bar button').focus(); window.seen = new Set(); window.unseen = 0`,
    );
    for (let i = 0; i < wanted; i++) {
      await evaluate(
        `(() => {
          seen.add(document.activeElement);
          const { outlineStyle, outlineOffset } = getComputedStyle(document.activeElement);
          if (outlineStyle !== 'solid' || outlineOffset !== '2px') unseen++;
        })()`,
      );
      await press('Tab');
    }
    assert.equal(await evaluate<number>('seen.size'), wanted);
    assert.equal(await evaluate<number>('unseen'), 0);
  });

  it('folds reasons with the keyboard, and says so', async () => {
    await explainAt(TRUST, 'AssumeRolePolicyDocument');
    await eventually(async () => assert.ok((await panelParts('button.fold')).length > 0));
    await evaluate(`document.querySelector('button.fold').focus()`);
    const state = () =>
      evaluate<string>(`document.querySelector('button.fold').getAttribute('aria-expanded')`);
    const before = await state();
    await press('Enter');
    await eventually(async () => assert.notEqual(await state(), before));
  });

  it('needs no scrolling to the side at 320 pixels, which is 1280 at 400 %', async () => {
    await explainAt(TRUST, 'AssumeRolePolicyDocument');
    await eventually(async () => assert.equal((await panelParts('#what-if-caller')).length, 1));
    const over = await evaluate<string[]>(`(() => {
      document.body.style.width = '320px';
      const wide = [...document.querySelectorAll('main *')].filter((each) =>
        !each.closest('.picture') && each.checkVisibility() && each.getBoundingClientRect().right > 322);
      document.body.style.width = '';
      return wide.slice(0, 5).map((each) => each.outerHTML.slice(0, 120));
    })()`);
    assert.deepEqual(over, []);
  });
});

describe('The panel and hostile files', () => {
  afterEach(closeAll);

  const HOSTILE = [
    '<img src=x onerror="document.title=1">',
    '</code><script>document.title=2</script>',
    '"><svg onload=document.title=3>',
    '\u202Eevil\u202C',
    'a\u0000b\u001b[31mc',
    '[x](javascript:alert(1)) `` ` ``',
    'x'.repeat(100_000),
  ];

  it('shows their strings as text, in every field', async () => {
    for (const [i, value] of HOSTILE.entries()) {
      const account = `11112222333${i}`;
      const policy = {
        Role: {
          RoleName: value,
          Arn: `arn:aws:iam::123456789012:role/${value}`,
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Sid: value,
                Effect: 'Allow',
                Principal: {
                  AWS: [value, `arn:aws:iam::${account}:root`, `arn:aws:iam::${account}:role/${value}`],
                  Service: value,
                  Federated: value,
                },
                Action: ['sts:AssumeRole', value],
                Condition: {
                  StringEquals: { 'sts:ExternalId': value, [value]: value },
                  [value]: { a: value },
                },
              },
            ],
          },
        },
      };
      const document = await vscode.workspace.openTextDocument({
        language: 'json',
        content: JSON.stringify(policy, undefined, 2),
      });
      await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
      await vscode.commands.executeCommand('stsLens.explain');
      await eventually(async () => assert.ok((await panelParts('table')).length > 0));
      // Until the panel shows this file it still shows the one before.
      await eventually(async () => assert.ok((await panel()).text.includes(account)));
      const found = await evaluate<Record<string, number | string>>(`({
        foreign: document.querySelectorAll('#root img, #root script, #root iframe, #root [onerror], #root [onload]').length,
        title: document.title,
        longest: Math.max(...[...document.querySelectorAll('code')].map((each) => each.textContent.length)),
        marks: /[\\u202a-\\u202e\\u0000-\\u0008\\u001b]/.test(document.body.textContent) ? 1 : 0,
      })`);
      assert.deepEqual(
        { foreign: found['foreign'], title: found['title'], marks: found['marks'] },
        { foreign: 0, title: 'STS Lens: Explain', marks: 0 },
        value.slice(0, 40),
      );
      assert.ok(Number(found['longest']) < 2_000, 'long values are cut');
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  });

  it('of refused calls are text too', async () => {
    for (const [i, value] of HOSTILE.slice(0, 5).entries()) {
      const message = MESSAGE.replace('Jane', `Jane${i}`);
      await vscode.commands.executeCommand(
        'stsLens.explainMessage',
        `AccessDenied ${value} ${message} ${value} with an explicit deny in a service control policy: arn:${value}`,
      );
      await eventually(async () => assert.match((await panelParts('h1'))[0]!.text, /Denied/));
      await eventually(async () => assert.ok((await panel()).text.includes(`Jane${i}`)));
      const foreign = await evaluate<number>(
        `document.querySelectorAll('#root img, #root script, #root svg[onload]').length`,
      );
      assert.equal(foreign, 0);
    }
  });
});
