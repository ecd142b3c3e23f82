import { flow } from '../syntax/yamlPrint';
import type { TextEdit } from '../text/edit';
import type { Span } from '../text/span';
import type { HclPlaceStyle, Place } from './place';

/** What a completion item stands for; an editor shows a picture for each. */
export type CompletionKind =
  | 'element'
  | 'keyword'
  | 'principal'
  | 'action'
  | 'operator'
  | 'key'
  | 'value'
  | 'section';

/** What the documentation of an item is looked up by, so that it need not be sent along. Plain JSON. */
export interface About {
  readonly topic: 'element' | 'type' | 'action' | 'operator' | 'key' | 'setting' | 'version' | 'effect';
  readonly name: string;
}

export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A few words beside the label. */
  readonly detail?: string | undefined;
  readonly about?: About | undefined;
  /** Lower comes first. */
  readonly order: number;
  /** What is typed must match this, from the edit's start on. */
  readonly filter: string;
  /** Writes the item. */
  readonly edit: TextEdit;
  /** The same text with tab stops, in the snippet syntax of the Language Server Protocol. */
  readonly snippet?: string | undefined;
  /** A comma that is missing before. */
  readonly also: readonly TextEdit[];
}

/** An item before it is known where it will be written. */
export interface Proposal {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly detail?: string | undefined;
  readonly about?: About | undefined;
  /** 0 unless it should come later. */
  readonly order?: number;
}

/** A key to be written, with its value as a JSON snippet. */
export interface KeyProposal extends Proposal {
  readonly value: string;
  /** The key as a snippet, where a part of it is to be filled in; it must need no escapes in JSON. */
  readonly form?: string | undefined;
}

/** A value to be written: a string, or any JSON as a snippet, which a place inside quotes cannot take. */
export interface ValueProposal extends Proposal {
  /** What to write, if not the label; with `json` JSON as a snippet. */
  readonly text?: string | undefined;
  readonly json?: boolean;
  /** The string's content as a snippet, in place of `text`; it must need no escapes in JSON. */
  readonly form?: string | undefined;
}

/** The item that writes a key, with its value where it has none yet. */
export function keyItem(place: Place, proposal: KeyProposal): CompletionItem {
  if (place.yaml !== undefined) return yamlKeyItem(place, proposal, place.yaml);
  if (place.hcl !== undefined) return hclKeyItem(place, proposal, place.hcl);
  const form = `"${proposal.form ?? escaped(JSON.stringify(proposal.label).slice(1, -1))}"`;
  const filter = place.opened ? JSON.stringify(proposal.label) : proposal.label;
  if (place.colon && place.opened) {
    const inside = insideText(form, place);
    return item(place, proposal, place.span, withoutStops(inside), inside, proposal.label);
  }
  const span = {
    start: place.span.start - (place.opened ? 1 : 0),
    end: place.span.end + (place.closed ? 1 : 0),
  };
  const snippet = place.colon ? form : `${form}: ${proposal.value}${place.commaAfter ? ',' : ''}`;
  return item(place, proposal, span, withoutStops(snippet), snippet, filter);
}

/** The item that writes a value; undefined where it cannot stand. */
export function valueItem(place: Place, proposal: ValueProposal): CompletionItem | undefined {
  const { label, json = false, form } = proposal;
  const text = form === undefined ? (proposal.text ?? label) : withoutStops(form);
  if (place.yaml !== undefined) return json ? undefined : yamlValueItem(place, proposal, text, place.yaml);
  if (json) {
    if (place.opened) return undefined;
    const written = place.hcl === undefined ? text : hclSnippet(text, place.hcl);
    const snippet = written + (place.commaAfter ? ',' : '');
    return item(place, proposal, place.span, withoutStops(snippet), snippet, label);
  }
  const list = place.hcl?.list === true && !place.opened;
  const inList = (written: string) => (list ? `[${written}]` : written);
  const quoted = inList(place.hcl === undefined ? JSON.stringify(text) : hclLiteral(text));
  const stops = form && inList(`"${form}"`);
  if (place.opened) {
    const after = place.commaAfter && place.closed ? [comma(place.span.end + 1)] : [];
    const snippet = stops && insideText(stops, place);
    return item(place, proposal, place.span, insideText(quoted, place), snippet, text, after);
  }
  const end = place.commaAfter ? ',' : '';
  return item(place, proposal, place.span, quoted + end, stops && stops + end, text);
}

/** An attribute or a block in the body of a block: its name, and what follows as a snippet. */
export function bodyItem(place: Place, proposal: KeyProposal): CompletionItem {
  const { label, value } = proposal;
  const snippet = place.colon ? label : `${label} ${value}`;
  return item(place, proposal, place.span, withoutStops(snippet), snippet, label);
}

