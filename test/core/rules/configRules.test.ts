import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plain } from '../../../server/src/core/explain/sentence';
import { RULES } from '../../../server/src/core/rules/list';
import { applyEdits, overlap } from '../../../server/src/core/text/edit';
import { runs } from '../runs';
import { Workspace } from './workspace';

const CONFIG = '.aws/config';
const CREDENTIALS = '.aws/credentials';
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const ROLE = 'arn:aws:iam::111122223333:role/Deploy';
const OWN = RULES.filter(({ meta }) => meta.category === 'config' || meta.id === 'profile-self-assume');

function found(text: string, beside: Readonly<Record<string, string>> = {}): string[] {
  return new Workspace({ ...beside, [CONFIG]: text })
    .findings(CONFIG, OWN)
    .map(({ severity, rule }) => `${severity} ${rule}`);
}

describe('The rules on AWS config files', () => {
  it('are quiet on files as the AWS CLI writes them', () => {
    const files = [
      '[default]\nregion = us-east-1\noutput = json\n',
      `[default]\nregion = us-east-1\n\n[profile dev]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = AdministratorAccess\nregion = us-west-2\noutput = json\n\n[sso-session corp]\nsso_start_url = https://example.awsapps.com/start#\nsso_region = us-east-1\nsso_registration_scopes = sso:account:access\n`,
      `[profile deploy]\nrole_arn = ${ROLE}\nsource_profile = default\nmfa_serial = arn:aws:iam::111122223333:mfa/me\nrole_session_name = me@example.com\n[default]\nregion = eu-west-1\n`,
      `[profile a]\ncredential_process = /opt/keys --role "x y"\n[profile "with blank"]\nregion = eu-west-1\n`.replace(
        '[profile "with blank"]',
        '[profile plain]',
      ),
      `[profile pod]\nrole_arn = ${ROLE}\nweb_identity_token_file = /var/run/secrets/token\n`,
      '[default]\ns3 =\n  max_concurrent_requests = 20\n  addressing_style = path\nregion = us-east-1\n',
      '[profile login]\nlogin_session = arn:aws:iam::111122223333:user/me\nregion = us-east-1\n',
    ];
    for (const text of files) assert.deepEqual(found(text), [], text);
  });

  it('see one mistake once', () => {
    assert.deepEqual(found('[default]\nregion = us-east-1 # home\n'), ['warning config-comment-in-value']);
    assert.deepEqual(found('[default]\nregion = "us-east-1"\n'), ['warning config-value-quoted']);
    assert.deepEqual(found('[default]\nregion = us-east-1\n[default]\noutput = json\n'), [
      'error config-section-duplicate',
    ]);
    assert.deepEqual(found('[default]\nregion = us-east-1\nregion = us-east-1\n'), [
      'error config-key-duplicate',
    ]);
    assert.deepEqual(found(`[profile a]\nrole_arn = ${ROLE}\nsource_profile = a\n`), ['error profile-cycle']);
    assert.deepEqual(
      found(
        `[profile a]\nrole_arn = ${ROLE}\nsource_profile = b\n[profile b]\nrole_arn = ${ROLE}\nsource_profile = a\n`,
      ),
      ['error profile-cycle', 'error profile-cycle'],
    );
  });

  it('tell the headers of sessions and services that botocore takes from those that it does not', () => {
    const said = (header: string) =>
      new Workspace({ [CONFIG]: `[${header}]\nsso_region = us-east-1\n` })
        .findings(CONFIG, OWN)
        .filter(({ rule }) => rule === 'config-header-unread')
        .map(({ severity, message }) => `${severity} ${plain(message)}`);
    // As `botocore.configloader.load_config` of 1.43 reads them.
    for (const header of ['sso-sessions corp', 'services.x y'])
      assert.match(said(header)[0]!, /^information Both AWS CLIs and boto3 take this header/, header);
    for (const header of ['SSO-Session corp', 'service x', 'sso-session corp extra', 'sso-session=corp'])
      assert.match(said(header)[0]!, /^warning Both AWS CLIs, boto3 and most SDKs do not take/, header);
  });

  it('say of keys in two spellings who does not see the one with capital letters, and keep one that all see', () => {
    const text = '[default]\nregion = eu-west-1\nRegion = us-east-2\n';
    const [finding] = new Workspace({ [CONFIG]: text })
      .findings(CONFIG, OWN)
      .filter(({ rule }) => rule === 'config-key-duplicate');
    assert.match(plain(finding!.message), /JavaScript and Ruby know it in lower case only\.$/);
    const [fix] = finding!.fixes();
    assert.equal(fix!.safe, false);
    assert.ok(fix!.change.kind === 'edits');
    assert.equal(applyEdits(text, fix!.change.files[0]!.edits), '[default]\nregion = us-east-2\n');
  });

  it('join both files of a folder', () => {
    const config = `[profile a]\nrole_arn = ${ROLE}\nsource_profile = b\n`;
    const keys = `aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = ${SECRET}\n`;
    assert.deepEqual(found(config, { [CREDENTIALS]: `[b]\n${keys}` }), []);
    assert.deepEqual(found(config, { 'elsewhere/credentials': `[b]\n${keys}` }), [
      'hint profile-source-missing',
    ]);
    assert.deepEqual(found(config, { [CREDENTIALS]: `[c]\n${keys}` }), ['error profile-source-missing']);
  });

  it('indent a setting further than the one it belongs below', () => {
    const text = '[services x]\n  sts =\nendpoint_url = http://localhost:4566\n';
    const [finding] = new Workspace({ [CONFIG]: text }).findings(CONFIG, OWN);
    const [change] = finding!.fixes().map((fix) => fix.change);
    assert.ok(change?.kind === 'edits');
    const after = applyEdits(text, change.files[0]!.edits);
    assert.equal(after, text.replace('endpoint', '    endpoint'));
  });

  it('leave out who logs in where a repair writes a URL', () => {
    const text = '[default]\nendpoint_url = jane:secret@sts.example\n';
    const [finding] = new Workspace({ [CONFIG]: text }).findings(CONFIG, OWN);
    assert.equal(finding?.rule, 'config-value-invalid');
    const titles = finding.fixes().map(({ title }) => plain(title));
    assert.deepEqual(titles, ['Set endpoint_url to https://sts.example']);
  });

  it('never show a secret, lie in the text, and have fixes that apply cleanly and end their finding', () => {
    const key = fc.constantFrom(
      'region',
      'Region',
      'regoin',
      'output',
      'role_arn',
      'source_profile',
      'credential_source',
      'sso_session',
      'sso_region',
      'sso_account_id',
      'services',
      's3',
      'aws_access_key_id',
      'aws_secret_access_key',
      'retry_mode',
      'endpoint_url',
      'duration_seconds',
      'use_fips_endpoint',
      'sts-regional-endpoints',
      'mfa_serial',
    );
    const value = fc.constantFrom(
      'us-east-1',
      'us-west-2a',
      '"eu-west-1"',
      ROLE,
      'a',
      'b',
      'x',
      '',
      'yes',
      '9999',
      '14400',
      'ec2InstanceMetadata',
      'localhost:1',
      'standrad',
      `${SECRET}`,
      'a # note',
      'us-east-1 ; note',
      '{fill}',
    );
    const line = fc.oneof(
      fc
        .tuple(fc.constantFrom('', '', '', '  '), key, fc.constantFrom('=', ' = '), value)
        .filter(([, name, , written]) => written !== SECRET || name === 'aws_secret_access_key')
        .map((all) => all.join('')),
      fc.constantFrom(
        '',
        '# remark',
        'no sign',
        '[default]',
        '[profile a]',
        '[profile b]',
        '[a]',
        '[Profile c]',
        '[sso-session x]',
        '[services x]',
        '[ profile d ]',
        '[profile  e]',
      ),
    );
    const eol = fc.constantFrom('\n', '\r\n');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 16 }), eol, fc.boolean(), (lines, end, last) => {
        const text = `[default]${end}${lines.join(end)}${last ? end : ''}`;
        const workspace = new Workspace({ [CONFIG]: text });
        const findings = workspace.findings(CONFIG, OWN);
        const broken = workspace.document(CONFIG).problems.length;
        for (const finding of findings) {
          const { message, span, related, rule } = finding;
          assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
          const said = [message, ...related.map(({ note }) => note)].map(plain).join(' ');
          assert.ok(!said.includes(SECRET) || rule === 'config-section-duplicate', said);
          for (const fix of finding.fixes()) {
            assert.ok(fix.change.kind === 'edits');
            const [file] = fix.change.files;
            assert.ok(file !== undefined && !overlap(file.edits), `${rule}: ${fix.id} overlaps`);
            const after = applyEdits(text, file.edits);
            assert.notEqual(after, text, `${rule}: ${fix.id} changes nothing`);
            assert.equal(after.includes('\r') && /(?<!\r)\n/.test(after), false, `${fix.id} mixes line ends`);
            const repaired = new Workspace({ [CONFIG]: after });
            assert.ok(
              repaired.document(CONFIG).problems.length <= broken,
              `${rule}: ${fix.id} breaks the file`,
            );
            const count = (all: readonly { readonly rule: string }[]) =>
              all.filter((each) => each.rule === rule).length;
            // What a duplicate hid shows itself once the last one is gone.
            if (findings.some((each) => each.rule === 'config-key-duplicate')) continue;
            const left = count(repaired.findings(CONFIG, OWN));
            assert.ok(
              left < count(findings),
              `${rule}: ${fix.id} leaves the finding in\n${text}\nafter\n${after}`,
            );
          }
        }
      }),
      { numRuns: runs(600) },
    );
  }).timeout(60_000);
});
