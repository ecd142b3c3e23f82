import { jsonTemplate } from '../syntax/jsonTemplate';
import { knownString, type LocatedValue, propertyOf } from '../syntax/tree';
import { viewOf } from '../syntax/view';
import type { DocumentKind, Opened, Reading } from './kind';
import type { ReadMemory } from './memory';
import { subjectsIn } from './policiesInTree';
import { withTheirRole } from './terraform/readPolicies';

/**
 * Policies in JSON: a bare policy document, or any JSON that holds some, such as the output of `aws iam get-role`,
 * `list-roles`, `get-role-policy` and `get-account-authorization-details`, and that of tools which leave the policy
 * a string, URL-encoded or not.
 */
export const iamJson: DocumentKind = { id: 'iam-json', read };

function read(file: Opened, memory?: ReadMemory): Reading | undefined {
  const { text, uri } = file;
  if (!beginsAsJson(text) || !/Statement\\*"|Statement%22|"AssumeRolePolicyDocument"/.test(text)) {
    return undefined;
  }
  const view = viewOf(jsonTemplate, text, memory);
  const { root, problems, tolerated } = view;
  // Text that begins like JSON and yields nothing is too deep: it may hold policies, so that is said.
  if (root === undefined) return { root, subjects: [], problems };
  if (isTemplate(root)) return undefined;
  // The policies in a log are those of calls that were made: nobody can put them right there.
  const log = /"eventSource"/.test(text) && /"eventName"/.test(text);
  const strings = { read: !log };
  const source = memory?.source(uri, () => view.edits) ?? { uri, edits: view.edits };
  const found = subjectsIn(view, source, strings, tolerated, memory);
  const subjects = withTheirRole(file, found);
  return subjects.length === 0 ? undefined : { root, subjects, problems };
}

/** Whether the first thing in a text is an opening bracket; blanks and comments may stand before it. */
function beginsAsJson(text: string): boolean {
  const blank = /(?:[\s\uFEFF]+|\/\/[^\r\n]*)+/y;
  let at = 0;
  for (;;) {
    blank.lastIndex = at;
    if (blank.test(text)) at = blank.lastIndex;
    if (!text.startsWith('/*', at)) return text[at] === '{' || text[at] === '[';
    const end = text.indexOf('*/', at + 2);
    if (end < 0) return false;
    at = end + 2;
  }
}

/** CloudFormation templates have a document kind of their own: their values are expressions. */
function isTemplate(root: LocatedValue | undefined): boolean {
  const resources = propertyOf(root, 'Resources');
  if (resources?.kind !== 'object') return false;
  return resources.entries.some((entry) =>
    /^(?:AWS|Custom|Alexa)::/.test(knownString(propertyOf(entry.value, 'Type')) ?? ''),
  );
}
