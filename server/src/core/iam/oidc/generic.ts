import { say } from '../../explain/sentence';
import { type Breadth, notUnderstood, type SubjectPattern } from './breadth';

/** What a pattern matches of a provider whose subjects are not known: only a bare wildcard says something. */
export function genericBreadth(pattern: SubjectPattern): Breadth {
  if (pattern.wild && /^\*+$/.test(pattern.text)) {
    return { reach: 'everyone', matches: say`every subject of the provider` };
  }
  return /[*?]/.test(pattern.text) && pattern.wild
    ? { reach: 'unknown', matches: say`every subject that matches ${pattern.text}` }
    : notUnderstood(pattern);
}
