import assert from 'node:assert/strict';
import fc from 'fast-check';
import { openDocument } from '../../../server/src/core/documents/open';
import { formatConfig } from '../../../server/src/core/features/formatConfig';
import { allReadings } from '../../../server/src/core/sts/reading/allReadings';
import { applyEdits, overlap } from '../../../server/src/core/text/edit';
import { runs } from '../runs';

function formatted(text: string, uri = 'file:///h/.aws/config'): string {
  const edits = formatConfig(openDocument({ uri, text }));
  assert.equal(overlap(edits), false);
  return applyEdits(text, edits);
}

describe('Formatting an AWS config file', () => {
  it('tidies equals signs, line ends and blank lines', () => {
    assert.equal(
      formatted(
        '\n\n[default]  \nregion=us-east-1\noutput   =   json \n\n\n\n[profile a]\nrole_arn= x # y\t\n# z  \n\n',
      ),
      '[default]\nregion = us-east-1\noutput = json\n\n[profile a]\nrole_arn = x # y\n# z\n',
    );
  });

  it('keeps the style that most of the file has, and signs that are aligned', () => {
    assert.equal(
      formatted('[default]\nregion=us-east-1\noutput=json\n[profile a]\nregion = us-east-1\n'),
      '[default]\nregion=us-east-1\noutput=json\n[profile a]\nregion=us-east-1\n',
    );
    const aligned = '[default]\nregion         = us-east-1\nsource_profile = a\n';
    assert.equal(formatted(aligned), aligned);
  });

  it('leaves alone what a tool would read otherwise', () => {
    // Ruby takes the blank for the value; a blank line below a value is a part of it in Python.
    for (const text of [
      '[default]\noutput = \n',
      '[default]\na = 1\n\n\n  b\n',
      '[ default ]\nregion = x\n',
    ]) {
      assert.equal(formatted(text), text);
    }
    // A tab behind a value is part of it in Go v1.
    assert.equal(
      formatted('[default]\nregion = x\t\noutput=json\n'),
      '[default]\nregion = x\t\noutput = json\n',
    );
  });

  it('keeps line ends, and says nothing of other files', () => {
    assert.equal(
      formatted('[default]\r\nregion=a\r\noutput =b\r\n'),
      '[default]\r\nregion = a\r\noutput = b\r\n',
    );
    assert.deepEqual(formatConfig(openDocument({ uri: 'file:///a.json', text: '{ "a":1 }' })), []);
  });

  it('changes blanks only, changes no reading, and is done at once', () => {
    const piece = fc.constantFrom(
      '[default]',
      '[profile a]',
      '[profile  a]',
      '[a]',
      '[services x]',
      '[sso-session s]',
      'region',
      'output',
      's3',
      'sts',
      '=',
      ' = ',
      '=',
      ':',
      ' ',
      '  ',
      '\t',
      '\n',
      '\n',
      '\r\n',
      '# c',
      ' ; c',
      '"x"',
      'us-east-1',
      'endpoint_url',
      ',',
      '[',
      ']',
      '\u00a0',
      '\f',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.boolean(), (pieces, credentials) => {
        const text = pieces.join('');
        const uri = `file:///h/.aws/${credentials ? 'credentials' : 'config'}`;
        const once = formatted(text, uri);
        assert.equal(once.replace(/\s/g, ''), text.replace(/\s/g, ''));
        const kind = credentials ? 'credentials' : 'config';
        assert.deepEqual(allReadings(once, kind), allReadings(text, kind));
        assert.equal(formatted(once, uri), once);
      }),
      { numRuns: runs(1500) },
    );
  });
});
