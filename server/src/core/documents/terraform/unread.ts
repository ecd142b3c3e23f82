import type { HclFile } from '../../syntax/hcl/tree';
import type { Problem } from '../../syntax/syntax';

/** Marks of tools that write the file before Terraform reads it: Jinja, Go templates, ERB. */
const TEMPLATE = /\{\{|\{[%#]|<%/;

/**
 * What keeps a part of a file from being read. Only the first place is told: what follows may be an echo of it. Nothing
 * is told of a template, which becomes HCL only once it is filled in.
 */
export function unread({ text, broken: [first] }: HclFile): readonly Problem[] {
  if (first === undefined) return [];
  const { start, end } = first.problem.span;
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, end) + /^[^\n]*/.exec(text.slice(end))![0];
  return TEMPLATE.test(line) ? [] : [first.problem];
}
