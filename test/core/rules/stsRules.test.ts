import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plain } from '../../../server/src/core/explain/sentence';
import type { Finding } from '../../../server/src/core/rules/finding';
import { applyEdits, overlap } from '../../../server/src/core/text/edit';
import { runs } from '../runs';
import { Workspace } from './workspace';

const FILE = '.aws/config';

function findings(text: string, beside: Readonly<Record<string, string>> = {}): string[] {
  return new Workspace({ ...beside, [FILE]: text })
    .findings(FILE)
    .filter(({ rule }) => /^sts-(?:endpoint|region)-/.test(rule))
    .map((f) => `${f.severity} ${f.rule}`);
}

function message(text: string): string {
  return plain(new Workspace({ [FILE]: text }).findings(FILE)[0]!.message);
}

const profile = (...lines: string[]) => `[profile x]\n${lines.join('\n')}\n`;
const ROLE = ['role_arn = arn:aws:iam::111122223333:role/Deploy', 'credential_source = Environment'];

describe('The rules on STS endpoints', () => {
  it('are quiet on profiles as people have them', () => {
    const files = [
      profile('region = us-east-2', 'output = json'),
      profile('sso_session = corp', 'sso_account_id = 111122223333', 'sso_role_name = Admin'),
      profile('region = us-east-2', 'credential_process = /bin/x'),
      profile(...ROLE, 'region = us-gov-west-1'),
      '[sso-session corp]\nsso_region = us-east-1\n',
    ];
    for (const text of files) assert.deepEqual(findings(text), [], text);
    assert.deepEqual(findings(profile(...ROLE, 'region = us-east-2')), ['hint sts-endpoint-unset']);
    assert.deepEqual(findings(profile(...ROLE)), ['hint sts-endpoint-unset', 'hint sts-region-missing']);
  });

  it('say of legacy what it does in the Region of the profile', () => {
    const legacy = (region: string) => profile(`region = ${region}`, 'sts_regional_endpoints = legacy');
    assert.match(
      message(legacy('us-east-2')),
      /^With legacy, the STS calls of AWS CLI v1, boto3, JavaScript v2, .* go to the global endpoint/,
    );
    assert.match(message(legacy('ap-northeast-2')), /^In ap-northeast-2, legacy leads only JavaScript v2 to/);
    assert.match(message(legacy('cn-north-1')), /has no effect in cn-north-1/);
    assert.match(message(legacy('eusc-de-east-1')), /only JavaScript v2 .* in another partition/);
    for (const region of ['ap-northeast-2', 'cn-north-1', 'eusc-de-east-1', 'af-south-1']) {
      assert.deepEqual(findings(legacy(region)), ['information sts-endpoint-legacy']);
    }
    assert.match(
      message(profile('region = us-east-2', 'sts_regional_endpoints = LEGACY')),
      /refuse it in this spelling\.$/,
    );
    assert.match(message(profile('sts_regional_endpoints = legacy')), /from 15 Regions/);
  });

  it('keep still where another setting decides', () => {
    const decided = [
      profile('region = us-east-2', 'sts_regional_endpoints = legacy', 'use_fips_endpoint = true'),
      profile('region = us-gov-west-1', 'sts_regional_endpoints = legacy'),
    ];
    for (const text of decided) assert.deepEqual(findings(text), ['information sts-endpoint-legacy'], text);
    assert.deepEqual(
      findings(profile('sts_regional_endpoints = regional', 'endpoint_url = http://localhost:4566')),
      [],
    );
    assert.deepEqual(
      findings('[default]\nsts_regional_endpoints = legacy\n[profile default]\nregion = us-east-2\n'),
      [],
    );
  });

  it('call a fix safe only where it cannot make a tool refuse', () => {
    const safe = (text: string) =>
      new Workspace({ [FILE]: text }).findings(FILE).flatMap((f) => f.fixes().map((fix) => fix.safe));
    assert.deepEqual(safe(profile('region = us-east-2', 'sts_regional_endpoints = legacy')), [true]);
    assert.deepEqual(safe(profile('sts_regional_endpoints = legacy')), [false]);
    assert.deepEqual(safe(profile('sts_regional_endpoints = sometimes')), [false, false]);
    assert.deepEqual(safe(profile('sts_regional_endpoints = regionnal', 'region = us-east-2')), [true]);
  });

  it('offer the Regions of the file first', () => {
    const text = `${profile('sts_regional_endpoints = regional')}[profile y]\nregion = me-south-1\n[profile z]\nregion = nowhere\n`;
    const [finding] = new Workspace({ [FILE]: text }).findings(FILE);
    const change = finding!.fixes()[0]!.change;
    assert.ok(change.kind === 'question');
    assert.equal(change.candidates[0], 'me-south-1');
    assert.ok(
      !change.candidates.includes('nowhere') &&
        change.candidates.every((each) => new RegExp(change.pattern).test(each)),
    );
  });

  it('have fixes that apply cleanly, keep line ends, and make their finding go away', () => {
    const value = fc.constantFrom(
      'legacy',
      'Legacy',
      'regional',
      'Regional',
      '"regional"',
      'regionnal',
      'us-east-1',
      '',
      'legacy # x',
      'regional ; y',
      'x',
    );
    const key = fc.constantFrom(
      'region',
      'sts_regional_endpoints',
      'role_arn',
      'STS_REGIONAL_ENDPOINTS',
      'endpoint_url',
    );
    const setting = fc
      .tuple(key, fc.constantFrom('=', ' = ', '  ='), value, fc.constantFrom('', '', '\n  more'))
      .map((parts) => parts.join(''));
    const line = fc.oneof(setting, fc.constantFrom('# c', '', '  # d', 's3 =\n  a = 1'));
    const header = fc.constantFrom('[default]', '[profile a]', '[profile default]', '[profile b] # c');
    const file = fc.array(fc.tuple(header, fc.array(line, { maxLength: 5 })), { maxLength: 4 });
    const text = fc
      .tuple(file, fc.constantFrom('\n', '\r\n'), fc.boolean())
      .map(([parts, eol, end]) =>
        `${parts.map(([h, l]) => [h, ...l].join('\n')).join('\n')}${end ? '\n' : ''}`.replaceAll('\n', eol),
      );
    const marked = (source: string, { rule, span }: Finding) =>
      `${rule} ${span.start} ${source.slice(span.start, span.end)}`;
    fc.assert(
      fc.property(text, (before) => {
        const found = new Workspace({ [FILE]: before }).findings(FILE);
        for (const finding of found) {
          for (const fix of finding.fixes()) {
            const [change] = fix.change.kind === 'edits' ? fix.change.files : fix.change.answer('eu-west-1');
            assert.equal(overlap(change!.edits), false);
            const after = applyEdits(before, change!.edits);
            if (before.includes('\r\n')) assert.doesNotMatch(after, /[^\r]\n/);
            const left = new Workspace({ [FILE]: after }).findings(FILE).map((f) => marked(after, f));
            // Of three lines alike the next one moves up to where the first was.
            const same = found.map((f) => marked(before, f)).filter((mark) => mark.startsWith(finding.rule));
            const fewer = left.filter((mark) => mark.startsWith(finding.rule)).length < same.length;
            if (fix.safe) assert.ok(fewer || !left.includes(marked(before, finding)), after);
          }
        }
      }),
      { numRuns: runs(500) },
    );
  });
});
