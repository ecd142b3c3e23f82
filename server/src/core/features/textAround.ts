import type { Document } from '../documents/document';
import { languageOf } from '../documents/language';
import { codeBlocks, scriptOf } from '../documents/markdown';
import { shellTexts } from '../documents/shellTexts';
import { isTerraform, isTerraformJson } from '../documents/terraform/namedFiles';
import { contentAt, type Embedding, hostSpan, nested } from '../syntax/embedding';
import { hclText } from '../syntax/hcl/text';
import { jsonString } from '../syntax/jsonText';
import { type LocatedString, type LocatedValue, readable } from '../syntax/tree';
import { yaml } from '../syntax/yaml';
import { yamlScalar } from '../syntax/yamlText';
import { touches } from '../text/span';
import { hclPlaceAt } from './hclPlace';
import { scanTo } from './jsonScan';
import { placeAt } from './place';

/** The languages that a text around a cursor can be in. */
type Written = 'json' | 'yaml' | 'hcl' | 'shell' | 'make' | 'powershell' | 'cmd' | 'markdown';

/** The innermost text that a cursor stands in: the file, or what is written in one of its strings. */
export interface TextAround {
  readonly language: Written;
  readonly text: string;
  /** Of the cursor in this text, in UTF-16 code units. */
  readonly offset: number;
  /** Where the text stands in the file; undefined: it is the file. */
  readonly embedding: Embedding | undefined;
  /** The key, option, variable or file that the text is the value of. */
  readonly holder: string | undefined;
}

/** How many texts inside of texts are looked into. */
const DEPTH_LIMIT = 5;

/** A text in a text. */
interface Inside {
  readonly embedding: Embedding;
  readonly holder: string | undefined;
  /** Said by what is around it; otherwise told by how it begins. */
  readonly language?: Written;
}

/**
 * The innermost text around a cursor, however half-typed it and what is around it are; undefined for a file in none of
 * the languages that policies stand in.
 * @param offset in UTF-16 code units
 */
export function textAround(document: Document, offset: number): TextAround | undefined {
  const language = languageAround(document);
  if (language === undefined) return undefined;
  const { text } = document;
  let found: TextAround = { language, text, offset, embedding: undefined, holder: undefined };
  for (let depth = 0; depth < DEPTH_LIMIT; depth++) {
    const inside = insideAt(found, depth === 0 ? document.root : undefined);
    if (inside === undefined) break;
    // Strings of configurations in JSON are templates, as those of HCL.
    const filled = depth === 0 && isTerraformJson(document.uri);
    const own = inside.language ?? languageOfText(inside.embedding.content, found.language);
    if (own === undefined) break;
    const placed = filled ? written(inside.embedding, '${', '$${') : inside.embedding;
    const embedding = found.embedding === undefined ? placed : nested(found.embedding, placed);
    const at = contentAt(embedding, offset);
    // In the middle of an escape, or where a line is not indented enough to be part of the text.
    if (embedding.starts[at] !== offset) break;
    found = { language: own, text: embedding.content, offset: at, embedding, holder: inside.holder };
  }
  return found;
}

