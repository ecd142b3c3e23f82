import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { parse as parseYaml, stringify } from 'yaml';
import { json } from '../../../server/src/core/syntax/json';
import type { Plain } from '../../../server/src/core/syntax/syntax';
import {
  entryOf,
  type LocatedObject,
  type LocatedValue,
  propertyOf,
  readable,
} from '../../../server/src/core/syntax/tree';
import { yaml } from '../../../server/src/core/syntax/yaml';
import { applyEdits } from '../../../server/src/core/text/edit';
import { runs, STEP } from '../runs';

/** The value without its places; intrinsic functions in their long form. */
function plainOf(value: LocatedValue | undefined): unknown {
  switch (value?.kind) {
    case 'object':
      return Object.fromEntries(value.entries.map((e) => [readable(e.key.text), plainOf(e.value)]));
    case 'array':
      return value.items.map(plainOf);
    case 'string':
      return readable(value.text);
    case 'scalar':
      return value.value;
    case 'hole':
      return { [value.expression]: plainOf(value.argument) };
    default:
      return undefined;
  }
}

const read = (text: string) => plainOf(yaml.parse(text).root);

function at(text: string, ...path: string[]): LocatedValue {
  let value = yaml.parse(text).root;
  for (const key of path)
    value = /^\d+$/.test(key) && value?.kind === 'array' ? value.items[+key] : propertyOf(value, key);
  assert.ok(value);
  return value;
}

const spanText = (text: string, ...path: string[]) => {
  const { span } = at(text, ...path);
  return text.slice(span.start, span.end);
};

const POLICY = `Resources:
  Role:
    Type: AWS::IAM::Role # the role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
        - Effect: Allow
          Principal:
            AWS: !Sub "arn:aws:iam::\${AWS::AccountId}:root" # own
          Action: sts:AssumeRole
        - Effect: Allow
          Principal: {Service: [ec2.amazonaws.com]}
          Action: ['sts:AssumeRole']
      Path: /
`;
const DOC = ['Resources', 'Role', 'Properties', 'AssumeRolePolicyDocument'];

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

