import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { parse as parseYaml, stringify } from 'yaml';
import type { Plain } from '../../../server/src/core/syntax/syntax';
import {
  entryOf,
  type LocatedObject,
  type LocatedValue,
  readable,
} from '../../../server/src/core/syntax/tree';
import { yaml } from '../../../server/src/core/syntax/yaml';
import { applyEdits } from '../../../server/src/core/text/edit';
import { runs } from '../runs';
import { at, DOC, POLICY } from './yamlPolicy';

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

  it('take the last line out with the line end before it, where the file ends without one', () => {
    for (const newline of ['\n', '\r\n']) {
      const text = ['a:', '  b: 1', '  c: 2'].join(newline);
      const object = at(text, 'a') as LocatedObject;
      const without = edited(text, (e) => e.removeEntry(object, entryOf(object, 'c')!));
      assert.equal(without, ['a:', '  b: 1'].join(newline));
    }
  });

  it('keep the quotes of what they replace', () => {
    const text = 'a: "x"\nb: \'y\'\nc: z\n';
    const replaced = (key: string) => edited(text, (e) => e.replace(at(text, key), 'new'));
    assert.equal(replaced('a'), text.replace('x', 'new'));
    assert.equal(replaced('b'), text.replace('y', 'new'));
    assert.equal(replaced('c'), text.replace('z', 'new'));
  });

  it('do with CRLF what they do with LF, comments behind what they change included', () => {
    const crlf = (text: string) => text.replaceAll('\n', '\r\n');
    const both = (make: (text: string) => string) => assert.equal(make(crlf(POLICY)), crlf(make(POLICY)));
    both((text) =>
      edited(text, (e) => e.append(at(text, ...DOC, 'Statement', '0', 'Principal', 'AWS'), ['*'])),
    );
    both((text) => {
      const role = at(text, 'Resources', 'Role') as LocatedObject;
      return edited(text, (e) => e.set(role, 'DeletionPolicy', 'Retain', 'Type'));
    });
    both((text) => edited(text, (e) => e.append(at(text, ...DOC, 'Statement'), [statement])));
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