function languageAround(document: Document): Written | undefined {
  const { uri, languageId = '', kind, text } = document;
  if (isTerraform(uri) || languageId === 'terraform' || languageId === 'opentofu') return 'hcl';
  if (/^[\s\uFEFF]*[[{]/.test(text)) return 'json';
  return languageOf(document) ?? (kind === 'cloudformation' ? 'yaml' : undefined);
}

/** JSON is told by its bracket; other text of several lines in YAML may be a script. */
function languageOfText(content: string, outer: Written): Written | undefined {
  if (/^\s*[[{]/.test(content)) return 'json';
  return outer === 'yaml' && content.includes('\n') && content.includes('{') ? 'shell' : undefined;
}

/** The string around the cursor. @param root of the text, where it has been read */
function insideAt(around: TextAround, root: LocatedValue | undefined): Inside | undefined {
  const { language, text, offset } = around;
  switch (language) {
    case 'json':
      return inJson(text, offset);
    case 'yaml':
      return inYaml(text, offset, root);
    case 'hcl': {
      const place = hclPlaceAt(text, offset);
      if (place?.string === undefined) return undefined;
      return { embedding: hclText(text, place.string), holder: place.holder };
    }
    case 'shell':
    case 'make':
    case 'powershell':
    case 'cmd': {
      if (!text.includes('{')) return undefined;
      const found = shellTexts(text, language).find(({ span }) => touches(span, offset));
      return found && { embedding: found.embedding, holder: found.labels[0] };
    }
    case 'markdown': {
      const block = codeBlocks(text).find(({ embedding }) =>
        touches(hostSpan(embedding, { start: 0, end: embedding.content.length }), offset),
      );
      if (block === undefined) return undefined;
      const { embedding } = block;
      if (/^\s*[[{]/.test(embedding.content)) return { embedding, holder: undefined };
      const language = /^ya?ml$/.test(block.language) ? 'yaml' : scriptOf(block.language);
      return { embedding, holder: undefined, language };
    }
  }
}

function inJson(text: string, offset: number): Inside | undefined {
  const { token } = scanTo(text, offset);
  if (token?.kind !== 'string') return undefined;
  const { span, closed } = token;
  // What is said behind the cursor of a string that does not end is not its own.
  const own = closed ? text : `${text.slice(0, span.end)}"`;
  const embedding = jsonString(own, { start: span.start - 1, end: span.end + 1 });
  const path = placeAt(text, offset)?.path.filter((step): step is string => typeof step === 'string') ?? [];
  const functions = path.filter((step) => step.startsWith('Fn::'));
  return {
    embedding: functions.includes('Fn::Sub') ? inSub(embedding) : embedding,
    holder: path.findLast((step) => !functions.includes(step)),
  };
}

function inYaml(text: string, offset: number, known: LocatedValue | undefined): Inside | undefined {
  // A file that is none of ours yet is read only where a policy may be typed.
  const near = () => text.slice(Math.max(0, offset - NEAR), offset);
  if (known === undefined && (text.length > 50 * NEAR || !TELLING.test(near()))) return undefined;
  const root = known ?? yaml.parse(text).root;
  // Blank lines at the end of a block string are part of it only once something follows.
  const last = text.slice(0, offset).trimEnd().length;
  const found = stringAt(root, offset) ?? stringAt(root, last);
  if (found === undefined) return undefined;
  const { string, key, sub } = found;
  const { start, end } = string.span;
  if (end < offset && !/[|>]/.test(text[start]!)) return undefined;
  const embedding = yamlScalar(text, { start, end: Math.max(end, offset) });
  return { embedding: sub ? inSub(embedding) : embedding, holder: key };
}

/** UTF-16 code units: a policy is shorter. */
const NEAR = 20_000;
const TELLING = /Statement|assume[-_]?role|trust|\b20(?:08|12)-10-17\b/i;

/** In `Fn::Sub`, IAM's own variables have an exclamation mark. Source: CloudFormation User Guide, "Fn::Sub". */
function inSub(embedding: Embedding): Embedding {
  return written(embedding, '${', '${!');
}

/** An embedding in which something is written as something else. */
function written(embedding: Embedding, what: string, as: string): Embedding {
  return {
    ...embedding,
    write: (text, at) =>
      embedding.write(
        text.replaceAll(what, () => as),
        at,
      ),
  };
}

/** The string around an offset in a tree, and the key that it, or the function it is given to, is the value of. */
function stringAt(
  root: LocatedValue | undefined,
  offset: number,
): { string: LocatedString; key: string | undefined; sub: boolean } | undefined {
  let key: string | undefined;
  let sub = false;
  for (let node = root; node !== undefined; ) {
    if (node.kind === 'string') return { string: node, key, sub };
    if (node.kind === 'hole') {
      sub ||= node.expression === 'Fn::Sub';
      node = node.argument;
    } else if (node.kind === 'array') node = node.items.find(({ span }) => touches(span, offset));
    else if (node.kind === 'object') {
      const entry = node.entries.find(({ value }) => value !== undefined && touches(value.span, offset));
      const name = entry && readable(entry.key.text);
      if (name === 'Fn::Sub') sub = true;
      else if (name !== undefined && !name.startsWith('Fn::')) key = name;
      node = entry?.value;
    } else return undefined;
  }
  return undefined;
}
