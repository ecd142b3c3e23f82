import { type Sentence, say, words } from '../explain/sentence';
import { conditionKey } from '../iam/conditionKeyData';
import { keyFault } from '../iam/nearestConditionKey';
import { policyVariables } from '../iam/policyVariables';
import { clausesOf } from '../iam/readClauses';
import { SOURCES } from '../iam/sources';
import type { Span } from '../text/span';
import { conditionExample } from './conditionExample';
import type { Report } from './finding';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';

const RIGHT = conditionExample('{ "StringLike": { "sts:RoleSessionName": "${aws:username}-*" } }');

/** What stands at the beginning of a variable of IAM. */
const BEGINNING = /^\$\{(?:aws|sts|saml):[\w/-]/i;

export default rule({
  meta: {
    id: 'policy-variable-invalid',
    title: 'A policy variable is misspelt',
    level: 'warning',
    category: 'condition',
    fix: 'none',
    references: [SOURCES.variables, ACCESS_ANALYZER],
  },
  docs: {
    what: 'A condition value has a policy variable without its closing brace, or one whose key looks like a misspelt key of `aws:`, `sts:` or `saml:`.',
    why: 'IAM cannot put a value in its place, so the test does not match; AWS says that a variable without a value may make the whole statement invalid.',
    remedy: 'Write the variable as `${aws:KeyName}`, with a key that the request carries.',
  },
  examples: {
    bad: [
      {
        title: 'The brace is missing',
        file: 'trust.json',
        text: RIGHT.replace('${aws:username}-*', '${aws:username'),
        at: '"${aws:username"',
      },
      {
        title: 'A slip of the keyboard',
        file: 'trust.json',
        text: RIGHT.replace('aws:username', 'aws:usrname'),
        at: '${aws:usrname}',
      },
    ],
    good: [
      { file: 'trust.json', text: RIGHT },
      {
        title: 'A default value, and an escape',
        file: 'trust.json',
        text: RIGHT.replace('${aws:username}-*', "${aws:PrincipalTag/team, 'none'}-${*}"),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy }) {
    for (const { text, span } of policyVariables(policy).slice(0, 50)) {
      const key = text.slice(2, -1).split(',')[0]!.trim();
      if (!key.includes(':') || conditionKey(key) !== undefined) continue;
      const fault = keyFault(key);
      if (fault === undefined || fault.kind === 'tag' || fault.meant === undefined) continue;
      yield report(say`AWS documents no key ${key} for the variable ${text}. Is ${fault.meant} meant?`, span);
    }
    for (const { clause } of clausesOf(policy)) {
      for (const value of clause.values) {
        if (value.kind !== 'string') continue;
        const open = value.text.pieces.some((piece) => piece.kind === 'literal' && isOpen(piece.value));
        if (open) yield report(words('A policy variable in this value has no closing brace.'), value.span);
      }
    }
  },
});

function report(what: Sentence, span: Span): Report {
  return { message: say`${what} IAM puts no value in its place, so the test cannot match as meant.`, span };
}

/** Whether a variable begins in the text and the text ends before its brace. */
function isOpen(text: string): boolean {
  const at = text.lastIndexOf('${');
  return at >= 0 && !text.includes('}', at) && BEGINNING.test(text.slice(at, at + 12));
}
