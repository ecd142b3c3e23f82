import assert from 'node:assert/strict';
import { openDocument } from '../../../server/src/core/documents/open';
import { plain } from '../../../server/src/core/explain/sentence';
import { roleMap } from '../../../server/src/core/features/roleMap';
import { roleGraph } from '../../../server/src/core/iam/graph';
import { writtenRole } from '../../../server/src/core/iam/roleOf';
import { DEFAULT_SETTINGS } from '../../../server/src/core/settings';

const ARN = (name: string, account = '111122223333') => `arn:aws:iam::${account}:role/${name}`;
const allow = (principal: object, more = {}) => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 'sts:AssumeRole',
  ...more,
});
const deny = (principal: object) => ({ ...allow(principal), Effect: 'Deny' });
const role = (name: string, ...statements: readonly object[]) =>
  JSON.stringify({
    Role: {
      RoleName: name,
      Arn: ARN(name),
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: statements },
    },
  });

function mapOf(roles: readonly string[], boxes?: number) {
  const trusts = roles.flatMap((text, i) =>
    openDocument({ uri: `file:///w/${i}.json`, text }).subjects.flatMap((subject) =>
      subject.kind === 'trustPolicy' ? [{ subject, role: writtenRole(subject, DEFAULT_SETTINGS) }] : [],
    ),
  );
  const map = roleMap(roleGraph(trusts, []), boxes);
  const diagram = map.diagram!;
  const label = (id: string) => plain(diagram.nodes.find((node) => node.id === id)!.label);
  return {
    title: plain(map.title),
    tables: new Map(map.tables!.map(({ title, rows }) => [plain(title), rows])),
    diagram,
    arrows: diagram.edges.map(
      ({ from, to, kind, label: words, remarks = [] }) =>
        `${label(from)} > ${label(to)}: ${kind} (${[words, ...remarks].map(plain).join(', ')})`,
    ),
  };
}

describe('The picture of who can assume whom', () => {
  it('tells direct, delegated, conditional and denied ways apart, and other accounts', () => {
    const { arrows } = mapOf([
      role(
        'A',
        allow({ AWS: [ARN('B'), ARN('C'), ARN('D', '444455556666')] }),
        allow({ AWS: 'arn:aws:iam::111122223333:root' }),
        allow({ Service: 'ec2.amazonaws.com' }),
        allow({ AWS: ARN('E') }, { Condition: { StringEquals: { 'sts:ExternalId': 'x' } } }),
        deny({ AWS: ARN('C') }),
      ),
    ]);
    assert.deepEqual(arrows.sort(), [
      'B > A: direct (can)',
      'C > A: denied (denied)',
      'D > A: direct (may, another account)',
      'E > A: conditional (with conditions)',
      'account 111122223333 > A: delegated (through its account)',
      'ec2.amazonaws.com > A: direct (can)',
    ]);
  });

  it('marks circles, roles that can assume themselves, and roles that no file defines', () => {
    const { title, arrows, diagram, tables } = mapOf([
      role('A', allow({ AWS: [ARN('B'), ARN('A')] })),
      role('B', allow({ AWS: [ARN('A'), ARN('Gone')] })),
    ]);
    assert.equal(title, '2 roles, 4 ways to assume one, 1 circle');
    assert.deepEqual(arrows, [
      'A > A: direct (itself)',
      'B > A: direct (can, in a circle)',
      'A > B: direct (can, in a circle)',
      'Gone > B: direct (can)',
    ]);
    const missing = diagram.nodes.filter((node) => node.missing);
    assert.deepEqual(
      missing.map(({ label, span }) => [plain(label), span]),
      [['Gone', undefined]],
    );
    assert.deepEqual(
      [...tables].map(([name, rows]) => [name, rows.length]),
      [
        ['Who can assume whom', 4],
        ['Circles', 1],
        ['Chains', 1],
        ['Roles that are named and not defined here', 1],
      ],
    );
  });

  it('has every role lead to its file, also one that nobody can assume', () => {
    const { diagram, tables } = mapOf([
      role('A', deny({ AWS: ARN('B') })),
      role('C', allow({ AWS: ARN('A') })),
    ]);
    assert.deepEqual(
      diagram.nodes.map(({ uri }) => uri),
      ['file:///w/0.json', 'file:///w/1.json'],
    );
    const [, nobody] = tables.get('Who can assume whom')!;
    assert.equal(nobody!.cells.map(plain).join(' | '), 'nobody that its trust policy names | A | –');
    assert.equal(nobody!.uri, 'file:///w/0.json');
  });

  it('says what it leaves out of a large workspace, and keeps circles', () => {
    const many = Array.from({ length: 300 }, (_, i) =>
      role(`R${i}`, allow({ AWS: [ARN(`Caller${i}`), ARN(`Other${i}`)] })),
    );
    const { diagram, tables, arrows } = mapOf(
      [
        ...many,
        role('X', allow({ AWS: ARN('Y') })),
        role('Y', allow({ AWS: ARN('X') })),
        role('Busy', allow({ AWS: Array.from({ length: 40 }, (_, i) => ARN(`Busy${i}`)) })),
      ],
      40,
    );
    assert.ok(diagram.nodes.length <= 40 && diagram.nodes.length > 30);
    assert.match(plain(diagram.notes![0]!), /^The picture shows \d+ of 943 boxes and \d+ of 642 arrows/);
    assert.ok(arrows.includes('Y > X: direct (can, in a circle)'));
    const busy = diagram.nodes.find(({ label }) => plain(label) === 'Busy')!;
    assert.match(plain(busy.detail!), /^32 arrows to it not shown/);
    assert.equal(tables.get('Who can assume whom: the first 500 of 642')!.length, 500);
  });
});
