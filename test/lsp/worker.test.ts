import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createContext, runInContext } from 'node:vm';

const BUNDLE = path.resolve(__dirname, '../../../dist/server.web.js');

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly result?: unknown;
  readonly params?: { uri?: string; diagnostics?: { code: string }[] };
}

/** The worker's bundle in a world that has a worker's globals and nothing of Node: no process, no require. */
function startWorker() {
  const received: Message[] = [];
  let wake = () => {};
  const self: Record<string, unknown> = {
    postMessage: (message: Message) => {
      received.push(structuredClone(message));
      wake();
    },
    addEventListener: () => {},
    setTimeout,
    clearTimeout,
    setInterval,
    clearInterval,
    queueMicrotask,
    performance,
    TextDecoder,
    TextEncoder,
    URL,
    crypto,
    console,
  };
  self['self'] = self;
  runInContext(readFileSync(BUNDLE, 'utf8'), createContext(self));
  const send = (message: object) =>
    (self['onmessage'] as (event: { data: unknown }) => void)({ data: { jsonrpc: '2.0', ...message } });
  const until = async (test: (message: Message) => boolean): Promise<Message> => {
    for (;;) {
      const found = received.find(test);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return { send, until };
}

describe('The server in a browser worker', () => {
  it('answers initialize and finds what the process finds, without anything of Node', async () => {
    const { send, until } = startWorker();
    send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    const answer = await until(({ id }) => id === 1);
    assert.match(JSON.stringify(answer.result), /"sts-lens"/);
    send({ method: 'initialized', params: {} });
    const uri = 'vscode-vfs://github/o/r/.aws/config';
    const text = '[profile a]\nregion = us-east-2\nsts_regional_endpoints = legacy\n';
    send({
      method: 'textDocument/didOpen',
      params: { textDocument: { uri, languageId: 'aws-config', version: 1, text } },
    });
    const { params } = await until(({ method }) => method === 'textDocument/publishDiagnostics');
    assert.deepEqual(
      params?.diagnostics?.map(({ code }) => code),
      ['sts-endpoint-legacy'],
    );
  });
});
