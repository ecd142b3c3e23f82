import { closest } from '../../text/closest';
import { OPERATORS } from './operators';

/** Names from other languages and from earlier thoughts, in lower case, that are too far off to be slips. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  boolean: 'Bool',
  boolequals: 'Bool',
  equals: 'StringEquals',
  like: 'StringLike',
  numericlessthanorequals: 'NumericLessThanEquals',
  numericgreaterthanorequals: 'NumericGreaterThanEquals',
  datelessthanorequals: 'DateLessThanEquals',
  dategreaterthanorequals: 'DateGreaterThanEquals',
  notstringequals: 'StringNotEquals',
  notstringlike: 'StringNotLike',
  ipaddressnot: 'NotIpAddress',
  ipnotaddress: 'NotIpAddress',
};

/**
 * The operator that was meant by one IAM does not have; each part of it (set operator, name, `IfExists`) is looked
 * at by itself.
 * @returns the operator as AWS writes it, or undefined when no one operator is near
 */
export function nearestOperator(written: string): string | undefined {
  const colon = written.indexOf(':');
  const set = colon < 0 ? '' : nearestSet(written.slice(0, colon));
  const rest = written.slice(colon + 1);
  const suffix = /If_?Exists?$/i.exec(rest)?.[0] ?? '';
  const name = rest.slice(0, rest.length - suffix.length);
  const found = nearestName(name);
  if (set === undefined || found === undefined) return undefined;
  if (found === 'Null' && (set !== '' || suffix !== '' || colon >= 0)) return undefined;
  return `${set === '' ? '' : `${set}:`}${found}${suffix === '' ? '' : 'IfExists'}`;
}

function nearestSet(written: string): string | undefined {
  const lower = written.toLowerCase();
  if (lower === 'forall' || lower === 'forallvalue') return 'ForAllValues';
  if (lower === 'forany' || lower === 'foranyvalues') return 'ForAnyValue';
  return closest(written, ['ForAllValues', 'ForAnyValue']);
}

function nearestName(written: string): string | undefined {
  const lower = written.toLowerCase();
  const exact = OPERATORS.find((name) => name.toLowerCase() === lower);
  if (exact !== undefined) return exact;
  if (Object.hasOwn(OTHER_NAMES, lower)) return OTHER_NAMES[lower];
  const near = closest(
    lower,
    OPERATORS.map((name) => name.toLowerCase()),
  );
  return OPERATORS.find((name) => name.toLowerCase() === near);
}
