import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';

const ROOT = path.resolve(__dirname, '../../..');
const read = (name: string) =>
  JSON.parse(readFileSync(path.join(ROOT, name), 'utf8')) as Record<string, string>;

/** The texts that the client asks VS Code to translate. */
function textsOfClient(): string[] {
  const files = readdirSync(path.join(ROOT, 'client/src'), { recursive: true, encoding: 'utf8' });
  const found = files
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      const text = readFileSync(path.join(ROOT, 'client/src', name), 'utf8');
      return [...text.matchAll(/(?:l10n\.t|\bt)\(\s*'((?:[^'\\]|\\.)*)'/g)].map((match) =>
        match[1]!.replaceAll("\\'", "'"),
      );
    });
  return [...new Set(found)].sort();
}

const holes = (text: string) => (text.match(/\{\d\}/g) ?? []).sort();
const commands = (text: string) => text.match(/\(command:[\w.]+\)/g) ?? [];

describe('The German texts', () => {
  const german = read('l10n/bundle.l10n.de.json');

  it('are there for all that the client says, and for nothing else', () => {
    assert.ok(textsOfClient().length > 80);
    assert.deepEqual(Object.keys(german).sort(), textsOfClient());
  });

  it('have the same holes', () => {
    for (const [english, translated] of Object.entries(german)) {
      assert.notEqual(translated.trim(), '');
      assert.deepEqual(holes(translated), holes(english), english);
    }
  });

  it('are there for all that the manifest says', () => {
    const [english, translated] = [read('package.nls.json'), read('package.nls.de.json')];
    assert.deepEqual(Object.keys(translated), Object.keys(english));
    for (const [key, text] of Object.entries(english)) {
      assert.deepEqual(commands(translated[key]!), commands(text), key);
    }
    const used = [...JSON.stringify(read('package.json')).matchAll(/"%([\w.]+)%"/g)].map(
      (match) => match[1]!,
    );
    assert.deepEqual([...new Set(used)].sort(), Object.keys(english).sort());
  });

  it('stand in files that are shipped, beside every file of the walkthrough', () => {
    const manifest = read('package.json') as unknown as {
      contributes: { walkthroughs: { steps: { media: { markdown: string } }[] }[] };
    };
    const steps = manifest.contributes.walkthroughs.flatMap((each) => each.steps);
    assert.ok(steps.length > 0 && steps.length <= 5);
    for (const { media } of steps) readFileSync(path.join(ROOT, media.markdown));
  });
});
