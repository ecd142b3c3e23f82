import assert from 'node:assert/strict';
import { openDocument } from '../../../server/src/core/documents/open';
import { applyEdits } from '../../../server/src/core/text/edit';
import { STEP } from '../runs';
import { CURSOR, completionsAt, labelsAt, taken } from './cursor';

const ACTIONS = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML'];

/** A place for a policy in another language: what is typed goes in for `§`, in the escapes of the host. */
interface Host {
  readonly name: string;
  readonly text: string;
  readonly written: (json: string) => string;
}

const plain = (json: string) => json;
const inQuotes = (json: string) => JSON.stringify(json).slice(1, -1);

const HOSTS: readonly Host[] = [
  {
    name: 'template.yaml',
    text: 'Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: |\n        §\n      RoleName: x\n',
    written: (json) => json.replaceAll('\n', '\n        '),
  },
  {
    name: 'quoted.yaml',
    text: "Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: '§'\n      RoleName: x\n",
    written: (json) => json.replaceAll('\n', ' ').replaceAll("'", "''"),
  },
  {
    name: 'crossplane.yaml',
    text: 'kind: Role\nspec:\n  forProvider:\n    assumeRolePolicyDocument: |\n      §\n',
    written: (json) => json.replaceAll('\n', '\n      '),
  },
  {
    name: 'roles.json',
    text: '{"Roles":[{"RoleName":"x","AssumeRolePolicyDocument":"§"}]}',
    written: (json) => inQuotes(json.replaceAll('\n', ' ')),
  },
  {
    name: 'create.sh',
    text: "# makes it\naws iam create-role --role-name x \\\n  --assume-role-policy-document '§'\n",
    written: (json) => json.replaceAll("'", "'\\''"),
  },
  {
    name: 'variable.sh',
    text: 'TRUST="§"\necho done\n',
    written: (json) => json.replaceAll('"', '\\"'),
  },
  { name: 'heredoc.sh', text: 'cat > trust.json <<EOF\n§\nEOF\n', written: plain },
  {
    name: 'heredoc.tf',
    text: 'resource "aws_iam_role" "r" {\n  name = "x"\n  assume_role_policy = <<-EOF\n    §\n  EOF\n}\n',
    written: plain,
  },
  {
    name: 'string.tf',
    text: 'resource "aws_iam_role" "r" {\n  assume_role_policy = "§"\n}\n',
    written: (json) => inQuotes(json.replaceAll('\n', ' ')),
  },
  {
    name: 'create.ps1',
    text: "aws iam create-role --role-name x `\n  --assume-role-policy-document '§'\n",
    written: (json) => json.replaceAll('"', '\\"').replaceAll("'", "''"),
  },
  { name: 'heredoc.ps1', text: '$trust = @"\n§\n"@\n', written: plain },
  {
    name: 'create.cmd',
    text: '@echo off\naws iam create-role --assume-role-policy-document "§"\n',
    written: (json) => inQuotes(json.replaceAll('\n', ' ')),
  },
  { name: 'notes.md', text: '# Notes\n\n```json\n§\n```\n', written: plain },
];

/** The policy in a host, with the cursor. */
function put({ text, written }: Host, json: string): string {
  return text.replace('§', () =>
    json
      .split(CURSOR)
      .map((part) => written(part))
      .join(CURSOR),
  );
}

const statement = (typed: string) =>
  `{\n  "Version": "2012-10-17",\n  "Statement": [\n    {\n      "Effect": "Allow",\n      ${typed}\n    }\n  ]\n}`;

