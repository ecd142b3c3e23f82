import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { openDocument } from '../../server/src/core/documents/open';
import { purposeOf } from '../../server/src/core/text/purpose';

const FOLDER = path.resolve(__dirname, '../../../../shared/corpus/endpoint-settings');

/**
 * Lines of the two lists, by their number in the file (1 is the heading), that really set something for what a project
 * runs, as judged by hand. The labels in the files were made by a rule from the words on the line: `endpoint-url` there
 * is also comments, documentation, tests that compare, and copies of other people's code; `setting` is any mention.
 */
const ENDPOINTS = [8, 13, 31];
const SETTINGS = [8, 71, 74];

interface Line {
  readonly number: number;
  readonly repository: string;
  readonly uri: string;
  readonly text: string;
}

function linesOf(file: string): Line[] {
  return readFileSync(path.join(FOLDER, file), 'utf8')
    .split('\n')
    .map((row, i) => ({ number: i + 1, cells: row.split('\t') }))
    .slice(1)
    .filter(({ cells }) => cells.length >= 5)
    .map(({ number, cells: [, repository = '', name = '', , ...text] }) => ({
      number,
      repository,
      uri: `file:///w/${name}`,
      text: text.join('\t'),
    }));
}

function found(lines: readonly Line[], kind: 'endpointUrl' | 'endpointSetting'): number[] {
  return lines
    .filter(({ uri }) => purposeOf(uri, 'file:///w/') === 'product')
    .filter(({ uri, text }) => openDocument({ uri, text }).subjects.some((each) => each.kind === kind))
    .map(({ number }) => number);
}

(existsSync(FOLDER) ? describe : describe.skip)('Real lines that name STS endpoints', () => {
  for (const [file, kind, truth] of [
    ['sts-host-lines.tsv', 'endpointUrl', ENDPOINTS],
    ['sts-setting-lines.tsv', 'endpointSetting', SETTINGS],
  ] as const) {
    it(`${file}: nothing is found that is none, and at least two of three of what is there`, () => {
      const seen = found(linesOf(file), kind);
      const right = seen.filter((number) => (truth as readonly number[]).includes(number));
      console.log(
        `      ${kind}: precision ${right.length}/${seen.length}, recall ${right.length}/${truth.length}`,
      );
      assert.deepEqual(seen, right);
      assert.ok(right.length / truth.length >= 0.66);
    });
  }
});
