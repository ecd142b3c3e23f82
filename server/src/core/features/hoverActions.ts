import { type Sentence, say, series, words } from '../explain/sentence';
import { ACTION_MEANINGS } from '../iam/actionMeanings';
import { TRUST_ACTIONS } from '../iam/actions';
import type { Statement } from '../iam/policy';
import { SOURCES } from '../iam/sources';
import { actionsMatching, isActionPattern, isOtherStsAction } from '../iam/stsActions';
import { knownString } from '../syntax/tree';
import { touches } from '../text/span';
import type { Hover } from './feature';
import { hoverOf } from './hoverText';

/** The hover on an action: what it lets the principals do, or which actions a wildcard stands for. */
export function actionHover(statement: Statement, offset: number): Hover | undefined {
  const { action, notAction, effect } = statement;
  for (const element of [action, notAction]) {
    const value = element?.values.find(({ span }) => touches(span, offset));
    const text = knownString(value);
    if (value === undefined || text === undefined) continue;
    const except =
      element === notAction ? [words('Excepted: the statement speaks of all other actions.')] : [];
    const deny = effect === 'Deny' && except.length === 0 ? [words('This statement denies it.')] : [];
    return hoverOf(value.span, [...except, ...deny, ...meaningOf(text)], SOURCES.action);
  }
  return undefined;
}

function meaningOf(text: string): Sentence[] {
  const known = ACTION_MEANINGS.get(text.toLowerCase());
  if (isActionPattern(text)) {
    const matched = actionsMatching(text);
    if (matched.length === 0) return [say`${text} matches no action that a trust policy decides on.`];
    const list = series(matched.map((each) => say`${each}`));
    const which = matched.length === TRUST_ACTIONS.length ? say`all of them: ${list}` : list;
    return [say`Of the actions that a trust policy decides on it matches ${which}.`];
  }
  if (known !== undefined) return [known];
  if (isOtherStsAction(text))
    return [say`An action of STS that does not act on a role, so it does nothing in a trust policy.`];
  if (/^sts:/i.test(text))
    return [say`${text} is not among the actions that a trust policy is known to decide on.`];
  return [
    words('Not an action of STS. A trust policy says who may assume the role, not what the role may do.'),
  ];
}
