import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { json } from '../../../server/src/core/syntax/json';
import { yaml } from '../../../server/src/core/syntax/yaml';
import { runs, STEP } from '../runs';
import { plainOf } from './plainly';
import { at, DOC, POLICY } from './yamlPolicy';

const read = (text: string) => plainOf(yaml.parse(text).root);

const spanText = (text: string, ...path: string[]) => {
  const { span } = at(text, ...path);
  return text.slice(span.start, span.end);
};

describe('YAML', () => {
  it('reads what another reader of YAML reads', () => {
    const plain = fc
      .jsonValue({ maxDepth: 3 })
      .filter((v) => !/Ref|Fn::|[<{$]|null/.test(JSON.stringify(v).replaceAll(/[{}](?=["\]},]|$)/g, '')));
    fc.assert(
      fc.property(plain, fc.constantFrom(2, 4), (value, indent) => {
        const text = stringify(JSON.parse(JSON.stringify(value)), { indent });
        assert.deepEqual(read(text), JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('reads short and long forms of functions alike, as JSON has them', () => {
    const long = json.parse(
      '{"a": {"Ref": "X"}, "b": {"Fn::Sub": ["x", {"k": "v"}]}, "c": {"Fn::GetAtt": "R.Arn"}}',
    );
    assert.deepEqual(read('a: !Ref X\nb: !Sub\n  - x\n  - k: v\nc: !GetAtt R.Arn\n'), plainOf(long.root));
    assert.deepEqual(
      read('a:\n  Ref: X\nb: {"Fn::Sub": [x, {k: v}]}\nc: {Fn::GetAtt: R.Arn}\n'),
      plainOf(long.root),
    );
  });

  it('takes dates and words for the strings they are to IAM', () => {
    assert.deepEqual(read('Version: 2012-10-17\na: on\nb: true\n'), {
      Version: '2012-10-17',
      a: 'on',
      b: true,
    });
  });

  it('gives every value the span of its own text, tags included, blanks and comments not', () => {
    assert.equal(spanText(POLICY, ...DOC).split('\n')[0], "Version: '2012-10-17'");
    assert.ok(spanText(POLICY, ...DOC).endsWith("Action: ['sts:AssumeRole']"));
    assert.equal(
      spanText(POLICY, ...DOC, 'Statement', '0', 'Principal', 'AWS'),
      '!Sub "arn:aws:iam::${AWS::AccountId}:root"',
    );
    assert.equal(spanText(POLICY, ...DOC, 'Statement', '1', 'Principal'), '{Service: [ec2.amazonaws.com]}');
  });

  it('marks holes inside of strings where they stand', () => {
    const value = at('a: "x${AWS::Region}y"\n', 'a');
    assert.ok(value.kind === 'string');
    assert.deepEqual(value.text.pieces[1], {
      kind: 'hole',
      expression: 'AWS::Region',
      span: { start: 5, end: 19 },
    });
  });

  it('follows aliases, and gives up on those that stand for too much', () => {
    assert.deepEqual(read('a: &x {k: v}\nb: *x\n'), { a: { k: 'v' }, b: { k: 'v' } });
    let bomb = 'a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n';
    for (let i = 1; i < 20; i++)
      bomb += `a${i}: &a${i} [${Array(10)
        .fill(`*a${i - 1}`)
        .join(', ')}]\n`;
    const { root, problems } = yaml.parse(bomb);
    assert.ok(problems.length > 0);
    assert.ok(JSON.stringify(plainOf(root)).length < 2_000_000);
    assert.deepEqual(read('a: &a\n  - *a\n'), { a: [{ '*a': undefined }] });
  });

  it('reads several documents as a list', () => {
    assert.deepEqual(read('---\na: 1\n'), { a: 1 });
    assert.deepEqual(read('a: 1\n---\nb: 2\n'), [{ a: 1 }, { b: 2 }]);
  });

  it('leaves the value of a half-typed key out', () => {
    assert.deepEqual(read('a:\n  b:\nc: 1\n'), { a: { b: undefined }, c: 1 });
  });

  it('reads every beginning and every mutilation of a file without throwing', () => {
    for (let i = 0; i <= POLICY.length; i += STEP) yaml.parse(POLICY.slice(0, i));
    fc.assert(
      fc.property(fc.nat(POLICY.length), fc.string(), (i, s) => {
        yaml.parse(POLICY.slice(0, i) + s + POLICY.slice(i + s.length));
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'-?:[]{}&*!|>\'"%@`# \n\t,ax\r') }), (s) => {
        yaml.parse(s);
      }),
      { numRuns: runs(2000) },
    );
  });

  it('does not overflow on deep nesting', () => {
    for (const text of ['['.repeat(100_000), '{a: '.repeat(3000), '- '.repeat(50_000), '? '.repeat(5000)]) {
      assert.ok(yaml.parse(text).problems.length > 0);
    }
    const block = Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n');
    assert.ok(yaml.parse(block).problems.length > 0);
  });
});
