import { pathToFileURL } from 'node:url';
import type { Denial } from '../../core/events/denial';
import { readDenials } from '../../core/events/read';
import type { Explanation, Step } from '../../core/explain/explanation';
import { explanationMarkdown } from '../../core/explain/markdown';
import { plain } from '../../core/explain/sentence';
import { explanationText } from '../../core/explain/text';
import { denialExplanation } from '../../core/features/denialExplain';
import { LineIndex } from '../../core/text/lineIndex';
import { collect } from '../files/collect';
import { givenText } from '../files/given';
import { visible } from '../files/names';
import type { SettingsFinder } from '../files/settings';
import { paintMarks } from '../formats/stylish';
import type { OptionTable, Values } from '../options';
import type { Outcome } from '../outcome';
import { painter, type Terminal } from '../terminal';
import { VERSION } from '../version';
import { Workspace } from '../workspace';

/** The options of `explain` that are about a refused call. */
export const messageOptions = {
  message: {
    type: 'one',
    value: 'TEXT',
    help: 'Explain an AccessDenied message; - reads it from standard input.',
  },
  event: { type: 'one', value: 'FILE', help: 'Explain the STS calls of a CloudTrail event or log file.' },
} as const satisfies OptionTable;

/** What the help of `explain` says of them below its options. */
export const MESSAGE_NOTES = `With --message or --event a refused call is explained; the paths are files and folders in which the role may be
found (default: the working folder):
  aws sts assume-role … 2>&1 | sts-lens explain --message - policies/`;

type MessageOptions = Values<typeof messageOptions> & { readonly format: string | undefined };

/** Explains the refused calls in a message or an event, with the roles of the given paths in sight. */
export function explainMessage(
  given: MessageOptions,
  rest: readonly string[],
  settings: SettingsFinder,
  terminal: Terminal,
): Outcome {
  if (given.message !== undefined && given.event !== undefined) {
    return { kind: 'misused', message: '--message and --event are two questions: ask one at a time.' };
  }
  const text =
    given.message === undefined ? readEvent(given.event ?? '', terminal) : readText(given.message, terminal);
  if (text === undefined) return { kind: 'incomplete' };
  const denials = readDenials(text);
  if (denials.length === 0) {
    terminal.err(
      given.event === undefined
        ? 'There is no refused call in this message that STS Lens understands.\n'
        : `${visible(given.event)}: there is no STS call in it that STS Lens understands.\n`,
    );
    return { kind: 'incomplete' };
  }
  const collection = collect(rest.length === 0 ? ['.'] : rest, 'stdin', settings, terminal);
  const workspace = new Workspace(settings);
  for (const file of collection.files) workspace.add(file);
  const root = `${pathToFileURL(terminal.cwd).href}/`;
  const context = workspace.contextIn(terminal.cwd);
  // Without globs in the settings, the root serves for the names of files only.
  const named = Object.keys(context.settings.roles).length > 0;
  const placed = named ? context : { ...context, settings: { ...context.settings, root } };
  const answers = denials.map((denial) => ({ denial, explanation: denialExplanation(denial, placed) }));
  terminal.out(render(answers, given.format ?? 'text', workspace, terminal));
  return { kind: collection.incomplete() ? 'incomplete' : 'shown' };
}

interface Answer {
  readonly denial: Denial;
  readonly explanation: Explanation;
}

function render(
  answers: readonly Answer[],
  format: string,
  workspace: Workspace,
  terminal: Terminal,
): string {
  if (format === 'json') {
    const explanations = answers.map(({ denial, explanation }) =>
      plainAnswer(denial, explanation, workspace),
    );
    return `${JSON.stringify({ version: VERSION, explanations }, undefined, 2)}\n`;
  }
  const paint = painter(terminal.colours);
  return answers
    .map(({ explanation }) =>
      format === 'markdown'
        ? explanationMarkdown(explanation)
        : paintMarks(explanationText(explanation), paint),
    )
    .join('\n');
}

function plainAnswer(denial: Denial, { title, steps }: Explanation, workspace: Workspace) {
  const { action, caller, resource, deny, policy, code, explicitTrustGrant } = denial;
  const lines = new Map<string, LineIndex>();
  const place = ({ span, uri }: Step) => {
    const member = span && uri !== undefined ? workspace.get(uri) : undefined;
    if (span === undefined || member === undefined) return {};
    const index = lines.get(member.file.uri) ?? new LineIndex(member.file.text);
    lines.set(member.file.uri, index);
    return { file: member.file.name, ...index.at(span.start) };
  };
  const plainStep = (step: Step): object => ({
    sentence: plain(step.sentence),
    verdict: step.verdict,
    ...place(step),
    source: step.source,
    steps: step.steps?.map(plainStep),
  });
  return {
    title: plain(title),
    denied: { code, action, caller, resource, deny, policy, explicitTrustGrant },
    steps: steps.map(plainStep),
  };
}

function readText(message: string, terminal: Terminal): string | undefined {
  if (message !== '-') return message;
  const text = givenText(message, terminal);
  if (text === undefined) terminal.err('Standard input is not text.\n');
  return text;
}

function readEvent(file: string, terminal: Terminal): string | undefined {
  try {
    const text = givenText(file, terminal);
    if (text === undefined) terminal.err(`${visible(file)}: it is not text.\n`);
    return text;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    terminal.err(`${visible(file)}: ${reasons[code ?? ''] ?? `it cannot be read (${code ?? error})`}.\n`);
    return undefined;
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder; name one file in it',
};
