import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { openDocument } from '../../../server/src/core/documents/open';
import { endpointsOf } from '../../../server/src/core/sts/profileEndpoints';
import { hostsOf } from '../../../server/src/core/sts/profileHosts';
import { mergeProfiles } from '../../../server/src/core/sts/profiles';
import { runs } from '../runs';

const LINES = [
  'region = us-east-1',
  'region = ap-northeast-2',
  'region=cn-north-1 # here',
  'role_arn = arn:aws:iam::111122223333:role/A',
  'role_arn = arn:aws:iam::111122223333:role/B ; why',
  'role_arn =',
  '  role_arn = x',
  'source_profile = a',
  'source_profile = nobody',
  'ROLE_ARN = arn:aws:iam::111122223333:role/C',
  'sts_regional_endpoints = legacy',
  'endpoint_url = https://sts.example',
  'use_fips_endpoint = true',
  'external_id = "x',
  'output = json',
  '  indented = 1',
  'no equals sign',
  's3 =',
];
const section = fc.record({
  name: fc.constantFrom('a', 'b', 'c', 'd e', 'default', 'x.y'),
  lines: fc.array(fc.constantFrom(...LINES), { maxLength: 6 }),
});

describe('the hosts of alike profiles', () => {
  it('are those that each profile gets when it is asked for alone', () => {
    fc.assert(
      fc.property(fc.array(section, { minLength: 1, maxLength: 6 }), (sections) => {
        const text = sections.map(({ name, lines }) => `[profile ${name}]\n${lines.join('\n')}\n`).join('\n');
        const { subjects } = openDocument({ uri: 'file:///h/.aws/config', text });
        const profiles = mergeProfiles(subjects.filter((each) => each.kind === 'profile'));
        for (const profile of profiles.values()) {
          const alone = endpointsOf(profiles, profile.name, 'us-east-1').map(({ answer }) => answer.host);
          assert.deepEqual(
            hostsOf(profiles, profile, 'us-east-1').map(({ host }) => host),
            alone,
            text,
          );
        }
      }),
      { numRuns: runs(1000) },
    );
  });
});
