import { createConnection } from 'vscode-languageserver/node';
import { startServer } from './lsp/server';
import { diskFiles } from './node/diskFiles';
import { nodeTimers } from './node/timers';

/** The language server as a process: `--stdio` (also without any flag), `--node-ipc`, `--socket=N`, `--pipe=NAME`. */
const transport = /^--(stdio|node-ipc|socket|pipe)\b/;
if (!process.argv.some((argument) => transport.test(argument))) process.argv.push('--stdio');

startServer(createConnection(), { timers: nodeTimers, files: diskFiles });
