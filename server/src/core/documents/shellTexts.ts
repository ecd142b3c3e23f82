import { type Embedding, EmbeddingBuilder } from '../syntax/embedding';
import { hereString } from '../syntax/powershell';
import { type Script, scriptWord } from '../syntax/scriptWord';
import { expansionAt, type Flavour } from '../syntax/shellWord';
import type { Span } from '../text/span';

/** A text in a script that may be a policy: a word in quotes, or a here-document. */
export interface ShellText {
  readonly embedding: Embedding;
  /** The files that it is written to, and the variable or option that it is the value of. */
  readonly labels: readonly string[];
  /** A word with its quotes; of a here-document the lines. */
  readonly span: Span;
  /** False when its end is missing, as it may be while it is typed. */
  readonly closed: boolean;
}

/** The texts in a script that may be policies, in the order of the script. What they say is not looked at. */
export function shellTexts(text: string, script: Script): ShellText[] {
  const texts = [
    ...quotedTexts(text, script),
    ...(script === 'powershell' ? hereStrings(text) : script === 'cmd' ? [] : hereDocuments(text, script)),
  ];
  texts.sort((a, b) => a.span.start - b.span.start);
  const files = script === 'powershell' ? filesWritten(text) : NONE;
  if (files.size === 0) return texts;
  return texts.map((each) => {
    const also = each.labels.flatMap((name) => files.get(name.toLowerCase()) ?? []);
    return { ...each, labels: [...each.labels, ...also] };
  });
}

const NONE: ReadonlyMap<string, readonly string[]> = new Map();

