import { setFlagsFromString } from 'node:v8';
import { createConnection } from 'vscode-languageserver/node';
import { startServer } from './lsp/server';
import { diskFiles } from './node/diskFiles';
import { nodeTimers } from './node/timers';

/** The language server as a process: `--stdio` (also without any flag), `--node-ipc`, `--socket=N`, `--pipe=NAME`. */
const transport = /^--(stdio|node-ipc|socket|pipe)\b/;
if (!process.argv.some((argument) => transport.test(argument))) process.argv.push('--stdio');

// V8 would let memory grow to four times of what is held before it looks for what can go; twice costs nothing that
// can be measured, and a large workspace stays within 300 MB while somebody types.
setFlagsFromString('--heap-growing-percent=100');

startServer(createConnection(), { timers: nodeTimers, files: diskFiles });
