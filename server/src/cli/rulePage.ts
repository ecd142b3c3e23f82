import type { AnyRule, BadExample, GoodExample } from '../core/rules/rule';
import { compareTexts } from './diff';

const FIX: Readonly<Record<AnyRule['meta']['fix'], string>> = {
  safe: 'safe: `--fix` and fixing all on save make it',
  unsafe: 'offered; made unasked only where nobody could regret it',
  none: 'none',
};

/** The page of a rule, in Markdown: what `docs/rules` holds and `sts-lens rule ID` prints. */
export function rulePage(rule: AnyRule): string {
  const { meta, docs, examples } = rule;
  const parts = [
    `# ${meta.id}`,
    `${meta.title}.`.replace(/\.\.$/, '.'),
    table([
      ['Level', 'Category', 'Fix', 'Since'],
      [meta.level, meta.category, FIX[meta.fix], meta.since ?? '0.1.0'],
    ]),
    `## What it finds\n\n${docs.what.trim()}`,
    `## Why it matters\n\n${docs.why.trim()}`,
    `## How to put it right\n\n${docs.remedy.trim()}`,
  ];
  if (examples.bad.length > 0) parts.push('## Found', ...examples.bad.flatMap(badExample));
  if (examples.good.length > 0) parts.push('## Not found', ...examples.good.flatMap(goodExample));
  if (meta.references.length > 0) {
    parts.push(`## Sources\n\n${meta.references.map(({ title, url }) => `- [${title}](${url})`).join('\n')}`);
  }
  return `${parts.join('\n\n')}\n`;
}

/** All rules as aligned plain text, one to a line. */
export function ruleList(rules: readonly AnyRule[]): string {
  const width = Math.max(0, ...rules.map(({ meta }) => meta.id.length));
  return rules
    .map(({ meta }) => `${meta.id.padEnd(width)}  ${meta.level.padEnd(11)}  ${meta.title}\n`)
    .join('');
}

/**
 * All rules as a Markdown table.
 * @param folder what leads from the file that holds the table to the pages
 */
export function ruleTable(rules: readonly AnyRule[], folder: string): string {
  const rows = rules.map(({ meta }) => [
    `[${meta.id}](${folder}${meta.id}.md)`,
    meta.level,
    meta.fix === 'none' ? '' : meta.fix,
    meta.title,
  ]);
  return table([['Rule', 'Level', 'Fix', 'What it finds'], ...rows]);
}

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function badExample(example: BadExample): string[] {
  const { title, file, text, at, beside, settings, fixes = [] } = example;
  return [
    ...heading(title),
    ...surroundings(file, beside, settings),
    fenced(underlined(text, at), ''),
    ...fixes.flatMap((fix) => [
      `Fix \`${fix.id}\`${fix.answer === undefined ? '' : `, answered with \`${fix.answer}\``}:`,
      fenced(difference(text, fix.text), 'diff'),
    ]),
  ];
}

function goodExample({ title, file, text, beside, settings }: GoodExample): string[] {
  return [...heading(title), ...surroundings(file, beside, settings), fenced(text, '')];
}

function heading(title: string | undefined): string[] {
  return title === undefined ? [] : [`### ${title}`];
}

/** What an example needs beside its own text. */
function surroundings(
  file: string,
  beside: BadExample['beside'],
  settings: BadExample['settings'],
): string[] {
  const others = Object.entries(beside ?? {}).flatMap(([name, text]) => [`\`${name}\`:`, fenced(text, '')]);
  const set =
    settings === undefined
      ? []
      : ['`.sts-lens.json`:', fenced(JSON.stringify(settings, undefined, 2), 'json')];
  return [...set, ...others, `\`${file}\`:`];
}

function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...(text.match(/^\s*`{3,}/gm) ?? []).map((run) => run.trim().length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/, '')}\n${fence}`;
}

/** The text with a line of `^` below what is marked; of a stretch of several lines, below its first. */
function underlined(text: string, at: string): string {
  const start = text.indexOf(at);
  if (start === -1) return text;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', start);
  const lineEnd = newline === -1 ? text.length : newline;
  const length = Math.max(1, Math.min(at.length, lineEnd - start));
  const indent = text.slice(lineStart, start).replace(/[^\t]/g, ' ');
  const rest = newline === -1 ? '' : text.slice(newline);
  return `${text.slice(0, lineEnd)}\n${indent}${'^'.repeat(length)}${rest}`;
}

function difference(before: string, after: string): string {
  return compareTexts(before, after)
    .map(({ mark, line }) => `${mark}${line.replace(/\r?\n$/, '')}`.trimEnd())
    .join('\n');
}
