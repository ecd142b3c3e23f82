import assert from 'node:assert/strict';
import { parseCaller } from '../../../server/src/core/iam/caller';
import { compilePolicy } from '../../../server/src/core/iam/compiled';
import { clauseHolds } from '../../../server/src/core/iam/conditions/evaluate';
import { parseOperator } from '../../../server/src/core/iam/conditions/operators';
import { contextOf } from '../../../server/src/core/iam/request';
import { cpuSeconds } from '../runs';
import { policyOf } from './policies';

type Given = string | readonly string[] | null | undefined;

/** How a clause on `custom:key` comes out; null: the key is absent, undefined: unknown. */
function holds(operator: string, wanted: unknown, given: Given, version: string | undefined = '2012-10-17') {
  const policy = policyOf({
    ...(version === undefined ? {} : { Version: version }),
    Statement: { Effect: 'Allow', Condition: { [operator]: { 'custom:Key': wanted } } },
  });
  const [clause] = compilePolicy(policy).statements[0]!.clauses;
  const context = contextOf(given === null || given === undefined ? {} : { 'CUSTOM:key': given });
  const absent = new Set(given === null ? ['custom:key'] : []);
  const caller = parseCaller('arn:aws:iam::111122223333:user/ann')!;
  return clauseHolds(clause!, { caller, action: 'sts:AssumeRole', context, absent });
}

