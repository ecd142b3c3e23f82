import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { openDocument } from '../../../server/src/core/documents/open';
import { cpuSeconds, large, runs } from '../runs';

const FRAGMENTS = [
  ...['AWS_STS_REGIONAL_ENDPOINTS', 'sts_regional_endpoints = ', 'https://sts.amazonaws.com', 'legacy'],
  ...['--role-arn arn:aws:iam::111122223333:role/X', 'aws eks get-token', 'role-to-assume: x', 'steps:'],
  ...['boto3==1.2', 'FROM ubuntu:22.04\nRUN apt-get install ', 'awscli', 'region = us-east-1', '- name: '],
  ...[
    '"',
    "'",
    '`',
    '\\',
    '\n',
    '{{/*',
    '/*',
    '#',
    '${{',
    '}}',
    '{',
    '}',
    '(',
    ',',
    '<value>',
    '=',
    ':',
    ' ',
  ],
];
const FILES =
  'a.sh a.py a.yaml a.json a.ts Dockerfile a.tf .env pom.xml package.json requirements.txt kubeconfig a.ini'.split(
    ' ',
  );

describe('What is looked for in every file', () => {
  it('is looked for in any text without a crash, and lies in the text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ maxLength: 5 })), { maxLength: 60 }),
        fc.constantFrom(...FILES),
        (parts, file) => {
          const text = parts.join('');
          for (const { span } of openDocument({ uri: `file:///w/${file}`, text }).subjects) {
            assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
          }
        },
      ),
      { numRuns: runs(2_000) },
    );
  });

  it('takes no longer the more of it there is in a line', () => {
    for (const unit of [
      'AWS_STS_REGIONAL_ENDPOINTS=legacy ',
      'aws eks get-token --role-arn ${{ x }} ',
      'endpoint_url="https://sts.amazonaws.com" ',
    ]) {
      const text = unit.repeat(large(500_000) / unit.length);
      for (const file of ['a.sh', 'a.yaml', 'a.ts']) {
        const seconds = cpuSeconds(() => openDocument({ uri: `file:///w/${file}`, text }));
        assert.ok(seconds < 3, `${file}: ${unit}: ${seconds} s`);
      }
    }
  }).timeout(60_000);

  it('takes no longer where a pattern almost fits again and again', () => {
    const named = 'arn:aws:iam::111122223333:role/X';
    for (const [file, before, unit] of [
      ['a.sh', `aws sts assume-role --role-arn ${named}\naws`, ' --a b'],
      ['a.sh', `aws sts assume-role --role-arn ${named}\n`, 'aws --a '],
      ['a.sh', '', 'export AWS_REGION=us-east-1\nexport AWS_STS_REGIONAL_ENDPOINTS=legacy\n'],
      ['a.sh', `${'AWS_REGION=us-east-1\n'.repeat(large(10_000))}\n`, 'AWS_STS_REGIONAL_ENDPOINTS=legacy\n'],
      ['a.ts', '"https://sts.amazonaws.com" region', '                    '],
      ['Dockerfile', 'FROM ubuntu:22.04\n# awscli\nRUN ', 'apt install '],
      ['a.csproj', '<PackageReference ', 'Include="AWSSDK.SecurityToken" '],
      [
        'pom.xml',
        '<groupId>com.amazonaws</groupId><artifactId>aws-java-sdk</artifactId><version>',
        '                    ',
      ],
    ] as const) {
      const text = before + unit.repeat(large(300_000) / unit.length);
      const seconds = cpuSeconds(() => openDocument({ uri: `file:///w/${file}`, text }));
      assert.ok(seconds < 3, `${file}: ${unit}: ${seconds} s`);
    }
  }).timeout(60_000);
});
