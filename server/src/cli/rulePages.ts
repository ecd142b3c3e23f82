import { RULES } from '../core/rules/list';
import { rulePage } from './rulePage';

/** The page of a rule, in Markdown, or undefined where there is no rule of this id. */
export function pageOf(id: string): string | undefined {
  const rule = RULES.find(({ meta }) => meta.id === id);
  return rule && rulePage(rule);
}
