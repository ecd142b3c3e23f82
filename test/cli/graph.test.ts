import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CLI, folder, removeFolders } from './command';

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
    assert.match((await here.runHere(['graph', '-f', 'png'])).err, /can be text, json, mermaid, dot, svg/);
  });

  it('draws a picture that stands alone: well-formed, in light and dark, with names that stay names', async () => {
    const named = {
      ...FILES,
      'three.json': role('Three', '{"AWS": "arn:aws:iam::111122223333:role/<a&b>\\u0007"}'),
    };
    const { code, out, err } = await folder(named).runHere(['graph', '-f', 'svg']);
    assert.deepEqual({ code, err }, { code: 0, err: '' });
    assert.match(
      out,
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]*viewBox="0 0 (\d+) (\d+)" width="\1" height="\2">\n/,
    );
    assert.match(out, /@media \(prefers-color-scheme: dark\)/);
    assert.deepEqual(openElements(out), []);
    assert.match(out, /<text class="label"[^>]*>Three<\/text>/);
    assert.ok(out.includes('&#60;a&#38;b&#62;') && !/[^\P{Cc}\n]/u.test(out), out);
    assert.doesNotMatch(out, /NaN|undefined|script|href/);
    // It says in words what it shows.
    assert.match(
      out,
      /<desc [^>]*>3 roles, 4 ways to assume one, 1 circle\. [^<]*One → Two: can, in a circle\./,
    );
  });

  it('says on standard error what the picture leaves out', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [`${i}.json`, role(`R${i}`, '{"Service": "ec2.amazonaws.com"}')]),
    );
    const { out, err } = await folder(many).runHere(['graph', '-f', 'svg']);
    assert.match(err, /^The picture shows 40 of 61 boxes/);
    assert.match(out, /<\/svg>\n$/);
    const nothing = (await folder({}).runHere(['graph', '-f', 'svg'])).out;
    assert.match(nothing, /^<svg [\s\S]*<\/svg>\n$/);
    assert.match(nothing, / viewBox="0 0 (\d+) (\d+)" width="\1" height="\2">/);
  });

  it('loads what lays pictures out for no other command', () => {
    assert.doesNotMatch(readFileSync(CLI, 'utf8'), /ranksep/);
    assert.match(readFileSync(path.join(path.dirname(CLI), 'graphSvg.js'), 'utf8'), /ranksep/);
    const here = folder(FILES);
    assert.equal(here.run(['graph', '-f', 'svg']).out.split('class="box').length, 4);
  });
});

/** The elements of a text that are not closed, or closed by another's tag. */
function openElements(text: string): string[] {
  const open: string[] = [];
  for (const [, end, name, single] of text.matchAll(/<(\/?)([a-z]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (end && open.at(-1) === name) open.pop();
    else if (!single) open.push(`${end}${name}`);
  }
  return open;
}
