import assert from 'node:assert/strict';
import { openDocument } from '../../../server/src/core/documents/open';
import type { IdentityPolicySubject, TrustPolicySubject } from '../../../server/src/core/documents/subjects';
import { type RoleGraph, roleGraph } from '../../../server/src/core/iam/graph';
import { writtenRole } from '../../../server/src/core/iam/roleOf';
import { DEFAULT_SETTINGS } from '../../../server/src/core/settings';
import { cpuSeconds } from '../runs';

function graphOf(files: Readonly<Record<string, string>>): RoleGraph {
  const subjects = Object.entries(files).flatMap(
    ([name, text]) => openDocument({ uri: name, text }).subjects,
  );
  const trusts = subjects.filter((each): each is TrustPolicySubject => each.kind === 'trustPolicy');
  const identities = subjects.filter((each): each is IdentityPolicySubject => each.kind === 'identityPolicy');
  return roleGraph(
    trusts.map((subject) => ({ subject, role: writtenRole(subject, DEFAULT_SETTINGS) })),
    identities,
  );
}

const ARN = (name: string, account = '111122223333') => `arn:aws:iam::${account}:role/${name}`;
const role = (name: string, principal: string, more = '', account?: string) =>
  `{"Role": {"Arn": "${ARN(name, account)}", "RoleName": "${name}", "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": ${principal}, "Action": "sts:AssumeRole"${more}}]}}}`;
const aws = (value: string) => `{"AWS": "${value}"}`;
const edges = (graph: RoleGraph) =>
  graph.edges.map(({ from, to, verdict, by, crossAccount }) =>
    [from, to, verdict, by, crossAccount].map((part) => part.replace(ARN(''), '')).join(' '),
  );

describe('The graph of who can assume whom', () => {
  it('leads from role to role, also where none of the files defines it', () => {
    const graph = graphOf({
      'a.json': role('A', aws(ARN('B'))),
      'b.json': role('B', aws(ARN('C'))),
      'c.json': role('C', '{"Service": "ec2.amazonaws.com"}'),
      'd.json': role('D', aws(ARN('Missing', '444455556666'))),
    });
    assert.deepEqual(edges(graph), [
      'B A yes trust no',
      'C B yes trust no',
      'ec2.amazonaws.com C yes trust no',
      `${ARN('Missing', '444455556666')} D depends trust yes`,
    ]);
    assert.deepEqual(graph.chains, [['C', 'B', 'A'].map((name) => ARN(name))]);
    assert.deepEqual(graph.cycles, []);
    assert.equal(graph.nodes.find(({ id }) => id.includes('Missing'))?.place, undefined);
  });

  it('takes "*" for everyone of its type, and knows that services and providers are of no account', () => {
    const nodes = (type: string, value: string) => {
      const { nodes, edges } = graphOf({
        'a.json': role('A', `{"${type}": "${value}"}`).replace(
          /AssumeRole(?=")/,
          type === 'Federated' ? 'AssumeRoleWithSAML' : '$&',
        ),
      });
      return [nodes[1]?.kind, nodes[1]?.label, edges.at(-1)?.verdict, edges.at(-1)?.crossAccount];
    };
    assert.deepEqual(nodes('AWS', '*'), ['everyone', 'everyone', 'depends', 'depends']);
    assert.deepEqual(nodes('Service', '*'), ['service', 'any AWS service', 'depends', 'no']);
    assert.deepEqual(nodes('Federated', '*'), ['provider', 'any identity provider', 'depends', 'no']);
  });

  it('tells circles, and a role that can assume itself, once each', () => {
    const graph = graphOf({
      'a.json': role('A', aws(ARN('B'))),
      'b.json': role('B', `{"AWS": ["${ARN('A')}", "${ARN('B')}"]}`),
    });
    assert.deepEqual(
      graph.cycles.map((cycle) => cycle.map((id) => id.replace(ARN(''), '')).sort()),
      [['A', 'B'], ['B']],
    );
  });

  it('takes a test of who calls for the caller, and not the account around it', () => {
    const more = `, "Condition": {"ArnEquals": {"AWS:PrincipalArn": ["${ARN('A')}", "${ARN('Other')}"]}}`;
    for (const principal of ['arn:aws:iam::111122223333:root', '*']) {
      const graph = graphOf({ 'a.json': role('A', aws(principal), more) });
      assert.deepEqual(
        edges(graph).map((edge) => edge.split(' ').slice(0, 2).join(' ')),
        ['A A', 'Other A'],
      );
      assert.equal(graph.cycles.length, 1);
    }
  });

  it('leads through an account that is trusted to the roles of it that ask', () => {
    const template = `Resources:
  Job:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: sts:AssumeRole}]
      Policies:
        - PolicyDocument:
            Statement: [{Effect: Allow, Action: sts:AssumeRole, Resource: !GetAtt Data.Arn}]
  Data:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{Effect: Allow, Principal: {AWS: !Sub 'arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root'}, Action: sts:AssumeRole}]
`;
    const { edges: all, nodes } = graphOf({ 't.yaml': template, 'u.yaml': template });
    const label = (id: string) => nodes.find((node) => node.id === id)?.label;
    const by = all.filter((edge) => edge.by === 'account');
    assert.deepEqual(
      by.map(({ from, to }) => `${label(from)} ${label(to)}`),
      ['Job Data', 'Job Data'],
    );
    assert.deepEqual(
      by.map(({ crossAccount }) => crossAccount),
      ['no', 'no'],
    );
    assert.notEqual(by[0]?.from, by[1]?.from, 'roles without a name are those of their own file');
  });

  it('stays small and quick where everybody trusts everybody', () => {
    const names = Array.from({ length: 60 }, (_, i) => `R${i}`);
    const all = `{"AWS": [${names.map((name) => `"${ARN(name)}"`).join()}]}`;
    const seconds = cpuSeconds(() => {
      const graph = graphOf(Object.fromEntries(names.map((name) => [`${name}.json`, role(name, all)])));
      assert.equal(graph.edges.length, 3600);
    });
    assert.ok(seconds < 4, `${seconds} s`);
  });
});
