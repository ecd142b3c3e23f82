import assert from 'node:assert/strict';
import { explanationMarkdown } from '../../../server/src/core/explain/markdown';
import { plain } from '../../../server/src/core/explain/sentence';
import { explain, hover, lenses } from '../../../server/src/core/features/subjectFeatures';
import { Workspace } from '../rules/workspace';

const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const KEYS = `aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = ${SECRET}\n`;
const ROLE = 'role_arn = arn:aws:iam::111122223333:role/Deploy\n';

/** The line above each profile of a config file. */
function linesAbove(
  text: string,
  beside: Readonly<Record<string, string>> = {},
  name = '.aws/config',
): string[] {
  const workspace = new Workspace({ ...beside, [name]: text });
  return lenses(workspace.document(name), workspace.context).map((lens) => plain(lens.title));
}

/** The paragraphs of the hover at the mark `<|>`. */
function hoverAt(marked: string, beside: Readonly<Record<string, string>> = {}): string[] {
  const offset = marked.indexOf('<|>');
  const workspace = new Workspace({ ...beside, '.aws/config': marked.replace('<|>', '') });
  return hover(workspace.document('.aws/config'), offset, workspace.context)?.markdown.split('\n\n') ?? [];
}

describe('The line above a profile', () => {
  it('names the host, and the tools that differ', () => {
    const cases: [string, string][] = [
      ['region = us-east-2', 'sts.us-east-2.amazonaws.com · boto3 < 1.40: global'],
      ['region = us-east-2\nsts_regional_endpoints = regional', 'sts.us-east-2.amazonaws.com'],
      [
        'region = us-east-2\nsts_regional_endpoints = legacy',
        'sts.us-east-2.amazonaws.com · boto3, AWS CLI v1: global',
      ],
      [
        'region = us-east-2\nsts_regional_endpoints = Legacy',
        'sts.us-east-2.amazonaws.com · boto3, AWS CLI v1: refused',
      ],
      ['region = ap-northeast-2', 'sts.ap-northeast-2.amazonaws.com'],
      ['region = cn-north-1', 'sts.cn-north-1.amazonaws.com.cn'],
      ['region = aws-global', 'sts.amazonaws.com'],
      ['output = json', 'Region from the environment, else sts.amazonaws.com'],
      ['region = us-east-2 # home', 'AWS CLI v2 refuses: us-east-2 # home is no valid Region name.'],
      ['region = us-east-2\nendpoint_url = http://localhost:4566', 'localhost:4566'],
      ['region = us-east-2\nuse_fips_endpoint = true', 'sts-fips.us-east-2.amazonaws.com'],
    ];
    for (const [body, expected] of cases) {
      assert.deepEqual(linesAbove(`[profile x]\n${body}\n`), [expected], body);
      // The hover asks the whole files, the line above only what has to do with the profile.
      assert.equal(hoverAt(`[profile x<|>]\n${body}\n`)[0]?.replaceAll('`', ''), expected);
    }
  });

  it('reads the credentials file beside it', () => {
    assert.deepEqual(linesAbove('[profile x]\n', { '.aws/credentials': '[x]\nregion = eu-south-1\n' }), [
      'sts.eu-south-1.amazonaws.com',
    ]);
    assert.deepEqual(linesAbove(`[x]\n${KEYS}`, {}, '.aws/credentials'), []);
    assert.deepEqual(
      linesAbove(`[x]\n${KEYS}`, { '.aws/config': '[profile x]\nregion = eu-south-1\n' }, '.aws/credentials'),
      ['sts.eu-south-1.amazonaws.com'],
    );
  });

  it('stands above profiles only', () => {
    assert.deepEqual(
      linesAbove('[sso-session s]\nsso_region = us-east-1\n[services t]\n[plain]\nregion = us-east-1\n'),
      [],
    );
  });
});

