import { say, words } from '../explain/sentence';
import { POLICY_ELEMENTS, STATEMENT_ELEMENTS, type UnknownElement, unknownElements } from '../iam/elements';
import { SOURCES } from '../iam/sources';
import { changeOf } from '../repairs/removeValue';
import type { LocatedObject } from '../syntax/tree';
import type { Fix } from './finding';
import { rule } from './rule';

const TRUST = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "Service": "ec2.amazonaws.com" },
      "Action": "sts:AssumeRole"
    }
  ]
}
`;

export default rule({
  meta: {
    id: 'element-unknown',
    title: 'The policy has an element that IAM does not know',
    level: 'error',
    category: 'grammar',
    fix: 'unsafe',
    references: [SOURCES.grammar],
  },
  docs: {
    what: 'A key of the policy or of one of its statements is no element of the policy language. The names are case-sensitive: `statement` is not `Statement`.',
    why: 'IAM refuses such a policy, with `MalformedPolicyDocument: Unknown field …`. A misspelt element is also a missing one.',
    remedy:
      'Write the element as IAM does, or take it out. A policy has no element for comments; a `Sid` can carry a short name.',
  },
  examples: {
    bad: [
      {
        title: 'Case matters',
        file: 'trust.json',
        text: TRUST.replace('"Effect"', '"effect"'),
        at: '"effect"',
        fixes: [{ id: 'rename-element', text: TRUST }],
      },
      {
        title: 'A slip of the keyboard',
        file: 'trust.json',
        text: TRUST.replace('"Principal"', '"Principals"'),
        at: '"Principals"',
        fixes: [{ id: 'rename-element', text: TRUST }],
      },
      {
        title: 'A comment',
        file: 'trust.json',
        text: TRUST.replace(
          '"Version": "2012-10-17",',
          '"Version": "2012-10-17",\n  "Comment": "for the web servers",',
        ),
        at: '"Comment"',
        fixes: [{ id: 'remove-element', text: TRUST }],
      },
    ],
    good: [
      {
        title: 'An Id, and a Sid and a Condition in the statement',
        file: 'trust.json',
        text: TRUST.replace('"Statement"', '"Id": "WebServers",\n  "Statement"').replace(
          '"Effect": "Allow",',
          '"Sid": "WebServers",\n      "Effect": "Allow",\n      "Condition": {},',
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'irregularity',
  *check({ policy, source }) {
    for (const unknown of unknownElements(policy.value, POLICY_ELEMENTS)) {
      yield {
        message: say`A policy has no element ${unknown.name}${meaning(unknown)}: IAM refuses it with ${`MalformedPolicyDocument: Unknown field ${unknown.name}`}.`,
        span: unknown.entry.key.span,
        fixes: () => fixesOf(policy.value, unknown),
      };
    }
    for (const { value } of policy.statements) {
      for (const unknown of unknownElements(value, STATEMENT_ELEMENTS)) {
        yield {
          message: say`A statement has no element ${unknown.name}${meaning(unknown)}, so IAM refuses this policy.`,
          span: unknown.entry.key.span,
          fixes: () => fixesOf(value, unknown),
        };
      }
    }

    function fixesOf(object: LocatedObject, { entry, name, meant }: UnknownElement): Fix[] {
      const fixes: Fix[] = [];
      if (meant !== undefined) {
        const rename = {
          id: 'rename-element',
          title: say`Rename ${name} to ${meant}`,
          change: changeOf(source, source.edits.rename(entry, meant)),
        };
        const consequence = say`What stands there takes effect as ${meant}. Check that this is what was meant.`;
        // Refused as it is, and only one element has these letters: nobody can have meant another.
        const safe = name.toLowerCase() === meant.toLowerCase();
        fixes.push(safe ? { ...rename, safe } : { ...rename, safe, consequence });
      }
      fixes.push({
        id: 'remove-element',
        title: say`Remove ${name}`,
        safe: false,
        consequence: words('What is written there is lost.'),
        change: changeOf(source, source.edits.removeEntry(object, entry)),
      });
      return fixes;
    }
  },
});

function meaning({ name, meant }: UnknownElement) {
  if (meant === undefined) return words('');
  return name.toLowerCase() === meant.toLowerCase()
    ? say` (its name is written ${meant})`
    : say` (is ${meant} meant?)`;
}
