import { TRUST_ACTIONS } from '../iam/actions';
import { ELEMENT_MEANINGS, VERSION_MEANINGS } from '../iam/elementMeanings';
import { POLICY_ELEMENTS, STATEMENT_ELEMENTS } from '../iam/elements';
import { PRINCIPAL_TYPES } from '../iam/principals';
import { type CompletionItem, choice, keyItem, type ValueProposal, valueItem } from './completionItem';
import { keysBeside, type PolicyPlace } from './policyPlace';

const STATEMENT = `{
\t"Effect": "Allow",
\t"Principal": { "\${1|AWS,Service,Federated|}": "$2" },
\t"Action": ${`"${choice(3, TRUST_ACTIONS.slice(0, 3))}"`}
}`;

const VALUES: Readonly<Record<string, string>> = {
  Version: '"2012-10-17"',
  Id: '"$1"',
  Statement: `[\n\t${STATEMENT.replaceAll('\n', '\n\t')}\n]`,
  Sid: '"$1"',
  Effect: `"${choice(1, ['Allow', 'Deny'])}"`,
  Principal: '{ "${1|AWS,Service,Federated|}": "$2" }',
  Action: '"$1"',
  NotAction: '"$1"',
  Condition: '{ "$1": { "$2": "$3" } }',
};

/** What excludes what: of these pairs a statement has one. Source: IAM User Guide, "Grammar of the IAM JSON policy language". */
const INSTEAD: Readonly<Record<string, string>> = {
  Principal: 'NotPrincipal',
  NotPrincipal: 'Principal',
  Action: 'NotAction',
  NotAction: 'Action',
};

/** Elements that are offered last: they say nothing, or are seldom what somebody wants. */
const LAST = ['Sid', 'Id', 'NotAction'];

/** The elements of a policy that are not there yet. */
export function policyElements(at: PolicyPlace): CompletionItem[] {
  return elements(at, POLICY_ELEMENTS);
}

/** The elements of a statement that are not there yet; never those that IAM refuses in a trust policy. */
export function statementElements(at: PolicyPlace): CompletionItem[] {
  return elements(
    at,
    STATEMENT_ELEMENTS.filter((name) => !name.endsWith('Resource') && name !== 'NotPrincipal'),
  );
}

function elements(at: PolicyPlace, names: readonly string[]): CompletionItem[] {
  const there = keysBeside(at);
  return names
    .filter((name) => !there.has(name) && !there.has(INSTEAD[name] ?? ''))
    .map((label, i) =>
      keyItem(at.place, {
        label,
        kind: 'element',
        order: i + (LAST.includes(label) ? 100 : 0),
        value: VALUES[label] ?? '"$1"',
        about: ELEMENT_MEANINGS.has(label) ? { topic: 'element', name: label } : undefined,
      }),
    );
}

/** A whole statement, where one can stand. */
export function statementValues(at: PolicyPlace): CompletionItem[] {
  const list = at.container?.kind === 'array';
  return values(at, [
    {
      label: 'Statement that allows',
      kind: 'element',
      text: list ? STATEMENT : VALUES['Statement']!,
      json: true,
      about: { topic: 'element', name: 'Statement' },
    },
  ]);
}

export function versionValues(at: PolicyPlace): CompletionItem[] {
  const versions = [...VERSION_MEANINGS.keys()];
  return values(
    at,
    versions.map((label, order) => ({
      label,
      kind: 'keyword',
      order,
      about: { topic: 'version', name: label },
    })),
  );
}

export function effectValues(at: PolicyPlace): CompletionItem[] {
  return values(
    at,
    ['Allow', 'Deny'].map((label, order) => ({
      label,
      kind: 'keyword',
      order,
      about: { topic: 'effect', name: label },
    })),
  );
}

/** The type keys of a Principal element that are not there yet. */
export function principalTypes(at: PolicyPlace): CompletionItem[] {
  const there = keysBeside(at);
  return PRINCIPAL_TYPES.filter((type) => !there.has(type)).map((label, order) =>
    keyItem(at.place, {
      label,
      kind: 'element',
      order,
      value: '"$1"',
      about: { topic: 'type', name: label },
    }),
  );
}

/** The types of principals where they are values. */
export function typeValues(at: PolicyPlace): CompletionItem[] {
  return values(
    at,
    PRINCIPAL_TYPES.map((label, order) => ({
      label,
      kind: 'element',
      order,
      about: { topic: 'type', name: label },
    })),
  );
}

/** The value of a Principal element: an object with a type. */
export function principalValues(at: PolicyPlace): CompletionItem[] {
  return values(
    at,
    PRINCIPAL_TYPES.slice(0, 3).map((type, order) => ({
      label: `{ "${type}": … }`,
      kind: 'element',
      order,
      text: `{ "${type}": "$1" }`,
      json: true,
      about: { topic: 'type', name: type },
    })),
  );
}

function values({ place }: PolicyPlace, proposals: readonly ValueProposal[]): CompletionItem[] {
  return proposals.map((proposal) => valueItem(place, proposal)).filter((each) => each !== undefined);
}
