// The panel: an answer of the server on 1,000 roles, and the page that shows it in Chromium.
//
//   node test/bench/panel.mjs       (part of npm run bench)
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { launchBrowser } from '../../scripts/vscode/browser.mjs';
import { listRoles } from './documents.mjs';
import { line } from './figures.mjs';
import { ROOT, Server } from './server.mjs';

const MOVES = 200;
const PAGES = 15;

const text = listRoles(1_000_000);
const lines = text.split('\n');
const places = lines.flatMap((each, number) => (each.includes('"sts:ExternalId"') ? [number] : []));
const uri = 'file:///bench/roles.json';

console.log(`The panel (${places.length} roles, ${Math.round(text.length / 1000)} KB)`);
const answers = await asked();
await shown(answers);
process.exit();

/** Milliseconds from a request at another role to its answer; the text was checked before. */
async function asked() {
  const server = new Server();
  await server.initialize(undefined);
  server.open(uri, 'json', text);
  await server.diagnostics(uri);
  const values = [];
  const results = [];
  for (let i = 0; i < MOVES; i++) {
    const position = { line: places[(i * 37) % places.length], character: 40 };
    const begin = performance.now();
    results.push(await server.request('stsLens/explain', { uri, position }));
    values.push(performance.now() - begin);
  }
  await server.stop();
  show({ name: 'cursor in another role -> answer', unit: 'ms', values, budget: { of: 'median', most: 50 } });
  return results;
}

/** @param {any[]} results of `stsLens/explain` */
async function shown(results) {
  const browser = await launchBrowser();
  const paints = [];
  const updates = [];
  const style = readFileSync(path.join(ROOT, 'dist/panel.css'), 'utf8');
  const script = readFileSync(path.join(ROOT, 'dist/panel.js'), 'utf8');
  const labels = Object.fromEntries(['yes', 'no', 'depends'].map((name) => [name, name]));
  const view = (result) => ({ kind: 'explanation', where: 'roles.json', explanations: [result.explanation] });
  for (let i = 0; i < PAGES; i++) {
    const page = await browser.newPage();
    await page.setContent(
      `<style>${style}</style><div id="root"></div><p id="live"></p><script>
        globalThis.acquireVsCodeApi = () => ({ postMessage() {}, getState() {}, setState() {} });
      </script>`,
    );
    const [first, ...more] = results
      .slice(i * 10, i * 10 + 10)
      .map((each) => ({ type: 'show', labels, view: view(each) }));
    const times = await page.evaluate(
      async ([code, begin, others]) => {
        const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        const took = async (run) => {
          const start = performance.now();
          run();
          await frame();
          return performance.now() - start;
        };
        const send = (data) => dispatchEvent(new MessageEvent('message', { data }));
        const paint = await took(() => {
          const made = document.createElement('script');
          made.textContent = code;
          document.body.append(made);
          send(begin);
        });
        const update = [];
        for (const other of others) update.push(await took(() => send(other)));
        return { paint, update };
      },
      [script, first, more],
    );
    paints.push(times.paint);
    updates.push(...times.update);
    await page.close();
  }
  await browser.close();
  show({
    name: 'page: script, layout and first paint',
    unit: 'ms',
    values: paints,
    budget: { of: 'median', most: 200 },
  });
  show({
    name: 'page: another role, laid out and painted',
    unit: 'ms',
    values: updates,
    budget: { of: 'median', most: 50 },
  });
}

/** @param {import('./figures.mjs').Figure} figure */
function show(figure) {
  console.log(line(figure));
}
