import type { TrustPolicySubject } from '../../core/documents/subjects';
import type { Explanation, Step } from '../../core/explain/explanation';
import { explanationMarkdown } from '../../core/explain/markdown';
import { plain } from '../../core/explain/sentence';
import { tablesOf } from '../../core/explain/tables';
import { explanationText } from '../../core/explain/text';
import { policiesOfRole, roleSaid } from '../../core/features/policiesOfRole';
import { explain, subjectAt } from '../../core/features/subjectFeatures';
import { parseRoleArn, type RoleArn } from '../../core/iam/arn';
import { LineIndex } from '../../core/text/lineIndex';
import { collect } from '../files/collect';
import { visible } from '../files/names';
import { SettingsFinder } from '../files/settings';
import { paintMarks } from '../formats/stylish';
import { offsetAt } from '../offsets';
import type { Values } from '../options';
import type { Outcome } from '../outcome';
import { painter, type Terminal } from '../terminal';
import { VERSION } from '../version';
import { type Member, Workspace } from '../workspace';
import { command } from './command';
import { explainMessage, MESSAGE_NOTES, messageOptions } from './explainMessage';
import {
  answerQuestion,
  QUESTION_NOTES,
  questionMistake,
  questionOf,
  questionOptions,
} from './explainQuestion';

const options = {
  line: { type: 'one', value: 'N', help: 'Explain what is at this line, from 1, only.' },
  column: { type: 'one', value: 'N', help: 'The column in that line, from 1 (default: its first text).' },
  format: {
    type: 'one',
    value: 'NAME',
    choices: ['text', 'markdown', 'json'],
    short: 'f',
    help: 'How to write it (default: text).',
  },
  ...questionOptions,
  ...messageOptions,
  config: { type: 'one', value: 'FILE', short: 'c', help: 'Use these settings.' },
  'no-config': { type: 'flag', help: 'Use no settings file.' },
  'stdin-filename': { type: 'one', value: 'NAME', help: 'The name that standard input (-) goes by.' },
} as const;

type Options = Values<typeof options>;

/** What is asked of a file, and of no message: a refused call says all this itself. */
const OF_A_FILE = [
  'line',
  'column',
  'role',
  'caller',
  'action',
  'context',
  'identity-policy',
  'boundary',
  'stdin-filename',
] as const;

/** An explanation and the place it belongs to. */
interface Placed {
  readonly explanation: Explanation;
  readonly offset: number;
}

export const explainCommand = command({
  name: 'explain',
  summary: 'Explain who can assume the roles, and which endpoints the profiles of a file lead to.',
  usage: 'explain [options] FILE\n       sts-lens explain --message TEXT | --event FILE [PATH…]',
  options,
  notes: `${QUESTION_NOTES}\n\n${MESSAGE_NOTES}`,
  run({ options: given, rest }, terminal) {
    if (given.message !== undefined || given.event !== undefined) {
      const asked = given.message === undefined ? 'event' : 'message';
      const lost = OF_A_FILE.find((name) => given[name]?.length);
      if (lost !== undefined) {
        return { kind: 'misused', message: `--${lost} and --${asked} exclude each other.` };
      }
      return explainMessage(given, rest, settingsFor(given, terminal), terminal);
    }
    const [file, ...more] = rest;
    if (file === undefined || more.length > 0) return { kind: 'misused', message: 'explain takes one file.' };
    for (const name of ['line', 'column'] as const) {
      const value = given[name];
      if (value !== undefined && !/^[1-9]\d{0,8}$/.test(value)) {
        return { kind: 'misused', message: `--${name} needs a number from 1; it was "${value}".` };
      }
    }
    if (given.column !== undefined && given.line === undefined) {
      return { kind: 'misused', message: '--column needs --line.' };
    }
    const mistake = questionMistake(given);
    if (mistake !== undefined) return { kind: 'misused', message: mistake };
    return explainFile(file, given, terminal);
  },
});

function settingsFor(given: Options, terminal: Terminal, onProblem?: () => void): SettingsFinder {
  return new SettingsFinder({
    file: given['no-config'] ? false : given.config,
    rules: {},
    cwd: terminal.cwd,
    onProblem(message) {
      onProblem?.();
      terminal.err(`${message}\n`);
    },
  });
}

function explainFile(path: string, given: Options, terminal: Terminal): Outcome {
  let incomplete = false;
  const settings = settingsFor(given, terminal, () => {
    incomplete = true;
  });
  const collection = collect([path], given['stdin-filename'] ?? 'stdin', settings, terminal);
  const workspace = new Workspace(settings);
  for (const file of collection.files) workspace.add(file);
  const members = [...workspace.members];
  const role = given.role === undefined ? undefined : parseRoleArn(given.role);
  const question = questionOf(given);
  if (question !== undefined || role !== undefined) {
    const chosen = members.map((member) => ({ member, subjects: trustPolicies(member, role, given) }));
    const [first, second] = chosen.filter(({ subjects }) => subjects.length > 0);
    if (second !== undefined) return { kind: 'misused', message: 'Ask about one file at a time.' };
    if (first === undefined) {
      if (!collection.incomplete()) terminal.err(`${path}: ${nothingChosen(members, given.role)}\n`);
      return { kind: 'incomplete' };
    }
    if (question !== undefined)
      return answerQuestion({ ...first, question, given, workspace, settings }, terminal);
  }
  const answers = members.map((member) => ({ member, placed: explanations(member, workspace, given, role) }));
  if (answers.every(({ placed }) => placed.length === 0)) {
    if (!collection.incomplete()) terminal.err(`${path}: there is nothing here that STS Lens explains.\n`);
    return { kind: 'incomplete' };
  }
  terminal.out(render(answers, given.format ?? 'text', terminal));
  return { kind: incomplete || collection.incomplete() ? 'incomplete' : 'shown' };
}

