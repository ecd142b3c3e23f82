import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { axe, click, evaluate, eventually, panel, panelParts, press, screenshot } from './browser';
import { closeAll, file, open } from './workspace';

const THEMES = ['Default Light Modern', 'Default Dark Modern', 'Default High Contrast'];
const ARN = (name: string, account = '123456789012') => `arn:aws:iam::${account}:role/${name}`;
const role = (name: string, principals: readonly string[], denied: readonly string[] = []) =>
  JSON.stringify({
    Role: {
      RoleName: name,
      Arn: ARN(name),
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { AWS: principals }, Action: 'sts:AssumeRole' },
          ...(denied.length > 0
            ? [{ Effect: 'Deny', Principal: { AWS: denied }, Action: 'sts:AssumeRole' }]
            : []),
        ],
      },
    },
  });
const FILES = {
  'map/one.json': role('MapOne', [ARN('MapTwo'), ARN('Partner', '444455556666')]),
  'map/two.json': role('MapTwo', [ARN('MapOne'), ARN('MapOne<img src=x onerror="document.title=1">')]),
  'map/three.json': role('MapThree', [ARN('MapTwo'), ARN('Kept')], [ARN('Kept')]),
};

describe('The picture of the roles of the workspace', () => {
  before(async () => {
    for (const [name, text] of Object.entries(FILES)) {
      await vscode.workspace.fs.writeFile(file(name), new TextEncoder().encode(text));
    }
  });
  after(async () => {
    await vscode.workspace.fs.delete(file('map'), { recursive: true });
    await setTheme(undefined);
  });
  afterEach(closeAll);

  const setTheme = (theme: string | undefined) =>
    vscode.workspace
      .getConfiguration('workbench')
      .update('colorTheme', theme, vscode.ConfigurationTarget.Global);
  const show = async () => {
    await vscode.commands.executeCommand('stsLens.showRoles');
    // The files are seen one after the other, and the map follows; all have been when there is a circle.
    await eventually(async () => {
      const { text } = await panel();
      assert.ok(text.includes('MapThree') && text.includes('in a circle'));
    });
  };

  it('tells arrows, circles and roles that no file defines apart by shape and by words', async () => {
    await show();
    const { aria, text } = await panel();
    assert.match(aria, /img .*Who can assume whom/);
    assert.match(text, /in a circle/);
    assert.match(text, /named, not defined here/);
    assert.ok((await panelParts('.box.missing')).length >= 2);
    assert.ok((await panelParts('.edge.circle')).length >= 2);
    assert.ok((await panelParts('.edge.denied')).length >= 1);
    const outside = await evaluate<number>(`(() => {
      const box = document.querySelector('.picture svg').viewBox.baseVal;
      return [...document.querySelectorAll('.picture .shape, .picture .line')].filter((each) => {
        const { x, y, width, height } = each.getBBox();
        return x < 0 || y < 0 || x + width > box.width || y + height > box.height;
      }).length;
    })()`);
    assert.equal(outside, 0);
    assert.equal(await evaluate<string>('document.title'), 'STS Lens: Explain');
  });

  it('leads from a box and from its row to the text, and stays while the cursor moves', async () => {
    await open('.aws/config');
    await show();
    await evaluate(
      `[...document.querySelectorAll('.box.link')].find((each) => each.textContent.includes('MapThree')).dispatchEvent(new MouseEvent('click', { bubbles: true }))`,
    );
    await eventually(() =>
      assert.match(vscode.window.activeTextEditor?.document.uri.path ?? '', /map\/three\.json$/),
    );
    await open('roles/get-role-Reports.json', 'Principal');
    await click('td .go >> text=MapOne');
    await eventually(() => assert.match(vscode.window.activeTextEditor?.document.uri.path ?? '', /map\//));
    assert.ok((await panel()).text.includes('MapThree'));
  });

  it('is zoomed with the keyboard, and copied', async () => {
    await show();
    const width = () =>
      evaluate<number>(`document.querySelector('.picture svg').getBoundingClientRect().width`);
    const before = await width();
    await evaluate(`document.querySelector('.picture').focus()`);
    await press('+');
    await eventually(async () => assert.ok((await width()) > before));
    await click('.tools button:nth-of-type(4)');
    await eventually(async () => assert.match(await vscode.env.clipboard.readText(), /^<svg[\s\S]*MapThree/));
  });

  for (const theme of THEMES) {
    it(`has nothing that axe finds fault with in ${theme}`, async () => {
      await setTheme(theme);
      await show();
      assert.deepEqual(await axe(), []);
      await screenshot(`roles ${theme}`);
    });
  }
});