describe('Completion in policies that stand in other texts', () => {
  for (const host of HOSTS) {
    it(`offers what the place of a policy takes, in ${host.name}`, () => {
      const at = (typed: string) => labelsAt(put(host, statement(typed)), host).slice(0, 3);
      assert.deepEqual(at(CURSOR), ['Principal', 'Action', 'Condition']);
      assert.deepEqual(at(`"Pri${CURSOR}"`), ['Principal', 'Action', 'Condition']);
      assert.deepEqual(at(`"Action": "sts:${CURSOR}`).slice(0, 2), ACTIONS);
      assert.deepEqual(at(`"Action": [${CURSOR}]`).slice(0, 2), ACTIONS);
      assert.ok(
        at(`"Principal": {"Service": ["${CURSOR}"]}`).every((label) => /\.amazonaws\.com$/.test(label)),
      );
      const bool = '"Principal": {"AWS": "*"}, "Action": "sts:AssumeRole", "Condition": {"Bool": {';
      assert.equal(at(`${bool}"${CURSOR}"}}`)[0], 'aws:MultiFactorAuthPresent');
    });

    it(`writes in the escapes of ${host.name}, so that nothing else changes`, () => {
      const cases: [string, string, string][] = [
        [`"Pri${CURSOR}"`, 'Principal', '"Principal": { "AWS": "" }'],
        [CURSOR, 'Action', '"Action": ""'],
        [`"Action": "sts:Ass${CURSOR}"`, 'sts:AssumeRole', '"Action": "sts:AssumeRole"'],
        [
          `"Action": ["sts:TagSession", ${CURSOR}]`,
          'sts:AssumeRole',
          '"Action": ["sts:TagSession", "sts:AssumeRole"]',
        ],
        [
          `"Action": "sts:AssumeRole" \n${CURSOR}`,
          'Condition',
          '"Action": "sts:AssumeRole", \n"Condition": { "": { "": "" } }',
        ],
      ];
      for (const [typed, label, result] of cases) {
        // Without real lines there is none to begin, and a comma is not thought to be forgotten.
        if (typed.includes('\n') && put(host, '{\n}').split('\n').length === host.text.split('\n').length)
          continue;
        assert.equal(taken(put(host, statement(typed)), label, host), put(host, statement(result)), typed);
      }
    });
  }

  it('does without what is missing of the text around', () => {
    const open = [
      ['create.sh', `aws iam create-role --assume-role-policy-document '{"Statement":[{"Action":"${CURSOR}`],
      [
        'create.sh',
        `aws iam update-assume-role-policy --role-name a --policy-document '{"Statement":[{"Action":"${CURSOR}`,
      ],
      ['heredoc.sh', `cat > trust.json <<EOF\n{"Statement":[{"Action":"${CURSOR}`],
      ['roles.json', `{"AssumeRolePolicyDocument":"{\\"Statement\\":[{\\"Action\\":\\"${CURSOR}`],
      [
        'main.tf',
        `resource "aws_iam_role" "r" {\n  assume_role_policy = <<EOF\n{"Statement":[{"Action":"${CURSOR}`,
      ],
      [
        'main.tf',
        `resource "aws_iam_role" "r" {\n  assume_role_policy = jsonencode({ Statement = [{ Action = "${CURSOR}`,
      ],
      ['main.tf', `data "aws_iam_policy_document" "trust" {\n  statement {\n    actions = ["${CURSOR}`],
      ['role.yaml', `assumeRolePolicyDocument: |\n  {"Statement":[{"Action":"${CURSOR}`],
    ] as const;
    for (const [name, marked] of open)
      assert.deepEqual(labelsAt(marked, { name }).slice(0, 2), ACTIONS, marked);
  });

  it('begins a policy where a key or an option says that it is one of trust', () => {
    for (const [name, marked] of [
      ['role.yaml', `assumeRolePolicyDocument: |\n  {\n    ${CURSOR}`],
      ['role.yaml', `assumeRolePolicyDocument: |\n  {\n    ${CURSOR}\n\n# end\n`],
      ['create.sh', `aws iam create-role --assume-role-policy-document '{${CURSOR}}'`],
      [
        'main.tf',
        `resource "aws_iam_role" "r" {\n  assume_role_policy = jsonencode({\n    ${CURSOR}\n  })\n}\n`,
      ],
      ['main.tf', `resource "aws_iam_role" "r" {\n  assume_role_policy = <<EOF\n{${CURSOR}}\nEOF\n}\n`],
    ] as const) {
      assert.deepEqual(labelsAt(marked, { name }), ['Version', 'Statement', 'Id'], marked);
    }
  });

  it('indents what is written on a line that is not indented enough to be part of a block string', () => {
    const marked = `assumeRolePolicyDocument: |\n    {"Statement": [{\n  ${CURSOR}\n    }]}\n`;
    assert.equal(
      taken(marked, 'Effect', { name: 'role.yaml' }),
      marked.replace(CURSOR, '  "Effect": "Allow"'),
    );
  });

  it('writes IAM variables as the text around leaves them to IAM', () => {
    const typed = `"Condition": {"StringEquals": {"sts:RoleSessionName": "${CURSOR}"}}`;
    const written = (name: string, from = '', to = '') => {
      const host = HOSTS.find((each) => each.name === name)!;
      const marked = put(host, statement(typed)).replace(from, to);
      const [before = '', after = ''] = marked.split(CURSOR);
      return taken(marked, '${aws:username}', { name }).slice(before.length, -after.length);
    };
    assert.equal(written('heredoc.tf'), '$${aws:username}');
    assert.equal(written('string.tf'), '$${aws:username}');
    const json = HOSTS.find(({ name }) => name === 'roles.json')!;
    const marked = put(
      { ...json, text: '{"resource":{"aws_iam_role":{"r":{"assume_role_policy":"§"}}}}' },
      statement(typed),
    );
    assert.ok(taken(marked, '${aws:username}', { name: 'main.tf.json' }).includes('\\"$${aws:username}\\"'));
    assert.equal(written('variable.sh'), '\\${aws:username}');
    assert.equal(written('template.yaml'), '${aws:username}');
    assert.equal(written('template.yaml', 'Document: |', 'Document: !Sub |'), '${!aws:username}');
  });

  it('keeps tab stops as they are, and the quotes around them in the escapes of the host', () => {
    const host = HOSTS.find(({ name }) => name === 'roles.json')!;
    const snippet = (typed: string, label: string) =>
      completionsAt(put(host, statement(typed)), host).find((each) => each.label === label)?.snippet;
    assert.equal(
      snippet(CURSOR, 'Principal'),
      '\\\\"Principal\\\\": { \\\\"${1|AWS,Service,Federated|}\\\\": \\\\"$2\\\\" \\}',
    );
    const account = snippet(`"Principal": {"AWS": "${CURSOR}"}`, 'arn:aws:iam::ACCOUNT:role/NAME');
    assert.equal(account, 'arn:aws:iam::${1:ACCOUNT}:role/${2:NAME}');
  });

  it('stays out of permissions policies and of other texts', () => {
    const silent = [
      ['a.yaml', `config: |\n  {"Action": "${CURSOR}"}\n`],
      ['a.sh', `aws iam put-role-policy --policy-document '{"Statement":[{"Action":"${CURSOR}"}]}'`],
      ['a.sh', `curl -d '{"Action":"${CURSOR}"}' example.com\n`],
      [
        'a.tf',
        `resource "aws_iam_policy" "p" {\n  policy = jsonencode({ Statement = [{ Action = ["${CURSOR}"] }] })\n}`,
      ],
      ['a.tf', `data "aws_iam_policy_document" "p" {\n  statement {\n    actions = ["${CURSOR}"]\n  }\n}`],
      ['a.tf', `resource "aws_s3_bucket" "b" {\n  bucket = "${CURSOR}"\n}\n# aws_iam_role`],
    ] as const;
    for (const [name, marked] of silent) assert.deepEqual(labelsAt(marked, { name }), [], marked);
  });

  it('says nothing in the middle of an escape', () => {
    const marked = `{"AssumeRolePolicyDocument":"{\\"Statement\\":[{\\${CURSOR}"Action\\":\\"\\"}]}"}`;
    assert.deepEqual(labelsAt(marked, { name: 'roles.json' }), []);
  });

  it('leaves a policy that is still one, for every item of every place of it in every host', () => {
    const whole = statement(
      '"Principal": {"AWS": ["arn:aws:iam::111122223333:root"]},\n      "Action": ["sts:AssumeRole"],\n      "Condition": {"Bool": {"aws:SecureTransport": "true"}}',
    );
    for (const host of HOSTS) {
      assert.equal(openDocument({ uri: `file:///${host.name}`, text: put(host, whole) }).subjects.length, 1);
      const places = [...whole.matchAll(/(?<=[{[,:"])(?=["}\]])/g)].map(({ index }) => index);
      for (const at of places) {
        const marked = put(host, whole.slice(0, at) + CURSOR + whole.slice(at));
        for (const item of completionsAt(marked, host).slice(0, 4)) {
          // An editor indents the lines of an item as the line it is written on.
          const before = marked.slice(0, item.edit.span.start);
          const indent = /^[ \t]*/.exec(before.slice(before.lastIndexOf('\n') + 1))![0];
          const edit = { ...item.edit, text: item.edit.text.replaceAll('\n', `\n${indent}`) };
          const text = applyEdits(marked.replace(CURSOR, ''), [edit, ...item.also]);
          const { subjects, problems } = openDocument({ uri: `file:///${host.name}`, text });
          assert.equal(
            subjects.filter(({ kind }) => kind === 'trustPolicy').length,
            1,
            `${item.label}\n${text}`,
          );
          assert.deepEqual(problems, [], text);
        }
      }
    }
  });

  it('never throws and edits only what surrounds the cursor, for any beginning of any host', () => {
    const whole = statement(
      '"Condition": {"StringLike": {"sts:RoleSessionName": "${aws:username}"}}, "Sid": "it\'s"',
    );
    for (const host of HOSTS) {
      const text = put(host, whole);
      for (let end = 0; end <= text.length; end += 7 * STEP) {
        for (const { edit } of completionsAt(text.slice(0, end) + CURSOR, host)) {
          assert.ok(edit.span.start <= end && end <= edit.span.end, text.slice(0, end));
        }
        completionsAt(text.slice(0, end) + CURSOR + text.slice(end), host);
      }
    }
  });
});
