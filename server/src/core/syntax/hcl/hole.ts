import type { Span } from '../../text/span';
import type { LocatedValue } from '../tree';
import type { Form, HclHole } from './tree';

/** Characters; a longer expression is compared with no other. */
const EXPRESSION_LIMIT = 300;

/** An expression of a text, whose value the text does not say. */
export function expressionAt(
  text: string,
  span: Span,
  form: Form,
  parts: readonly LocatedValue[],
  path: readonly string[] = [],
): HclHole {
  const long = span.end - span.start > EXPRESSION_LIMIT;
  const written = long ? '' : text.slice(span.start, span.end);
  const expression = /\s/.test(written) ? written.replace(/\s+/g, ' ') : written;
  return { kind: 'hole', span, expression, form, path, parts };
}
