import { copyFile, cp, mkdir, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached } from './cache.mjs';
import { npmInstall } from './npm.mjs';
import { versions } from './versions.mjs';

const stubs = fileURLToPath(new URL('./stubs/', import.meta.url));

/**
 * The real VS Code (workbench, server, extension host) out of the npm registry: the `code-server` package
 * carries it ready built. Needs npm only: what npm would have to compile is replaced (see `withoutCompiler`).
 * @returns {Promise<string>} a folder with `out/server-main.js`
 */
export function ensureVsCode() {
  const { codeServer, ripgrep, recipe } = versions;
  const name = `vscode-${codeServer}-rg${ripgrep}-r${recipe}-${process.platform}-${process.arch}`;
  return cached(name, async (temporary) => {
    console.log(`Getting VS Code ${versions.vsCode} from the npm registry, once (about 300 MB on disk)`);
    const download = path.join(temporary, 'download');
    await mkdir(download);
    await writeFile(path.join(download, 'package.json'), '{"private":true}');
    await npmInstall('VS Code', download, [`code-server@${codeServer}`, `@vscode/ripgrep@${ripgrep}`]);

    // The rest of code-server (its login page and proxy) is not needed: VS Code's own server is enough.
    const packages = path.join(download, 'node_modules');
    const vsCode = path.join(packages, 'code-server', 'lib', 'vscode');
    await npmInstall("VS Code's own packages", vsCode);
    await npmInstall("its built-in extensions' packages", path.join(vsCode, 'extensions'));
    await withoutCompiler(vsCode, packages);
    await withoutAccounts(vsCode);
    for (const entry of [
      'out',
      'extensions',
      'node_modules',
      'resources',
      'bin',
      'package.json',
      'product.json',
    ]) {
      await rename(path.join(vsCode, entry), path.join(temporary, entry));
    }
    // Both VS Code and extensions look for packages under the name the desktop build gives them.
    await symlink('node_modules', path.join(temporary, 'node_modules.asar'), 'junction');
    await rm(download, { recursive: true });
    await stat(path.join(temporary, 'out', 'server-main.js'));
  });
}

/**
 * Replaces the parts that npm would compile. The file watcher has ready-made binaries; ripgrep (file search)
 * takes them from its newer release; logs are written by a small stand-in. Only the terminal is lost.
 * @param {string} vsCode
 * @param {string} packages
 */
async function withoutCompiler(vsCode, packages) {
  const modules = path.join(vsCode, 'node_modules');
  await copyFile(path.join(stubs, 'spdlog.cjs'), path.join(modules, '@vscode', 'spdlog', 'index.js'));
  await copyFile(path.join(stubs, 'native-watchdog.cjs'), path.join(modules, 'native-watchdog', 'index.js'));
  const ripgrep = path.join(packages, '@vscode', `ripgrep-${process.platform}-${process.arch}`, 'bin');
  await cp(ripgrep, path.join(modules, '@vscode', 'ripgrep', 'bin'), { recursive: true });
}

/**
 * Leaves out the built-in extensions that only sign in somewhere; one of them calls home unasked.
 * @param {string} vsCode
 */
async function withoutAccounts(vsCode) {
  for (const name of ['github', 'github-authentication', 'microsoft-authentication', 'tunnel-forwarding']) {
    await rm(path.join(vsCode, 'extensions', name), { recursive: true, force: true });
  }
}
