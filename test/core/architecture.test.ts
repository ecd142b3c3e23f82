import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { describe, it } from 'mocha';
import { RULES } from '../../server/src/core/rules/list';

const ROOT = path.resolve(__dirname, '../../..');
/** What the core may use from outside: parsers and matchers that run in a browser worker too. */
const CORE_PACKAGES = ['jsonc-parser', 'picomatch', 'yaml'];
/** The command line's bundle must stay small and start at once. */
const CLI_PACKAGES = ['ignore'];
const LONGEST = 300;

interface Source {
  /** From the root, with `/`. */
  readonly name: string;
  readonly text: string;
  /** Module specifiers of imports, exports and dynamic imports. */
  readonly imports: readonly string[];
}

function sourcesIn(folder: string): Source[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.d)\.ts$/.test(name))
    .map((name) => {
      const text = readFileSync(path.join(ROOT, folder, name), 'utf8');
      const found = text.matchAll(
        /^(?:import|export)\b(?:[^'";=()]*?\bfrom)?\s*['"]([^'"]+)['"]|\b(?:import|require)\(\s*['"]([^'"]+)['"]/gm,
      );
      const imports = [...found].map((match) => (match[1] ?? match[2])!);
      return { name: path.posix.join(folder, name.split(path.sep).join('/')), text, imports };
    });
}

/** Where a relative import leads, from the root; a package by its name. */
function target(source: Source, specifier: string): string {
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(source.name), specifier);
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The imports of sources that `allowed` refuses, as "file imports module". */
function breaches(sources: readonly Source[], allowed: (target: string) => boolean): string[] {
  return sources.flatMap((source) =>
    source.imports
      .filter((specifier) => !allowed(target(source, specifier)))
      .map((specifier) => `${source.name} imports ${specifier}`),
  );
}

const isBuiltIn = (module: string) => module.startsWith('node:') || builtinModules.includes(module);

describe('The architecture', () => {
  const core = sourcesIn('server/src/core');
  const cli = sourcesIn('server/src/cli');
  const server = sourcesIn('server/src');
  const client = sourcesIn('client/src');

  it('finds the sources it speaks of, and their imports', () => {
    assert.ok(core.length > 20 && cli.length > 20 && client.length > 3);
    assert.ok(core.flatMap(({ imports }) => imports).includes('jsonc-parser'));
  });

  it('has a core that knows nothing outside itself but parsers', () => {
    assert.deepEqual(
      breaches(core, (to) => to.startsWith('server/src/core/') || CORE_PACKAGES.includes(to)),
      [],
    );
  });

  it('has a command line of core, Node and one small package', () => {
    // What Git ignores is asked for by the editor's index, too.
    const SHARED = 'server/src/node/ignores';
    const inside = (to: string) =>
      ['core', 'cli', 'picture'].some((folder) => to.startsWith(`server/src/${folder}/`)) || to === SHARED;
    assert.deepEqual(
      breaches(cli, (to) => inside(to) || isBuiltIn(to) || CLI_PACKAGES.includes(to)),
      [],
    );
  });

  it('has a protocol ring that does not know the command line', () => {
    const lsp = server.filter(({ name }) => name.startsWith('server/src/lsp/'));
    assert.deepEqual(
      breaches(lsp, (to) => !to.startsWith('server/src/cli/') && !isBuiltIn(to)),
      [],
    );
  });

  it('has pictures that know neither pages nor files, for the panel and the command line', () => {
    const picture = sourcesIn('server/src/picture');
    assert.ok(picture.length > 5);
    assert.deepEqual(
      breaches(picture, (to) => to.startsWith('server/src/picture/') || to === '@dagrejs/dagre'),
      [],
    );
  });

  it('has a client that speaks to the server over the protocol only', () => {
    const protocol = 'server/src/lsp/protocol';
    assert.deepEqual(
      breaches(
        client,
        (to) => !to.startsWith('server/') || to === protocol || to.startsWith('server/src/picture/'),
      ),
      [],
    );
    const { text } = server.find(({ name }) => name === `${protocol}.ts`)!;
    assert.doesNotMatch(text, /^import (?!type\b)|^export .* from/m, 'the protocol is names and types only');
    assert.deepEqual(
      breaches(server, (to) => to !== 'vscode' && !to.startsWith('client/')),
      [],
    );
  });

  it('has no type `any`: the linter refuses it, and nobody asks it to look away', () => {
    const { linter } = JSON.parse(readFileSync(path.join(ROOT, 'biome.json'), 'utf8'));
    assert.equal(linter.rules.suspicious.noExplicitAny, 'error');
    const ignored = [...server, ...client].filter(({ text }) => text.includes('noExplicitAny'));
    assert.deepEqual(
      ignored.map(({ name }) => name),
      [],
    );
  });

  it(`has no file above ${LONGEST} lines that does not say why`, () => {
    const long = [...server, ...client]
      .filter(({ text }) => text.split('\n').length > LONGEST + 1)
      .filter(({ text }) => !/Why this file is long:/.test(text.split('\n').slice(0, 20).join('\n')))
      .map(({ name, text }) => `${name}: ${text.split('\n').length - 1} lines`);
    assert.deepEqual(long, []);
  });

  it('has every rule in the list, under the name of its file', () => {
    const declared = core
      .filter(
        ({ name, text }) => name.startsWith('server/src/core/rules/') && /^export default\b/m.test(text),
      )
      .map(({ name }) => path.posix.basename(name, '.ts'));
    const listed = RULES.map(({ meta }) => meta.id);
    assert.deepEqual([...listed].sort(), declared.sort());
    assert.equal(new Set(listed).size, listed.length);
  });

  it('has default exports for rules only', () => {
    const defaults = [...server, ...client]
      .filter(({ text }) => /^export default\b/m.test(text))
      .map(({ name }) => name)
      .filter((name) => !/^server\/src\/core\/rules\/[a-z0-9-]+\.ts$/.test(name));
    assert.deepEqual(defaults, []);
  });

  it('has getters in classes only: an object with one of its own keeps those made before it in memory', () => {
    const own = server.filter(({ text }) => /^ {4,}get \w+\(\)/m.test(text)).map(({ name }) => name);
    assert.deepEqual(own, []);
  });
});
