import { words } from '../explain/sentence';
import { typeOf } from '../iam/principalType';
import { SOURCES } from '../iam/sources';
import { changeOf } from '../repairs/removeValue';
import type { Plain } from '../syntax/syntax';
import { knownString, type LocatedValue } from '../syntax/tree';
import type { Fix } from './finding';
import { rule } from './rule';
import { trustExample } from './trustExample';

const TYPED = `{
        "AWS": "arn:aws:iam::111122223333:role/Deployer",
        "Service": [
          "ec2.amazonaws.com",
          "lambda.amazonaws.com"
        ]
      }`;

export default rule({
  meta: {
    id: 'principal-not-object',
    title: 'A Principal is a list or another value without types',
    level: 'error',
    category: 'grammar',
    fix: 'unsafe',
    references: [SOURCES.principal, SOURCES.grammar],
  },
  docs: {
    what: 'The Principal of a statement is a list, a number or nothing instead of an object with types.',
    why: 'A Principal is an object whose keys are types, `AWS`, `Service` and `Federated`; the lists stand under the types. IAM refuses another shape.',
    remedy: 'Write each principal under its type: `{"AWS": ["…", "…"], "Service": "…"}`.',
  },
  examples: {
    bad: [
      {
        title: 'A list without types',
        file: 'trust.json',
        text: trustExample(
          '["arn:aws:iam::111122223333:role/Deployer", "ec2.amazonaws.com", "lambda.amazonaws.com"]',
        ),
        at: '["arn:aws:iam::111122223333:role/Deployer", "ec2.amazonaws.com", "lambda.amazonaws.com"]',
        fixes: [{ id: 'add-types', text: trustExample(TYPED) }],
      },
      {
        title: 'The list stands outside instead of inside',
        file: 'trust.json',
        text: trustExample('[{ "Service": "ec2.amazonaws.com" }]'),
        at: '[{ "Service": "ec2.amazonaws.com" }]',
      },
    ],
    good: [
      { file: 'trust.json', text: trustExample(TYPED) },
      {
        title: 'A value this file does not say',
        file: 'trust.json',
        text: trustExample('{ "Ref": "TrustedPrincipals" }'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'irregularity',
  *check({ policy, source }) {
    for (const { principal, notPrincipal } of policy.statements) {
      for (const element of [principal, notPrincipal]) {
        const value = element?.entry.value;
        // Strings are the matter of principal-bare-wildcard, empty lists that of empty-list.
        if (value?.kind !== 'scalar' && value?.kind !== 'array') continue;
        if (value.kind === 'array' && value.items.length === 0) continue;
        yield {
          message: words(
            'A Principal is an object with types, such as {"AWS": …} or {"Service": …}; IAM refuses this one.',
          ),
          span: value.span,
          fixes: (): Fix[] => {
            const typed = withTypes(value);
            if (typed === undefined) return [];
            return [
              {
                id: 'add-types',
                title: words('Write each principal under its type'),
                safe: false,
                consequence: words('The statement takes effect for these principals.'),
                change: changeOf(source, source.edits.replace(value, typed)),
              },
            ];
          },
        };
      }
    }
  },
});

/** The strings of a list under their types; undefined when the type of one cannot be told by its form. */
function withTypes(value: LocatedValue): Plain | undefined {
  const byType: Record<string, string[]> = {};
  for (const item of value.kind === 'array' ? value.items : []) {
    const text = knownString(item);
    const type = text === undefined ? undefined : typeOf(text);
    if (text === undefined || type === undefined) return undefined;
    byType[type] = [...(byType[type] ?? []), text];
  }
  const types = Object.entries(byType);
  if (types.length === 0) return undefined;
  return Object.fromEntries(types.map(([type, texts]) => [type, texts.length === 1 ? texts[0]! : texts]));
}
