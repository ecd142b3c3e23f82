import { strict as assert } from 'node:assert';
import type { Editor } from './editor';

/** A file with one role. */
export function role(name: string): string {
  return `{"RoleName": "${name}", "AssumeRolePolicyDocument": {"Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}}`;
}

/** The names of the roles that the server knows of, in the order of letters. */
export async function roleNames(editor: Editor): Promise<string[]> {
  const found = await editor.connection.sendRequest<{ name: string }[]>('workspace/symbol', { query: '' });
  return found.map(({ name }) => name).sort();
}

/** Waits until the server knows of these roles and no other. */
export async function knownRoles(editor: Editor, ...expected: string[]): Promise<void> {
  const end = Date.now() + 5000;
  while (Date.now() < end && (await roleNames(editor)).join() !== expected.join()) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.deepEqual(await roleNames(editor), expected);
}
