import assert from 'node:assert/strict';
import { openDocument } from '../../../server/src/core/documents/open';
import type { ProfileSubject } from '../../../server/src/core/documents/subjects';

function kindOf(name: string, text: string, languageId?: string): string | undefined {
  return openDocument({ uri: `file:///w/${name}`, text, ...(languageId === undefined ? {} : { languageId }) })
    .kind;
}

function profiles(name: string, text: string): ProfileSubject[] {
  return openDocument({ uri: `file:///w/${name}`, text }).subjects.filter((s) => s.kind === 'profile');
}

const PROFILE = '[profile dev]\nregion = us-east-2\n';

describe('AWS config files', () => {
  it('are known by their path and by their language, whatever is in them', () => {
    for (const text of ['', '# nothing\n', 'what is this', PROFILE]) {
      assert.equal(kindOf('.aws/config', text), 'aws-config');
      assert.equal(kindOf('home/me/.aws/credentials', text), 'aws-config');
      assert.equal(kindOf('notes.txt', text, 'aws-config'), 'aws-config');
    }
  });

  it('are known by their shape', () => {
    const shapes = [
      PROFILE,
      `# mine\n\n${PROFILE}`,
      `\ufeff${PROFILE}`,
      '[sso-session corp]\nsso_region = us-east-1\n',
      '[services x]\nsts =\n  endpoint_url = https://a.example\n',
      '[default]\nregion = us-east-2\noutput = json\n',
      '[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n',
      '[work]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n',
      `${PROFILE}sts_reg`,
      `[default]\nendpoint_url = https://a.example\n${PROFILE}`,
    ];
    for (const text of shapes) assert.equal(kindOf('config.ini', text), 'aws-config', text);
  });

  it('are told from everything else', () => {
    const others: [string, string][] = [
      ['list.json', '[\n  "default"\n]\n'],
      ['noname', '[1, 2]\n'],
      ['a.yaml', 'default:\n  region: us-east-2\n'],
      ['noname', '- [default]\n- region: us-east-2\n'],
      ['samconfig.toml', 'version = 0.1\n[default.deploy.parameters]\nregion = "us-east-1"\n'],
      ['Cargo.toml', '[profile.release]\nopt-level = 3\n'],
      ['settings.toml', '[default]\nregion = "us-east-1"\n'],
      ['noname', '[profile.release]\nopt-level = 3\n'],
      ['.editorconfig', 'root = true\n\n[*]\nindent_style = space\n'],
      ['.gitconfig', '[user]\n  name = A\n[credential]\n  helper = !aws codecommit credential-helper $@\n'],
      ['php.ini', '[PHP]\nengine = On\n'],
      ['app.ini', '[default]\nregion = nyc1\nport = 80\n'],
      ['app.ini', '[default]\nkey = value\n'],
      ['README.md', '# Setup\n\n[profile dev]\nregion = us-east-2\n'],
      ['notes', 'Write this:\n\n[profile dev]\nregion = us-east-2\n'],
      ['app.service', '[Unit]\nDescription = x\n[Service]\nEnvironment=AWS_REGION=us-east-1\n'],
      ['app.service', '[profile dev]\nregion = us-east-2\n'],
      ['links', '[default]: https://example.com\n'],
      ['app.ini', '[aws]\naws_access_key_id = x\nbucket = y\nprefix = z\nretries = 3\n'],
      ['empty', ''],
    ];
    for (const [name, text] of others) assert.equal(kindOf(name, text), undefined, `${name}: ${text}`);
    assert.equal(kindOf('noname', PROFILE, 'markdown'), undefined);
  });

  it('tell the comment behind a value, also behind an empty one', () => {
    const [found] = profiles('.aws/config', '[default]\na = 1 # b\nc = # d\ne =\nf = g#h\n');
    assert.deepEqual(
      found!.settings.map(({ value, comment }) => [value, comment?.text]),
      [
        ['1', '# b'],
        ['', '# d'],
        ['', undefined],
        ['g#h', undefined],
      ],
    );
  });

  it('yield the profiles of a config file, with the places of their parts', () => {
    const text =
      '[default]\na = 1\n[profile dev] # c\nregion = x ; home\ns3 =\n  k = v\n[dev2]\n[sso-session s]\n[ profile "two words" ]\n[profile ]\n';
    const found = profiles('.aws/config', text);
    assert.deepEqual(
      found.map((p) => p.name),
      ['default', 'dev', 'two words'],
    );
    const dev = found[1]!;
    const at = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
    assert.equal(at(dev.nameSpan), 'dev');
    assert.equal(at(dev.headerSpan), '[profile dev]');
    assert.equal(at(dev.span), '[profile dev] # c\nregion = x ; home\ns3 =\n  k = v');
    assert.deepEqual(
      dev.settings.map((s) => [s.key, s.value, s.comment?.text, at(s.span)]),
      [['region', 'x', '; home', 'region = x ; home']],
    );
    assert.equal(at(found[2]!.nameSpan), 'two words');
  });

  it('yield the profiles of a credentials file by bare names', () => {
    const found = profiles('.aws/credentials', '[default]\n[dev]\n[profile dev]\n[ops/eu]\n');
    assert.deepEqual(
      found.map((p) => [p.file, p.name]),
      [
        ['credentials', 'default'],
        ['credentials', 'dev'],
        ['credentials', 'ops/eu'],
      ],
    );
  });

  it('link a profile to the services section it names', () => {
    const text =
      '[profile a]\nservices = s\n[services s]\nsts =\n  endpoint_url = https://a.example\n[profile b]\n';
    const [a, b] = profiles('.aws/config', text);
    assert.equal(a!.services?.entries.length, 1);
    assert.equal(b!.services, undefined);
  });
});