describe('The hover on a profile', () => {
  it('answers first, then gives the reason and one link', () => {
    const [answer, reason, limits, link, ...rest] = hoverAt(
      '[prof<|>ile x]\nregion = us-east-2\nsts_regional_endpoints = legacy\n',
    );
    assert.equal(answer, '`sts.us-east-2.amazonaws.com` · boto3, AWS CLI v1: global');
    assert.match(
      reason!,
      /^boto3: The Region `us-east-2` comes from profile `x`\. .*one of the Regions that go to the global host\.$/,
    );
    assert.match(limits!, /environment/);
    assert.match(link!, /^\[.*\]\(https:\/\/docs\.aws\.amazon\.com\/.*\)$/);
    assert.deepEqual(rest, []);
  });

  it('says when a section does not count', () => {
    assert.match(
      hoverAt('[def<|>ault]\nregion = us-east-2\n[profile default]\n')[0]!,
      /replaces this section/,
    );
  });

  it('tells what each setting leads to', () => {
    const cases: [string, string][] = [
      ['re<|>gion = us-east-2\nsts_regional_endpoints = regional\n', '`sts.us-east-2.amazonaws.com`'],
      ['region = us-east-2\nsts_regional_endpoints = re<|>gional\n', '`sts.us-east-2.amazonaws.com`'],
      [
        `${ROLE.replace('role', 'ro<|>le')}source_profile = keys\n`,
        'Assumes role `Deploy` of account `111122223333` with the credentials of profile `keys`.',
      ],
      [
        `${ROLE.replace('role', 'ro<|>le')}credential_source = Ec2InstanceMetadata\n`,
        'Assumes role `Deploy` of account `111122223333` with the credentials of `Ec2InstanceMetadata`.',
      ],
      [
        `${ROLE.replace('role', 'ro<|>le')}web_identity_token_file = /t\n`,
        'Assumes role `Deploy` of account `111122223333` with a web identity token.',
      ],
      [`${ROLE}source_pro<|>file = keys\n`, 'Credentials come from profile `keys`.'],
      [`${ROLE}source_profile = <|>missing\n`, 'Profile `missing` is in neither of the files in sight.'],
      [`${ROLE}source_profile = <|>x\n`, 'The chain of profiles comes back to `x`, so SDKs refuse it.'],
      ['source_profile = <|>keys\n', 'Without `role_arn` in this profile, tools do not use it.'],
      [
        `${ROLE}credential_source = <|>EC2\n`,
        '`EC2` is none of `Environment`, `Ec2InstanceMetadata` and `EcsContainer`.',
      ],
      [
        'endpoint_url = http://user:word@local<|>host:4566/x\n',
        'Requests go to `localhost:4566`. JavaScript v2 and Go v1 do not read this setting.',
      ],
      ['endpoint_url = local<|>host\n', 'This is no URL with a host, so tools that read it fail.'],
      [
        'region = a\nregi<|>on = us-east-2\n',
        'AWS CLI v2 refuses: The setting `region` is there twice in a section.',
      ],
      ['region = us-east<|>-2\n', '`sts.us-east-2.amazonaws.com` · boto3 < 1.40: global'],
      ['reg<|>ion = a\nregion = us-east-2\n', 'Another line comes before this one.'],
      ['out<|>put = json\n', 'The output format of the AWS CLI.'],
    ];
    for (const [body, expected] of cases) {
      assert.equal(hoverAt(`[profile x]\n${body}[profile keys]\n${KEYS}`)[0], expected, body);
    }
  });

  it('is silent on keys nobody documents, on comments and on empty lines', () => {
    for (const text of [
      '[profile x]\nmy_<|>key = 1\n',
      '[profile x]\nregion = us-east-2 # c<|>c\n',
      '[profile x]\n\n<|>\n# c\n',
    ]) {
      assert.deepEqual(hoverAt(text), []);
    }
  });
});

describe('The explanation of a profile', () => {
  const text = `[profile a]\n${ROLE}source_profile = b\nregion = us-east-2\nsts_regional_endpoints = legacy\n[profile b]\n${ROLE}source_profile = c\n[profile c]\n${KEYS}`;
  const workspace = new Workspace({ '.aws/config': text });
  const explanation = explain(workspace.document('.aws/config'), 3, workspace.context)!;

  it('has the answer, the chain with the places it stands in, and each tool', () => {
    assert.equal(
      plain(explanation.title),
      'Profile a: sts.us-east-2.amazonaws.com · boto3, AWS CLI v1: global',
    );
    const steps = explanation.steps.map((step) => [
      plain(step.sentence),
      step.span && text.slice(step.span.start, step.span.end),
    ]);
    assert.deepEqual(steps.slice(0, 4), [
      [
        'Profile a assumes arn:aws:iam::111122223333:role/Deploy with the credentials of profile b.',
        ROLE.trim(),
      ],
      [
        'Profile b assumes arn:aws:iam::111122223333:role/Deploy with the credentials of profile c.',
        ROLE.trim(),
      ],
      ['Profile c has keys of its own.', 'aws_access_key_id = AKIAIOSFODNN7EXAMPLE'],
      ['This role assumes itself.', undefined],
    ]);
    assert.ok(
      steps.some(
        ([sentence]) => sentence === 'boto3 calls sts.amazonaws.com (global), signed for us-east-1.',
      ),
    );
  });

  it('has a table of tools with what decides', () => {
    const [table] = explanation.tables!;
    const rows = table!.rows.map((row) => row.cells.map(plain));
    assert.ok(rows.every((row) => row.length === table!.columns.length && row.every((cell) => cell !== '')));
    const boto3 = rows.find(([tool, versions]) => tool === 'boto3' && versions === '1.40.0 and later');
    assert.deepEqual(boto3!.slice(2), [
      'sts.amazonaws.com (global)',
      'Under legacy, us-east-2 is one of the Regions that go to the global host.',
    ]);
    assert.ok(rows.length > 15);
  });
});

describe('Secrets', () => {
  it('are in no hover, line, explanation, finding or problem', () => {
    const text = `[profile x]
${KEYS}aws_session_token = TOKENTOKENTOKEN
my_password = hunter22
credential_process = /bin/x --secret s3cr3t-argument
region = us-east-2
sts_regional_endpoints = legacy
endpoint_url = https://me:hunter33@proxy.example/?token=hunter44
${ROLE}source_profile = x
${SECRET}
[y
${KEYS}`;
    const secrets = [SECRET, 'TOKENTOKEN', 'hunter22', 's3cr3t', 'hunter33', 'hunter44'];
    for (const name of ['.aws/config', '.aws/credentials']) {
      const workspace = new Workspace({
        [name]: text.replace('[profile x]', name === '.aws/config' ? '[profile x]' : '[x]'),
      });
      const document = workspace.document(name);
      const shown = [
        ...lenses(document, workspace.context).map((lens) => plain(lens.title)),
        ...workspace
          .findings(name)
          .flatMap((f) => [plain(f.message), ...f.fixes().map((fix) => plain(fix.title))]),
        ...document.problems.map((problem) => plain(problem.message)),
      ];
      for (let offset = 0; offset <= text.length; offset++) {
        const explanation = offset % 20 === 0 ? explain(document, offset, workspace.context) : undefined;
        shown.push(hover(document, offset, workspace.context)?.markdown ?? '');
        if (explanation !== undefined) shown.push(explanationMarkdown(explanation));
      }
      assert.ok(shown.join('').length > 1000);
      for (const secret of secrets)
        assert.ok(!shown.some((each) => each.includes(secret)), `${secret} in ${name}`);
    }
  });
});
