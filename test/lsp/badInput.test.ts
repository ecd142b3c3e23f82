import { strict as assert } from 'node:assert';
import { QUICK } from '../core/runs';
import { codes, Editor } from './editor';

describe('Input no editor should send', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await Editor.start();
  });
  afterEach(() => editor.stop());

  /** The server still works when it answers for another document. */
  async function stillWorks() {
    const uri = 'file:///home/someone/.aws/config';
    await editor.open(uri, '[profile a\n', 'aws-config');
    await editor.diagnostics(uri, (shown) => codes(shown).includes('config-file-refused'));
  }

  it('says once and quietly that a file of 50 MB is not analysed', async function () {
    this.timeout(20_000);
    const uri = 'file:///w/large.json';
    await editor.open(uri, `{"Statement": "${'x'.repeat(QUICK ? 11_000_000 : 50_000_000)}"}`);
    await editor.until('diagnostics', () => editor.shown(uri) !== undefined, 15_000);
    const shown = editor.shown(uri)!;
    assert.deepEqual(
      shown.map(({ code, severity }) => [code, severity]),
      [['not-analysed', 4]],
    );
    await stillWorks();
  });

  it('survives 20,000 nested arrays', async () => {
    const uri = 'file:///w/deep.json';
    await editor.open(uri, `{"Statement": ${'['.repeat(20_000)}${']'.repeat(20_000)}}`);
    await editor.diagnostics(uri);
    await stillWorks();
  });

  it('survives 20,000 nested arrays inside a trust policy', async () => {
    const uri = 'file:///w/deep-policy.json';
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    await editor.open(
      uri,
      `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":${deep}},"Action":"sts:AssumeRole"}]}`,
    );
    await editor.diagnostics(uri);
    await stillWorks();
  });

  it('survives lone surrogates, null characters and a byte order mark', async () => {
    const uri = 'file:///w/.aws/credentials';
    await editor.open(uri, '\ufeff[a]\nregion = \ud800\u0000\n= \n[\u202e]\n\udc00', 'aws-config');
    await editor.diagnostics(uri);
    await stillWorks();
  });

  it('keeps up with a text that is typed character by character, whatever it is on the way', async () => {
    const uri = 'file:///w/typed.json';
    const whole =
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"sts:AssumeRole"}]}';
    await editor.open(uri, '');
    for (let i = 1; i <= whole.length; i += 3) await editor.replace(uri, whole.slice(0, i));
    await editor.replace(uri, whole);
    const { version } = editor.texts.get(uri)!;
    assert.ok(version > 40);
    await editor.diagnostics(uri);
    await stillWorks();
    assert.ok(!editor.logged.some((line) => /failed/.test(line)), editor.logged.join('\n'));
  });
});
