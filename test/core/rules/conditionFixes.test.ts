import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plain } from '../../../server/src/core/explain/sentence';
import { RULES } from '../../../server/src/core/rules/list';
import { applyEdits, overlap } from '../../../server/src/core/text/edit';
import { QUICK, runs } from '../runs';
import { action, CONDITION, conditions, FILE, policyOf, principal, trustPolicy } from './conditionPolicies';
import { Workspace } from './workspace';

describe('fixes of findings on conditions', () => {
  it('never write a key twice under one operator', () => {
    const twice = { StringEquals: { 'sts:ExternalId': 'a*' }, StringLike: { 'STS:externalid': 'b-1' } };
    const { workspace } = trustPolicy(policyOf(twice, { AWS: '111122223333' }, 'sts:AssumeRole'));
    const [finding] = workspace.findings(FILE, CONDITION).filter((f) => f.rule === 'wildcard-without-like');
    assert.ok(finding);
    assert.deepEqual(finding.fixes(), []);
  });

  it('add to the operator that stands there, in whatever case it is written', () => {
    const present = { 'aws:RequestedRegion': 'eu-west-1' };
    const text = policyOf({ stringequals: present }, { AWS: '*' }, 'sts:AssumeRole');
    const weakly = RULES.filter(({ meta }) => meta.id === 'everyone-trusted-weakly');
    const [finding] = trustPolicy(text).workspace.findings(FILE, weakly);
    const change = finding?.fixes().find(({ id }) => id === 'require-organization')?.change;
    assert.ok(change?.kind === 'question');
    const edits = change.answer('o-a1b2c3d4e5').flatMap((file) => file.edits);
    assert.deepEqual(JSON.parse(applyEdits(text, edits)).Statement[0].Condition, {
      stringequals: { ...present, 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
    });
  });

  it('take their finding away, keep the file readable and change nothing when applied twice', () => {
    const used = new Set<string>();
    fc.assert(
      fc.property(conditions, principal, action, fc.constantFrom('Allow', 'Deny'), (...parts) => {
        const text = policyOf(...parts);
        const { workspace } = trustPolicy(text);
        for (const finding of workspace.findings(FILE, CONDITION)) {
          assert.match(plain(finding.message), /^[A-Z"].*[.?]$/s);
          assert.ok(plain(finding.message).length <= 350, plain(finding.message));
          for (const fix of finding.fixes()) {
            used.add(`${finding.rule}/${fix.id}`);
            if (fix.change.kind !== 'edits') continue;
            const edits = fix.change.files.flatMap((file) => file.edits);
            assert.equal(overlap(edits), false, `${fix.id} overlaps in ${text}`);
            const after = applyEdits(text, edits);
            assert.notEqual(after, text);
            assert.doesNotThrow(() => JSON.parse(after), `${fix.id} breaks ${text}\n${after}`);
            const rule = CONDITION.filter(({ meta }) => meta.id === finding.rule);
            const again = new Workspace({ [FILE]: after }).findings(FILE, rule);
            const before = workspace.findings(FILE, rule);
            assert.ok(again.length < before.length, `${finding.rule}/${fix.id} leaves ${text}\n${after}`);
          }
        }
      }),
      { numRuns: runs(600) },
    );
    assert.ok(QUICK || used.size >= 15, [...used].join());
  });
});