describe('condition operators', () => {
  const cases: [string, unknown, Given, 'yes' | 'no' | 'depends'][] = [
    ['StringEquals', 'a', 'a', 'yes'],
    ['StringEquals', 'a', 'A', 'no'],
    ['StringEquals', ['b', 'a'], 'a', 'yes'],
    ['StringEquals', 'a*', 'ab', 'no'],
    ['StringEquals', 'a', null, 'no'],
    ['StringEquals', 'a', undefined, 'depends'],
    ['StringEquals', [], undefined, 'no'],
    ['StringNotEquals', 'a', 'b', 'yes'],
    ['StringNotEquals', ['a', 'b'], 'b', 'no'],
    ['StringNotEquals', 'a', null, 'yes'],
    ['StringNotEquals', 'a', undefined, 'depends'],
    ['StringNotEquals', [], undefined, 'yes'],
    ['StringEqualsIgnoreCase', 'Abc', 'aBC', 'yes'],
    ['StringNotEqualsIgnoreCase', 'Abc', 'aBC', 'no'],
    ['StringLike', 'a*c?', 'abbcd', 'yes'],
    ['StringLike', 'a*', 'b', 'no'],
    ['StringLike', '*', undefined, 'depends'],
    ['StringLikeIfExists', '*', undefined, 'yes'],
    ['StringNotLike', 'a*', 'b', 'yes'],
    ['StringNotLike', 'a*', 'ab', 'no'],
    ['StringEqualsIfExists', 'a', null, 'yes'],
    ['StringEqualsIfExists', 'a', 'b', 'no'],
    ['NumericEquals', 5, '5.0', 'yes'],
    ['NumericEquals', '5', 'five', 'no'],
    ['NumericNotEquals', '5', '6', 'yes'],
    ['NumericLessThan', '5', '4', 'yes'],
    ['NumericLessThan', '5', '5', 'no'],
    ['NumericLessThanEquals', '5', '5', 'yes'],
    ['NumericGreaterThan', '5', '5', 'no'],
    ['NumericGreaterThan', '-5', '-4.5', 'yes'],
    ['NumericGreaterThanEquals', '5', '5', 'yes'],
    ['DateEquals', '2024-01-01T00:00:00Z', '2024-01-01T01:00:00+01:00', 'yes'],
    ['DateNotEquals', '2024-01-01', '2024-01-01T00:00:00Z', 'no'],
    ['DateLessThan', '2024-01-01T00:00:00Z', '2023-12-31T23:59:59Z', 'yes'],
    ['DateLessThanEquals', '2024-01-01T00:00:00Z', '1704067200', 'yes'],
    ['DateGreaterThan', '2024-01-01', '2024-01-01T00:00:01Z', 'yes'],
    ['DateGreaterThanEquals', '2024-01-01', '2023-12-31', 'no'],
    ['DateEquals', '2024', '2024-01-01', 'yes'],
    ['DateEquals', 'yesterday', 'yesterday', 'no'],
    ['Bool', true, 'true', 'yes'],
    ['Bool', 'True', 'true', 'yes'],
    ['Bool', 'false', 'true', 'no'],
    ['Bool', 'true', null, 'no'],
    ['BoolIfExists', 'true', null, 'yes'],
    ['BinaryEquals', 'QUJD', 'QUJD', 'yes'],
    ['BinaryEquals', 'QUJD', 'qujd', 'no'],
    ['IpAddress', '10.0.0.0/8', '10.255.0.1', 'yes'],
    ['IpAddress', '10.0.0.0/8', '11.0.0.1', 'no'],
    ['IpAddress', '192.0.2.7', '192.0.2.7', 'yes'],
    ['IpAddress', '0.0.0.0/0', '2001:db8::1', 'no'],
    ['IpAddress', '2001:db8::/33', '2001:db8:7fff::1', 'yes'],
    ['IpAddress', '2001:DB8::/33', '2001:db8:8000::1', 'no'],
    ['IpAddress', '::ffff:192.0.2.0/120', '::ffff:192.0.2.9', 'yes'],
    ['IpAddress', '10.0.0.0/33', '10.0.0.1', 'no'],
    ['IpAddress', '1.2.3', '1.2.3', 'no'],
    ['NotIpAddress', '10.0.0.0/8', '11.0.0.1', 'yes'],
    ['NotIpAddress', '10.0.0.0/8', '10.0.0.1', 'no'],
    ['ArnEquals', 'arn:aws:iam::*:role/*', 'arn:aws:iam::111122223333:role/a/b', 'yes'],
    ['ArnLike', 'arn:aws:iam:*:role/x', 'arn:aws:iam::111122223333:role/x', 'no'],
    ['ArnNotEquals', 'arn:aws:iam::*:role/*', 'arn:aws:iam::111122223333:user/a', 'yes'],
    ['ArnNotLike', 'arn:aws:iam::*:role/*', 'arn:aws:iam::111122223333:role/a', 'no'],
    ['Null', 'true', null, 'yes'],
    ['Null', 'true', 'a', 'no'],
    ['Null', false, 'a', 'yes'],
    ['Null', 'false', null, 'no'],
    ['Null', 'true', undefined, 'depends'],
    ['Null', ['true', 'false'], undefined, 'yes'],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['x', 'b'], 'yes'],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['x'], 'no'],
    ['ForAnyValue:StringEquals', ['a'], null, 'no'],
    ['ForAnyValue:StringNotEquals', ['a'], ['a', 'b'], 'yes'],
    ['ForAnyValue:StringNotEquals', ['a'], ['a'], 'no'],
    ['ForAnyValue:StringNotEquals', ['a'], null, 'no'],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b', 'a'], 'yes'],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'x'], 'no'],
    ['ForAllValues:StringEquals', ['a'], null, 'yes'],
    ['ForAllValues:StringEquals', ['a'], [], 'yes'],
    ['ForAllValues:StringNotEquals', ['a'], ['b', 'c'], 'yes'],
    ['ForAllValues:StringNotEquals', ['a'], ['b', 'a'], 'no'],
    ['ForAllValues:StringLike', '*', undefined, 'yes'],
    ['ForAnyValue:StringEqualsIfExists', ['a'], null, 'yes'],
    ['stringequals', 'a', 'a', 'yes'],
    ['StringEqual', 'a', 'a', 'depends'],
    ['NullIfExists', 'true', null, 'depends'],
    ['StringEquals', '${Unknown}', 'a', 'depends'],
    ['StringLike', 'x${Unknown}', 'a', 'no'],
    ['NumericLessThan', '${Unknown}', '5', 'depends'],
    ['StringEquals', { Ref: 'X' }, 'a', 'depends'],
    ['StringEquals', null, 'null', 'yes'],
    ['StringEquals', { odd: 1 }, 'a', 'no'],
  ];
  for (const [operator, wanted, given, expected] of cases) {
    const words =
      given === null ? 'an absent key' : given === undefined ? 'an unknown key' : JSON.stringify(given);
    it(`${operator} ${JSON.stringify(wanted)} on ${words}: ${expected}`, () => {
      assert.equal(holds(operator, wanted, given), expected);
    });
  }

  it('take a time without a zone for UTC, wherever the machine stands', () => {
    const { TZ } = process.env;
    process.env['TZ'] = 'America/New_York';
    try {
      assert.notEqual(new Date(2024, 0, 1).getTimezoneOffset(), 0);
      assert.equal(holds('DateEquals', '2024-01-01T12:00', '2024-01-01T12:00Z'), 'yes');
    } finally {
      if (TZ === undefined) delete process.env['TZ'];
      else process.env['TZ'] = TZ;
    }
  });

  it('take no longer on values made to be slow', () => {
    const seconds = cpuSeconds(() => {
      for (const operator of ['NumericEquals', 'DateEquals', 'IpAddress', 'ArnLike', 'StringLike', 'Bool']) {
        for (const text of [`${'1'.repeat(200_000)}x`, ':'.repeat(200_000), `${'*?'.repeat(2000)}`]) {
          holds(operator, text, `${'1'.repeat(2000)}y`);
          holds(operator, '5', text);
        }
      }
    });
    assert.ok(seconds < 2, `${seconds} s`);
  });

  it('are read with set operators and IfExists', () => {
    const { name, set, ifExists, negated } = parseOperator('ForAllValues:ArnNotLikeIfExists')!;
    assert.deepEqual([name, set, ifExists, negated], ['ArnNotLike', 'all', true, true]);
    assert.equal(parseOperator('ForSomeValues:StringLike'), undefined);
    assert.equal(parseOperator('ForAllValues:Null'), undefined);
    assert.equal(parseOperator(''), undefined);
  });
});

