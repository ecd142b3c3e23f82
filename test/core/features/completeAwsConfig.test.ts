import assert from 'node:assert/strict';
import { documentationOf } from '../../../server/src/core/features/documentation';
import { CONFIG_KEYS } from '../../../server/src/core/sts/configKeys';
import { CURSOR, completionsAt, labelsAt, taken } from './cursor';

const CONFIG = { name: '.aws/config' };
const CREDENTIALS = { name: '.aws/credentials' };

describe('Completion in AWS config files', () => {
  it('offers headers, those first that other sections ask for', () => {
    const files = { '.aws/credentials': '[base]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n' };
    const text = '[profile a]\nsource_profile = base\nsso_session = corp\n\n[<|>';
    assert.deepEqual(labelsAt(text, { ...CONFIG, files }).slice(0, 3), [
      'default',
      'profile base',
      'sso-session corp',
    ]);
    assert.equal(
      taken(text, 'sso-session corp', { ...CONFIG, files }),
      text.replace(CURSOR, 'sso-session corp]'),
    );
    assert.equal(taken('[def<|>]\n', 'default', CONFIG), '[default]\n');
    assert.equal(taken('[profile a]\n\n<|>', '[default]', CONFIG), '[profile a]\n\n[default]');
    assert.deepEqual(labelsAt('[<|>]', { ...CREDENTIALS, files: { '.aws/config': '[profile a]\n' } }), [
      'default',
      'a',
    ]);
  });

  it('offers the keys of the kind of section that are not there yet', () => {
    const keys = labelsAt('[profile a]\nREGION = us-east-1\n<|>', CONFIG);
    assert.ok(keys.includes('role_arn') && keys.includes('sts_regional_endpoints'));
    assert.ok(!keys.includes('region') && !keys.includes('sso_registration_scopes'));
    assert.deepEqual(labelsAt('[sso-session s]\nsso_region = us-east-1\n<|>', CONFIG).slice(0, 2), [
      'sso_start_url',
      'sso_registration_scopes',
    ]);
    assert.deepEqual(labelsAt('[services s]\nsts =\n  <|>', CONFIG), ['endpoint_url']);
    assert.equal(labelsAt('[services s]\n<|>', CONFIG)[0], 'sts');
    assert.equal(labelsAt('[a]\n<|>', CREDENTIALS)[0], 'aws_access_key_id');
    assert.deepEqual(
      labelsAt('[odd section]\nx<|>', CONFIG).filter((label) => !label.startsWith('[')),
      [],
    );
  });

  it('writes keys as the file writes them', () => {
    assert.equal(taken('[profile a]\n<|>', 'region', CONFIG), '[profile a]\nregion = ');
    assert.equal(
      taken('[profile a]\noutput=json\nreg<|>', 'region', CONFIG),
      '[profile a]\noutput=json\nregion=',
    );
    assert.equal(taken('[profile a]\nreg<|> = x', 'region', CONFIG), '[profile a]\nregion = x');
  });

  it('offers values: Regions, names of sections, fixed words', () => {
    const value = (setting: string, rest = '') => labelsAt(`[profile a]\n${setting}<|>\n${rest}`, CONFIG);
    assert.deepEqual(value('sts_regional_endpoints = '), ['regional', 'legacy']);
    assert.deepEqual(value('credential_source='), ['Environment', 'Ec2InstanceMetadata', 'EcsContainer']);
    assert.deepEqual(value('Use_Fips_Endpoint = '), ['true', 'false']);
    assert.deepEqual(value('source_profile = ', '[profile b]\n[default]\n'), ['b', 'default']);
    assert.deepEqual(value('sso_session = ', '[sso-session corp]\n'), ['corp']);
    assert.deepEqual(value('services = ', '[services local]\n'), ['local']);
    assert.ok(value('region = ').includes('eu-south-1') && value('region = ').includes('cn-north-1'));
    assert.equal(value('region = ', '[profile b]\nregion = il-central-1\n')[0], 'il-central-1');
    assert.deepEqual(value('role_arn = ', '[profile b]\nrole_arn = arn:aws:iam::111122223333:role/B\n'), [
      'arn:aws:iam::111122223333:role/B',
    ]);
    assert.deepEqual(value('aws_secret_access_key = '), []);
    assert.equal(taken('[a]\nregion = us-<|>east-1 # x', 'eu-west-1', CONFIG), '[a]\nregion = eu-west-1 # x');
  });

  it('is silent in comments, and never throws at any place of any file', () => {
    assert.deepEqual(labelsAt('[default]\n# <|>', CONFIG), []);
    assert.deepEqual(labelsAt('[default]\nregion = x # <|>', CONFIG), []);
    const text =
      '\uFEFF# c\r\n[profile "a b"]\r\nregion=us-east-1 ; x\r\ns3 =\r\n  a = b\r\n[\r\n= \r\n[x]]\ry\n \n';
    for (let at = 0; at <= text.length; at++) {
      completionsAt(text.slice(0, at) + CURSOR + text.slice(at), CONFIG);
      completionsAt(text.slice(0, at) + CURSOR, CREDENTIALS);
    }
  });

  it('has documentation for every key it knows', () => {
    for (const name of CONFIG_KEYS.keys())
      assert.ok((documentationOf({ topic: 'setting', name }) ?? '').length > 20, name);
  });
});
