import assert from 'node:assert/strict';
import { folder, removeFolders } from './command';

const trust = (principal: string) =>
  `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": ${principal}, "Action": "sts:AssumeRole"}]}`;
const role = (name: string, principal: string) =>
  `{"RoleName": "${name}", "Arn": "arn:aws:iam::111122223333:role/${name}",\n"AssumeRolePolicyDocument": ${trust(principal)}}`;
const FILES = {
  'one.json': role('One', '{"AWS": "arn:aws:iam::111122223333:role/Two"}'),
  'two.json': role(
    'Two',
    '{"AWS": ["arn:aws:iam::111122223333:role/One", "arn:aws:iam::444455556666:role/x\\"]"]}',
  ),
  'README.md': `\`\`\`json\n${trust('{"Service": "ec2.amazonaws.com"}')}\n\`\`\`\n`,
};

describe('sts-lens graph', () => {
  afterEach(removeFolders);

  it('shows roles, who can assume them, circles and what is missing', async () => {
    const { code, out, err } = await folder(FILES).runHere(['graph']);
    assert.deepEqual({ code, err }, { code: 0, err: '' });
    assert.match(out, /^One {2}one\.json:1\n {2}← Two\n/);
    assert.match(out, /Cycles:\n {2}One → Two → One\n/);
    assert.match(out, /Across accounts:\n.*444455556666.* → Two\n/);
    assert.match(out, /2 roles, 3 ways to assume one, 1 cycle\.\n$/);
  });

  it('writes data, Mermaid and Graphviz, in which names stay names', async () => {
    const here = folder(FILES);
    const graph = JSON.parse((await here.runHere(['graph', '.', '-f', 'json'])).out);
    assert.equal(graph.edges.length, 3);
    assert.deepEqual(graph.nodes[0].place, { file: 'one.json', line: 1 });
    const mermaid = (await here.runHere(['graph', '-f', 'mermaid'])).out;
    assert.match(mermaid, /^flowchart LR\n {2}n0\["One"\]\n/);
    assert.ok(!mermaid.includes('x"]'), mermaid);
    const dot = (await here.runHere(['graph', '-f', 'dot'])).out;
    assert.match(dot, /^digraph roles \{\n/);
    assert.ok(dot.includes('x\\"]'), dot);
    assert.match((await here.runHere(['graph', '-f', 'svg'])).err, /can be text, json, mermaid, dot/);
  });
});
