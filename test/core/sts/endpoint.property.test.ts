import assert from 'node:assert/strict';
import fc from 'fast-check';
import { resolveEndpoint } from '../../../server/src/core/sts/endpoint';
import { TOOL_IDS } from '../../../server/src/core/sts/tools';
import { runs } from '../runs';
import { inputOf } from './inputs';

describe('The STS endpoint of a tool, whatever is asked', () => {
  it('never leaves anybody without reasons, and never throws', () => {
    const word = fc.constantFrom(
      '',
      'legacy',
      'regional',
      'Regional',
      'us-east-1',
      'true',
      'foo',
      'https://a.example',
      ' ',
      '\0',
      '__proto__',
      '[',
      'constructor',
    );
    const names = [
      'AWS_REGION',
      'AWS_DEFAULT_REGION',
      'AWS_PROFILE',
      'AWS_STS_REGIONAL_ENDPOINTS',
      'AWS_ENDPOINT_URL',
      'AWS_USE_FIPS_ENDPOINT',
      'AWS_DEFAULTS_MODE',
    ];
    const lines = fc.array(
      fc.tuple(
        fc.constantFrom('region', 'sts_regional_endpoints', 'endpoint_url', 'services', 'use_fips_endpoint'),
        word,
      ),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), word), lines, (env, pairs) => {
        const config = `[default]\n${pairs.map(([k, v]) => `${k} = ${v}\n`).join('')}`;
        for (const id of TOOL_IDS) {
          for (const version of ['1.0', '2.0', '3.9999', '9.9']) {
            const answer = resolveEndpoint(inputOf({ env, config }), id, version);
            assert.ok(answer.host !== undefined || answer.error !== undefined);
            assert.ok(answer.error !== undefined || answer.because.length > 0);
          }
        }
      }),
      { numRuns: runs(300) },
    );
  });
});
