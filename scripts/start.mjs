import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail } from './entry.mjs';
import { packageExtension } from './package.mjs';
import { desktopCode, openInDesktop } from './vscode/desktop.mjs';
import { openInBrowser } from './vscode/tryout.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * `npm start`: builds and packages the extension, says what it finds in examples/ and why, then opens
 * VS Code there with it. `npm start -- --browser` takes VS Code in the browser even where `code` exists.
 */
async function main() {
  console.log('Building and packaging STS Lens…');
  const vsix = await packageExtension({ quiet: true });
  console.log(`\nWhat STS Lens finds in examples/ (node dist/cli.js check examples --level hint):\n`);
  checkExamples();
  console.log(`\nThe extension: ${path.relative(process.cwd(), vsix)}`);
  console.log(`  into your own VS Code: code --install-extension ${path.relative(process.cwd(), vsix)}`);
  if (!process.stdout.isTTY) return;
  const examples = path.join(root, 'examples');
  const code = process.argv.includes('--browser') ? undefined : desktopCode();
  await (code ? openInDesktop(code, examples, vsix) : openInBrowser(examples, vsix));
}

/** Findings (exit code 1) are what the examples are for; anything else but 0 means it could not run. */
function checkExamples() {
  const args = [path.join(root, 'dist', 'cli.js'), 'check', 'examples', '--level', 'hint'];
  const { status, error } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0 && status !== 1)
    throw error ?? new Error(`The command line ended with exit code ${status}.`);
}

await main().catch(fail);
process.exit();
