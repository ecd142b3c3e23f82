import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds fault with in a frame, best practices included. The frame's own policy lets no script in, but what a
 * debugger evaluates is not under it.
 * @param {import('playwright-core').Frame} frame
 */
export async function faultsIn(frame) {
  await frame.evaluate(source);
  return frame.evaluate(async () => {
    const { violations } = await /** @type {any} */ (globalThis).axe.run(document, {
      resultTypes: ['violations'],
    });
    return violations.map((/** @type {any} */ { id, help, nodes }) => ({
      rule: id,
      help,
      elements: nodes.slice(0, 5).map((/** @type {any} */ { html, any, all, none }) => {
        const why = [...any, ...all, ...none][0];
        return `${html.slice(0, 200)} ${why ? why.message : ''}`;
      }),
    }));
  });
}
