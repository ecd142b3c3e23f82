import { isSecret } from '../core/sts/configKeys';

/** `key = value` to the end of the line, as AWS config files and shells have it. */
const ASSIGNED = /^(\s*(?:export\s+|set\s+)?)([\w.-]+)(\s*=\s*)(.+)$/s;
/** `"key": "value"`, as JSON has it. */
const QUOTED = /(["'])([\w.-]+)\1(\s*[:=]\s*)(["'])((?:(?!\4)[^\\]|\\.)*)/gs;

/**
 * A line of a file as it may be shown: values of secret keys become dots, one for each UTF-16 code unit, so that
 * what is underlined stays in its place.
 */
export function masked(line: string): string {
  const assigned = ASSIGNED.exec(line);
  if (assigned !== null) {
    const [, start, key, equals, value] = assigned as unknown as [string, string, string, string, string];
    if (isSecret(key)) return `${start}${key}${equals}${dots(value)}`;
  }
  return line.replace(QUOTED, (whole, quote, key: string, colon, open, value: string) =>
    isSecret(key) ? `${quote}${key}${quote}${colon}${open}${dots(value)}` : whole,
  );
}

/** Whether a line holds nothing that has to be masked. */
export function isShowable(line: string): boolean {
  return masked(line) === line;
}

function dots(value: string): string {
  return value.replace(/[^\r\n]/g, '•');
}
