/** What each level means, for the completion list of an editor. */
const LEVELS = {
  error: 'Fails the command line, red in the editor.',
  warning: 'Fails the command line unless told otherwise, yellow in the editor.',
  information: 'Shown, and fails nothing.',
  hint: 'Shown in the editor only, as faint dots.',
  off: 'Not looked for.',
};

/** The JSON schema of `rules`: one property per rule. `markdownDescription` and `enumDescriptions` are VS Code's. */
export function ruleLevels({ RULES, SYNTAX, SYNTAX_MEANING }) {
  const level = (own, description) => ({
    type: 'string',
    enum: Object.keys(LEVELS),
    enumDescriptions: Object.values(LEVELS),
    default: own,
    description: `${description} Its own level: ${own}.`,
  });
  return Object.fromEntries([
    ...RULES.map(({ meta }) => [meta.id, level(meta.level, `${meta.title}.`)]),
    [SYNTAX, level('warning', SYNTAX_MEANING)],
  ]);
}