describe('Edits of YAML', () => {
  const edited = (
    text: string,
    make: (edits: ReturnType<typeof yaml.edits>) => ReturnType<ReturnType<typeof yaml.edits>['append']>,
  ) => applyEdits(text, make(yaml.edits(text)));
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
  };

  it('append a statement with the dashes of this file', () => {
    const text = POLICY.replaceAll(
      / {8}- Effect: Allow\n {10}Principal: \{[\s\S]*?\n {6}Path/g,
      '      Path',
    );
    assert.equal(
      edited(text, (e) => e.append(at(text, ...DOC, 'Statement'), [statement])),
      text.replace(
        '          Action: sts:AssumeRole\n',
        `          Action: sts:AssumeRole
        - Effect: Allow
          Principal:
            AWS: "*"
          Action:
          - sts:AssumeRole
          - sts:TagSession
`,
      ),
    );
  });

  it('make a list of a lone value, and keep its comment and tag', () => {
    const principal = at(POLICY, ...DOC, 'Statement', '0', 'Principal', 'AWS');
    assert.equal(
      edited(POLICY, (e) => e.append(principal, ['arn:aws:iam::111122223333:root'])),
      POLICY.replace(
        'AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root" # own',
        `AWS:
            - !Sub "arn:aws:iam::\${AWS::AccountId}:root" # own
            - arn:aws:iam::111122223333:root`,
      ),
    );
  });

  it('stay in brackets where the file has brackets', () => {
    const service = at(POLICY, ...DOC, 'Statement', '1', 'Principal', 'Service');
    assert.match(
      edited(POLICY, (e) => e.append(service, ['lambda.amazonaws.com'])),
      /\[ec2\.amazonaws\.com, lambda\.amazonaws\.com\]/,
    );
    const principal = at(POLICY, ...DOC, 'Statement', '1', 'Principal') as LocatedObject;
    assert.match(
      edited(POLICY, (e) => e.set(principal, 'AWS', '*')),
      /\{Service: \[ec2\.amazonaws\.com\], AWS: "\*"\}/,
    );
  });

  it('set a condition behind the action', () => {
    const first = at(POLICY, ...DOC, 'Statement', '0') as LocatedObject;
    const value = {
      ArnEquals: { 'aws:PrincipalArn': { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:role/x' } },
    };
    assert.equal(
      edited(POLICY, (e) => e.set(first, 'Condition', value, 'Action')),
      POLICY.replace(
        'Action: sts:AssumeRole\n',
        `Action: sts:AssumeRole
          Condition:
            ArnEquals:
              aws:PrincipalArn: !Sub "arn:aws:iam::\${AWS::AccountId}:role/x"
`,
      ),
    );
  });

  it('take lines out whole, and keep the line ends of the file', () => {
    const first = at(POLICY, ...DOC, 'Statement', '0') as LocatedObject;
    assert.equal(
      edited(POLICY, (e) => e.removeEntry(first, entryOf(first, 'Action')!)),
      POLICY.replace('          Action: sts:AssumeRole\n', ''),
    );
    const crlf = POLICY.replaceAll('\n', '\r\n');
    const doc = at(crlf, ...DOC) as LocatedObject;
    const list = at(crlf, ...DOC, 'Statement');
    const without = edited(crlf, (e) =>
      e.removeItem(list, (list.kind === 'array' && list.items[0]) as LocatedValue),
    );
    assert.equal(without.match(/Effect/g)?.length, 1);
    const more = edited(crlf, (e) => e.set(doc, 'Id', 'x'));
    assert.doesNotMatch(more, /[^\r]\n/);
  });

  it('mean what they say, whatever they are made on', () => {
    const styles = [
      { indentSeq: true, collectionStyle: 'any' },
      { indentSeq: false, collectionStyle: 'block' },
      { indentSeq: true, collectionStyle: 'flow' },
    ] as const;
    const word = fc.constantFrom(
      'a',
      'sts:AssumeRole',
      '*',
      'yes',
      '12',
      'a: b',
      '#x',
      "it's",
      '2012-10-17',
      '-',
      'x ',
      '[',
      'arn:aws:iam::1:root',
      '',
      '"',
      '{}',
      'a,b',
      'line\nbreak',
    );
    const leaf: fc.Arbitrary<Plain> = fc.oneof(word, fc.boolean(), fc.nat(999));
    const item: fc.Arbitrary<Plain> = fc.oneof(
      leaf,
      fc.array(leaf, { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom('k', 'sts:x', 'a b'),
        fc.oneof(leaf, fc.array(leaf, { minLength: 1, maxLength: 2 })),
        { maxKeys: 3, noNullPrototype: true },
      ),
    );
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('Statement', 'Action', 'Version', 'p q'), item, {
          minKeys: 1,
          noNullPrototype: true,
        }),
        item,
        fc.constantFrom(...styles),
        fc.nat(),
        fc.constantFrom('\n', '\r\n'),
        (root, added, style, pick, newline) => {
          const text = stringify({ top: root, end: 1 }, style).replaceAll('\n', newline);
          // The printer puts an empty list below its key, as far left as the key: no YAML that others read.
          if (/^ *(?:\[\]|\{\})\r?$/m.test(text)) return;
          const object = at(text, 'top');
          if (object.kind !== 'object') return;
          const entry = object.entries[pick % object.entries.length]!;
          const key = readable(entry.key.text);
          const own = root[key]!;
          if (entry.value === undefined || JSON.stringify([own, added]).includes('\\n')) return;
          const edits = yaml.edits(text);
          const expect = (made: ReturnType<typeof edits.append>, value: unknown) =>
            assert.deepEqual(
              parseYaml(applyEdits(text, made)),
              { top: value, end: 1 },
              `${text}\n---\n${applyEdits(text, made)}`,
            );
          expect(edits.set(object, 'New', added), { ...root, New: added });
          expect(edits.set(object, 'New', added, key), { ...root, New: added });
          expect(edits.set(object, 'New', added, ''), { ...root, New: added });
          expect(edits.replace(entry.value, added), { ...root, [key]: added });
          expect(edits.append(entry.value, [added]), {
            ...root,
            [key]: [...(Array.isArray(own) ? own : [own]), added],
          });
          const { [key]: _, ...rest } = root;
          expect(edits.removeEntry(object, entry), rest);
          expect(edits.rename(entry, 'Other name'), { ...rest, 'Other name': own });
          const { value } = entry;
          if (value.kind === 'array' && value.items.length > 0) {
            const n = pick % value.items.length;
            const left = (own as readonly Plain[]).filter((_, i) => i !== n);
            expect(edits.removeItem(value, value.items[n]!), { ...root, [key]: left });
          }
        },
      ),
      { numRuns: runs(300) },
    );
  });
});
