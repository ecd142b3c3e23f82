import assert from 'node:assert/strict';
import { plain } from '../../../server/src/core/explain/sentence';
import type { Finding } from '../../../server/src/core/rules/finding';
import { applyEdits } from '../../../server/src/core/text/edit';
import { Workspace } from '../rules/workspace';
import { cpuSeconds, large, STEP } from '../runs';

const findings = (name: string, text: string, files: Readonly<Record<string, string>> = {}) =>
  new Workspace({ ...files, [name]: text }).findings(name);

/** What is found, as the rule and the text it is on. */
const found = (name: string, text: string) =>
  findings(name, text).map(({ rule, span }) => `${rule} ${text.slice(span.start, span.end)}`);

function fixed(text: string, { fixes }: Finding): string {
  const [fix] = fixes();
  assert.equal(fix?.change.kind, 'edits');
  return fix?.change.kind === 'edits' ? applyEdits(text, fix.change.files[0]!.edits) : '';
}

const ROLE = 'arn:aws:iam::111122223333:role/App';
const secret = (key: string, text: string) =>
  `apiVersion: v1\nkind: Secret\nstringData:\n  ${key}: |\n${text.replace(/^(?=.)/gm, '    ')}`;

describe('AWS configuration inside of other files', () => {
  it('is checked where it stands, and put right in the manner of the text around', () => {
    const text = secret('config', `[profile a]\nregoin = us-east-1\n\n[b]\noutput = json\n`);
    assert.deepEqual(found('secret.yaml', text), [
      'config-key-misspelt regoin',
      'profile-prefix-missing [b]',
    ]);
    const [key, header] = findings('secret.yaml', text);
    assert.equal(fixed(text, key!), text.replace('regoin', 'region'));
    assert.equal(fixed(text, header!), text.replace('[b]', '[profile b]'));
    assert.equal(key?.uri.endsWith('/secret.yaml'), true);
    const quoted = 'data:\n  aws_config: "[default]\\nregoin = us-east-1\\nrole_arn = x\\n"\n';
    assert.equal(fixed(quoted, findings('map.yaml', quoted)[0]!), quoted.replace('regoin', 'region'));
  });

  it('is found in here-documents, also of scripts in strings', () => {
    const script = `mkdir -p ~/.aws\ncat > ~/.aws/config <<'EOF'\n[default]\nregoin = us-east-1\nrole_session_name = deploy\nEOF\n`;
    assert.deepEqual(found('setup.sh', script), ['config-key-misspelt regoin']);
    const job = `jobs:\n  a:\n    steps:\n      - run: |\n${script.replace(/^(?=.)/gm, '          ')}`;
    assert.deepEqual(found('ci.yml', job), ['config-key-misspelt regoin']);
    const here = `@'\n[default]\nregoin = us-east-1\n'@ | Out-File $HOME/.aws/config\n`;
    assert.deepEqual(found('setup.ps1', here), ['config-key-misspelt regoin']);
  });

  it('says what one file names in the other only where both are there', () => {
    const config = `[profile a]\nrole_arn = ${ROLE}\nsource_profile = base\n`;
    const keys = (name: string) =>
      `[${name}]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n`;
    const written = (path: string, text: string) => `cat > ~/.aws/${path} <<EOF\n${text}EOF\n`;
    assert.deepEqual(found('a.sh', written('config', config)), []);
    const both = (name: string) => written('config', config) + written('credentials', keys(name));
    assert.deepEqual(found('a.sh', both('base')), []);
    assert.deepEqual(found('a.sh', both('other')), ['profile-source-missing base']);
    // What is filled in, written twice, or changed by a command may be it.
    assert.deepEqual(found('a.sh', both('other') + written('credentials', keys('base'))), []);
    assert.deepEqual(found('a.sh', both('other').replace('AKIAIOSFODNN7EXAMPLE', '$KEY')), []);
    assert.deepEqual(found('a.sh', `${both('other')}aws configure set profile.base.region us-east-1\n`), []);
    const pair = (name: string) =>
      `${secret('config', config)}  credentials: |\n${keys(name).replace(/^(?=.)/gm, '    ')}`;
    assert.deepEqual(found('s.yaml', pair('base')), []);
    assert.deepEqual(found('s.yaml', pair('other')), ['profile-source-missing base']);
  });

  it('has nothing to do with the profiles of this computer', () => {
    const config = secret('config', `[profile a]\nrole_arn = ${ROLE}\nsource_profile = base\n`);
    const files = { '.aws/config': '[profile a]\nregion = us-east-1\n', '.aws/credentials': '[x]\n' };
    assert.deepEqual(findings('s.yaml', config, files), []);
    const workspace = new Workspace({ 's.yaml': config });
    assert.deepEqual(workspace.context.subjects('profile'), []);
  });

  it('is left alone where it is to be filled in, appended, or of another program', () => {
    const bad = '[default]\nregoin = us-east-1\n';
    for (const value of ['$X', '${X}', '{{ .X }}', '<key>', '%X%', 'REPLACE_ME', '...', '__X__'])
      assert.deepEqual(
        found('s.yaml', secret('credentials', `${bad}aws_access_key_id = ${value}\n`)),
        [],
        value,
      );
    assert.deepEqual(found('a.sh', `cat >> ~/.aws/config <<EOF\n${bad}EOF\n`), []);
    assert.deepEqual(found('a.sh', `cat > ~/.aws/config <<EOF\n${bad}`), []);
    assert.deepEqual(found('s.yaml', secret('grafana.ini', bad)), []);
    assert.deepEqual(found('s.yaml', secret('config', `[server]\nrole_arn = x\nregoin = y\n`)), []);
    assert.deepEqual(found('s.yaml', secret('description', `Write this:\n\n${bad}`)), []);
  });

  it('tells of an endpoint once', () => {
    const text = secret('credentials', `[default]\nsts_regional_endpoints = legacy\nrole_arn = ${ROLE}\n`);
    assert.deepEqual(found('s.yaml', text), ['sts-endpoint-legacy legacy']);
  });

  it('shows no secret, and is read at every beginning of a file', () => {
    const key = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    const text = secret(
      'credentials',
      `[default]\naws_secret_acess_key = ${key}\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n`,
    );
    const all = findings('s.yaml', text);
    assert.ok(all.length > 1);
    for (const { message } of all) assert.ok(!plain(message).includes(key));
    for (let i = 0; i <= text.length; i += STEP) findings('s.yaml', text.slice(0, i));
  });

  it('takes no time for lines of marks, blank lines and many of them', () => {
    const script = `#!/bin/bash\n${'#'.repeat(80)}\ncat <<'EOF' > ~/.aws/config\n[default]\nregoin = x\nEOF\n`;
    const text = `user_data: |\n${script.replace(/^(?=.)/gm, '  ')}`;
    assert.deepEqual(found('cloud-init.yaml', text), ['config-key-misspelt regoin']);
    const blank = `data:\n  other: |\n    [x]\n${'\n'.repeat(large(100_000))}    role_arn = x\n`;
    const many = '- config: "[default]"\n'.repeat(large(20_000));
    assert.ok(cpuSeconds(() => findings('blank.yaml', blank)) < 3);
    assert.ok(cpuSeconds(() => findings('many.yaml', many)) < 3);
  });
});
