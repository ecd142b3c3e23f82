const NOTE = '<!-- Generated from the rule files by `npm run gen`. Change those, not this. -->\n\n';

/** One page per rule, and the table that leads to them. */
export function ruleDocs({ RULES, rulePage, ruleTable }) {
  const pages = RULES.map((rule) => ({ file: `docs/rules/${rule.meta.id}.md`, text: NOTE + rulePage(rule) }));
  const intro =
    'Set the level of a rule in the editor (`stsLens.rules`), in `.sts-lens.json` (`rules`) or on the command\n' +
    'line (`--rule ID=LEVEL`) to `error`, `warning`, `information`, `hint` or `off`. Hints show in the editor\n' +
    'only, or with `sts-lens check --level hint`. `syntax` takes a level too, as if it were a rule: it stands for\n' +
    'what a parser could not read.';
  const index = `${NOTE}# Rules\n\n${intro}\n\n${ruleTable(RULES, '')}\n`;
  return [{ file: 'docs/rules/README.md', text: index }, ...pages];
}

/** The folder in which only `ruleDocs` may leave Markdown. */
ruleDocs.owns = 'docs/rules';
