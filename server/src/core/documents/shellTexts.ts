import { type Embedding, EmbeddingBuilder } from '../syntax/embedding';
import { expansionAt, type Flavour, shellWord } from '../syntax/shellWord';
import type { Span } from '../text/span';

/** A text in a script that may be a policy: a word in quotes, or a here-document. */
export interface ShellText {
  readonly embedding: Embedding;
  /** The file a here-document is written to, or the variable or option that it is the value of. */
  readonly label: string | undefined;
  /** A word with its quotes; of a here-document the lines. */
  readonly span: Span;
  /** False when its end is missing, as it may be while it is typed. */
  readonly closed: boolean;
}

/** The texts in a script that may be policies, in the order of the script. What they say is not looked at. */
export function shellTexts(text: string, flavour: Flavour): ShellText[] {
  const texts = [...hereDocuments(text, flavour), ...quotedTexts(text, flavour)];
  return texts.sort((a, b) => a.span.start - b.span.start);
}

/** Words in quotes that begin as JSON does: arguments, and what variables are set to. */
function* quotedTexts(text: string, flavour: Flavour): Generator<ShellText> {
  const opening = /(?:([A-Za-z_]\w*)=|^|[\s(=])(\$?['"])(?=\s{0,40}\\?\s{0,40}\{)/gm;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const start = match.index + match[0].length - match[2]!.length;
    const { embedding, span, closed } = shellWord(text, start, flavour);
    yield { embedding, label: match[1] ?? optionBefore(text, start), span, closed };
    // Behind a quote that is not closed nothing is what it seems.
    if (!closed) return;
    opening.lastIndex = Math.max(span.end, opening.lastIndex);
  }
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
    yield { embedding: builder.build(at, write), label, span: { start: begin, end: at }, closed: ended };
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

/** The option that a word is the value of. What the AWS CLI updates a role with is called as when it creates one. */
function optionBefore(text: string, start: number): string | undefined {
  const before = text.slice(Math.max(0, start - 500), start);
  const option = /(--[\w-]+)[\s=\\]+$/.exec(before)?.[1];
  const updates = option === '--policy-document' && /\bupdate-assume-role-policy\b[^;|&]*$/.test(before);
  return updates ? '--assume-role-policy-document' : option;
}
