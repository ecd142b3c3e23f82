import type { Context } from '../context';
import { readable, type Text } from '../syntax/tree';
import { definingSpan, type Location } from './references';

/** A role or profile of the workspace, by name. */
export interface WorkspaceName extends Location {
  readonly name: string;
  readonly kind: 'role' | 'profile';
}

/** More than a list shows at once; the user types on. */
const LIMIT = 200;

/**
 * The roles and profiles in sight whose name has the letters of a query in their order, whatever their case.
 * @param query as typed; empty for all
 */
export function workspaceNames(query: string, subjects: Context['subjects']): WorkspaceName[] {
  const found: WorkspaceName[] = [];
  const add = (name: string, kind: WorkspaceName['kind'], location: Location) => {
    if (found.length < LIMIT && hasLetters(name, query)) found.push({ name, kind, ...location });
  };
  for (const { role, source } of subjects('trustPolicy')) {
    const span = definingSpan(role);
    const name = role.name === undefined ? (role.resource?.id ?? written(role.arn)) : written(role.name);
    if (name !== undefined && span !== undefined) add(name, 'role', { uri: source.uri, span });
  }
  for (const { name, nameSpan, source } of subjects('profile')) {
    add(name, 'profile', { uri: source.uri, span: nameSpan });
  }
  return found;
}

function written(text: Text | undefined): string | undefined {
  return text && readable(text);
}

function hasLetters(name: string, query: string): boolean {
  const lower = name.toLowerCase();
  let at = 0;
  for (const letter of query.toLowerCase()) {
    at = lower.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