/** The trust policies that a question or `--role` is about; of several the one at the line asked for. */
function trustPolicies(
  { document }: Member,
  role: RoleArn | undefined,
  given: Options,
): readonly TrustPolicySubject[] {
  const at = given.line === undefined ? undefined : subjectAt(document, placeAsked(document.text, given));
  const all = document.subjects.filter((subject) => subject.kind === 'trustPolicy');
  const near = at === undefined ? all : all.filter((subject) => subject === at);
  return role === undefined ? near : policiesOfRole(near, role);
}

function nothingChosen(members: readonly Member[], role: string | undefined): string {
  const all = members.flatMap(({ document }) =>
    document.subjects.filter((subject) => subject.kind === 'trustPolicy'),
  );
  if (role === undefined || all.length === 0) return 'there is no trust policy here.';
  const there = [...new Set(all.map(roleSaid))].filter((name) => name !== undefined);
  const few = there.slice(0, 3).map(visible).join(', ');
  return `there is no trust policy of ${role} here, but of ${few}${there.length > 3 ? ` and ${there.length - 3} more` : ''}.`;
}

function placeAsked(text: string, { line, column }: Options): number {
  return offsetAt(text, Number(line), column === undefined ? undefined : Number(column));
}

/** The explanation at the place asked for, else of every subject, in the order of the text. */
function explanations(
  member: Member,
  workspace: Workspace,
  given: Options,
  role: RoleArn | undefined,
): Placed[] {
  const { document } = member;
  const context = workspace.context(member);
  const subjects = role === undefined ? document.subjects : trustPolicies(member, role, given);
  const offsets =
    given.line === undefined
      ? subjects
          .filter(({ kind }) => kind !== 'configFile')
          .map(({ span }) => span.start)
          .sort((a, b) => a - b)
      : [placeAsked(document.text, given)];
  const named = role && { ...context, settings: { ...context.settings, roles: { '**': role.text } } };
  return offsets.flatMap((offset) => {
    const explanation = explain(document, offset, named ?? context);
    return explanation === undefined ? [] : [{ explanation, offset }];
  });
}

interface Answer {
  readonly member: Member;
  readonly placed: readonly Placed[];
}

function render(answers: readonly Answer[], format: string, terminal: Terminal): string {
  if (format === 'json') return `${JSON.stringify(plainAnswers(answers), undefined, 2)}\n`;
  const paint = painter(terminal.colours);
  return answers
    .flatMap(({ member: { file }, placed }) => {
      const lines = new LineIndex(file.text);
      return placed.map(({ explanation, offset }) => {
        if (format === 'markdown') return explanationMarkdown(explanation);
        const { line, column } = lines.at(offset);
        const place = paint('dim', `${visible(file.name)}:${line}:${column}`);
        return `${place}\n${paintMarks(explanationText(explanation), paint)}`;
      });
    })
    .join('\n');
}

function plainAnswers(answers: readonly Answer[]) {
  return {
    version: VERSION,
    explanations: answers.flatMap(({ member: { file }, placed }) => {
      const lines = new LineIndex(file.text);
      return placed.map(({ explanation, offset }) => ({
        file: file.name,
        at: lines.at(offset),
        title: plain(explanation.title),
        verdict: explanation.verdict,
        steps: explanation.steps.map((step) => plainStep(step, file.uri, lines)),
        tables: tablesOf(explanation).map((table) => ({
          title: plain(table.title),
          columns: table.columns.map(plain),
          rows: table.rows.map(({ cells, verdict }) => ({ cells: cells.map(plain), verdict })),
        })),
      }));
    }),
  };
}

/** A step as JSON. */
export interface PlainStep {
  readonly sentence: string;
  readonly verdict: Step['verdict'];
  readonly start: unknown;
  readonly end: unknown;
  readonly source: Step['source'];
  readonly steps: readonly PlainStep[];
}

/** A step as JSON, with lines and columns in the file of a URI. */
export function plainStep(step: Step, uri: string, lines: LineIndex): PlainStep {
  // The lines of other files are not at hand here.
  const span = step.uri === undefined || step.uri === uri ? step.span : undefined;
  return {
    sentence: plain(step.sentence),
    verdict: step.verdict,
    start: span && lines.at(span.start),
    end: span && lines.at(span.end),
    source: step.source,
    steps: (step.steps ?? []).map((below) => plainStep(below, uri, lines)),
  };
}
