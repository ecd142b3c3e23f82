import type { Source, TrustPolicySubject } from '../documents/subjects';
import { type Sentence, say } from '../explain/sentence';
import type { Statement } from '../iam/policy';
import { standsAlone, type Trusted } from '../iam/trusted';
import type { Fix } from '../rules/finding';
import type { Plain } from '../syntax/syntax';
import { entryOf, knownString, type LocatedValue, listOf } from '../syntax/tree';
import { type FileEdit, type TextEdit, together } from '../text/edit';
import { addClause } from './conditionEdits';

/** The edits as those of one file. What several of them bring along, such as a function around a string, is made once. */
export function inFile(source: Source, edits: readonly TextEdit[]): readonly FileEdit[] {
  const once = new Map(edits.map((edit) => [`${edit.span.start} ${edit.span.end} ${edit.text}`, edit]));
  return [{ uri: source.uri, edits: [...once.values()] }];
}

/**
 * Takes a value out of a `Principal` element: out of its list, or with its type's line.
 * @returns undefined when nothing else stands in the element, which must not become empty
 */
export function removeTrusted(subject: TrustPolicySubject, trusted: Trusted): TextEdit[] | undefined {
  const { edits } = subject.source;
  const list = trusted.group.entry.value;
  const element = trusted.statement.principal?.entry.value;
  if (standsAlone(trusted) || list === undefined || element?.kind !== 'object') return undefined;
  if (list.kind === 'array' && list.items.length > 1) return edits.removeItem(list, trusted.node);
  return element.entries.length > 1 ? edits.removeEntry(element, trusted.group.entry) : undefined;
}

/**
 * Moves a value to another type of the same `Principal` element, such as from `AWS` to `Service`.
 * @returns undefined when the two edits would touch each other
 */
export function moveTrusted(
  subject: TrustPolicySubject,
  trusted: Trusted,
  type: string,
): TextEdit[] | undefined {
  const { edits } = subject.source;
  const { group, node } = trusted;
  const element = trusted.statement.principal?.entry.value;
  const list = group.entry.value;
  if (element?.kind !== 'object' || list === undefined || trusted.text === undefined) return undefined;
  const target = entryOf(element, type);
  const alone = list.kind !== 'array' || list.items.length === 1;
  if (target === undefined && alone) return edits.rename(group.entry, type);
  if (target !== undefined && target.value === undefined) return undefined;
  const there = listOf(target?.value).some((value) => knownString(value) === trusted.text);
  const added = there
    ? []
    : target?.value
      ? edits.append(target.value, [trusted.text])
      : edits.set(element, type, trusted.text);
  const removed = alone ? edits.removeEntry(element, group.entry) : edits.removeItem(list, node);
  return together([...removed, ...added]);
}

/** A fix that writes another value in place of a principal's. */
export function replaceFix(
  subject: TrustPolicySubject,
  node: LocatedValue,
  by: string,
  rest: {
    readonly id?: string;
    readonly safe: boolean;
    readonly consequence?: Sentence;
    readonly title?: Sentence;
  },
): Fix {
  const { id = 'write-as-meant', safe, consequence, title = say`Write ${by}` } = rest;
  return {
    id,
    title,
    safe,
    ...(consequence === undefined ? {} : { consequence }),
    change: { kind: 'edits', files: inFile(subject.source, subject.source.edits.replace(node, by)) },
  };
}

/** A fix that removes one principal, where others remain; none where it stands alone. */
export function removeFix(subject: TrustPolicySubject, trusted: Trusted, consequence?: Sentence): Fix[] {
  const edits = removeTrusted(subject, trusted);
  if (edits === undefined || trusted.text === undefined) return [];
  const rest = consequence === undefined ? { safe: true } : { safe: false, consequence };
  const title = say`Remove ${trusted.text}`;
  return [
    {
      id: 'remove-principal',
      title,
      ...rest,
      change: { kind: 'edits', files: inFile(subject.source, edits) },
    },
  ];
}

/**
 * Adds a condition to a statement, beside those it has.
 * @returns undefined when the statement already tests this key with this operator, or its Condition is not plain
 */
export function addCondition(
  subject: TrustPolicySubject,
  statement: Statement,
  operator: string,
  key: string,
  value: Plain,
): TextEdit[] | undefined {
  const { edits } = subject.source;
  if (statement.conditionEntry === undefined) {
    const after = statement.action === undefined ? 'Principal' : 'Action';
    return edits.set(statement.value, 'Condition', { [operator]: { [key]: value } }, after);
  }
  return addClause(subject.source, statement, operator, key, value);
}
