import { strict as assert } from 'node:assert';
import { withCase } from '../../server/src/core/casesFile';
import { plain } from '../../server/src/core/explain/sentence';
import { roleArnFor } from '../../server/src/core/settings';
import {
  isExcluded,
  mergeSettings,
  NO_SETTINGS,
  type Placed,
  readSettings,
  readSettingsFile,
} from '../../server/src/core/settingsFile';

const ARN = 'arn:aws:iam::111122223333:role/Reports';
const OTHER = 'arn:aws:iam::111122223333:role/Other';

describe('Reading .sts-lens.json', () => {
  const problemsOf = (text: string) =>
    readSettingsFile(text).problems.map(({ message, span }) => [
      text.slice(span.start, span.end),
      plain(message),
    ]);

  it('takes comments and trailing commas, and a $schema', () => {
    const text = `{ "$schema": "x", /* why */ "rules": { "sts-endpoint-unset": "off", }, }`;
    assert.deepEqual(readSettingsFile(text), {
      written: { rules: { 'sts-endpoint-unset': 'off' }, roles: {}, exclude: [], cases: [] },
      problems: [],
    });
  });

  it('marks an unknown setting and an unknown rule at their keys', () => {
    assert.deepEqual(problemsOf('{ "rule": {}, "rules": { "no-such": "off" } }'), [
      ['"rule"', 'There is no setting rule; the settings are rules, roles, exclude and cases.'],
      ['"no-such"', 'There is no rule no-such.'],
    ]);
  });

  it('takes cases, and says what is wrong with one', () => {
    const good = {
      role: ARN,
      caller: '444455556666',
      context: { 'aws:SourceIp': '203.0.113.7' },
      expect: 'denied',
    };
    assert.deepEqual(readSettingsFile(JSON.stringify({ cases: [good] })).written.cases, [good]);
    const wrong: [object, RegExp][] = [
      [{ ...good, expect: 'maybe' }, /needs expect: allowed or denied/],
      [{ ...good, role: undefined }, /needs a role or a file/],
      [{ ...good, caller: 'nobody' }, /nobody names no caller/],
      [{ ...good, context: { a: 1 } }, /must be an object of strings/],
      [{ ...good, action: 's3:GetObject' }, /not an action that a trust policy decides on/],
      [{ ...good, extra: 1 }, /A case has no extra/],
    ];
    for (const [one, message] of wrong) {
      const [problem] = problemsOf(JSON.stringify({ cases: [one] }));
      assert.match(String(problem?.[1]), message);
    }
    assert.match(String(problemsOf('{ "cases": {} }')[0]?.[1]), /cases must be a list/);
  });

  it('gets one more case without losing its comments', () => {
    const kept = { file: 'a.json', caller: '*', expect: 'denied' } as const;
    assert.deepEqual(readSettingsFile(withCase('', kept)!).written.cases, [kept]);
    const text =
      '{\n  // why\n  "rules": {},\n  "cases": [\n    { "role": "A", "caller": "*", "expect": "denied" }\n  ]\n}\n';
    const after = withCase(text, kept)!;
    assert.ok(after.includes('// why'));
    assert.equal(readSettingsFile(after).written.cases.length, 2);
  });

  it('gives a level to what cannot be read, as the command line does', () => {
    const { written, problems } = readSettingsFile('{ "rules": { "syntax": "off" } }');
    assert.deepEqual([written.rules, problems], [{ syntax: 'off' }, []]);
  });

  it('marks a wrong value at the value and keeps the rest', () => {
    const text = `{ "rules": { "sts-endpoint-unset": "loud", "sts-endpoint-legacy": "error" }, "roles": { "*": "Role" }, "exclude": ["a", 1] }`;
    assert.deepEqual(
      problemsOf(text).map(([at]) => at),
      ['"loud"', '"Role"', '1'],
    );
    assert.deepEqual(readSettingsFile(text).written, {
      rules: { 'sts-endpoint-legacy': 'error' },
      roles: {},
      exclude: ['a'],
      cases: [],
    });
  });

  it('reads what it can of a file that is being typed', () => {
    const { written, problems } = readSettingsFile('{ "exclude": ["gen"], "rules": {');
    assert.deepEqual(written.exclude, ['gen']);
    assert.ok(problems.length > 0);
  });

  for (const text of ['', '[]', '"x"', 'null', '{"rules":[]}', '{"__proto__":1}', '['.repeat(50_000)]) {
    it(`survives ${text.slice(0, 20) || 'an empty file'}`, () => {
      const { written } = readSettingsFile(text);
      assert.deepEqual([written.rules, written.roles, written.exclude], [{}, {}, []]);
    });
  }

  it('passes over the settings of others in an editor', () => {
    assert.deepEqual(readSettings({ codeLens: true }, ['codeLens']).problems, []);
  });
});

