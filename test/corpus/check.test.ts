import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'mocha';
import { collect } from '../../server/src/cli/files/collect';
import { SettingsFinder } from '../../server/src/cli/files/settings';
import { type Member, Workspace } from '../../server/src/cli/workspace';
import { Store } from '../../server/src/core/documents/stored/store';
import { plain } from '../../server/src/core/explain/sentence';
import { explain, hover, lenses } from '../../server/src/core/features/subjectFeatures';
import type { Finding } from '../../server/src/core/rules/finding';
import { applyEdits, overlap } from '../../server/src/core/text/edit';
import { contextOf, saidOf } from '../core/documents/stored';

/** A folder of other people's files; set STS_LENS_CORPUS to try your own. */
const CORPUS = path.resolve(
  process.env['STS_LENS_CORPUS'] ?? path.resolve(__dirname, '../../../../shared/corpus'),
);

describe('Real files of other people', function () {
  this.timeout(600_000);
  let workspace: Workspace;
  let found: readonly (readonly [Member, readonly Finding[]])[];
  const complaints: string[] = [];

  before(function () {
    if (!existsSync(CORPUS)) this.skip();
    const terminal = {
      out() {},
      err: (text: string) => void complaints.push(text),
      readAll: () => Buffer.alloc(0),
      colours: false,
      cwd: CORPUS,
    };
    const onProblem = (message: string) => void complaints.push(message);
    const settings = new SettingsFinder({ file: false, rules: {}, cwd: CORPUS, onProblem });
    workspace = new Workspace(settings);
    for (const file of collect(['.'], 'stdin', settings, terminal).files) {
      // Files of many modules lie in one folder here; each gets one of its own.
      workspace.add(/\.tf$/.test(file.uri) ? { ...file, uri: `${file.uri}/main.tf` } : file);
    }
    found = [...workspace.members].map((member) => [member, workspace.findings(member)]);
  });

  /** Calls `look` with every finding, and names the place when it fails. */
  function eachFinding(look: (member: Member, finding: Finding) => void): void {
    for (const [member, findings] of found) {
      for (const finding of findings) {
        try {
          look(member, finding);
        } catch (error) {
          const place = `${member.file.name} at ${finding.span.start}, ${finding.rule}`;
          throw new Error(`${place}: ${(error as Error).message}`, { cause: error });
        }
      }
    }
  }

  it('are all read', () => {
    assert.deepEqual(complaints, []);
    assert.ok(found.length > 0);
  });

  it('get findings that lie in the text, in whole sentences', () => {
    eachFinding(({ file }, { span, message, steps }) => {
      assert.ok(0 <= span.start && span.start <= span.end && span.end <= file.text.length);
      assert.match(plain(message), /^\S.*[.)]$/);
      assert.doesNotMatch(JSON.stringify([message, steps]), /undefined|\[object/);
    });
  });

  it('get fixes that leave the file readable and the finding gone', () => {
    eachFinding((member, finding) => {
      for (const fix of finding.fixes()) {
        const files =
          fix.change.kind === 'edits'
            ? fix.change.files
            : fix.change.candidates.slice(0, 1).flatMap(fix.change.answer);
        for (const { uri, edits } of files) {
          const target = workspace.get(uri);
          assert.ok(target !== undefined, `fix ${fix.id} is of a file that is not there`);
          assert.ok(!overlap(edits), `fix ${fix.id} overlaps itself`);
          const text = applyEdits(target.file.text, edits);
          assert.notEqual(text, target.file.text, `fix ${fix.id} changes nothing`);
          const after = workspace.changed(target, text);
          const broken = target.document.problems.length;
          assert.ok(after.document.problems.length <= broken, `fix ${fix.id} breaks the file`);
          // Who the answer to a question speaks of is not known to the next check; nor is another file's finding.
          if (fix.change.kind === 'question' || uri !== member.file.uri || files.length > 1) continue;
          workspace.replace(after);
          const same = (each: Finding) => each.rule === finding.rule;
          const left = workspace.findings(after).filter(same).length;
          workspace.replace(target);
          const first = found.find(([each]) => each === member)![1].filter(same).length;
          assert.ok(left < first, `fix ${fix.id} leaves the finding`);
        }
      }
    });
  });

  it('are said the same of when they are put away', () => {
    const store = new Store();
    for (const member of workspace.members) {
      const { document } = member;
      const { settings } = workspace.context(member);
      const stored = store.put(document, () => document);
      const context = contextOf([document], settings);
      const copied = contextOf([stored], settings);
      assert.deepEqual(saidOf(stored, copied), saidOf(document, context), member.file.name);
    }
  });

  it('get hovers, lenses and explanations everywhere', () => {
    for (const member of workspace.members) {
      const { document } = member;
      const context = workspace.context(member);
      lenses(document, context);
      for (const { span } of document.subjects) {
        explain(document, span.start, context);
        const step = Math.max(1, Math.floor((span.end - span.start) / 20));
        for (let offset = span.start; offset <= span.end; offset += step) hover(document, offset, context);
      }
    }
  });

  it('keep their secrets', () => {
    eachFinding(({ file }, { message, steps }) => {
      for (const [, value] of file.text.matchAll(
        /aws_(?:secret_access_key|session_token)\s*=\s*(\S{12,})/gi,
      )) {
        assert.ok(!JSON.stringify([message, steps]).includes(value!));
      }
    });
  });
});
