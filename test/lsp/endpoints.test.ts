import { strict as assert } from 'node:assert';
import type { CodeAction } from 'vscode-languageserver/node';
import { codes, Editor, rangeIn } from './editor';

const DOCKERFILE = 'FROM python:3.13\nENV AWS_STS_REGIONAL_ENDPOINTS=legacy\n';
const LITERALS = {
  codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } },
};

describe('STS endpoints in files of any language', () => {
  let editor: Editor;
  afterEach(() => editor.stop());

  it('are diagnosed, explained and mended while a Dockerfile is being written', async () => {
    editor = await Editor.start({ capabilities: { textDocument: { codeAction: LITERALS } } });
    const uri = 'file:///w/Dockerfile';
    await editor.open(uri, 'FROM python:3.13\n', 'dockerfile');
    await editor.replace(uri, DOCKERFILE);
    await editor.diagnostics(uri, (shown) => codes(shown).includes('sts-endpoint-legacy'));
    const [action] = (await editor.actions(uri, rangeIn(editor.texts.get(uri)!, 'legacy'))) as CodeAction[];
    assert.match(action?.title ?? '', /^Set AWS_STS_REGIONAL_ENDPOINTS to regional/);
    assert.equal(editor.after(uri, action?.edit), DOCKERFILE.replace('legacy', 'regional'));
    await editor.replace(uri, DOCKERFILE.replace('legacy', 'regional'));
    await editor.diagnostics(uri, (shown) => shown.length === 0);
  });

  it('leave documents alone that only mention the host', async () => {
    editor = await Editor.start();
    const uri = 'file:///w/deploy.yaml';
    await editor.open(uri, 'audience: sts.amazonaws.com\n', 'yaml');
    await editor.replace(uri, 'env:\n  AWS_ENDPOINT_URL_STS: https://sts.amazonaws.com\n');
    await editor.diagnostics(uri, (shown) => codes(shown).includes('sts-endpoint-global-url'));
    await editor.replace(uri, 'id_tokens:\n  T:\n    aud: https://sts.amazonaws.com\n');
    await editor.diagnostics(uri, (shown) => shown.length === 0);
  });
});