describe('Joining the settings of editor and project', () => {
  const editor = (written: object): Placed => ({
    written: { ...NO_SETTINGS, ...written },
    root: 'file:///w/',
  });
  const project = (written: object, root = 'file:///w/'): Placed => ({
    written: { ...NO_SETTINGS, ...written },
    root,
  });

  it('lets the project win for each rule, and come first for roles', () => {
    const merged = mergeSettings(
      editor({ rules: { a: 'off', b: 'hint' }, roles: { 'x.json': OTHER } }),
      project({ rules: { a: 'error' }, roles: { 'x.json': ARN } }),
    );
    assert.deepEqual(merged.rules, { a: 'error', b: 'hint' });
    assert.equal(roleArnFor(merged, 'file:///w/x.json'), ARN);
  });

  it('keeps the globs of a project below the workspace folder where they were', () => {
    const merged = mergeSettings(
      editor({ roles: { '*.json': OTHER } }),
      project({ roles: { 'p/x.json': ARN }, exclude: ['gen', 'a/b'] }, 'file:///w/sub%5B1%5D/'),
    );
    assert.equal(roleArnFor(merged, 'file:///w/sub%5B1%5D/p/x.json'), ARN);
    assert.equal(roleArnFor(merged, 'file:///w/p/x.json'), OTHER);
    assert.ok(isExcluded(merged, 'file:///w/sub%5B1%5D/deep/gen/x.json'));
    assert.ok(!isExcluded(merged, 'file:///w/gen/x.json'));
    assert.ok(isExcluded(merged, 'file:///w/sub%5B1%5D/a/b/c.json'));
  });

  it('keeps the globs of the editor where they were below a project above the workspace folder', () => {
    const merged = mergeSettings(
      editor({ roles: { 'p/x.json': OTHER } }),
      project({ roles: { '*.json': ARN } }, 'file:///'),
    );
    assert.equal(roleArnFor(merged, 'file:///w/q.json'), ARN);
    assert.equal(merged.root, 'file:///');
  });
});

describe('Excluding files', () => {
  const settings = (...exclude: string[]) => ({ rules: {}, roles: {}, exclude, root: 'file:///w/' });

  for (const [glob, path, excluded] of [
    ['gen', 'a/gen/x.json', true],
    ['gen/', 'gen/x.json', true],
    ['gen/**', 'gen/a/x.json', true],
    ['/gen', 'gen/x.json', true],
    ['./gen/*.json', 'gen/x.json', true],
    ['gen', 'generated/x.json', false],
    ['*.json', 'a/b.json', true],
    ['a/*.json', 'b/a/x.json', false],
    ['**/old/**', 'x/old/y.json', true],
    ['a b', 'a%20b/x.json', true],
  ] as const) {
    it(`by ${glob}: ${path} is ${excluded ? 'out' : 'in'}`, () => {
      assert.equal(isExcluded(settings(glob), `file:///w/${path}`), excluded);
    });
  }

  it('takes a URI with malformed escapes as it is', () => {
    assert.ok(isExcluded(settings('100%.json'), 'file:///w/100%.json'));
  });
});
