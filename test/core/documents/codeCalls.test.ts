import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { openDocument } from '../../../server/src/core/documents/open';

const ROLE = 'arn:aws:iam::111122223333:role/Deploy';

/** The calls of a program: the expression, and what it stands for. */
function calls(file: string, text: string): string[] {
  return openDocument({ uri: `file:///workspace/${file}`, text }).subjects.flatMap((subject) => {
    if (subject.kind !== 'codeCall') return [];
    const { role, span, special } = subject;
    const what = role.kind === 'arn' ? role.arn : `$${role.name}`;
    return [`${text.slice(span.start, span.end)} ${what}${special ? ' special' : ''}`];
  });
}

const CASES: readonly (readonly [string, string, ...string[]])[] = [
  ['a.py', `sts.assume_role(RoleArn='${ROLE}', RoleSessionName='s')`, `'${ROLE}' ${ROLE}`],
  [
    'a.py',
    'sts.assume_role(\n    RoleSessionName="s",\n    RoleArn=os.environ["R"],\n)',
    'os.environ["R"] $R',
  ],
  ['a.py', "c.assume_role(RoleArn=os.environ.get('R', ''))", "os.environ.get('R', '') $R"],
  ['a.py', 'c.assume_role(RoleArn=os.getenv("R"))', 'os.getenv("R") $R'],
  ['a.py', 'R: str = os.environ["ROLE"]\ndef f():\n    c.assume_role(RoleArn=R)\n', 'R $ROLE'],
  ['a.py', 'self.r = os.environ["ROLE"]\nc.assume_role(RoleArn=self.r)\n', 'self.r $ROLE'],
  ['a.py', 'c.assume_role(RoleArn=os.environ["R"], Policy=json.dumps(p))', 'os.environ["R"] $R special'],
  ['a.py', 'c.assume_role(RoleArn=os.environ["R"], Tags=[{}])', 'os.environ["R"] $R special'],
  ['a.py', 'c.assume_role(RoleArn=os.environ["R"].replace("a", "b"))'],
  ['a.py', 'c.assume_role(RoleArn=os.environ["R"] + suffix)'],
  ['a.py', 'c.assume_role(RoleArn=event["role"])'],
  ['a.py', 'def f(r):\n    c.assume_role(RoleArn=r)\nr = os.environ["R"]\n'],
  ['a.py', 'r = os.environ["R"]\nr = other()\nc.assume_role(RoleArn=r)\n'],
  ['a.py', 'for r in roles:\n    c.assume_role(RoleArn=r)\nr = os.environ["R"]\n'],
  ['a.py', '# c.assume_role(RoleArn=os.environ["R"])\n'],
  ['a.py', 'c.assume_role(**arguments)'],
  ['a.py', 'boto3.client("sts", aws_access_key_id=k).assume_role(RoleArn=os.environ["R"])'],
  ['a.py', 'boto3.Session(profile_name="p").client("sts").assume_role(RoleArn=os.environ["R"])'],
  ['a.py', 'c.assume_role(RoleArn=os.environ["R"'],
  ['a.ts', 'new AssumeRoleCommand({ RoleArn: process.env.R!, RoleSessionName: "s" })', 'process.env.R! $R'],
  ['a.ts', 'new AssumeRoleCommand({ RoleArn: process.env.R as string })', 'process.env.R as string $R'],
  ['a.js', 'new AssumeRoleCommand({ RoleArn: process.env["R"] || "" })', 'process.env["R"] || "" $R'],
  ['a.js', 'const params = { RoleArn: process.env.R };\nnew AssumeRoleCommand(params)', 'process.env.R $R'],
  ['a.js', 'const { R } = process.env;\nsts.assumeRole({ RoleArn: R }).promise()', 'R $R'],
  ['a.js', 'const RoleArn = process.env.R;\nsts.assumeRole({ RoleArn, RoleSessionName: "s" })', 'RoleArn $R'],
  [
    'a.ts',
    'export const run = async (arn: string) => sts.assumeRole({ RoleArn: arn });\nconst arn = process.env.R;',
  ],
  ['a.js', 'fromTemporaryCredentials({ params: { RoleArn: process.env.R } })', 'process.env.R $R'],
  ['a.js', 'fromTemporaryCredentials({ masterCredentials: c, params: { RoleArn: process.env.R } })'],
  ['a.js', 'new STSClient({ credentials: c }).send(new AssumeRoleCommand({ RoleArn: process.env.R }))'],
  ['a.js', '// new AssumeRoleCommand({ RoleArn: process.env.R })'],
  [
    'a.go',
    'c.AssumeRole(ctx, &sts.AssumeRoleInput{RoleSessionName: aws.String("s"), RoleArn: aws.String(os.Getenv("R"))})',
    'aws.String(os.Getenv("R")) $R',
  ],
  ['a.go', 'stscreds.NewAssumeRoleProvider(sts.NewFromConfig(cfg), os.Getenv("R"))', 'os.Getenv("R") $R'],
  ['a.go', 'role := os.Getenv("R")\nstscreds.NewCredentials(sess, role)', 'role $R'],
  ['A.java', 'AssumeRoleRequest.builder().roleArn(System.getenv("R")).build();', 'System.getenv("R") $R'],
  [
    'A.java',
    'new AssumeRoleRequest().withRoleArn(System.getenv("R")).withPolicy(p);',
    'System.getenv("R") $R special',
  ],
  ['A.java', 'String arn = System.getenv("R");\nAssumeRoleRequest.builder().roleArn(arn).build();', 'arn $R'],
  [
    'A.java',
    'void f(String arn) { AssumeRoleRequest.builder().roleArn(arn).build(); }\nString arn = System.getenv("R");',
  ],
  ['a.rb', "Aws::AssumeRoleCredentials.new(role_arn: ENV['R'], role_session_name: 's')", "ENV['R'] $R"],
  ['a.rb', "sts.assume_role(role_arn: ENV.fetch('R'))", "ENV.fetch('R') $R"],
  [
    'A.cs',
    'new AssumeRoleRequest { RoleArn = Environment.GetEnvironmentVariable("R") }',
    'Environment.GetEnvironmentVariable("R") $R',
  ],
  ['a.md', 'sts.assume_role(RoleArn=os.environ["R"])'],
];

describe('Calls of AssumeRole in programs', () => {
  for (const [file, text, ...expected] of CASES) {
    it(`${file}: ${text.replaceAll('\n', '⏎')}`, () => assert.deepEqual(calls(file, text), expected));
  }

  it('are read in time from text that nobody would write', () => {
    const hard = `${'assume_role('.repeat(20_000)}${' r '.repeat(50_000)}RoleArn=${'('.repeat(50_000)}`;
    const many = (line: (i: number) => string) =>
      Array.from({ length: 5_000 }, (_, i) => line(i))
        .join('\n')
        .concat('\nr = os.environ["R"]\n');
    const begun = process.cpuUsage().user;
    for (const file of ['a.py', 'a.js', 'a.go', 'A.java', 'A.cs', 'a.rb']) calls(file, hard);
    assert.equal(
      calls(
        'a.py',
        many(() => 'c.assume_role(RoleArn=r)'),
      ).length,
      5_000,
    );
    calls(
      'a.py',
      many((i) => `c.assume_role(RoleArn=r${i})`),
    );
    calls(
      'a.js',
      many((i) => `sts.assumeRole(p${i});`),
    );
    assert.ok(process.cpuUsage().user - begun < 4_000_000);
  });
});
