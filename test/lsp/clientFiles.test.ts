import { strict as assert } from 'node:assert';
import { Editor } from './editor';
import { knownRoles, role, roleNames } from './knownRoles';

describe('Evidence from files that the client reads', () => {
  let editor: Editor;
  afterEach(() => editor.stop());

  const root = 'vscode-vfs://github/o/r/';
  const texts = new Map<string, string>();
  let asked: string[];
  let hold: () => Promise<unknown> | undefined;
  const begin = async (capabilities: object = {}) => {
    editor = new Editor({});
    asked = [];
    editor.connection.onRequest('stsLens/listFiles', () => [...texts.keys()]);
    editor.connection.onRequest('stsLens/readFile', async ({ uri }: { uri: string }) => {
      const text = texts.get(uri);
      if (text === undefined) return null;
      asked.push(uri);
      await hold();
      return { text };
    });
    await editor.connection.sendRequest('initialize', {
      processId: null,
      rootUri: root,
      capabilities,
      initializationOptions: { files: true },
    });
    await editor.connection.sendNotification('initialized', {});
  };
  const until = async (test: () => boolean) => {
    for (const end = Date.now() + 5000; !test() && Date.now() < end; ) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    assert.ok(test());
  };
  beforeEach(() => {
    texts.clear();
    hold = () => undefined;
  });

  it('is that of a file as it is after the scan, however long the scan has had its text', async () => {
    const uri = `${root}role.json`;
    texts.set(uri, role('Before'));
    texts.set(`${root}z.json`, role('Z'));
    let go = () => {};
    hold = () =>
      new Promise<void>((resolve) => {
        go = resolve;
        hold = () => undefined;
      });
    await begin();
    await until(() => asked.includes(uri));
    texts.set(uri, role('After'));
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri, type: 2 }],
    });
    await knownRoles(editor, 'After');
    go();
    await knownRoles(editor, 'After', 'Z');
  });

  it('stays what it is when the reading is called off', async () => {
    for (let i = 100; i < 160; i++) texts.set(`${root}role-${i}.json`, role(`Role${i}`));
    let passing = 20;
    const held: (() => void)[] = [];
    hold = () => (passing-- > 0 ? undefined : new Promise<void>((resolve) => held.push(resolve)));
    let token: string | number | undefined;
    let ended = false;
    const percents: number[] = [];
    const starting = begin({ window: { workDoneProgress: true } });
    editor.connection.onRequest('window/workDoneProgress/create', (params: { token: string | number }) => {
      token = params.token;
      return null;
    });
    editor.connection.onNotification(
      '$/progress',
      ({ value }: { value: { kind: string; percentage?: number; cancellable?: boolean } }) => {
        if (value.kind === 'begin') assert.equal(value.cancellable, true);
        if (value.percentage !== undefined) percents.push(value.percentage);
        if (value.kind === 'end') ended = true;
      },
    );
    await starting;
    await until(() => percents.length > 0);
    await editor.connection.sendNotification('window/workDoneProgress/cancel', { token });
    // The answer makes sure that the server has heard it.
    await roleNames(editor);
    const before = asked.length;
    for (const go of held) go();
    await until(() => ended);
    assert.equal((await roleNames(editor)).length, 20);
    assert.ok(asked.length <= before + 8 && asked.length < 60, `${before}, then ${asked.length}`);
  });
});
