import { say, words } from '../explain/sentence';
import { SOURCES } from '../iam/sources';
import { changeOf } from '../repairs/removeValue';
import { knownString } from '../syntax/tree';
import { TRUST_POLICIES } from './references';
import { rule } from './rule';

const TRUST = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {
        "AWS": "arn:aws:iam::111122223333:role/Deployer"
      },
      "Action": "sts:AssumeRole"
    }
  ]
}
`;
const withResource = (element: string, resource: string) =>
  TRUST.replace('"sts:AssumeRole"', `"sts:AssumeRole",\n      "${element}": "${resource}"`);

export default rule({
  meta: {
    id: 'trust-resource',
    title: 'A trust policy names a resource',
    level: 'error',
    category: 'grammar',
    fix: 'unsafe',
    references: [SOURCES.grammar, TRUST_POLICIES],
  },
  docs: {
    what: 'A statement of the trust policy has a `Resource` or `NotResource` element.',
    why: 'A trust policy always speaks of the role it is attached to. IAM refuses one that names a resource: `MalformedPolicyDocument: Has prohibited field Resource`.',
    remedy:
      'Remove the element. If the statement was meant to give permissions, it belongs in a permissions policy of the role.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: withResource('Resource', '*'),
        at: '"Resource"',
        fixes: [{ id: 'remove-resource', text: TRUST }],
      },
      {
        title: 'NotResource is no better',
        file: 'trust.json',
        text: withResource('NotResource', 'arn:aws:iam::111122223333:role/Other'),
        at: '"NotResource"',
        fixes: [{ id: 'remove-resource', text: TRUST }],
      },
    ],
    good: [
      { file: 'trust.json', text: TRUST },
      {
        title: 'A permissions policy must name a resource',
        file: 'permissions.json',
        text: withResource('Resource', 'arn:aws:iam::111122223333:role/Other').replace(
          / *"Principal": \{[^}]*\},\n/,
          '',
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'irregularity',
  *check({ policy, source }) {
    for (const { value, resource, notResource } of policy.statements) {
      for (const [name, element] of Object.entries({ Resource: resource, NotResource: notResource })) {
        if (element === undefined) continue;
        const { entry } = element;
        const sentence =
          name === 'Resource'
            ? say` with ${'MalformedPolicyDocument: Has prohibited field Resource'}`
            : words('');
        const every = name === 'Resource' && element.values.every((each) => knownString(each) === '*');
        const shared = {
          id: 'remove-resource',
          title: say`Remove ${name}`,
          change: changeOf(source, source.edits.removeEntry(value, entry)),
        };
        yield {
          message: say`A trust policy speaks of its own role and cannot name a resource: IAM refuses it${sentence}.`,
          span: entry.key.span,
          fixes: () => [
            every
              ? { ...shared, safe: true }
              : {
                  ...shared,
                  safe: false,
                  consequence: words(
                    'The statement then speaks of the role it is attached to. If it was meant to give permissions, it belongs in a permissions policy instead.',
                  ),
                },
          ],
        };
      }
    }
  },
});
