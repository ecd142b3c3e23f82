import path from 'node:path';
import { startVsCode } from './server.mjs';
import { temporaryFolder } from './temporary.mjs';

/** What a first look needs: the examples, no pages about VS Code itself. */
const settings = { 'workbench.startupEditor': 'none', 'telemetry.telemetryLevel': 'off' };

/**
 * Serves VS Code to the browser on a loopback address that only works with its token, until Ctrl-C.
 * @param {string} folder
 * @param {string} vsix
 */
export async function openInBrowser(folder, vsix) {
  const own = temporaryFolder('tryout');
  const vsCode = await startVsCode({
    folder,
    vsix,
    settings,
    userDataDir: path.join(own, 'user-data'),
    extensionsDir: path.join(own, 'extensions'),
  });
  console.log(`\nVS Code with STS Lens, in the browser (only on this machine, only with this address):\n`);
  console.log(`  ${vsCode.url}\n\nCtrl-C ends it.`);
  const code = await vsCode.ended;
  throw new Error(`VS Code's server ended with exit code ${code}; see ${vsCode.log}`);
}
