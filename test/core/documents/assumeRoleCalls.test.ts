import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { openDocument } from '../../../server/src/core/documents/open';
import { applyEdits } from '../../../server/src/core/text/edit';
import { Workspace } from '../rules/workspace';
import { cpuSeconds } from '../runs';

const ROLE = 'arn:aws:iam::111122223333:role/Deploy';

/** Commands with the role they assume and whose credentials they use. */
function calls(file: string, text: string): string[] {
  return openDocument({ uri: `file:///workspace/${file}`, text }).subjects.flatMap((subject) => {
    if (subject.kind !== 'assumeRoleCall') return [];
    const { credentials, span } = subject;
    const written = text.slice(span.start, span.end).replace(/["']|\s+(?=[^{]*\}\})|(?<=\$\{\{)\s+/g, '');
    assert.equal(written, subject.role);
    const whose = credentials.kind === 'profile' ? credentials.name : credentials.role;
    const said = text.slice(credentials.span.start, credentials.span.end).replace(/\s/g, '');
    assert.ok(said.includes(whose) || said === `local.${whose}`);
    return [`${subject.command} ${subject.role} by ${whose}`];
  });
}

const steps = (assumed: string, run: string) =>
  `jobs:\n  a:\n    steps:\n      - uses: aws-actions/configure-aws-credentials@v4\n        with:\n          role-to-assume: ${assumed}\n      - run: ${run}\n`;

const provider = (more: string, inside = '') =>
  `provider "aws" {\n${more}\n  assume_role {\n    role_arn = "${ROLE}"\n${inside}\n  }\n}\n`;

const backend = (more: string) => `terraform {\n  backend "s3" {\n${more.replace('ROLE', ROLE)}\n  }\n}\n`;

const exec = (args = `"eks", "get-token", "--role-arn", "${ROLE}"`) =>
  `provider "kubernetes" {\n  exec {\n    command = "aws"\n    args = [${args}]\n    env = { AWS_PROFILE = "p" }\n  }\n}\n`;

const CASES: readonly (readonly [string, string, ...string[]])[] = [
  ['main.tf', provider('profile = "p"'), `terraform ${ROLE} by p`],
  ['main.tf', provider('')],
  ['main.tf', provider('profile = var.p')],
  ['main.tf', provider('profile = "p"', 'policy_arns = var.arns')],
  ['main.tf', provider('profile = "p"\nshared_config_files = ["other"]')],
  ['main.tf', provider('profile = "p"').replace('"aws"', '"kubernetes"')],
  ['main.tf', provider('profile = "p"\nassume_role_with_web_identity {\n  role_arn = "x"\n}')],
  ['main.tf', `locals {\n  p = "p"\n}\n${provider('profile = local.p')}`, `terraform ${ROLE} by p`],
  ['main.tf', provider(`assume_role {\nrole_arn = "${ROLE}2"\n}`), `terraform ${ROLE} by ${ROLE}2`],
  ['main.tf', provider(`assume_role {\nrole_arn = "${ROLE}2"\npolicy = var.p\n}`)],
  ['main.tf', provider(`assume_role {\nrole_arn = "${ROLE}2"\n}`, 'policy = var.p')],
  ['main.tf', provider('dynamic "assume_role" {\ncontent {\nrole_arn = var.a\n}\n}')],
  ['main.tf', provider('profile = "p"\nassume_role {\nrole_arn = ""\n}'), `terraform ${ROLE} by p`],
  ['main.tf', backend('profile = "p"\nassume_role = {\n  role_arn = "ROLE"\n}'), `terraform ${ROLE} by p`],
  ['main.tf', backend('profile = "p"\nrole_arn = "ROLE"'), `terraform ${ROLE} by p`],
  ['main.tofu', backend('profile = "p"\nrole_arn = "ROLE"'), `terraform ${ROLE} by p`],
  ['main.tf', backend('profile = "p"\nrole_arn = "ROLE"\nassume_role_policy = "{}"')],
  ['main.tf', backend('profile = "p"\nrole_arn = "ROLE"\nuse_legacy_workflow = true')],
  ['main.tf', backend('profile = "p"\nrole_arn = "ROLE"').replace('"s3"', '"gcs"')],
  ['main.tf', exec(), `aws eks get-token ${ROLE} by p`],
  [
    'main.tf',
    exec().replace('provider "kubernetes" {', 'provider "helm" {\nkubernetes {').concat('}\n'),
    `aws eks get-token ${ROLE} by p`,
  ],
  ['main.tf', exec().replace(/env = .*/, '')],
  ['main.tf', exec().replace('= "p"', '= var.p')],
  [
    'main.tf',
    exec()
      .replace('"eks",', '"eks", "--profile", "p",')
      .replace(/env = .*/, ''),
    `aws eks get-token ${ROLE} by p`,
  ],
  [
    'main.tf',
    exec().replace('"aws"', '"/usr/bin/aws-iam-authenticator"').replace('"eks", "get-token"', '"token"'),
    `aws-iam-authenticator token ${ROLE} by p`,
  ],
  ['main.tf', exec().replace('"get-token"', '"list-clusters"')],
  ['main.tf', exec().replace('"aws"', 'var.aws')],
  [
    'main.tf',
    exec().replace('exec {', 'dynamic "exec" {\ncontent {').concat('}\n'),
    `aws eks get-token ${ROLE} by p`,
  ],
  [
    'main.tf',
    exec().replace('exec {', 'kubernetes = {\nexec = {').concat('}\n'),
    `aws eks get-token ${ROLE} by p`,
  ],
  ['main.tf', exec().replace('provider "kubernetes"', 'resource "kubernetes" "x"')],
  [
    'main.tf',
    `data "terraform_remote_state" "a" {\n  backend = "s3"\n  config = {\n    profile = "p"\n    role_arn = "${ROLE}"\n  }\n}\n`,
    `terraform ${ROLE} by p`,
  ],
  [
    'run.sh',
    `aws eks get-token --cluster-name c --role-arn ${ROLE} --profile p`,
    `aws eks get-token ${ROLE} by p`,
  ],
  [
    'run.sh',
    `aws --region eu-west-1 eks update-kubeconfig --name c \\\n  --role-arn "${ROLE}" \\\n  --profile=p\n`,
    `aws eks update-kubeconfig ${ROLE} by p`,
  ],
  [
    'run.sh',
    `AWS_PROFILE=p aws sts assume-role --role-arn ${ROLE} --role-session-name s`,
    `aws sts assume-role ${ROLE} by p`,
  ],
  [
    'run.sh',
    `export AWS_PROFILE=p\naws sts assume-role --role-arn ${ROLE}\n`,
    `aws sts assume-role ${ROLE} by p`,
  ],
  ['run.sh', `export AWS_PROFILE=p\nexport AWS_PROFILE=q\naws sts assume-role --role-arn ${ROLE}\n`],
  ['run.sh', `aws sts assume-role --role-arn ${ROLE}\n`],
  ['run.sh', `aws sts assume-role --role-arn ${ROLE} --policy file://p.json --profile p\n`],
  ['run.sh', `# aws sts assume-role --role-arn ${ROLE} --profile p\n`],
  ['run.sh', `aws sts assume-role --role-arn "$ROLE" --profile p\n`],
  ['run.sh', `aws eks list-clusters; echo --role-arn ${ROLE} --profile p\n`],
  [
    '.github/workflows/a.yml',
    steps(ROLE, `aws eks update-kubeconfig --name c --role-arn ${ROLE}`),
    `aws eks update-kubeconfig ${ROLE} by ${ROLE}`,
  ],
  [
    '.github/workflows/a.yml',
    steps('${{ secrets.ROLE }}', 'aws eks update-kubeconfig --name c --role-arn ${{secrets.ROLE}}'),
    'aws eks update-kubeconfig ${{secrets.ROLE}} by ${{secrets.ROLE}}',
  ],
  [
    '.github/workflows/a.yml',
    `${steps(ROLE, 'true')}  b:\n    steps:\n      - run: aws eks update-kubeconfig --name c --role-arn ${ROLE}\n`,
  ],
  [
    'kubeconfig',
    `users:\n- user:\n    exec:\n      args: ["token", "-i", "c", "-r", "${ROLE}"]\n      command: aws-iam-authenticator\n      env: [{name: AWS_PROFILE, value: p}]\n`,
    `aws-iam-authenticator token ${ROLE} by p`,
  ],
  [
    'kube.yaml',
    `users:\n- user:\n    exec:\n      args: ["token", "-i", "c", "-r", "${ROLE}"]\n      command: aws-iam-authenticator\n      env: [{name: AWS_PROFILE, value: p}]\n`,
    `aws-iam-authenticator token ${ROLE} by p`,
  ],
  [
    'kube.json',
    `{"users": [{"user": {"exec": {"command": "aws", "args": ["--profile", "p", "eks", "get-token", "--role-arn", "${ROLE}"]}}}]}`,
    `aws eks get-token ${ROLE} by p`,
  ],
  [
    'kube.yaml',
    `users:\n- user:\n    exec:\n      command: aws\n      args: [eks, get-token, --role-arn, "${ROLE}"]\n`,
  ],
];

describe('Commands that assume a role', () => {
  for (const [file, text, ...expected] of CASES) {
    it(`${file}: ${text.replace(/\s+/g, ' ')}`, () => assert.deepEqual(calls(file, text), expected));
  }

  it('are mended by leaving the option out, the file still whole', () => {
    const text = `{"users": [{"user": {"exec": {"command": "aws", "args": ["--profile", "p", "eks", "get-token", "--role-arn", "${ROLE}"]}}}]}`;
    const workspace = new Workspace({
      'kube.json': text,
      '.aws/config': `[profile p]\nrole_arn = ${ROLE}\nsource_profile = q\n`,
    });
    const [finding] = workspace.findings('kube.json');
    assert.equal(finding?.rule, 'self-assume-by-command');
    const [fix] = finding.fixes();
    assert.ok(fix?.change.kind === 'edits');
    const args = ['--profile', 'p', 'eks', 'get-token'];
    assert.deepEqual(JSON.parse(applyEdits(text, fix.change.files[0]!.edits)), {
      users: [{ user: { exec: { command: 'aws', args } } }],
    });
  });

  it('of Terraform are mended by taking the block or object out, with nothing else touched', () => {
    const profile = `[profile p]\nrole_arn = ${ROLE}\nsource_profile = q\n`;
    const ends: readonly (readonly [string, string])[] = [
      [
        `provider "aws" {\n  profile = "p" # who\n\n  assume_role {\n    role_arn = "${ROLE}"\n  }\n\n  default_tags {\n  }\n}\n`,
        'provider "aws" {\n  profile = "p" # who\n\n  default_tags {\n  }\n}\n',
      ],
      [
        `terraform {\n  backend "s3" {\n    profile = "p"\n    assume_role = {\n      role_arn = "${ROLE}"\n    }\n    key = "k"\n  }\n}\n`,
        'terraform {\n  backend "s3" {\n    profile = "p"\n    key = "k"\n  }\n}\n',
      ],
      [
        exec(`"eks", "get-token", "--role-arn", "${ROLE}", "--output", "json"`),
        exec('"eks", "get-token", "--output", "json"'),
      ],
      [
        exec(`\n      "eks", "get-token",\n      # whose\n      "--role-arn", "${ROLE}",\n    `),
        exec('\n      "eks", "get-token",\n    '),
      ],
      [
        `data "terraform_remote_state" "a" {\n  backend = "s3"\n  config = {\n    profile = "p"\n    assume_role = { role_arn = "${ROLE}" }\n  }\n}\n`,
        'data "terraform_remote_state" "a" {\n  backend = "s3"\n  config = {\n    profile = "p"\n  }\n}\n',
      ],
    ];
    for (const [text, mended] of ends) {
      const workspace = new Workspace({ 'main.tf': text, '.aws/config': profile });
      const [finding] = workspace.findings('main.tf');
      assert.equal(finding?.rule, 'self-assume-by-command');
      const [fix] = finding.fixes();
      assert.ok(fix?.change.kind === 'edits');
      assert.equal(applyEdits(text, fix.change.files[0]!.edits), mended);
    }
  });

  it('of Terraform are compared by what their expressions say, across files', () => {
    const chain = (...roles: readonly string[]) =>
      `provider "aws" {\n${roles.map((role) => `  assume_role {\n    role_arn = ${role}\n  }\n`).join('')}}\n`;
    const found = (text: string) =>
      new Workspace({
        'providers.tf': text,
        'locals.tf': `locals {\n  deploy = "arn:aws:iam::\${local.account}:role/Deploy"\n  account = "111122223333"\n}\n`,
      })
        .findings('providers.tf')
        .map(({ span }) => text.slice(span.start, span.end));
    assert.deepEqual(found(chain('local.deploy', `"${ROLE}"`)), [`"${ROLE}"`]);
    assert.deepEqual(found(chain('var.role', 'var.role')), ['var.role']);
    assert.deepEqual(found(chain('var.role', '"${var.role}"')), ['"${var.role}"']);
    assert.deepEqual(found(chain('var.role', 'var.other')), []);
    assert.deepEqual(found(chain('var.role', 'var.other', 'var.role')), []);
    const long = `f(${'"x", '.repeat(100)}"y")`;
    assert.deepEqual(found(chain(long, long)), []);
  });

  it('are left alone where files disagree about the profile', () => {
    const profile = (role: string) => `[profile p]\nrole_arn = ${role}\nsource_profile = q\n`;
    const workspace = new Workspace({
      'run.sh': `aws eks get-token --role-arn ${ROLE} --profile p`,
      'a/.aws/config': profile(ROLE),
      'b/.aws/config': profile(`${ROLE}2`),
    });
    assert.deepEqual(workspace.findings('run.sh'), []);
  });

  it('are looked for in no time where options have many equals signs', () => {
    const text = `aws${' --a ====='.repeat(12)} x\naws sts assume-role --role-arn arn:aws:iam::111122223333:role/App\n`;
    assert.ok(cpuSeconds(() => openDocument({ uri: 'file:///s.sh', text })) < 1);
  });
});
