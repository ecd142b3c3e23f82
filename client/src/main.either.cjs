// One bundle serves the desktop and the browser, since nearly all of it is the same. Only the branch taken is ever run:
// esbuild wraps what is required here, so the browser's extension host never asks for Node's modules.
if (typeof process === 'object' && process.versions?.node) module.exports = require('./main.node');
else module.exports = require('./main.browser');
