import { say } from '../explain/sentence';
import { SOURCES } from '../iam/sources';
import { inFile } from '../repairs/trustedEdits';
import { plainOf } from '../syntax/plain';
import { knownString } from '../syntax/tree';
import type { Fix } from './finding';
import { rule } from './rule';
import { trustExample } from './trustExample';

const DENY_OTHERS = trustExample('{ "AWS": "arn:aws:iam::111122223333:role/Deploy" }')
  .replace('"Allow"', '"Deny"')
  .replace('"Principal"', '"NotPrincipal"');

export default rule({
  meta: {
    id: 'trust-not-principal',
    title: 'NotPrincipal in a trust policy',
    level: 'error',
    category: 'trust',
    fix: 'unsafe',
    references: [SOURCES.notPrincipal],
  },
  docs: {
    what: 'A statement of the trust policy has a `NotPrincipal` element.',
    why: 'Some resource-based policies may say whom they do not mean; a role trust policy may not. IAM refuses to save it. With `Allow` it would trust everybody but those named.',
    remedy:
      'Trust those you mean with `Principal`. To keep all others out, deny `{"AWS": "*"}` with the condition `ArnNotEquals` on `aws:PrincipalArn`.',
  },
  examples: {
    bad: [
      {
        title: 'Everybody but one role is denied',
        file: 'trust.json',
        text: DENY_OTHERS,
        at: '"NotPrincipal"',
        fixes: [
          {
            id: 'deny-by-condition',
            text: trustExample(
              '{\n        "AWS": "*"\n      }',
              '"sts:AssumeRole"',
              '{\n        "ArnNotEquals": {\n          "aws:PrincipalArn": [\n            "arn:aws:iam::111122223333:role/Deploy"\n          ]\n        }\n      }',
            ).replace('"Allow"', '"Deny"'),
          },
        ],
      },
    ],
    good: [
      {
        title: 'Those meant are named',
        file: 'trust.json',
        text: trustExample('{ "AWS": "arn:aws:iam::111122223333:role/Deploy" }'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'irregularity',
  *check(subject) {
    for (const statement of subject.policy.statements) {
      const { notPrincipal } = statement;
      if (notPrincipal === undefined) continue;
      yield {
        message: say`NotPrincipal cannot be used in a role trust policy: IAM refuses to save it. Name the trusted principals with Principal, and exceptions with a condition on aws:PrincipalArn.`,
        span: notPrincipal.entry.key.span,
        fixes: () => {
          const arns = notPrincipal.groups.flatMap((group) =>
            group.type === 'AWS' ? group.values.map((v) => knownString(v)) : [undefined],
          );
          const plain = arns.every(
            (arn) => arn !== undefined && /^arn:[\w-]+:iam::\d{12}:(?:role|user)\/[^*?]+$/.test(arn),
          );
          const free = statement.conditionEntry === undefined && statement.principal === undefined;
          if (statement.effect !== 'Deny' || !plain || arns.length === 0 || !free) return [];
          const { edits, uri } = subject.source;
          const { value } = notPrincipal.entry;
          if (value === undefined || plainOf(value) === undefined) return [];
          const fix: Fix = {
            id: 'deny-by-condition',
            title: say`Deny all whose aws:PrincipalArn is not among those named`,
            safe: false,
            consequence: say`AWS does not document whether the new statement also denies services and users of identity providers.`,
            change: {
              kind: 'edits',
              files: inFile({ uri, edits }, [
                ...edits.rename(notPrincipal.entry, 'Principal'),
                ...edits.replace(value, { AWS: '*' }),
                ...edits.set(
                  statement.value,
                  'Condition',
                  { ArnNotEquals: { 'aws:PrincipalArn': arns as string[] } },
                  statement.action ? 'Action' : 'NotPrincipal',
                ),
              ]),
            },
          };
          return [fix];
        },
      };
    }
  },
});
