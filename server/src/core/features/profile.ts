import type { ProfileSubject } from '../documents/subjects';
import { viewOf } from '../sts/profileView';
import type { SubjectFeatures } from './feature';
import { profileExplanation } from './profileExplain';
import { profileHover } from './profileHover';
import { lensOf } from './profileSummary';

/** What profiles of AWS config and credentials files contribute to the editor. */
export const profileFeatures: SubjectFeatures<ProfileSubject> = {
  hover: (subject, offset, _document, context) => profileHover(subject, offset, context),
  explain: (subject, _offset, _document, context) => profileExplanation(subject, context),
  lenses(subject, _document, context) {
    const view = viewOf(subject, context);
    // Credentials without a Region say nothing of endpoints: a line above each would only repeat that.
    if (view === undefined || (subject.file === 'credentials' && view.region === undefined)) return [];
    return [{ span: subject.headerSpan, title: lensOf(subject, view, context) }];
  },
};
