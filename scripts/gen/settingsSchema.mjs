import { ruleLevels } from './levels.mjs';

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
    },
  };
  return [{ file: 'schemas/sts-lens.schema.json', text: `${JSON.stringify(schema, undefined, 2)}\n` }];
}