/** A key of an object in HCL; where names are strings of their own, such a string. */
function hclKeyItem(place: Place, proposal: KeyProposal, style: HclPlaceStyle): CompletionItem {
  const { label, form } = proposal;
  if (place.kind === 'value') return valueItem(place, proposal)!;
  const bare = !place.opened && !style.quoteKeys && form === undefined && /^[A-Za-z_][\w-]*$/.test(label);
  const key = bare ? label : `"${form ?? escaped(label)}"`;
  const sign = style.sign === '=' ? ' = ' : ': ';
  const rest = `${sign}${hclSnippet(proposal.value, style)}${place.commaAfter ? ',' : ''}`;
  const snippet = place.colon ? key : key + rest;
  const quotes = { start: place.opened ? 1 : 0, end: place.closed ? 1 : 0 };
  const span = { start: place.span.start - quotes.start, end: place.span.end + quotes.end };
  const filter = place.opened ? JSON.stringify(label) : label;
  return item(place, proposal, span, withoutStops(snippet), snippet, filter);
}

/** A snippet of JSON as HCL has it: keys without quotes where the style says so, and no commas at ends of lines. */
function hclSnippet(json: string, { quoteKeys, sign }: HclPlaceStyle): string {
  return json
    .replace(/"((?:\w|\$\{\d\|[\w,]+\|\})+|[^"]*)":\s*/g, (_, key: string) => {
      const bare = !quoteKeys && /^(?:\w+|\$\{\d\|[\w,]+\|\})$/.test(key);
      return `${bare ? key : `"${key}"`}${sign === '=' ? ' = ' : ': '}`;
    })
    .replace(/,(?=\n)/g, '');
}

/** A string in quotes that says what it says: `${` begins an interpolation otherwise. */
function hclLiteral(text: string): string {
  return JSON.stringify(text).replace(/[$%](?=\{)/g, '$&$&');
}

type YamlPlace = NonNullable<Place['yaml']>;

/** A key in YAML, with the colon it needs; what belongs below it is typed there. */
function yamlKeyItem(place: Place, proposal: KeyProposal, yaml: YamlPlace): CompletionItem {
  const { label } = proposal;
  const name = withoutStops(proposal.form ?? escaped(label));
  const written = place.opened
    ? inYaml(name, yaml) + (place.closed ? '' : yaml.quote)
    : scalarText(name, yaml);
  // A quote stands between the cursor and where the colon belongs.
  const text = place.colon || place.closed ? written : `${written}: `;
  return item(place, proposal, place.span, text, undefined, label);
}

function yamlValueItem(place: Place, proposal: ValueProposal, text: string, yaml: YamlPlace): CompletionItem {
  const written = place.opened
    ? inYaml(text, yaml) + (place.closed ? '' : yaml.quote)
    : scalarText(text, yaml);
  const plain = !place.opened && written === text;
  return item(place, proposal, place.span, written, plain ? proposal.form : undefined, text);
}

function scalarText(text: string, { inside }: YamlPlace): string {
  return flow(text, { newline: '\n', unit: 2, listIndent: 2, quote: '"', quoteAll: false }, inside);
}

/** Text between the quotes that are open. */
function inYaml(text: string, { quote }: YamlPlace): string {
  return quote === "'" ? text.replaceAll("'", "''") : JSON.stringify(text).slice(1, -1);
}

function comma(at: number): TextEdit {
  return { span: { start: at, end: at }, text: ',' };
}

/** Between the quotes that are there; the second one is written where it is missing. */
function insideText(quoted: string, { closed }: Place): string {
  return closed ? quoted.slice(1, -1) : quoted.slice(1);
}

function item(
  { commaBefore }: Place,
  { label, kind, detail, about, order = 0 }: Proposal,
  span: Span,
  text: string,
  snippet: string | undefined,
  filter: string,
  also: readonly TextEdit[] = [],
): CompletionItem {
  const before = commaBefore === undefined || commaBefore >= span.start ? [] : [comma(commaBefore)];
  const same = snippet === undefined || !/(?<!\\)\$/.test(snippet);
  return {
    label,
    kind,
    detail,
    about,
    order,
    filter,
    edit: { span, text },
    snippet: same ? undefined : snippet,
    also: [...before, ...also],
  };
}

/** Text as a snippet that writes just that. */
export function escaped(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** A tab stop that offers a choice; the first one is written where there are no snippets. */
export function choice(stop: number, options: readonly string[]): string {
  const plain = options.map((option) => option.replace(/[\\$}|,]/g, '\\$&'));
  return options.length === 1 ? `\${${stop}:${escaped(options[0]!)}}` : `\${${stop}|${plain.join(',')}|}`;
}

/** What a snippet writes for a client that knows none: first choices, default texts, nothing at empty stops. */
export function withoutStops(snippet: string): string {
  return snippet.replace(
    /\\([\\$}])|\$\{\d+\|((?:\\.|[^\\,|])*)(?:\\.|[^\\|])*\|\}|\$\{\d+:((?:\\.|[^\\}])*)\}|\$\d+/g,
    (_, literal?: string, first?: string, text?: string) =>
      literal ?? (first ?? text ?? '').replace(/\\(.)/g, '$1'),
  );
}
