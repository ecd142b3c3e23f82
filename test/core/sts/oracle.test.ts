import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { resolveEndpoint } from '../../../server/src/core/sts/endpoint';
import { inputOfCase, outcomeOf, recorded, withoutText } from './recorded';

const PAGE = path.resolve(__dirname, '../../../../docs/endpoint-agreement.md');

/** The disagreements that the page lists: rows of a table, each with a tool and a case between backquotes. */
function listed(): Set<string> {
  const rows = readFileSync(PAGE, 'utf8').matchAll(/^\| `([^`]+)` \| `([^`]+)` \|/gm);
  return new Set([...rows].map(([, tool, theCase]) => `${tool} ${theCase}`));
}

describe('The recorded answers of real SDKs', () => {
  const { cases, tools } = recorded();
  const inputs = cases.map(inputOfCase);
  const expected = listed();

  it('are those of every tool that was recorded', () => {
    assert.equal(cases.length, 1067);
    assert.equal(tools.length, 25);
    for (const { answer, name } of tools) {
      const answered = cases.filter((_, i) => answer(i) !== undefined).length;
      assert.equal(answered, cases.length, name);
    }
  });

  for (const tool of tools) {
    it(`are what ${tool.name} is said to do, but for what docs/endpoint-agreement.md lists`, () => {
      const wrong: string[] = [];
      const right: string[] = [];
      for (const [i, theCase] of cases.entries()) {
        const answer = tool.answer(i);
        if (answer === undefined || theCase.op === 'parse') continue;
        const said = outcomeOf(resolveEndpoint(inputs[i]!, tool.id, tool.version));
        const listedHere = expected.has(`${tool.name} ${theCase.id}`);
        const agrees = said === withoutText(answer);
        if (!agrees && !listedHere) wrong.push(`${theCase.id}: ${said} in place of ${answer}`);
        if (agrees && listedHere) right.push(theCase.id);
      }
      assert.deepEqual(wrong, [], 'new disagreements');
      assert.deepEqual(right, [], 'listed disagreements that are none any more');
    });
  }

  it('list no disagreement of a tool or a case that is not there', () => {
    const known = new Set(tools.flatMap(({ name }) => cases.map(({ id }) => `${name} ${id}`)));
    assert.deepEqual(
      [...expected].filter((row) => !known.has(row)),
      [],
    );
  });
});
