import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { EndpointAnswer, EndpointInput } from '../../../server/src/core/sts/endpoint';
import type { ConfigFile } from '../../../server/src/core/sts/reading/reading';
import { TOOL_IDS, type ToolId } from '../../../server/src/core/sts/tools';

/** What real SDKs were asked, as scripts/oracle/run.mjs describes it. */
export interface RecordedCase {
  readonly id: string;
  readonly family: string;
  readonly op?: 'call' | 'assume' | 'parse';
  readonly config?: string;
  readonly credentials?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly profile?: string;
}

/** One version of a tool and its answers: undefined where it was not asked. */
export interface RecordedTool {
  readonly name: string;
  readonly id: ToolId;
  readonly version: string;
  readonly answer: (index: number) => string | undefined;
}

const FOLDER = path.resolve(__dirname, '../../../../test/oracle');

function unpacked(name: string): string {
  return gunzipSync(readFileSync(path.join(FOLDER, name))).toString();
}

/** The cases and the answers of test/oracle. */
export function recorded(): {
  readonly cases: readonly RecordedCase[];
  readonly tools: readonly RecordedTool[];
} {
  const cases = unpacked('cases.jsonl.gz')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordedCase);
  const answers: { outcomes: string[]; tools: Record<string, number[]> } = JSON.parse(
    unpacked('answers.json.gz'),
  );
  const tools = Object.entries(answers.tools).map(([name, rows]): RecordedTool => {
    const at = name.lastIndexOf('@');
    const id = TOOL_IDS.find((known) => known === name.slice(0, at));
    if (id === undefined) throw new Error(`no tool is called ${name}`);
    return { name, id, version: name.slice(at + 1), answer: (index) => answers.outcomes[rows[index] ?? -1] };
  });
  return { cases, tools };
}

const HOME = '/home/user';

/** The case as an input of ours: `${DIR}` is the home folder. */
export function inputOfCase(theCase: RecordedCase): EndpointInput {
  const put = (text: string) => text.replaceAll('${DIR}', HOME);
  const files = new Map<string, ConfigFile>();
  const add = (name: string, text: string) =>
    files.set(`${HOME}/${name}`, { uri: `file://${HOME}/${name}`, text: put(text) });
  for (const [name, text] of Object.entries(theCase.files ?? {})) add(name, text);
  if (theCase.config !== undefined) add('.aws/config', theCase.config);
  if (theCase.credentials !== undefined) add('.aws/credentials', theCase.credentials);
  const env = Object.entries(theCase.env ?? {}).map(([name, value]) => [name, put(value)] as const);
  return {
    env: Object.fromEntries(env),
    disk: { home: HOME, files },
    ...(theCase.profile === undefined ? {} : { profile: theCase.profile }),
    ...(theCase.op === 'assume' ? { credentials: 'chain' as const } : {}),
  };
}

/** Our answer in the words of a recorded one: `host signing-Region`, `host` for an unsigned request, or `!`. */
export function outcomeOf(answer: EndpointAnswer): string {
  if (answer.host === undefined) return '!';
  return answer.unsigned === true ? answer.host : `${answer.host} ${answer.signingRegion}`;
}

/** A recorded answer without the text of its error. */
export function withoutText(answer: string): string {
  return answer.startsWith('!') ? '!' : answer;
}
