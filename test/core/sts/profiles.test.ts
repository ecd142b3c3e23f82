import assert from 'node:assert/strict';
import { openDocument } from '../../../server/src/core/documents/open';
import { chainOf, selfAssumingProfiles } from '../../../server/src/core/sts/profileChain';
import { besideProfile, mergeProfiles } from '../../../server/src/core/sts/profiles';
import { sections } from './inputs';

const ROLE = 'role_arn = arn:aws:iam::111122223333:role/Deploy\n';
const KEYS =
  'aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n';

function merged(config: string, credentials = '') {
  const profiles = mergeProfiles(sections(config, credentials));
  return Object.fromEntries(
    [...profiles].map(([name, { settings }]) => [
      name,
      Object.fromEntries([...settings].map(([k, v]) => [k, v.value])),
    ]),
  );
}

describe('Profiles', () => {
  it('add up over sections and files, the last value and the credentials file first', () => {
    assert.deepEqual(merged('[profile a]\nx = 1\nX = 2\n[profile a]\ny = 3\nz = 4\n', '[a]\nz = 5\n[b]\n'), {
      a: { x: '2', y: '3', z: '5' },
      b: {},
    });
  });

  it('are replaced as a whole by [profile default], whichever comes first', () => {
    assert.deepEqual(merged('[default]\nx = 1\n[profile default]\ny = 2\n'), { default: { y: '2' } });
    assert.deepEqual(merged('[profile default]\ny = 2\n[default]\nx = 1\n', '[default]\nz = 3\n'), {
      default: { y: '2', z: '3' },
    });
  });

  it('belong together only in one folder', () => {
    const at = (uri: string) =>
      openDocument({
        uri,
        text: '[default]\nregion = us-east-1\n',
        languageId: 'aws-config',
      }).subjects.filter((s) => s.kind === 'profile');
    const all = [
      ...at('file:///a/.aws/config'),
      ...at('file:///a/.aws/credentials'),
      ...at('file:///b/.aws/config'),
      ...at('file:///a/.aws/x.ini'),
    ];
    const uris = (i: number) => besideProfile(all[i]!, all).map((s) => s.source.uri.slice(8));
    assert.deepEqual(uris(0), ['a/.aws/config', 'a/.aws/credentials']);
    assert.deepEqual(uris(1), ['a/.aws/config', 'a/.aws/credentials']);
    assert.deepEqual(uris(2), ['b/.aws/config']);
    assert.deepEqual(uris(3), ['a/.aws/x.ini']);
  });
});

describe('The chain of a profile', () => {
  function chain(config: string, name: string): string {
    const { links, end } = chainOf(mergeProfiles(sections(config)), name);
    return `${links.map((link) => link.name).join(' ')}: ${end.kind}`;
  }

  it('ends at keys, at a credential source, or where nothing is said', () => {
    assert.equal(chain(`[profile a]\n${ROLE}source_profile = b\n[profile b]\n${KEYS}`, 'a'), 'a b: keys');
    assert.equal(chain(`[profile a]\n${ROLE}credential_source = Environment\n`, 'a'), 'a: source');
    assert.equal(
      chain(`[profile a]\n${ROLE}source_profile = b\n[profile b]\nsso_session = s\n`, 'a'),
      'a b: unknown',
    );
    assert.equal(chain(`[profile a]\n${ROLE}source_profile = b\n`, 'a'), 'a: missing');
  });

  it('finds loops, but not in a profile that names itself and has keys', () => {
    assert.equal(
      chain(`[profile a]\n${ROLE}source_profile = b\n[profile b]\n${ROLE}source_profile = a\n`, 'a'),
      'a b: loop',
    );
    assert.equal(chain(`[profile a]\n${ROLE}source_profile = a\n`, 'a'), 'a: loop');
    assert.equal(chain(`[profile a]\n${ROLE}source_profile = a\n${KEYS}`, 'a'), 'a: keys');
  });

  it('takes the keys of a source profile before its role', () => {
    assert.equal(
      chain(`[profile a]\n${ROLE}source_profile = b\n[profile b]\n${ROLE}source_profile = c\n${KEYS}`, 'a'),
      'a b: keys',
    );
  });
});

describe('Profiles whose role assumes itself', () => {
  const self = (config: string, credentials?: string) =>
    selfAssumingProfiles(sections(config, credentials)).map((s) => `${s.profile.name} ${s.roleArn}`);
  const found = 'a arn:aws:iam::111122223333:role/Deploy';

  it('are those whose source profile has already assumed that role', () => {
    assert.deepEqual(
      self(`[profile a]\n${ROLE}source_profile = b\n[profile b]\n${ROLE}credential_source = Environment\n`),
      [found],
    );
    assert.deepEqual(
      self(`[profile a]\n${ROLE}source_profile = b\n`, `[b]\n${ROLE}source_profile = c\n[c]\n${KEYS}`),
      [found],
    );
  });

  it('are not those that name themselves, use an instance role, or go through another role', () => {
    assert.deepEqual(self(`[profile a]\n${ROLE}source_profile = a\n${KEYS}`), []);
    assert.deepEqual(self(`[profile a]\n${ROLE}source_profile = a\n`), []);
    assert.deepEqual(self(`[profile a]\n${ROLE}credential_source = Ec2InstanceMetadata\n`), []);
    assert.deepEqual(
      self(
        `[profile a]\n${ROLE}source_profile = b\n[profile b]\n${ROLE.replace('Deploy', 'Other')}source_profile = c\n[profile c]\n${ROLE}source_profile = d\n[profile d]\n${KEYS}`,
      ),
      [],
    );
    assert.deepEqual(
      self(`[profile a]\n${ROLE}source_profile = b\n[profile b]\n${ROLE}source_profile = c\n${KEYS}`),
      [],
    );
  });

  it('are not those with a web identity token, which is used before the source profile', () => {
    assert.deepEqual(
      self(
        `[profile a]\n${ROLE}source_profile = b\nweb_identity_token_file = /token\n[profile b]\n${ROLE}credential_source = Environment\n`,
      ),
      [],
    );
  });

  it('are not those in a loop, which SDKs refuse', () => {
    assert.deepEqual(
      self(`[profile a]\n${ROLE}source_profile = b\n[profile b]\n${ROLE}source_profile = a\n`),
      [],
    );
  });

  it('come with the two settings as reasons', () => {
    const text = `[profile a]\n${ROLE}source_profile = b\n[profile b]\n${ROLE}credential_source = Environment\n`;
    const [first] = selfAssumingProfiles(sections(text));
    assert.equal(text.slice(first!.span.start, first!.span.end), 'arn:aws:iam::111122223333:role/Deploy');
    assert.deepEqual(
      first!.because.map((step) => step.span && text.slice(step.span.start, step.span.end)),
      [ROLE.trim(), ROLE.trim()],
    );
  });
});
