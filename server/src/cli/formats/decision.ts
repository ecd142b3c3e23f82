import type { Step } from '../../core/explain/explanation';
import { plain } from '../../core/explain/sentence';
import type { Decision } from '../../core/iam/evaluate';
import type { FilePlace } from '../askedPolicies';

interface PlainStep {
  readonly sentence: string;
  readonly verdict: Step['verdict'];
  /** The file of `line` and `column`, where it is not the one explained. */
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly source: Step['source'];
  readonly steps: readonly PlainStep[] | undefined;
}

/**
 * A decision as the JSON of `explain --caller`: `{"verdict", "dependsOn", "steps"}`, lines and columns from 1.
 * @param own the name of the file explained
 * @param at the place of an offset
 */
export function plainDecision(
  { verdict, dependsOn, steps }: Decision,
  own: string,
  at: (offset: number) => FilePlace | undefined,
) {
  const step = ({ sentence, verdict, span, source, steps }: Step): PlainStep => {
    const place = span && at(span.start);
    return {
      sentence: plain(sentence),
      verdict,
      file: place === undefined || place.file === own ? undefined : place.file,
      line: place?.line,
      column: place?.column,
      source,
      steps: steps === undefined || steps.length === 0 ? undefined : steps.map(step),
    };
  };
  return { verdict, dependsOn: dependsOn.map(plain), steps: steps.map(step) };
}
