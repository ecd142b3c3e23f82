import assert from 'node:assert/strict';
import { RULES } from '../../../server/src/core/rules/list';
import { applyEdits } from '../../../server/src/core/text/edit';
import { Workspace } from './workspace';

/** Conditions of which the file says one test in full and another not. */
const HALF_KNOWN = {
  StringEquals: { 'aws:RequestedRegion': 'eu-west-1', '${Key}': 'x' },
};
const SETTINGS = { roles: { 'App.json': 'arn:aws:iam::111122223333:role/App' } };

/** What rules say of a statement with these conditions. */
function findings(principal: object, condition: object, more: object = {}) {
  const statement = { Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole', Condition: condition };
  const text = JSON.stringify({ Version: '2012-10-17', Statement: [{ ...statement, ...more }] }, null, 2);
  const workspace = new Workspace({ 'App.json': text }, SETTINGS);
  return { text, found: workspace.findings('App.json', RULES) };
}

describe('A condition that the file does not say in full', () => {
  const silent: [string, object, object][] = [
    ['everyone-trusted-weakly', { AWS: '*' }, {}],
    ['external-id-missing', { AWS: 'arn:aws:iam::444455556666:role/Build' }, {}],
    ['user-principal', { AWS: 'arn:aws:iam::111122223333:user/ann' }, {}],
    [
      'source-arn-wildcard-account',
      { Service: 'sns.amazonaws.com' },
      { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:*' } },
    ],
    ['network-key-unpaired', { AWS: '*' }, { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } }],
    [
      'if-exists-weakens',
      { AWS: 'arn:aws:iam::111122223333:user/ann' },
      { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } },
    ],
    [
      'for-all-values-vacuous',
      { AWS: '*' },
      { 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
    ],
  ];
  for (const [rule, principal, condition] of silent) {
    it(`may be what ${rule} misses`, () => {
      const known = { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' }, ...condition };
      const has = (of: object) => findings(principal, of).found.some((each) => each.rule === rule);
      assert.equal(has(known), true);
      assert.equal(has({ ...HALF_KNOWN, ...condition }), false);
    });
  }

  it('is kept when a principal gets a statement of its own, which is offered only where it can be', () => {
    const principals = { AWS: ['arn:aws:iam::444455556666:role/Build*', 'arn:aws:iam::111122223333:root'] };
    const fixesFor = (id: unknown) => {
      const { text, found } = findings(principals, { StringEquals: { 'sts:ExternalId': id } });
      const finding = found.find((each) => each.rule === 'principal-partial-wildcard');
      assert.ok(finding);
      return { text, fixes: finding.fixes() };
    };
    const { text, fixes } = fixesFor('x1-y2');
    const [change] = fixes.map((fix) => fix.change);
    assert.ok(change?.kind === 'edits');
    const { Statement } = JSON.parse(applyEdits(text, change.files[0]!.edits)) as {
      Statement: { Condition?: object }[];
    };
    assert.equal(Statement.length, 2);
    for (const each of Statement) assert.match(JSON.stringify(each.Condition), /"sts:ExternalId":"x1-y2"/);
    assert.deepEqual(fixesFor({ Ref: 'ExternalId' }).fixes, []);
  });
});
