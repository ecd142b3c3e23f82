import { say, series, words } from '../explain/sentence';
import { TRUST_ACTIONS, type TrustAction, trustAction } from '../iam/actions';
import { neededActions } from '../iam/neededActions';
import type { ListElement, Statement } from '../iam/policy';
import { SOURCES } from '../iam/sources';
import { changeOf, removeValue } from '../repairs/removeValue';
import { knownString, type LocatedValue } from '../syntax/tree';
import { closest } from '../text/closest';
import type { Fix } from './finding';
import { rule } from './rule';

const ROLE = `{
  "RoleName": "Reports",
  "AssumeRolePolicyDocument": {
    "Version": "2012-10-17",
    "Statement": [
      {
        "Effect": "Allow",
        "Principal": { "Service": "ec2.amazonaws.com" },
        "Action": ["sts:AssumeRole"]
      }
    ]
  }
}
`;
const ANSWER = 'MalformedPolicyDocument: AssumeRole policy may only specify STS AssumeRole actions.';

export default rule({
  meta: {
    id: 'action-not-sts',
    title: 'A trust policy has an action that is not of STS',
    level: 'error',
    category: 'grammar',
    fix: 'unsafe',
    references: [SOURCES.stsActions, SOURCES.action],
  },
  docs: {
    what: 'A statement of the trust policy has an action of another service, such as `s3:GetObject`, or an action without the name of its service.',
    why: 'A trust policy says who may assume the role, not what the role may do. IAM refuses other actions: `AssumeRole policy may only specify STS AssumeRole actions` is its answer.',
    remedy: 'Remove the action. If the role needs it, allow it in a permissions policy of the role.',
  },
  examples: {
    bad: [
      {
        file: 'role.json',
        text: ROLE.replace('"sts:AssumeRole"', '"sts:AssumeRole", "s3:GetObject"'),
        at: '"s3:GetObject"',
        fixes: [{ id: 'remove-action', text: ROLE }],
      },
      {
        title: 'The service is missing',
        file: 'role.json',
        text: ROLE.replace('sts:AssumeRole', 'AssumeRole'),
        at: '"AssumeRole"',
        fixes: [{ id: 'write-action', text: ROLE }],
      },
      {
        title: 'Nothing would be left, so the action that the principal uses is written instead',
        file: 'role.json',
        text: ROLE.replace('sts:AssumeRole', 'ec2:*'),
        at: '"ec2:*"',
        fixes: [{ id: 'write-action', text: ROLE }],
      },
    ],
    good: [
      { file: 'role.json', text: ROLE },
      {
        title: 'Case does not matter',
        file: 'role.json',
        text: ROLE.replace('sts:AssumeRole', 'STS:assumerole'),
      },
      {
        title: 'A value to be filled in',
        file: 'role.json',
        text: ROLE.replace('"sts:AssumeRole"', '"sts:AssumeRole", "<service>:Action"'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'furtherAction',
  *check({ policy, source }) {
    for (const statement of policy.statements) {
      for (const element of [statement.action, statement.notAction]) {
        for (const value of element?.values ?? []) {
          const written = knownString(value);
          if (element === undefined || written === undefined || isOfSts(written)) continue;
          const prefixed = plainForm(written);
          // What IAM answers to an action without a service is another sentence, not sure enough to quote.
          const answer = /^[\w-]+:/.test(written)
            ? say`; IAM answers ${ANSWER}`
            : words(', so IAM refuses this policy.');
          const message =
            prefixed === undefined
              ? say`${written === '' ? words('An empty string') : say`The action ${written}`} is not an action of STS. A trust policy takes no other${answer}`
              : say`The action ${written} is not written as IAM expects it, which is ${prefixed}, so IAM refuses this policy.`;
          yield { message, span: value.span, fixes: () => fixesOf(statement, element, value, written) };
        }
      }
    }

    function fixesOf(
      statement: Statement,
      element: ListElement,
      value: LocatedValue,
      written: string,
    ): Fix[] {
      const fixes: Fix[] = [];
      const prefixed = plainForm(written);
      const write = (actions: readonly string[]) => ({
        id: 'write-action',
        title: say`Write ${series(actions.map((action) => say`${action}`))} instead of ${written}`,
        change: changeOf(source, source.edits.replace(value, actions.length === 1 ? actions[0]! : actions)),
      });
      const consequence = words('The statement then takes effect for its principals.');
      // Refused as it is, and no other action has this name.
      if (prefixed !== undefined) return [{ ...write([prefixed]), safe: true }];
      const meant = closest(written, TRUST_ACTIONS);
      if (meant !== undefined) fixes.push({ ...write([meant]), safe: false, consequence });
      const change = removeValue(source, element.entry.value, value);
      if (change !== undefined) {
        fixes.push({
          id: 'remove-action',
          title: say`Remove ${written}`,
          safe: false,
          consequence: words('If the role needs this action, allow it in a permissions policy of the role.'),
          change,
        });
      } else if (meant === undefined && element === statement.action) {
        const needed = neededActions(statement);
        if (needed !== undefined && (needed.length === 1 || element.entry.value === value)) {
          fixes.push({ ...write(needed), safe: false, consequence });
        }
      }
      return fixes;
    }
  },
});

/** The action that is meant when only its service is missing, or blanks stand around it. */
function plainForm(written: string): TrustAction | undefined {
  return trustAction(`sts:${written.trim()}`) ?? trustAction(written.trim());
}

/** Whether a value is an action of STS, or a pattern that may be one. */
function isOfSts(written: string): boolean {
  const colon = written.indexOf(':');
  const service = colon < 0 ? written : written.slice(0, colon);
  return /[*?]/.test(service) || (colon >= 0 && service.toLowerCase() === 'sts');
}
