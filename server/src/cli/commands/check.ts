import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding, Level, Severity } from '../../core/rules/finding';
import { RULE_IDS } from '../../core/rules/ids';
import { RULES } from '../../core/rules/list';
import { closest } from '../../core/text/closest';
import { unifiedDiff } from '../diff';
import { collect } from '../files/collect';
import { visible } from '../files/names';
import { SettingsFinder } from '../files/settings';
import { writeSource } from '../files/sourceFile';
import { type Fixed, fixAll, isFixable, safeFix } from '../fixing';
import type { Checked, Result } from '../formats/format';
import { FORMATS, formatNamed } from '../formats/list';
import { isShowable } from '../masking';
import type { Values } from '../options';
import type { Outcome } from '../outcome';
import { ruleList } from '../rulePage';
import { countBySeverity, isAtLeast, LEVELS, SEVERITIES } from '../severity';
import { painter, type Terminal } from '../terminal';
import { unaskedCases } from '../unaskedCases';
import { VERSION } from '../version';
import { Workspace } from '../workspace';
import { command } from './command';

const options = {
  format: {
    type: 'one',
    value: 'NAME',
    choices: FORMATS.map(({ name }) => name),
    short: 'f',
    help: 'How to write the findings (default: stylish).',
  },
  'output-file': {
    type: 'one',
    value: 'FILE',
    short: 'o',
    help: 'Write the findings to a file instead of standard output.',
  },
  level: {
    type: 'one',
    value: 'LEVEL',
    choices: SEVERITIES,
    help: 'Show findings from this severity up (default: information).',
  },
  quiet: { type: 'flag', short: 'q', help: 'Show errors only, as --level error.' },
  explain: { type: 'flag', help: 'Show every step of the reasons, and every fix with its consequence.' },
  'fail-on': {
    type: 'one',
    value: 'LEVEL',
    choices: SEVERITIES,
    help: 'Exit 1 on findings from this severity up (default: warning).',
  },
  'max-warnings': { type: 'one', value: 'N', help: 'Exit 1 on errors, or on more than N warnings.' },
  'exit-zero': { type: 'flag', help: 'Exit 0 whatever is found.' },
  rule: {
    type: 'many',
    value: 'ID=LEVEL',
    help: `Set the level of a rule: ${LEVELS.join(', ')}. Can be repeated.`,
  },
  'list-rules': { type: 'flag', help: 'List all rules and exit.' },
  fix: { type: 'flag', help: 'Make all safe fixes of the findings shown, then check again.' },
  'fix-dry-run': { type: 'flag', help: 'Print what --fix would change as a diff; write nothing.' },
  config: { type: 'one', value: 'FILE', short: 'c', help: 'Use these settings for every file.' },
  'no-config': { type: 'flag', help: 'Use no settings files.' },
  'stdin-filename': { type: 'one', value: 'NAME', help: 'The name that standard input (-) goes by.' },
} as const;

type Options = Values<typeof options>;

export const checkCommand = command({
  name: 'check',
  summary: 'Find roles that cannot be assumed as meant and STS endpoints that are not what they seem.',
  usage: 'check [options] [PATH…]',
  options,
  notes: `
A PATH is a file, a folder or - for standard input; without one the working folder is checked. In folders
every text file is looked at, except what .gitignore names and what is in node_modules or .terraform. Settings
come from the nearest .sts-lens.json in a file's folder or above it.

Exit codes: 0 nothing found, 1 findings from --fail-on up, 2 something could not be read or run. With --fix
and --fix-dry-run, findings that get fixed do not count.`,
  run({ options: given, rest }, terminal) {
    if (given['list-rules']) {
      terminal.out(ruleList(RULES));
      return { kind: 'shown' };
    }
    const rules = ruleLevels(given.rule);
    if (typeof rules === 'string') return { kind: 'misused', message: rules };
    const most = given['max-warnings'];
    if (most !== undefined && !/^\d{1,9}$/.test(most)) {
      return { kind: 'misused', message: `--max-warnings needs a whole number; it was "${most}".` };
    }
    if (given.fix && rest.includes('-')) {
      const message = '--fix cannot write to standard input; --fix-dry-run prints what it would change.';
      return { kind: 'misused', message };
    }
    return check(given, rules, rest.length === 0 ? ['.'] : rest, terminal);
  },
});

