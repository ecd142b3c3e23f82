// One bundle serves both machines, since nearly all of it is the same. Only the branch taken is ever run: esbuild
// wraps what is required here, so a worker never asks for Node's modules.
if (typeof process === 'object' && process.versions?.node) require('./main.node');
else require('./main.browser');