describe('policy variables', () => {
  const cases: [string, string, Given, 'yes' | 'no' | 'depends', string?][] = [
    ['StringEquals', '${aws:username}', 'ann', 'yes'],
    ['StringEquals', '${AWS:UserName}', 'bob', 'no'],
    ['StringLike', '${aws:username}-*', 'ann-1', 'yes'],
    ['StringEquals', '${aws:username}', 'ann', 'no', '2008-10-17'],
    ['StringEquals', '${aws:username}', '${aws:username}', 'yes', '2008-10-17'],
    ['StringLike', 'a${*}c', 'a*c', 'yes'],
    ['StringLike', 'a${*}c', 'abc', 'no'],
    ['StringEquals', '${?}${$}', '?$', 'yes'],
    ['StringEquals', "${aws:SourceAccount, 'none'}", 'none', 'yes'],
    ['StringEquals', '${aws:SourceAccount}', 'none', 'no'],
    ['StringNotEquals', '${aws:SourceAccount}', 'none', 'depends'],
    ['StringEquals', '${aws:PrincipalTag/team}', 'x', 'depends'],
    ['StringLike', 'a${aws:PrincipalTag/team}', 'x', 'no'],
  ];
  for (const [operator, wanted, given, expected, version = '2012-10-17'] of cases) {
    it(`${operator} ${wanted} on ${JSON.stringify(given)} under ${version}: ${expected}`, () => {
      assert.equal(holds(operator, wanted, given, version), expected);
    });
  }

  it('are plain text without a Version', () => {
    const policy = policyOf({ Statement: { Condition: { StringEquals: { k: '${aws:username}' } } } });
    const [clause] = compilePolicy(policy).statements[0]!.clauses;
    const caller = parseCaller('arn:aws:iam::111122223333:user/ann')!;
    const context = contextOf({ k: 'ann' });
    assert.equal(clauseHolds(clause!, { caller, action: 'sts:AssumeRole', context }), 'no');
  });
});

describe('conditions that the file does not say in full', () => {
  const caller = parseCaller('111122223333')!;
  const request = { caller, action: 'sts:AssumeRole', context: new Map(), contextIsComplete: true };
  const conditions: [string, unknown][] = [
    ['the whole element', { Ref: 'Conditions' }],
    ['an operator', { StringEquals: { Ref: 'Tests' } }],
    ['a key', { StringEquals: { '${Provider}:sub': 'x' } }],
    ['half-typed text', 'StringEquals'],
  ];
  for (const [what, condition] of conditions) {
    it(`${what} leaves the statement open`, () => {
      const policy = policyOf({ Version: '2012-10-17', Statement: { Condition: condition } });
      const { clauses } = compilePolicy(policy).statements[0]!;
      assert.deepEqual(
        clauses.map((clause) => clauseHolds(clause, request)),
        ['depends'],
      );
    });
  }
});
