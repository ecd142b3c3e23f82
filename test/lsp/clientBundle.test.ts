import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createContext, runInContext } from 'node:vm';

const BUNDLE = path.resolve(__dirname, '../../../dist/client.js');

/** Stands for all of `vscode`: it can be called, constructed, extended and asked for anything. */
const anything: unknown = new Proxy(class {}, {
  get: (target, key) => (key === 'prototype' ? target.prototype : anything),
  apply: () => anything,
});

describe("The client in a browser's extension host", () => {
  it('starts with what a worker has, and asks for nothing but vscode', () => {
    const asked = new Set<string>();
    const module = { exports: {} as Record<string, unknown> };
    const world = {
      module,
      exports: module.exports,
      require: (name: string) => {
        asked.add(name);
        return anything;
      },
      ...{ self: {}, setTimeout, clearTimeout, queueMicrotask, TextDecoder, TextEncoder, URL, console },
    };
    runInContext(readFileSync(BUNDLE, 'utf8'), createContext(world));
    assert.equal(typeof module.exports['activate'], 'function');
    assert.deepEqual([...asked], ['vscode']);
  });
});
