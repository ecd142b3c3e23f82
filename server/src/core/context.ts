import type { SubjectKind, SubjectOf } from './documents/subjects';
import type { Settings } from './settings';
import type { Survey } from './survey';

/** What an analysis may look at beside the subject in hand. */
export interface Context {
  /** Every subject in sight: this file's and, where the host indexes one, the workspace's. */
  readonly subjects: <K extends SubjectKind>(kind: K) => readonly SubjectOf<K>[];
  readonly settings: Settings;
  /** Answers a survey, where the context keeps account of what is asked of it. */
  readonly ask?: <K extends SubjectKind, V>(survey: Survey<K, V>) => V;
}
