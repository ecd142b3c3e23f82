import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { plain } from '../../../server/src/core/explain/sentence';
import { check } from '../../../server/src/core/rules/check';
import type { Finding } from '../../../server/src/core/rules/finding';
import { RULES } from '../../../server/src/core/rules/list';
import { CheckMemory } from '../../../server/src/core/rules/memory';
import { runs } from '../runs';
import { Workspace } from './workspace';

const ACCOUNT = 'arn:aws:iam::111122223333';
const role = fc.record({
  name: fc.constantFrom('A', 'B'),
  principal: fc.constantFrom<unknown>(
    '*',
    { AWS: '*' },
    { AWS: `${ACCOUNT}:role/A` },
    { Service: 'ec2.amazonaws.com' },
    { AWS: ['1', '1'] },
  ),
  action: fc.constantFrom('sts:AssumeRole', '*', 's3:GetObject', 'sts:assumerol'),
  id: fc.boolean(),
});

function listOf(roles: readonly { name: string; principal: unknown; action: string; id: boolean }[]): string {
  const Roles = roles.map(({ name, principal, action, id }) => ({
    RoleName: name,
    ...(id ? { RoleId: 'AROAEXAMPLE' } : {}),
    AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal: principal, Action: action }] },
  }));
  return JSON.stringify({ Roles }, null, 1);
}

/** All of a finding that a user can see, the edits of its fixes included. */
function seen({ rule, severity, message, span, related, steps, fixes }: Finding) {
  const edits = fixes().map(({ id, change }) => [
    id,
    change.kind === 'edits' ? change.files : change.candidates,
  ]);
  return {
    rule,
    severity,
    message: plain(message),
    span,
    related: related.map((each) => each.span),
    steps,
    edits,
  };
}

describe('the memory of a check', () => {
  it('changes nothing that is found, whatever is edited', () => {
    fc.assert(
      fc.property(fc.array(fc.array(role, { maxLength: 5 }), { minLength: 2, maxLength: 5 }), (versions) => {
        const memory = new CheckMemory();
        for (const version of versions) {
          const workspace = new Workspace({ 'roles.json': listOf(version) });
          const document = workspace.document('roles.json');
          const remembered = check(document, workspace.context, RULES, memory).map(seen);
          assert.deepEqual(remembered, check(document, workspace.context).map(seen));
        }
      }),
      { numRuns: runs(300) },
    );
  });

  it('asks no local rule again about a role that has only moved', () => {
    const asked: string[] = [];
    const spies = RULES.filter((each) => each.local).map((each) => ({
      ...each,
      check: (...args: Parameters<typeof each.check>) => {
        asked.push(each.meta.id);
        return each.check(...args);
      },
    }));
    const memory = new CheckMemory();
    const one = {
      name: 'A',
      principal: { Service: 'ec2.amazonaws.com' },
      action: 'sts:AssumeRole',
      id: true,
    };
    const first = new Workspace({ 'roles.json': listOf([one]) });
    check(first.document('roles.json'), first.context, spies, memory);
    assert.ok(asked.length > 50, `${asked.length} local rules`);
    asked.length = 0;
    const second = new Workspace({ 'roles.json': ` ${listOf([one])}` });
    check(second.document('roles.json'), second.context, spies, memory);
    assert.deepEqual(asked, []);
  });
});
