import { plain } from '../../core/explain/sentence';
import { type EndpointInput, resolveEndpoint } from '../../core/sts/endpoint';
import type { ConfigFile } from '../../core/sts/reading/reading';
import { givenTextIfAny } from '../files/given';
import { visible } from '../files/names';
import type { Outcome } from '../outcome';
import type { Terminal } from '../terminal';
import type { AskedTool } from './askedTools';

/** The home folder of a case, which `${DIR}` stands for. */
const HOME = '/home/user';

/**
 * Answers every case of a file, one JSON object a line: `id`; `op`, which is `assume` for a client that finds its own
 * credentials; `config` and `credentials`, the text of the files; `files`, more files by path below the home folder;
 * `env`, the whole environment; `profile` and `region`, given in code. In texts and values `${DIR}` is the home folder.
 */
export function answerCases(file: string, tools: readonly AskedTool[], terminal: Terminal): Outcome {
  const text = givenTextIfAny(file, terminal);
  if (text === undefined) return { kind: 'misused', message: `${visible(file)} cannot be read.` };
  let incomplete = false;
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const read = caseOf(line);
    if (read === undefined) {
      incomplete = true;
      terminal.err(`${file}:${i + 1}: this line is no case.\n`);
      continue;
    }
    for (const tool of tools) terminal.out(`${JSON.stringify(answerOf(read.id, read.input, tool))}\n`);
  }
  return { kind: incomplete ? 'incomplete' : 'shown' };
}

/** An answer as JSON has it: `signingRegion` is null for a request that is not signed. */
export function answerJson(input: EndpointInput, { id, version, text }: AskedTool) {
  const answer = resolveEndpoint(input, id, version);
  const because = answer.because.map(({ sentence }) => plain(sentence));
  if (answer.host === undefined) return { tool: text, error: plain(answer.error), because };
  const signingRegion = answer.unsigned === true ? null : answer.signingRegion;
  return { tool: text, host: answer.host, signingRegion, because };
}

function answerOf(id: string, input: EndpointInput, tool: AskedTool) {
  return { id, ...answerJson(input, tool) };
}

function caseOf(line: string): { readonly id: string; readonly input: EndpointInput } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (!isObject(value) || typeof value['id'] !== 'string') return undefined;
  const { id, op, profile, region } = value;
  const env = texts(value['env']);
  const more = texts(value['files']);
  if (env === undefined || more === undefined) return undefined;
  const files = new Map<string, ConfigFile>();
  const add = (name: string, text: unknown) => {
    if (typeof text === 'string')
      files.set(`${HOME}/${name}`, { uri: `file://${HOME}/${name}`, text: put(text) });
  };
  for (const [name, text] of Object.entries(more)) add(name, text);
  add('.aws/config', value['config']);
  add('.aws/credentials', value['credentials']);
  return {
    id,
    input: {
      env: Object.fromEntries(Object.entries(env).map(([name, text]) => [name, put(text)])),
      disk: { home: HOME, files },
      // An empty name is none: so the tools' own options have it.
      ...(typeof profile === 'string' && profile !== '' ? { profile } : {}),
      ...(typeof region === 'string' && region !== '' ? { region } : {}),
      credentials: op === 'assume' ? 'chain' : 'given',
    },
  };
}

function put(text: string): string {
  return text.replaceAll('${DIR}', HOME);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object of texts; undefined for anything else, an empty one where there is none. */
function texts(value: unknown): Record<string, string> | undefined {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) return undefined;
  return Object.values(value).every((text) => typeof text === 'string')
    ? (value as Record<string, string>)
    : undefined;
}
