import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { LocatedValue } from '../../../server/src/core/syntax/tree';
import { yaml } from '../../../server/src/core/syntax/yaml';
import { resourcesOf } from '../../../server/src/core/syntax/yamlResources';
import { yamlTree } from '../../../server/src/core/syntax/yamlTree';
import { runs } from '../runs';

/** A tree as plain data: spans that move look like those that do not. */
function plain(value: LocatedValue | undefined): unknown {
  return (
    value &&
    JSON.parse(JSON.stringify(value, (key, part) => (key === 'span' ? [part.start, part.end] : part)))
  );
}

const TEMPLATE = `# A template
Parameters:
  Name: {Type: String}
Resources:
  # The first.
  A:
    Type: AWS::IAM::Role
    Properties:
      Description: |
        B:
          text

      RoleName: !Ref Name
  "B":
    Type: 'AWS::IAM::Role'   # C:

    Properties: {Path: /, Tags: [
      {Key: a, Value: "b
        c"}]}
  Fn::ForEach::Roles:
    - X
    - [a, b]
    - 'R\${X}':
        Type: AWS::IAM::Role
# At the left edge.
  D: !Sub
    - x\${y}
    - {y: 1}
Outputs:
  A: {Value: !GetAtt A.Arn}
`;

describe('YAML read resource by resource', function () {
  this.timeout(60_000);

  it('is the same as read as a whole', () => {
    assert.equal(resourcesOf(TEMPLATE)?.length, 4);
    assert.deepEqual(plain(yaml.parse(TEMPLATE).root), plain(yamlTree(TEMPLATE).root));
    const crlf = TEMPLATE.replaceAll('\n', '\r\n');
    assert.deepEqual(plain(yaml.parse(crlf).root), plain(yamlTree(crlf).root));
  });

  it('is the same wherever an edit leaves valid YAML', () => {
    const edit = fc.record({
      at: fc.noBias(fc.nat(TEMPLATE.length)),
      out: fc.oneof(fc.constant(0), fc.nat(40)),
      text: fc.constantFrom(
        '',
        'x',
        '\n',
        '  ',
        ': ',
        '- ',
        '#',
        '&a ',
        '*a',
        '"',
        "'",
        '|',
        '[',
        '}',
        '\nE: 1\n',
        '---\n',
        '\t',
      ),
    });
    let valid = 0;
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 2 }), (edits) => {
        let text = TEMPLATE;
        for (const { at, out, text: into } of edits) text = text.slice(0, at) + into + text.slice(at + out);
        const whole = yamlTree(text);
        if (whole.problems.length > 0) return;
        valid++;
        assert.deepEqual(plain(yaml.parse(text).root), plain(whole.root));
      }),
      { numRuns: runs(500) },
    );
    assert.ok(valid >= runs(500) / 25, `${valid} valid`);
  });

  it('is the same read again after edits as read for the first time', () => {
    const edit = fc.record({
      at: fc.noBias(fc.nat(TEMPLATE.length)),
      out: fc.oneof(fc.constant(0), fc.nat(40)),
      text: fc.constantFrom('', 'x', '\n', ': ', '"', '  E:\n    Type: X::Y\n', '\nE: 1\n'),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (edits) => {
        const reader = yaml.reader?.();
        let text = TEMPLATE;
        for (const { at, out, text: into } of edits) {
          text = text.slice(0, at) + into + text.slice(at + out);
          const again = reader?.read(text);
          const first = yaml.parse(text);
          assert.deepEqual(plain(again?.root), plain(first.root));
          assert.deepEqual(again?.problems, first.problems);
        }
      }),
      { numRuns: runs(100) },
    );
  });

  it('says what is wrong in one resource, and reads the others', () => {
    const { root, problems } = yaml.parse(TEMPLATE.replace('RoleName: !Ref Name', 'RoleName: "Na'));
    assert.equal(problems.length > 0, true);
    assert.match(JSON.stringify(plain(root)), /Fn::ForEach/);
  });
});
