import { ruleLevels } from './levels.mjs';

const text = (description) => ({ type: 'string', minLength: 1, description });

/** One of the `cases`. */
const caseSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['caller', 'expect'],
  anyOf: [{ required: ['role'] }, { required: ['file'] }],
  properties: {
    name: text('What the case is good for, in your words.'),
    role: text('The ARN or the name of the role it is about.'),
    file: text('A glob of the files whose trust policies it is about, relative to the folder of this file.'),
    caller: text('Who calls: an ARN, an account ID of 12 digits, service:NAME, oidc:ISSUER or saml:ARN.'),
    action: text('Such as sts:TagSession. By default the action by which this kind of caller assumes roles.'),
    context: {
      type: 'object',
      description:
        'What the request carries, by condition key. An empty list says that it does not carry the key; a key that is not named is not known.',
      additionalProperties: {
        anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
      },
    },
    expect: { enum: ['allowed', 'denied'], description: 'The answer it must have.' },
  },
};

/** The JSON schema of `.sts-lens.json`. */
export function settingsSchema({ ROLE_ARN, ...rules }) {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://raw.githubusercontent.com/sts-lens/sts-lens/main/schemas/sts-lens.schema.json',
    title: 'STS Lens',
    description: 'What STS Lens looks for in the folder of this file and below it.',
    type: 'object',
    allowComments: true,
    allowTrailingCommas: true,
    additionalProperties: false,
    properties: {
      $schema: { type: 'string', description: 'The address of this schema.' },
      rules: {
        type: 'object',
        description: 'Levels of rules. A rule that is not named keeps its own.',
        additionalProperties: false,
        properties: ruleLevels(rules),
      },
      roles: {
        type: 'object',
        description:
          'Which role a trust policy file belongs to: role ARNs by glob, relative to the folder of this file. The first match counts.',
        additionalProperties: { type: 'string', pattern: ROLE_ARN.source },
        examples: [{ 'policies/reports.json': 'arn:aws:iam::111122223333:role/Reports' }],
      },
      exclude: {
        type: 'array',
        description:
          'Globs of files and folders that are not looked at, relative to the folder of this file.',
        items: { type: 'string', minLength: 1 },
        uniqueItems: true,
        examples: [['third-party/**']],
      },
      cases: {
        type: 'array',
        description:
          'Questions about roles with the answers they must have: tests of trust policies. One that fails is a finding of the rule case-fails.',
        items: caseSchema,
        examples: [
          [
            {
              name: 'strangers stay outside',
              role: 'arn:aws:iam::111122223333:role/Reports',
              caller: 'arn:aws:iam::444455556666:role/Stranger',
              expect: 'denied',
            },
          ],
        ],
      },
    },
  };
  return [{ file: 'schemas/sts-lens.schema.json', text: `${JSON.stringify(schema, undefined, 2)}\n` }];
}
