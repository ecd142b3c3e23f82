import type { Span } from '../text/span';
import type { Piece, Text } from './tree';

/**
 * What people leave in a document to be filled in later: `${Name}` (CloudFormation, Terraform, shell), `{{name}}`
 * (Jinja, Handlebars), `<NAME>` (documentation), `<%= name %>` (ERB), `$(name)` (shell, make, pipelines). Not IAM's own
 * policy variables, which contain a single colon (`${aws:username}`; the Serverless Framework's own sources such as
 * `${self:…}` look alike) or are one of `${*}`, `${?}` and `${$}`: IAM fills those in itself.
 * Source: IAM User Guide, "IAM policy elements: variables and tags".
 */
const PLACEHOLDER =
  /\$\{(?![*?$]\})(?!(?!(?:self|opt|env|file|cf|ssm|param|sls):)[^{}:]+:(?!:))([^{}]*)\}|\{\{([^{}]*)\}\}|<([A-Za-z][\w .:-]*)>|<%[=-]?((?:[^%]|%(?!>)){0,500})%>|\$\(([^()]*(?:\([^()]*\)[^()]*)*)\)/g;

/**
 * Splits a string's content into literal pieces and holes.
 * @param inside the span of the content, without quotes
 * @param exact whether the content stands in the file letter for letter; if not (escapes), what tells where a stretch
 * of it stands
 */
export function textOf(value: string, inside: Span, exact: boolean | ((span: Span) => Span)): Text {
  // Nearly every string of a file.
  if (!/[${<]/.test(value)) return { pieces: [{ kind: 'literal', value, span: inside }] };
  const pieces: Piece[] = [];
  const spanOf = (from: number, to: number): Span =>
    exact === true
      ? { start: inside.start + from, end: inside.start + to }
      : exact === false || (from === 0 && to === value.length)
        ? inside
        : exact({ start: from, end: to });
  let from = 0;
  for (const match of value.matchAll(PLACEHOLDER)) {
    const to = match.index;
    if (to > from) pieces.push({ kind: 'literal', value: value.slice(from, to), span: spanOf(from, to) });
    from = to + match[0].length;
    const expression = (match.slice(1).find((group) => group !== undefined) ?? '').trim();
    const foreign = match[0].startsWith('${') ? {} : { foreign: true as const };
    pieces.push({ kind: 'hole', expression, span: spanOf(to, from), ...foreign });
  }
  if (from < value.length || pieces.length === 0) {
    pieces.push({ kind: 'literal', value: value.slice(from), span: spanOf(from, value.length) });
  }
  return { pieces };
}
