import type { TrustPolicySubject } from '../documents/subjects';
import { casesLens } from './casesTable';
import type { SubjectFeatures } from './feature';
import { trustPolicyExplanation } from './trustPolicyExplain';
import { trustPolicyHover } from './trustPolicyHover';
import { rowsOf, trustSummary } from './trustPolicyRows';

/** What trust policies contribute to the editor. */
export const trustPolicyFeatures: SubjectFeatures<TrustPolicySubject> = {
  hover: trustPolicyHover,
  explain: (subject, _offset, _document, context) => trustPolicyExplanation(subject, context),
  lenses: (subject, _document, context) => [
    { span: subject.span, title: trustSummary(rowsOf(subject, context)) },
    ...casesLens(subject, context),
  ],
};