/** What a word in quotes that begins as JSON does looks like, behind the variable that it is the value of. */
const QUOTED: Readonly<Record<Script, RegExp>> = {
  shell: /(?:([A-Za-z_]\w*)=|^|[\s(=])(\$?['"])(?=\s{0,40}\\?\s{0,40}\{)/gm,
  make: /(?:([A-Za-z_]\w*)=|^|[\s(=])(\$?['"])(?=\s{0,40}\\?\s{0,40}\{)/gm,
  powershell: /(?:\$(?:\w+:)?(\w+)[ \t]*=[ \t]*|^|[\s(=,])(['"])(?=\s{0,40}\{)/gm,
  cmd: /(?:()^|[\s=])(\^?")(?=\s{0,40}\^?\{)/gm,
};

/** Arguments, and what variables are set to. */
function* quotedTexts(text: string, script: Script): Generator<ShellText> {
  const opening = new RegExp(QUOTED[script]);
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const start = match.index + match[0].length - match[2]!.length;
    const { embedding, span, closed } = scriptWord(text, start, script);
    const labels = [match[1] ?? optionBefore(text, start)].filter((name) => name !== undefined);
    yield { embedding, labels, span, closed };
    // Behind a quote that is not closed nothing is what it seems; in a batch file it is closed at the line's end.
    if (!closed && script !== 'cmd') return;
    opening.lastIndex = Math.max(span.end, opening.lastIndex);
  }
}

/** `$trust = @'`, and what is piped into a file behind `'@`. */
function* hereStrings(text: string): Generator<ShellText> {
  const opening = /(?:\$(?:\w+:)?(\w+)[ \t]*=[ \t]*|^|[\s(,])@['"][ \t]*\r?\n/gm;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const found = hereString(text, match.index + match[0].lastIndexOf('@'));
    if (found === undefined) continue;
    const { embedding, span, closed, end } = found;
    const behind = /^[^\r\n;]*/.exec(text.slice(end, end + 500))![0];
    const file = new RegExp(`^\\s*\\|\\s*${INTO}`, 'i').exec(behind)?.[1];
    const labels = [match[1], file].filter((label) => label !== undefined);
    yield { embedding, labels, span, closed };
    if (!closed) return;
    opening.lastIndex = Math.max(end, opening.lastIndex);
  }
}

/** The cmdlets that write a file, with its name. */
const INTO =
  '(?:Out-File|Set-Content)[ \\t]+(?:-(?:FilePath|Path|LiteralPath)[ \\t]+)?["\']?(?:\\.[\\\\/])?([\\w./\\\\-]+)';

const PIPED = new RegExp(`\\$(\\w+)[ \\t]*\\|[ \\t]*${INTO}`, 'gi');
const HANDED = new RegExp(`\\b${INTO}["']?[ \\t]+(?:-Value[ \\t]+)?\\$(\\w+)\\b`, 'gi');

/** The files that variables of PowerShell are written to as they are, by their names in small letters. */
function filesWritten(text: string): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, string[]>();
  if (!/Out-File|Set-Content/i.test(text)) return files;
  const add = (name: string, file: string) => {
    const known = files.get(name.toLowerCase());
    if (known === undefined) files.set(name.toLowerCase(), [file]);
    else known.push(file);
  };
  for (const [, name, file] of text.matchAll(PIPED)) add(name!, file!);
  for (const [, file, name] of text.matchAll(HANDED)) add(name!, file!);
  return files;
}

/** UTF-16 code units of a here-document. */
const BODY_LIMIT = 100_000;

/** `cat > trust.json <<EOF`, and `POLICY=$(cat <<'EOF'`. Source: POSIX.1-2017, Shell Command Language, 2.7.4. */
function* hereDocuments(text: string, flavour: Flavour): Generator<ShellText> {
  const opening = /^(.*)<<(-?)[\t ]*(\\?)(['"]?)([A-Za-z_]\w*)\4(.*)\r?\n/gm;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const [all, before, dash, backslash, quote, delimiter, after] = match;
    const begin = match.index + all.length;
    const builder = new EmbeddingBuilder();
    const literal = backslash !== '' || quote !== '';
    let at = begin;
    let indent = '';
    let ended = false;
    while (at < text.length && at - begin < BODY_LIMIT) {
      const found = text.indexOf('\n', at);
      const next = found < 0 ? text.length : found + 1;
      const line = text.slice(at, next).replace(/\r?\n$/, '');
      const bare = dash === '' ? line : line.replace(/^\t+/, '');
      if (bare === delimiter || line.trim() === delimiter) {
        ended = bare === delimiter;
        break;
      }
      indent ||= line.slice(0, line.length - bare.length);
      bodyLine(text, at + line.length - bare.length, next, literal, flavour, builder);
      at = next;
    }
    const write = (written: string) =>
      (literal ? written : written.replace(/[\\`]|\$(?!\{[A-Za-z_]\w*\})/g, '\\$&')).replaceAll(
        '\n',
        `\n${indent}`,
      );
    const label = targetIn(`${before} ${after}`);
    const labels = label === undefined ? [] : [label];
    yield { embedding: builder.build(at, write), labels, span: { start: begin, end: at }, closed: ended };
    // One that does not end takes the rest of the script.
    if (!ended) return;
    opening.lastIndex = at;
  }
}

function bodyLine(
  text: string,
  from: number,
  to: number,
  literal: boolean,
  flavour: Flavour,
  builder: EmbeddingBuilder,
): void {
  for (let i = from; i < to; ) {
    const hole = literal ? undefined : expansionAt(text, i, '"', flavour);
    if (hole !== undefined && hole.end <= to) {
      builder.one(hole.says, i, hole.end);
      i = hole.end;
    } else if (!literal && text[i] === '\\' && /[\\$`]/.test(text[i + 1] ?? '')) {
      builder.one(text[i + 1]!, i, i + 2);
      i += 2;
    } else {
      builder.raw(text[i]!, i);
      i++;
    }
  }
}

/** The file or variable that a here-document goes into. */
function targetIn(line: string): string | undefined {
  const file = /(?:>|\btee\b(?:\s+-a)?)\s*["']?([\w./${}-]+)["']?/.exec(line)?.[1];
  return file ?? /([A-Za-z_]\w*)=["']?\$\(/.exec(line)?.[1];
}

/** The option that a word is the value of. What a role is updated with is called as when it is created. */
function optionBefore(text: string, start: number): string | undefined {
  const before = text.slice(Math.max(0, start - 500), start);
  const option = /(--?[\w-]+)[\s=\\`^:]+$/.exec(before)?.[1];
  const updates = /^--?policy-?document$/i.test(option ?? '') && UPDATES.test(before);
  return updates ? '--assume-role-policy-document' : option;
}

const UPDATES = /\b(?:update-assume-role-policy|Update-IAMAssumeRolePolicy)\b[^;|&]*$/i;
