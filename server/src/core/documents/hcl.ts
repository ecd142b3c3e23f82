import { parseHcl } from '../syntax/hcl';
import { decoded } from '../text/uri';
import type { DocumentKind, Opened, Reading } from './kind';
import { unread } from './terraform/unread';

/**
 * Other files in HCL, such as those of Terragrunt and Packer. What they set is looked for as in any text; here is said
 * only where they cannot be read, and only of files that have to do with roles or STS.
 */
export const hcl: DocumentKind = { id: 'hcl', read };

function read({ uri, languageId, text }: Opened): Reading | undefined {
  if (languageId !== 'hcl' && !/\.hcl$/i.test(decoded(uri))) return undefined;
  if (!/\baws_iam_|\bStatement\b|\bassume_role\b|\brole_arn\b|\biam_role\b|\bsts\b/.test(text))
    return undefined;
  const file = parseHcl(text);
  const [first] = file.broken;
  // Names in quotes are those of the first version of HCL, which some tools still read.
  if (first === undefined || text[first.start] === '"') return undefined;
  const problems = unread(file);
  return problems.length === 0 ? undefined : { root: undefined, subjects: [], problems };
}
