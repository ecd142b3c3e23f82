import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'mocha';
import type { Context } from '../../server/src/core/context';
import type { Document } from '../../server/src/core/documents/document';
import { openDocument } from '../../server/src/core/documents/open';
import { completions } from '../../server/src/core/features/completion';
import { outline } from '../../server/src/core/features/outline';
import { explain, hover, lenses } from '../../server/src/core/features/subjectFeatures';
import { check } from '../../server/src/core/rules/check';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings';
import { cpuSeconds } from '../core/runs';

const CORPUS = path.resolve(__dirname, '../../../../shared/corpus');
/** Names under which the same bytes are another language. */
const NAMES = ['a.yaml', 'a.json', 'a.md', 'a.sh', 'Makefile', 'serverless.yml', 'config', 'a.template'];

function context(document: Document): Context {
  return {
    settings: { ...DEFAULT_SETTINGS, root: 'file:///' },
    subjects: ((kind: string) =>
      document.subjects.filter((each) => each.kind === kind)) as Context['subjects'],
  };
}

/** Everything an editor would ask of a document. */
function use(name: string, text: string): void {
  const document = openDocument({ uri: `file:///${name}`, text });
  const where = context(document);
  for (const { span } of check(document, where)) assert.ok(span.start <= span.end && span.end <= text.length);
  for (const { span } of document.problems) assert.ok(span.start <= text.length);
  lenses(document, where);
  outline(document);
  for (let i = 0; i <= 10; i++) {
    const offset = Math.floor((text.length * i) / 10);
    hover(document, offset, where);
    explain(document, offset, where);
    completions(document, offset, where);
  }
}

describe('Files that are broken', function () {
  this.timeout(300_000);
  before(function () {
    if (!existsSync(CORPUS)) this.skip();
  });

  it('bring nothing down, whatever their name says they are', () => {
    const folder = path.join(CORPUS, 'malformed');
    for (const file of readdirSync(folder)) {
      const text = readFileSync(path.join(folder, file), 'utf8');
      for (const name of [file, ...NAMES]) {
        const seconds = cpuSeconds(() => use(name, text));
        assert.ok(seconds < 10, `${file} as ${name} takes ${seconds} s`);
      }
    }
  });

  it('are read at every stage of being typed', () => {
    for (const folder of ['self-assumption', 'sam']) {
      for (const file of readdirSync(path.join(CORPUS, folder)).slice(0, 6)) {
        const text = readFileSync(path.join(CORPUS, folder, file), 'utf8').slice(0, 20_000);
        for (let i = 1; i <= 25; i++) use(file, text.slice(0, Math.floor((text.length * i) / 25)));
      }
    }
  });
});