function check(
  given: Options,
  rules: Readonly<Record<string, Level>>,
  paths: readonly string[],
  terminal: Terminal,
): Outcome {
  let incomplete = false;
  const complain = (message: string) => {
    incomplete = true;
    terminal.err(`${message}\n`);
  };
  const level = given.quiet ? 'error' : ((given.level ?? 'information') as Severity);
  const settings = new SettingsFinder({
    file: given['no-config'] ? false : given.config,
    rules,
    cwd: terminal.cwd,
    onProblem: complain,
  });
  const collection = collect(paths, given['stdin-filename'] ?? 'stdin', settings, terminal);
  const workspace = new Workspace(settings);
  for (const file of collection.files) workspace.add(file);

  const fixing = given.fix || given['fix-dry-run'];
  const fixed = fixing ? fixAll(workspace, ({ severity }) => isAtLeast(severity, level)) : undefined;
  if (fixed !== undefined && !given['fix-dry-run']) writeFixes(fixed, workspace, terminal, complain);

  const all = [...workspace.members].map((member) => ({ member, findings: workspace.findings(member) }));
  if (fixed !== undefined && given['fix-dry-run']) {
    write(diffs(fixed, workspace), given['output-file'], terminal, complain);
    terminal.err(`--fix would repair ${problems(fixed)}.\n`);
  } else {
    const checked = all.map(
      ({ member, findings }): Checked => ({
        file: member.file,
        document: member.document,
        findings: findings.filter(({ severity }) => isAtLeast(severity, level)),
        fixable: isFixable(member),
      }),
    );
    const colours = terminal.colours && given['output-file'] === undefined;
    const style = { paint: painter(colours), explain: given.explain };
    const format = formatNamed(given.format ?? '');
    const findings = all.flatMap((each) => each.findings);
    write(format.render(result(checked, findings), style), given['output-file'], terminal, complain);
  }
  unaskedCases(settings, workspace, paths, terminal.cwd).forEach(complain);
  if (incomplete || collection.incomplete()) return { kind: 'incomplete' };
  return verdict(
    given,
    all.flatMap(({ findings }) => findings),
  );
}

/** What a format gets to see, counted. */
function result(checked: readonly Checked[], all: readonly Finding[]): Result {
  const shown = countBySeverity(checked.flatMap(({ findings }) => findings.map(({ severity }) => severity)));
  const total = countBySeverity(all.map(({ severity }) => severity));
  const hidden = {
    error: total.error - shown.error,
    warning: total.warning - shown.warning,
    information: total.information - shown.information,
    hint: total.hint - shown.hint,
  };
  const fixable = checked
    .filter((each) => each.fixable)
    .flatMap(({ findings }) => findings)
    .filter((finding) => safeFix(finding.fixes()) !== undefined).length;
  return { version: VERSION, checked, shown, hidden, fixable };
}

function verdict(given: Options, findings: readonly Finding[]): Outcome {
  const most = given['max-warnings'];
  // Who tolerates some warnings does not want the first one to fail the run.
  const least = (given['fail-on'] ?? (most === undefined ? 'warning' : 'error')) as Severity;
  const tooMany = findings.filter(({ severity }) => severity === 'warning').length > Number(most ?? Infinity);
  if (!tooMany && !findings.some(({ severity }) => isAtLeast(severity, least))) return { kind: 'clean' };
  return { kind: given['exit-zero'] ? 'tolerated' : 'findings' };
}

function writeFixes(
  fixed: Fixed,
  workspace: Workspace,
  terminal: Terminal,
  complain: (m: string) => void,
): void {
  for (const [uri, before] of fixed.before) {
    const { file } = workspace.get(uri)!;
    try {
      if (file.path !== undefined) writeSource({ ...file, path: file.path }, file.text);
    } catch (error) {
      complain(`${visible(file.name)}: it cannot be written (${(error as Error).message}).`);
      workspace.replace(before);
    }
  }
  if (fixed.count > 0) terminal.err(`Repaired ${problems(fixed)}.\n`);
}

function problems({ count, before: { size } }: Fixed): string {
  return `${count} problem${count === 1 ? '' : 's'} in ${size} file${size === 1 ? '' : 's'}`;
}

function diffs({ before }: Fixed, workspace: Workspace): string {
  return [...before]
    .map(([uri, { file }]) =>
      unifiedDiff(visible(file.name), file.text, workspace.get(uri)!.file.text, {
        context: 3,
        mayShow: isShowable,
      }),
    )
    .join('');
}

/** To a file or standard output; a file that cannot be written makes the run incomplete. */
function write(
  text: string,
  file: string | undefined,
  terminal: Terminal,
  complain: (m: string) => void,
): void {
  if (file === undefined) {
    terminal.out(text);
    return;
  }
  const at = path.resolve(terminal.cwd, file);
  try {
    mkdirSync(path.dirname(at), { recursive: true });
    writeFileSync(at, text);
  } catch (error) {
    complain(`${file}: it cannot be written (${(error as Error).message}).`);
  }
}

/** Reads `ID=LEVEL` options, or says what is wrong with one. */
function ruleLevels(given: readonly string[]): Readonly<Record<string, Level>> | string {
  const levels: Record<string, Level> = {};
  for (const each of given) {
    const [id = '', level] = each.split('=', 2);
    const known = LEVELS.find((candidate) => candidate === level);
    if (!RULE_IDS.includes(id)) {
      const close = closest(id, RULE_IDS);
      return `There is no rule "${id}".${close === undefined ? '' : ` Did you mean ${close}?`}`;
    }
    if (known === undefined)
      return `--rule needs ID=LEVEL with a level of ${LEVELS.join(', ')}: --rule ${id}=off`;
    levels[id] = known;
  }
  return levels;
}
