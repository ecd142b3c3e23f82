import assert from 'node:assert/strict';
import { knownString, readable } from '../../../server/src/core/syntax/tree';
import { applyEdits } from '../../../server/src/core/text/edit';
import { cpuSeconds, large, STEP } from '../runs';
import { ARN, open, policy, principal, trusts } from './policiesInScripts';

const escaped = (json: string) => json.replaceAll('"', '\\"');

describe('Policies in scripts', () => {
  it('are arguments of the AWS CLI in any quotes, with the role they are for', () => {
    for (const [argument, expected] of [
      [`'${policy(ARN)}'`, ARN],
      [`"${escaped(policy(ARN))}"`, ARN],
      [`$'${policy(ARN)}'`, ARN],
      [`'${policy(`arn:aws:iam::'"$ACCOUNT"':role/App`)}'`, 'arn:aws:iam::${ACCOUNT}:role/App'],
      [
        `"${escaped(policy('arn:aws:iam::${ACCOUNT:?unset}:role/$ROLE'))}"`,
        'arn:aws:iam::${ACCOUNT}:role/${ROLE}',
      ],
      [
        `"${escaped(policy('arn:aws:iam::$(aws sts get-caller-identity --query "Account"):root'))}"`,
        undefined,
      ],
      [`"${escaped(policy('arn:aws:iam::`id`:root'))}"`, 'arn:aws:iam::${id}:root'],
    ] as const) {
      const text = `#!/bin/sh\n# it's a script\naws iam create-role --role-name App \\\n  --assume-role-policy-document ${argument} --path /x/\n`;
      const [subject] = trusts('make-role', text);
      assert.ok(subject, argument);
      if (expected !== undefined) assert.equal(principal(subject), expected);
      assert.equal(subject.role.name && readable(subject.role.name), 'App');
      assert.equal(subject.role.lifecycle, 'created');
      assert.equal(subject.role.span && text.slice(subject.role.span.start, subject.role.span.end), 'App');
      const value = subject.policy.statements[0]!.principal!.groups[0]!.values[0]!;
      assert.match(text.slice(value.span.start, value.span.end), /^\\?"arn:/);
    }
  });

  it('are here-documents and variables that a later command names', () => {
    const text = `TRUST='${policy(ARN)}'
aws iam update-assume-role-policy --role-name One --policy-document "$TRUST"
cat <<EOF > trust.json
${policy('arn:aws:iam::$ACCOUNT:role/App')}
EOF
cat > other.json <<-'END'
\t${policy('$' + '{literal}')}
\tEND
aws iam create-role --role-name=x --assume-role-policy-document file://none.json
aws iam create-role --assume-role-policy-document file://trust.json --role-name Two
`;
    const found = trusts('roles.sh', text);
    assert.deepEqual(
      found.map(({ role }) => role.name && readable(role.name)),
      ['One', 'Two', undefined],
    );
    assert.deepEqual(
      found.map(({ role }) => role.lifecycle),
      ['existing', 'created', 'standalone'],
    );
    assert.equal(principal(found[1]), 'arn:aws:iam::${ACCOUNT}:role/App');
  });

  it('are changed in the quotes they stand in', () => {
    for (const [argument, after] of [
      [`'${policy(ARN)}'`, `["${ARN}", "it'\\''s"]`],
      [`"${escaped(policy(ARN))}"`, `[\\"${ARN}\\", \\"it's\\"]`],
    ] as const) {
      const text = `aws iam create-role --assume-role-policy-document ${argument}\n`;
      const [subject] = trusts('x.sh', text);
      const list = subject!.policy.statements[0]!.principal!.groups[0]!.entry.value!;
      const changed = applyEdits(text, subject!.source.edits.append(list, ["it's"]));
      assert.ok(changed.includes(after), changed);
      const value = trusts('x.sh', changed)[0]!.policy.statements[0]!.principal!.groups[0]!.values[1];
      assert.equal(knownString(value), "it's");
    }
  });

  it('are found in the strings of YAML, and in YAML that is no template', () => {
    const [subject] = trusts(
      'ci.yml',
      `jobs:\n  a:\n    - run: |\n        cat > t.json <<EOF\n        ${policy(ARN)}\n        EOF\n        aws iam create-role --role-name App --assume-role-policy-document file://t.json\n`,
    );
    assert.equal(principal(subject), ARN);
    assert.equal(subject?.role.name && readable(subject.role.name), 'App');
    const [task] = trusts(
      'role.yaml',
      `- iam_role:\n    name: App\n    assume_role_policy_document: "${escaped(policy('arn:aws:iam::{{ account }}:root'))}"\n`,
    );
    assert.equal(principal(task), 'arn:aws:iam::${account}:root');
    assert.equal(task?.role.lifecycle, 'created');
    const [plain] = trusts('k.yaml', `spec:\n  assumeRolePolicyDocument: |\n    ${policy(ARN)}\n`);
    assert.equal(principal(plain), ARN);
  });

  it('in makefiles have the variables of make', () => {
    const text = `role:\n\taws iam create-role --role-name App --assume-role-policy-document '${policy('arn:aws:iam::$(ACCOUNT):root')}'\n`;
    assert.equal(principal(trusts('Makefile', text)[0]), 'arn:aws:iam::${ACCOUNT}:root');
  });

  it('are nothing where a quote is not closed, and at every beginning of a script', () => {
    const text = `X='${policy(ARN)}'\ncat <<EOF\n${policy(ARN)}\nEOF\naws iam create-role --assume-role-policy-document "${escaped(policy(ARN))}"\n`;
    assert.equal(trusts('x.sh', text).length, 3);
    for (let i = 0; i <= text.length; i += STEP) open('x.sh', text.slice(0, i));
    assert.equal(trusts('x.sh', text.slice(0, 60)).length, 0);
    const seconds = cpuSeconds(() => {
      open('x.sh', `Statement ${"'{ \n".repeat(large(100_000))}`);
      open('x.sh', `Statement ${'cat <<EOF\n'.repeat(large(30_000))}`);
      open('x.sh', `Statement ${'"$({'.repeat(large(100_000))}`);
      open('x.sh', `Statement ${"='{'".repeat(large(100_000))}`);
      open('x.sh', `Statement ${' aws iam create-role '.repeat(large(10_000))}`);
    });
    assert.ok(seconds < 6, `${seconds} s`);
  });
});

describe('Policies in Markdown', () => {
  const block = (language: string, body: string, indent = '') =>
    `# A page\n\n${indent}\`\`\`${language}\n${indent}${body.replaceAll('\n', `\n${indent}`)}\n${indent}\`\`\`\n`;

  it('stand in fenced blocks of JSON, YAML and shell', () => {
    const shell = `aws iam create-role --assume-role-policy-document '${policy(ARN)}'`;
    const yaml = `Resources:\n  App:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Statement:\n          - Effect: Allow\n            Principal: {AWS: ${ARN}}\n            Action: sts:AssumeRole`;
    for (const text of [
      block('json', policy(ARN)),
      block('', policy(ARN)),
      block('json title="trust.json"', policy(ARN), '   '),
      block('bash', shell),
      block('yaml', yaml, '  '),
    ]) {
      const [subject] = trusts('README.md', text);
      assert.equal(principal(subject), ARN, text);
      const value = subject!.policy.statements[0]!.principal!.groups[0]!.values[0]!;
      assert.ok(text.slice(value.span.start, value.span.end).replaceAll('"', '') === ARN, text);
      assert.equal(subject!.source.standing, 'example');
    }
  });

  it('are forms where their readers fill something in', () => {
    for (const arn of ['arn:aws:iam::<ACCOUNT>:root', 'arn:aws:iam::YOUR_ACCOUNT_ID:role/x', '${Role}']) {
      assert.equal(trusts('README.md', block('json', policy(arn)))[0]?.source.standing, 'form', arn);
    }
  });

  it('are nobody’s permissions, and nothing where an ellipsis leaves something out', () => {
    const identity = '{"Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}]}';
    assert.equal(open('README.md', block('json', identity)).subjects.length, 0);
    assert.equal(
      open('README.md', block('json', policy(ARN).replace('"Action"', '..., "Action"'))).subjects.length,
      0,
    );
  });
});
