import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const START = '<!-- rules:start -->';
const END = '<!-- rules:end -->';

/** The table of rules in the README, between two marks; all else in it is written by hand. */
export function readme({ RULES, ruleTable }, root) {
  const file = 'README.md';
  const at = path.join(root, file);
  const before = existsSync(at) ? readFileSync(at, 'utf8') : `# STS Lens\n\n${START}\n${END}\n`;
  const start = before.indexOf(START);
  const end = before.indexOf(END);
  if (start === -1 || end < start)
    throw new Error(`${file} has no ${START} … ${END} to put the rules between.`);
  const table = `\n\n${ruleTable(RULES, 'docs/rules/')}\n\n`;
  return [{ file, text: before.slice(0, start + START.length) + table + before.slice(end) }];
}
