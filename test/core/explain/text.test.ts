import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { say, words } from '../../../server/src/core/explain/sentence';
import { explanationText } from '../../../server/src/core/explain/text';

describe('An explanation as plain text', () => {
  it('has the answer first, then tables, then the steps by their depth', () => {
    const text = explanationText({
      title: words('RoleA may assume itself'),
      verdict: 'depends',
      tables: [
        {
          title: words('Who can assume'),
          columns: [words('Principal'), words('How')],
          rows: [
            { cells: [say`${'RoleB'}`, words('direct')], verdict: 'yes' },
            { cells: [say`${'everyone'}`, words('-')], verdict: 'no' },
          ],
        },
      ],
      steps: [
        {
          sentence: words('Statement 1 allows it.'),
          verdict: 'yes',
          source: { title: 'A page', url: 'https://docs.aws.amazon.com/x' },
          steps: [{ sentence: say`The principal is ${'a\nb'}.` }],
        },
      ],
    });
    assert.equal(
      text,
      `◇ RoleA may assume itself

Who can assume
     Principal  How
  ✓  RoleB      direct
  ✗  everyone   -

✓ Statement 1 allows it.
  (A page: https://docs.aws.amazon.com/x)
  · The principal is a\\u000ab.
`,
    );
  });

  it('has no column of marks for a table without verdicts', () => {
    const table = { title: words('Tools'), columns: [words('Tool')], rows: [{ cells: [words('boto3')] }] };
    assert.equal(
      explanationText({ title: words('x'), tables: [table], steps: [] }),
      'x\n\nTools\n  Tool\n  boto3\n',
    );
  });
});
