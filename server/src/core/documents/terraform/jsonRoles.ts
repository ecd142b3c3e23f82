import { type LocatedValue, listOf, objectsIn, propertyOf, readable } from '../../syntax/tree';
import { encloses, type Span } from '../../text/span';
import { decoded } from '../../text/uri';
import type { Subject } from '../subjects';

/**
 * The policies of a Terraform configuration in JSON, with the places where a role's own block refers to the role.
 * Source: Terraform language documentation, "JSON Configuration Syntax".
 * @param subjects of the file as any JSON
 */
export function withOwnReferences(
  uri: string,
  root: LocatedValue | undefined,
  subjects: readonly Subject[],
): readonly Subject[] {
  if (!/\.(?:tf|tofu)\.json$/i.test(decoded(uri))) return subjects;
  const roles = listOf(propertyOf(root, 'resource'))
    .flatMap((each) => listOf(propertyOf(each, 'aws_iam_role')))
    .flatMap((each) => (each.kind === 'object' ? each.entries : []));
  return subjects.map((subject) => {
    if (subject.kind !== 'trustPolicy') return subject;
    const role = roles.find(({ value }) => value !== undefined && encloses(value.span, subject.span));
    if (role === undefined) return subject;
    const ownReferences = referencesIn(subject.policy.value, `aws_iam_role.${readable(role.key.text)}`);
    return ownReferences.length === 0 ? subject : { ...subject, ownReferences };
  });
}

/** The places where the strings of a policy take a value from a resource. */
function referencesIn(policy: LocatedValue, address: string): Span[] {
  const values = [...objectsIn(policy)].flatMap(({ entries }) =>
    entries.flatMap(({ value }) => listOf(value)),
  );
  return values.flatMap((value) => {
    const pieces = value.kind === 'string' ? value.text.pieces : value.kind === 'hole' ? [value] : [];
    const own = pieces.some(
      (piece) =>
        piece.kind === 'hole' &&
        piece.expression.startsWith(address) &&
        /^[.[]/.test(piece.expression.slice(address.length)),
    );
    return own ? [value.span] : [];
  });
}
