import { strict as assert } from 'node:assert';
import { turns } from '../../server/src/lsp/runtime';

describe('Long work', () => {
  it('lets others have their turn from time to time, and not at every step', async () => {
    let now = 0;
    let pauses = 0;
    const timers = {
      now: () => now,
      after(_: number, run: () => void) {
        pauses++;
        setImmediate(run);
        return () => {};
      },
    };
    const turn = turns(timers);
    let heard = false;
    setImmediate(() => {
      heard = true;
    });
    for (let step = 0; step < 30; step++) {
      now += 1;
      await turn();
    }
    assert.equal(pauses, 2);
    assert.ok(heard);
  });
});
