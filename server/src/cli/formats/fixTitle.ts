import { plain } from '../../core/explain/sentence';
import type { Fix } from '../../core/rules/finding';

/** The title of a fix. Dots at its end say that an editor will ask; on the command line nobody does. */
export function fixTitle({ title }: Fix): string {
  return plain(title).replace(/…$/, '');
}
