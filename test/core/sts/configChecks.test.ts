import assert from 'node:assert/strict';
import { wrongValue } from '../../../server/src/core/sts/configChecks';
import { unknownRegion } from '../../../server/src/core/sts/regionMeant';

/**
 * What botocore 1.43.11 did with a profile that has the line, when it was asked for an STS client: `stops` with an
 * error, or makes one. Seen with the tool itself; `output` and the last two with AWS CLI 1.45.11.
 */
const SEEN: readonly (readonly [string, string, 'stops' | 'goes on'])[] = [
  ['retry_mode', 'fast', 'stops'],
  ['retry_mode', 'Standard', 'stops'],
  ['retry_mode', 'adaptive', 'goes on'],
  ['max_attempts', 'abc', 'stops'],
  ['max_attempts', '0', 'stops'],
  ['max_attempts', '-1', 'stops'],
  ['max_attempts', '5', 'goes on'],
  ['duration_seconds', 'abc', 'goes on'],
  ['defaults_mode', 'fast', 'stops'],
  ['defaults_mode', 'Standard', 'goes on'],
  ['account_id_endpoint_mode', 'x', 'stops'],
  ['account_id_endpoint_mode', 'Preferred', 'goes on'],
  ['request_checksum_calculation', 'x', 'stops'],
  ['request_checksum_calculation', 'When_Supported', 'goes on'],
  ['response_checksum_validation', 'no', 'stops'],
  ['request_min_compression_size_bytes', 'x', 'stops'],
  ['request_min_compression_size_bytes', '99999999999', 'stops'],
  ['endpoint_url', 'localhost:4566', 'stops'],
  ['endpoint_url', 'localhost', 'stops'],
  ['endpoint_url', 'http://localhost:4566', 'goes on'],
  ['use_fips_endpoint', 'True', 'goes on'],
  ['use_fips_endpoint', 'yes', 'goes on'],
  ['use_dualstack_endpoint', '1', 'goes on'],
  ['tcp_keepalive', 'maybe', 'goes on'],
  ['parameter_validation', 'no', 'goes on'],
  ['sdk_ua_app_id', 'a b', 'goes on'],
  ['auth_scheme_preference', 'foo', 'goes on'],
  ['endpoint_discovery_enabled', 'maybe', 'goes on'],
  ['disable_request_compression', 'x', 'goes on'],
  ['csm_port', 'x', 'goes on'],
  ['credential_source', 'environment', 'stops'],
  ['credential_source', 'ec2', 'stops'],
  ['credential_source', 'Ec2InstanceMetadata', 'goes on'],
  ['cli_timestamp_format', 'foo', 'stops'],
  ['cli_timestamp_format', 'wire', 'goes on'],
  ['ec2_metadata_service_endpoint_mode', 'v4', 'stops'],
  ['ec2_metadata_service_endpoint_mode', 'IPv6', 'goes on'],
];

describe('The values of settings', () => {
  for (const [key, value, seen] of SEEN) {
    it(`${key} = ${value}: botocore ${seen}`, () => {
      assert.equal(wrongValue(key, value)?.effect === 'refused', seen === 'stops');
    });
  }

  it('are told from slips that mean one of them', () => {
    assert.deepEqual(wrongValue('retry_mode', 'Standard')?.meant, ['standard']);
    assert.deepEqual(wrongValue('credential_source', 'ec2_instance_metadata')?.meant, [
      'Ec2InstanceMetadata',
    ]);
    assert.deepEqual(wrongValue('role_arn', 'arn:aws:sts::111122223333:assumed-role/A/me')?.meant, [
      'arn:aws:iam::111122223333:role/A',
    ]);
    assert.equal(wrongValue('role_arn', 'arn:aws:iam::111122223333:role/service-role/A b'), undefined);
    assert.equal(wrongValue('something', 'x'), undefined);
    assert.equal(wrongValue('constructor', 'x'), undefined);
  });
});

describe('Regions that are on no list', () => {
  it('are slips, may be new, or belong to others', () => {
    const kinds = (names: readonly string[]) => names.map((name) => unknownRegion(name)?.kind);
    assert.deepEqual(kinds(['us-east-1', 'aws-global', 'us-gov-west-1-fips', 'eusc-de-east-1']), [
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    assert.deepEqual(
      kinds(['us-west-2a', 'EU-WEST-1', 'eu_west_1', 'eu-west1', 'us-esat-1']),
      Array(5).fill('slip'),
    );
    assert.deepEqual(kinds(['ap-northeast-4', 'us-west-3', 'il-north-1']), Array(3).fill('new'));
    assert.deepEqual(kinds(['fr-par', 'auto', 'nyc3', 'garage', 'us-phoenix']), Array(5).fill('foreign'));
  });
});
