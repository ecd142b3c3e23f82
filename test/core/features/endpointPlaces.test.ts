import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Context } from '../../../server/src/core/context';
import { openDocument } from '../../../server/src/core/documents/open';
import { plain } from '../../../server/src/core/explain/sentence';
import { explain, hover } from '../../../server/src/core/features/subjectFeatures';
import { DEFAULT_SETTINGS } from '../../../server/src/core/settings';

const CONTEXT: Context = { settings: DEFAULT_SETTINGS, subjects: () => [] };

function hoverAt(file: string, marked: string): string[] {
  const offset = marked.indexOf('<|>');
  const document = openDocument({ uri: `file:///w/${file}`, text: marked.replace('<|>', '') });
  return hover(document, offset, CONTEXT)?.markdown.split('\n\n') ?? [];
}

describe('The hover on a setting of the STS endpoint', () => {
  it('answers first, and names the tools that read it', () => {
    const [answer, readers, link, ...rest] = hoverAt(
      'Dockerfile',
      'ENV AWS_STS_REGIONAL<|>_ENDPOINTS=legacy\n',
    );
    assert.equal(
      answer,
      'STS calls of tools that read it go to `sts.amazonaws.com` from 15 Regions, and to the Regional endpoint from the others.',
    );
    assert.match(readers!, /^Read by AWS CLI v1, boto3, .*\. AWS CLI v2 and the newer SDKs do not read it/);
    assert.match(link!, /^\[.*\]\(https:\/\/docs\.aws\.amazon\.com\/.*\)$/);
    assert.deepEqual(rest, []);
  });

  it('speaks of the Region that the file names', () => {
    const text = (value: string) => `AWS_REGION=us-east-2\nAWS_STS_REGIONAL_ENDPOINTS=<|>${value}\n`;
    assert.equal(
      hoverAt('.env', text('regional'))[0],
      'STS calls of tools that read it go to `sts.us-east-2.amazonaws.com`.',
    );
    assert.equal(
      hoverAt('.env', text('legacy'))[0],
      'STS calls of tools that read it go to `sts.amazonaws.com` (global).',
    );
  });

  it('says what is refused, empty or not known', () => {
    assert.match(
      hoverAt('.env', 'AWS_STS_REGIONAL_ENDPOINTS=<|>global\n')[0]!,
      /^Refused by AWS CLI v1, boto3/,
    );
    assert.match(hoverAt('.env', 'AWS_STS_REGIONAL_ENDPOINTS<|>=\n')[0]!, /^Empty: JavaScript v2 refuses/);
    assert.equal(
      hoverAt('.env', 'AWS_STS_REGIONAL_ENDPOINTS=<|>$MODE\n')[0],
      'This file does not say the value.',
    );
  });

  it('is on the global host where it is an endpoint', () => {
    const [answer, regional] = hoverAt(
      '.env',
      'AWS_REGION=eu-west-1\nAWS_ENDPOINT_URL_STS=https://sts<|>.amazonaws.com\n',
    );
    assert.equal(
      answer,
      '`sts.amazonaws.com` is the global STS endpoint, here given to `AWS_ENDPOINT_URL_STS`.',
    );
    assert.equal(regional, 'The endpoint in `eu-west-1` is `sts.eu-west-1.amazonaws.com`.');
    assert.deepEqual(hoverAt('a.yaml', 'audience: sts<|>.amazonaws.com\n'), []);
  });

  it('is explained by a table of tools', () => {
    const text = 'export AWS_REGION=us-east-2 AWS_STS_REGIONAL_ENDPOINTS=legacy\n';
    const document = openDocument({ uri: 'file:///w/run.sh', text });
    const [table] = explain(document, text.indexOf('STS'), CONTEXT)?.tables ?? [];
    const rows = table?.rows.map(({ cells }) => cells.map(plain).join(' ')) ?? [];
    assert.ok(rows.includes('boto3 sts.amazonaws.com'), rows.join());
    assert.ok(rows.includes('AWS CLI v2 sts.us-east-2.amazonaws.com'));
  });
});

describe('The hover on a pinned version', () => {
  it('says from which version on the Regional endpoint is called', () => {
    assert.deepEqual(hoverAt('Dockerfile', 'RUN pip install bo<|>to3==1.34.1\n').slice(0, 2), [
      'Unless a setting says otherwise, `boto3 ==1.34.1` calls the global STS endpoint `sts.amazonaws.com` from 15 Regions.',
      'From version `1.40.0` on, boto3 calls the Regional endpoint.',
    ]);
    assert.match(
      hoverAt('package.json', '{"dependencies": {"aws<|>-sdk": "^2.1"}}')[1]!,
      /^Every version of JavaScript v2 does, and its support has ended\.$/,
    );
  });

  it('is silent on versions that call the Regional endpoint', () => {
    assert.deepEqual(hoverAt('Dockerfile', 'RUN pip install bo<|>to3==1.42.0\n'), []);
  });
});
