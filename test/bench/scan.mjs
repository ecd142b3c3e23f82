// The first scan of a large workspace: `npm run bench`, or alone `node test/bench/scan.mjs [FILES]`. Other work on the
// machine makes the clock say less than the CPU time does, so both are told.
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { line } from './figures.mjs';
import { pause, Scan } from './scanningServer.mjs';
import { writeWorkspace } from './workspaceFiles.mjs';

const FILES = Number(process.argv[2] ?? 5000);
/** Milliseconds between two questions of the person at the keyboard. */
const KEY = 40;

const folder = mkdtempSync(path.join(os.tmpdir(), 'sts-lens-bench-'));
try {
  const { files, roles, bytes } = writeWorkspace(folder, FILES);
  console.log(`First scan of ${files.length} files, ${Math.round(bytes / 1e6)} MB, ${roles} roles`);
  await undisturbed(files);
  await whileTyping(files);
  await cancelled();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Nothing is open: what the scan costs by itself. */
async function undisturbed(files) {
  const scan = new Scan(folder);
  await scan.begin();
  const before = scan.cpu();
  const { wall } = await scan.finished();
  const cpu = scan.cpu() - before;
  show('files a second, by the clock', '/s', [files.length / wall], { of: 'min', least: 200 });
  show('files a second of CPU time', '/s', [files.length / cpu], { of: 'min', least: 200 });
  show('memory at its highest, RSS', 'MB', [scan.peak()], { of: 'max', most: 300 });
  await pause(1500);
  show('memory a moment later, RSS', 'MB', [scan.resident()]);
  console.log(
    `  progress: ${scan.reports.length} reports, ${scan.begun ? 'begun' : 'NOT BEGUN'}, ${scan.ended ? 'ended' : 'NOT ENDED'}`,
  );
  console.log(`  ${scan.said}`);
  await scan.server.stop();
}

/** Somebody writes a template and looks at it all the while; files come and go. */
async function whileTyping(files) {
  const scan = new Scan(folder);
  const name = files.find((file) => file.endsWith('.template.json'));
  const at = path.join(folder, name);
  const uri = pathToFileURL(at).href;
  const text = readFileSync(at, 'utf8');
  const offset = text.indexOf('"sts:AssumeRole"') + 3;
  const row = text.slice(0, offset).split('\n').length - 1;
  const position = { line: row, character: offset - text.lastIndexOf('\n', offset) - 1 };
  await scan.begin();
  scan.server.open(uri, 'json', text);
  let version = 1;
  const during = { hover: [], edit: [] };
  const after = { hover: [], edit: [] };
  const once = async (into) => {
    let begin = performance.now();
    const hover = await scan.server.request('textDocument/hover', { textDocument: { uri }, position });
    into.hover.push(performance.now() - begin);
    if (hover === null) throw new Error('No hover where there should be one.');
    await pause(KEY);
    const inserted = version % 2 === 1;
    const range = { start: { line: row, character: 0 }, end: { line: row, character: inserted ? 0 : 1 } };
    begin = performance.now();
    scan.server.notify('textDocument/didChange', {
      textDocument: { uri, version: ++version },
      contentChanges: [{ range, text: inserted ? ' ' : '' }],
    });
    await scan.server.diagnostics(uri);
    into.edit.push(performance.now() - begin);
    position.character += inserted ? 1 : -1;
    await pause(KEY);
  };
  const fresh = path.join(folder, 'fresh.json');
  const changed = (type, file = fresh) =>
    scan.server.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: pathToFileURL(file).href, type }],
    });
  const isKnown = async (role) =>
    (await scan.server.request('workspace/symbol', { query: role })).some((found) => found.name === role);
  const seen = [];
  const waitFor = async (what, test) => {
    const begin = performance.now();
    while (!(await test())) {
      if (performance.now() - begin > 20_000) throw new Error(`Waited in vain: ${what}`);
      await pause(5);
    }
    seen.push(performance.now() - begin);
  };
  await pause(300);
  let told = false;
  while (!scan.done) {
    await once(during);
    if (during.hover.length === 5 && !told) {
      told = true;
      writeFileSync(fresh, role('CreatedMeanwhile'));
      changed(1);
      await waitFor('a file created during the scan', () => isKnown('CreatedMeanwhile'));
      writeFileSync(fresh, role('ChangedMeanwhile'));
      changed(2);
      await waitFor('a file changed during the scan', () => isKnown('ChangedMeanwhile'));
      const gone = fresh.replace('fresh', 'moved');
      renameSync(fresh, gone);
      changed(3);
      changed(1, gone);
      await waitFor('a file deleted during the scan', async () => {
        const found = await scan.server.request('workspace/symbol', { query: 'ChangedMeanwhile' });
        return found.length === 1 && found[0].location.uri.endsWith('moved.json');
      });
      rmSync(gone);
      changed(3, gone);
    }
  }
  const duringScan = seen.splice(0);
  for (let i = 0; i < 40; i++) await once(after);
  writeFileSync(fresh, role('CreatedLater'));
  changed(1);
  await waitFor('a file created after the scan', () => isKnown('CreatedLater'));
  writeFileSync(fresh, role('ChangedLater'));
  changed(2);
  await waitFor('a file changed after the scan', () => isKnown('ChangedLater'));
  rmSync(fresh);
  changed(3);
  await waitFor('a file deleted after the scan', async () => !(await isKnown('ChangedLater')));
  show('hover while it runs', 'ms', during.hover, { of: 'p99', most: 100 });
  show('edit -> diagnostics while it runs', 'ms', during.edit, { of: 'p99', most: 100 });
  show('hover afterwards', 'ms', after.hover);
  show('edit -> diagnostics afterwards', 'ms', after.edit);
  show('file created, changed, moved -> seen, meanwhile', 'ms', duringScan);
  show('file created, changed, deleted -> seen, later', 'ms', seen);
  show('memory at its highest, RSS', 'MB', [scan.peak()], { of: 'max', most: 300 });
  await scan.server.stop();
}

/** The person calls it off as soon as the progress is shown. */
async function cancelled() {
  const scan = new Scan(folder);
  await scan.begin();
  await scan.until(() => scan.reports.length > 0 || scan.done);
  const begin = performance.now();
  scan.server.notify('window/workDoneProgress/cancel', { token: scan.token });
  await scan.until(() => scan.ended);
  show('cancelled -> ended', 'ms', [performance.now() - begin]);
  const used = scan.cpu();
  await pause(500);
  show('CPU time in the half second that follows', 'ms', [(scan.cpu() - used) * 1000]);
  console.log(`  ${scan.done ? 'CANCELLING CAME TOO LATE' : 'called off'}`);
  await scan.server.stop();
}

function role(RoleName) {
  const Statement = [
    { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ];
  const Arn = `arn:aws:iam::111122223333:role/${RoleName}`;
  return JSON.stringify({
    Role: { RoleName, Arn, AssumeRolePolicyDocument: { Version: '2012-10-17', Statement } },
  });
}

function show(name, unit, values, budget) {
  console.log(line({ name, unit, values, budget }));
}
