import assert from 'node:assert/strict';
import { plain } from '../../../server/src/core/explain/sentence';
import type { Finding, Fix } from '../../../server/src/core/rules/finding';
import { RULES } from '../../../server/src/core/rules/list';
import type { AnyRule, BadExample } from '../../../server/src/core/rules/rule';
import { applyEdits, overlap } from '../../../server/src/core/text/edit';
import { Workspace } from './workspace';

/** Every example in a rule file is a promise to its readers; here each is kept. */
for (const rule of RULES) {
  describe(`rule ${rule.meta.id}`, () => {
    it('has a page: what, why, how, a bad and a good example, a source', () => {
      for (const text of Object.values(rule.docs)) assert.match(text, /^[A-Z`].*[.)]$/s);
      assert.ok(rule.examples.bad.length > 0 && rule.examples.good.length > 0);
      assert.ok(
        rule.meta.references.every((r) => r.url.startsWith('https://')) && rule.meta.references.length > 0,
      );
      assert.match(rule.meta.id, /^[a-z]+(-[a-z0-9]+)*$/);
    });

    rule.examples.bad.forEach((example, i) => {
      const name = example.title ?? `bad example ${i + 1}`;
      it(`marks: ${name}`, () => {
        const workspace = workspaceOf(example);
        const finding = findingAt(workspace, rule, example);
        const message = plain(finding.message);
        assert.match(message, /^[A-Z`*'"].*[.?]$/s, message);
        assert.ok(message.length <= 400, `message of ${message.length} characters`);
        if (rule.meta.fix === 'none') assert.equal(finding.fixes().length, 0);
        for (const fix of finding.fixes()) {
          if (rule.meta.fix === 'safe') assert.equal(fix.safe, true, `${fix.id} is not safe`);
          if (!fix.safe) assert.ok(fix.consequence, `${fix.id} names no consequence`);
        }
      });
      for (const expected of example.fixes ?? []) {
        it(`repairs by ${expected.id}: ${name}`, () => {
          const workspace = workspaceOf(example);
          const fix = findingAt(workspace, rule, example)
            .fixes()
            .find((f) => f.id === expected.id);
          assert.ok(fix, `no fix ${expected.id}`);
          for (const file of filesOf(fix, expected.answer)) {
            assert.equal(overlap(file.edits), false);
            const target = Workspace.nameOf(file.uri);
            workspace.write(target, applyEdits(workspace.document(target).text, file.edits));
          }
          assert.equal(workspace.document(example.file).text, expected.text);
          const left = workspace
            .findings(example.file, [rule])
            .filter((f) => markedText(workspace, example.file, f) === example.at);
          assert.deepEqual(
            left.map((f) => plain(f.message)),
            [],
            'the finding is still there',
          );
        });
      }
    });

    rule.examples.good.forEach((example, i) => {
      it(`is silent: ${example.title ?? `good example ${i + 1}`}`, () => {
        const workspace = workspaceOf(example);
        const findings = workspace.findings(example.file, [rule]);
        assert.deepEqual(
          findings.map((f) => plain(f.message)),
          [],
        );
        assert.notEqual(workspace.document(example.file).kind, undefined, 'the example is of no known kind');
      });
    });
  });
}

function workspaceOf(example: Pick<BadExample, 'file' | 'text' | 'beside' | 'settings'>): Workspace {
  return new Workspace({ ...example.beside, [example.file]: example.text }, example.settings);
}

function markedText(workspace: Workspace, file: string, finding: Finding): string {
  return workspace.document(file).text.slice(finding.span.start, finding.span.end);
}

function findingAt(workspace: Workspace, rule: AnyRule, example: BadExample): Finding {
  const findings = workspace.findings(example.file, [rule]);
  const marked = findings.map((f) => markedText(workspace, example.file, f));
  const found = findings[marked.indexOf(example.at)];
  assert.ok(found, `expected a finding at ${example.at}, have ${JSON.stringify(marked)}`);
  return found;
}

function filesOf(fix: Fix, answer: string | undefined) {
  if (fix.change.kind === 'edits') return fix.change.files;
  assert.ok(answer !== undefined, 'the fix asks a question that the example does not answer');
  assert.match(answer, new RegExp(fix.change.pattern));
  return fix.change.answer(answer);
}
