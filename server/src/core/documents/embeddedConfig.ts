import { type Embedding, nested } from '../syntax/embedding';
import { type LocatedString, type LocatedValue, objectsIn, readable } from '../syntax/tree';
import { yaml } from '../syntax/yaml';
import { yamlScalar } from '../syntax/yamlText';
import { awsConfigKind } from './awsConfig';
import type { Document, EmbeddedDocument } from './document';
import type { Opened } from './kind';
import { type Language, languageOf } from './language';
import { shellTexts } from './shellTexts';

/** UTF-16 code units: nobody writes more of that by hand. */
const LONGEST_FILE = 500_000;

/** What no AWS configuration is without, looked for before anything is read. */
const TELLING = /\[\s*(?:default\s*\]|profile\s|sso-session\s)|\baws_access_key_id\b|\brole_arn\b/;

/** What somebody else puts a value in place of. Such a text is not what a tool reads. */
const TO_BE_FILLED_IN =
  /\$[({A-Za-z_]|\{[{%]|<[%A-Za-z][^<>\n]*>|%\w+%|@\w+@|__\w+__|\b(?:REPLACE|CHANGE)_?(?:ME|WITH)?\b|\bxxx|\.\.\.|…/i;

/**
 * AWS config and credentials files that are written in another file as a whole: strings of Kubernetes secrets and
 * config maps, playbooks and cloud-init, and here-documents of scripts, also those in strings. Left alone are fragments,
 * such as what is appended to a file, and texts with places to be filled in.
 * @param root of the file, where its kind has read it
 * @returns undefined where there are none
 */
export function embeddedConfigs(file: Opened, root: () => LocatedValue | undefined): Document['embedded'] {
  const { text } = file;
  if (text.length > LONGEST_FILE) return undefined;
  const language = languageOf(file);
  if (language === undefined || language === 'markdown' || language === 'cmd') return undefined;
  if (!TELLING.test(text)) return undefined;
  const texts =
    language === 'yaml' ? inYaml(text, root() ?? yaml.parse(text).root) : inScript(text, language, undefined);
  const pairs = pairsOf(texts);
  const found = texts.flatMap((each, i): EmbeddedDocument[] => {
    const { embedding, path } = each;
    const { content } = embedding;
    if (!TELLING.test(content) || !isKnown(embedding)) return [];
    // Each is a file in a folder of its own, but for the two that make a pair.
    const pair = pairs.get(each.group);
    const name = (pair !== undefined || each.placed) && path !== undefined ? `.aws/${path}` : 'text';
    const uri = `${file.uri}#${pair ?? `${i}-alone`}/${name}`;
    const reading = awsConfigKind.read({ uri, text: content });
    if (reading === undefined) return [];
    const { subjects, problems } = reading;
    const document = { uri, text: content, kind: awsConfigKind.id, root: reading.root, subjects, problems };
    return [{ document, embedding, paired: pair !== undefined }];
  });
  return found.length === 0 ? undefined : found;
}

interface Text {
  readonly embedding: Embedding;
  /** Which of the two files it is, where its name says so. */
  readonly path: string | undefined;
  /** It is written to that file, whatever it looks like. */
  readonly placed: boolean;
  /** The mapping or the script that it stands in. */
  readonly group: object;
}

/** The groups that have both files, each once and wholly known, by a number. */
function pairsOf(texts: readonly Text[]): ReadonlyMap<object, number> {
  const groups = new Map<object, Text[]>();
  for (const each of texts) {
    const own = groups.get(each.group);
    if (own === undefined) groups.set(each.group, [each]);
    else own.push(each);
  }
  const pairs = new Map<object, number>();
  for (const [group, own] of groups) {
    const paths = own.map(({ path }) => path).sort();
    if (paths.join(' ') === 'config credentials' && own.every(({ embedding }) => isKnown(embedding)))
      pairs.set(group, pairs.size);
  }
  return pairs;
}

function inYaml(text: string, root: LocatedValue | undefined): Text[] {
  const found: Text[] = [];
  for (const { key, string, group } of stringsIn(root)) {
    const { start, end } = string.span;
    if (!TELLING.test(text.slice(start, end))) continue;
    const embedding = yamlScalar(text, string.span);
    const { content } = embedding;
    if (/^\s*(?:[#;][^\n]*\n\s*)*\[/.test(content)) {
      const path = /^(?:config|credentials)$/.exec(key)?.[0];
      if (isOurs(key, content)) found.push({ embedding, path, placed: false, group });
    } else if (content.includes('<<')) found.push(...inScript(content, 'shell', embedding));
  }
  return found;
}

/** Whether a text under a key is a file of the AWS tools: other programs have keys and roles in INI files too. */
function isOurs(key: string, content: string): boolean {
  if (/aws|credential/i.test(key)) return true;
  return !/\.\w+$/.test(key) && /^[ \t]*\[\s*(?:default\s*\]|profile\s|sso-session\s)/m.test(content);
}

function* stringsIn(
  root: LocatedValue | undefined,
): Generator<{ key: string; string: LocatedString; group: object }> {
  for (const object of objectsIn(root)) {
    for (const { key, value } of object.entries) {
      for (const each of value?.kind === 'array' ? value.items : [value]) {
        const inside = each?.kind === 'hole' ? each.argument : each;
        if (inside?.kind === 'string') yield { key: readable(key.text), string: inside, group: object };
      }
    }
  }
}

/** What else in a script has a part in what the files say in the end. */
const CHANGES =
  /\baws\s+configure\b|(?:\b(?:sed|crudini|augtool)\b|>>)[^\n]{0,200}\.aws\b|\btee\b[^\n]{0,200}\s-a\b|\bAdd-Content\b/;

/** Here-documents that are the whole of a file. */
function inScript(
  text: string,
  script: Exclude<Language, 'yaml' | 'markdown' | 'cmd'>,
  outer: Embedding | undefined,
): Text[] {
  if (CHANGES.test(text)) return [];
  const group = {};
  return shellTexts(text, script).flatMap(({ embedding, span, closed }): Text[] => {
    const opening = text.slice(Math.max(0, text.lastIndexOf('\n', span.start - 2) + 1), span.start);
    if (!closed || />>/.test(opening)) return [];
    const closing = /^\s*['"]@[^\r\n]*/.exec(text.slice(span.end, span.end + 300))?.[0] ?? '';
    const path = /\.aws[\\/](config|credentials)\b/.exec(opening + closing)?.[1];
    if (path === undefined && !isOurs('', embedding.content)) return [];
    const inFile = outer === undefined ? embedding : nested(outer, embedding);
    return [{ embedding: inFile, path, placed: path !== undefined, group }];
  });
}

function isKnown({ content }: Embedding): boolean {
  return !TO_BE_FILLED_IN.test(content);
}
