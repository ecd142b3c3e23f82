import { EmbeddingBuilder, onOneLine } from './embedding';
import { programText } from './powershell';
import type { ShellWord } from './shellWord';
import { NotWritable } from './syntax';

/** UTF-16 code units: cmd takes 8,191 characters in a line. */
const LIMIT = 20_000;

/**
 * Reads an argument in a batch file that begins at `start`, as the program reads it that is called. `cmd` itself only
 * puts values in place of `%NAME%`, and takes carets away outside of what it holds for quotes; the program takes `\"`
 * for a quote, and `""` within quotes.
 * Sources: Windows commands reference, "cmd"; Microsoft C++ documentation, "Parsing C command-line arguments".
 */
export function cmdWord(text: string, start: number): ShellWord {
  const builder = new EmbeddingBuilder();
  const limit = Math.min(text.length, start + LIMIT);
  /** Between quotes as cmd counts them, and as the program does. */
  let quoted = false;
  let inside = false;
  let at = start;
  let end = start;
  while (at < limit) {
    const caret: number = text[at] === '^' && !quoted ? 1 : 0;
    if (caret === 1 && /^\^\r?\n/.test(text.slice(at, at + 3))) {
      if (!inside) break;
      at += text[at + 1] === '\r' ? 3 : 2;
      continue;
    }
    const mark = text[at + caret] ?? '';
    if (mark === '\n' || mark === '\r' || mark === '') break;
    if (!inside && (/[ \t]/.test(mark) || (caret === 0 && /[&|<>()]/.test(mark)))) break;
    const hole = caret === 0 ? variable(text, at) : undefined;
    if (hole !== undefined) {
      builder.one(hole.says, at, hole.end);
      at = hole.end;
    } else if (mark === '\\') at = backslashes(text, at, builder, () => (quoted = !quoted));
    else if (mark === '"') {
      if (caret === 0) quoted = !quoted;
      const next = at + caret + 1;
      if (inside && text[next] === '"') {
        if (caret === 0) quoted = !quoted;
        builder.one('"', at, next + 1);
        at = next + 1;
        end = at;
        continue;
      }
      inside = !inside;
      at = next;
      if (!inside) continue;
    } else if (caret === 1) {
      builder.one(mark, at, at + 2);
      at += 2;
    } else {
      builder.raw(mark, at);
      at++;
    }
    end = at;
  }
  const own = text.slice(start, at);
  const doubled = !own.includes('\\"') && own.slice(1).includes('""');
  const write = (written: string) => {
    // Which of these are for cmd depends on how many quotes stand before them.
    if (/[&|<>^]/.test(written)) throw new NotWritable();
    const line = onOneLine(written);
    const plain = doubled ? line.replaceAll('"', '""') : programText(line);
    return plain.replace(/\$\{([A-Za-z_]\w*)\}|%/g, (all, name?: string) =>
      all === '%' ? '%%' : `%${name}%`,
    );
  };
  return { embedding: builder.build(end, write), span: { start, end: at }, closed: !inside };
}

/** Backslashes stand for themselves, but before a quote. @returns where it goes on */
function backslashes(text: string, start: number, builder: EmbeddingBuilder, toggle: () => void): number {
  let count = 0;
  while (text[start + count] === '\\') count++;
  const behind = start + count;
  const caret = text[behind] === '^' && text[behind + 1] === '"' ? 1 : 0;
  if (text[behind + caret] !== '"') {
    builder.raw(text.slice(start, behind), start);
    return behind;
  }
  for (let i = 0; i + 1 < count; i += 2) builder.one('\\', start + i, start + i + 2);
  // An even number leaves the quote what it is.
  if (count % 2 === 0) return behind;
  if (caret === 0) toggle();
  builder.one('"', behind - 1, behind + caret + 1);
  return behind + caret + 1;
}

/** `%NAME%`, `%1` and `%~dp0`; `%%` is a per cent sign. Source: Windows commands reference, "set" and "call". */
function variable(text: string, at: number): { says: string; end: number } | undefined {
  if (text[at] !== '%') return undefined;
  if (text[at + 1] === '%') return { says: '%', end: at + 2 };
  const found = /^%(?:([A-Za-z_][\w.-]{0,80})(?::[^%\r\n]{0,80})?%|~?[a-z]*([0-9*]))/.exec(
    text.slice(at, at + 200),
  );
  return found === null ? undefined : { says: `\${${found[1] ?? found[2]}}`, end: at + found[0].length };
}
