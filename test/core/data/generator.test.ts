import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

interface Shapes {
  readRoleActions(file: unknown): Map<string, string[]>;
  readServiceKeys(file: unknown): Map<string, string>;
  readGlobalKeys(value: unknown): Map<string, string>;
  readPrefixes(value: unknown): string[];
  readPulumiPrincipals(value: unknown): string[];
  readCdkPrincipals(sources: Iterable<string>): string[];
  corrected(
    keys: Map<string, string>,
    corrections: { key: string; from: string | undefined; to: string }[],
  ): Map<string, string>;
}

const action = (name: string, keys: string[] = ['aws:TagKeys']) => ({
  name,
  description: '',
  accessLevel: 'Write',
  resourceTypes: [{ name: 'role', required: true, conditionKeys: ['sts:ExternalId'], dependentActions: [] }],
  conditionKeys: keys,
  dependentActions: [],
});
const ACTIONS = {
  assumerole: action('AssumeRole', ['sts:RoleSessionName', 'aws:RequestTag/${TagKey}']),
  assumerolewithsaml: action('AssumeRoleWithSAML'),
  assumerolewithwebidentity: action('AssumeRoleWithWebIdentity'),
  tagsession: action('TagSession'),
  getcalleridentity: { ...action('GetCallerIdentity'), resourceTypes: [] },
};
const GLOBAL = ['aws:PrincipalArn', 'aws:SourceArn', 'aws:PrincipalTag/tag-key'].map((key) => ({
  key,
  category: 'principal',
  type: 'ARN',
  description: '',
}));

describe('The generator of the data', () => {
  let shapes: Shapes;
  before(async () => {
    shapes = (await import(pathToFileURL(path.resolve('scripts/gen/dataShapes.mjs')).href)) as Shapes;
  });
  const refuses = (read: () => unknown, message: RegExp) =>
    assert.throws(
      read,
      (error: Error) => error.message.startsWith('The data has a shape') && message.test(error.message),
    );

  it('reads the actions on a role, with the keys of action and resource', () => {
    const actions = shapes.readRoleActions(ACTIONS);
    assert.deepEqual(actions.get('AssumeRole'), [
      'aws:RequestTag/${TagKey}',
      'sts:ExternalId',
      'sts:RoleSessionName',
    ]);
    assert.ok(!actions.has('GetCallerIdentity'));
  });

  it('refuses actions of another shape', () => {
    const { conditionKeys: _, ...without } = ACTIONS.assumerole;
    refuses(
      () => shapes.readRoleActions({ ...ACTIONS, assumerole: without }),
      /assumerole.* has no conditionKeys/,
    );
    refuses(
      () => shapes.readRoleActions({ ...ACTIONS, assumerole: { ...action('AssumeRole'), x: 1 } }),
      /new field x/,
    );
    refuses(
      () => shapes.readRoleActions({ ...ACTIONS, assumerole: action('AssumeRole', ['two words']) }),
      /two words/,
    );
    refuses(() => shapes.readRoleActions({ ...ACTIONS, tagsession: action('Tag') }), /not its own key/);
    refuses(() => shapes.readRoleActions({ assumerole: ACTIONS.assumerole }), /no action AssumeRoleWithSAML/);
    for (const other of [null, [], 'text', {}])
      refuses(() => shapes.readRoleActions(other), /actions of STS/);
  });

  it('refuses a type of values that it does not know', () => {
    const key = { key: 'sts:New', description: '', type: 'ArrayOfNumeric' };
    refuses(() => shapes.readServiceKeys({ 'sts:new': key }), /ArrayOfNumeric/);
    refuses(() => shapes.readServiceKeys({ 'sts:new': { ...key, type: undefined } }), /type/);
    refuses(() => shapes.readServiceKeys({ 'sts:other': { ...key, type: 'String' } }), /not its own key/);
    assert.equal(shapes.readServiceKeys({ 'sts:new': { ...key, type: 'String' } }).get('sts:New'), 'String');
  });

  it('reads global keys, and refuses to lose one or have it twice', () => {
    assert.deepEqual([...shapes.readGlobalKeys(GLOBAL).keys()][2], 'aws:PrincipalTag/${TagKey}');
    refuses(() => shapes.readGlobalKeys(GLOBAL.slice(1)), /no global condition key aws:PrincipalArn/);
    refuses(() => shapes.readGlobalKeys([...GLOBAL, GLOBAL[0]]), /twice/);
    refuses(() => shapes.readGlobalKeys({}), /no list/);
  });

  it('refuses service principals of another form', () => {
    assert.deepEqual(
      shapes.readPulumiPrincipals({ B: { Service: 'b.c.amazonaws.com' }, A: { Service: 'a.amazonaws.com' } }),
      ['a', 'b.c'],
    );
    refuses(() => shapes.readPulumiPrincipals({ A: { Service: 'a.example.com' } }), /a\.example\.com/);
    refuses(() => shapes.readPulumiPrincipals({ A: { Service: ['a.amazonaws.com'] } }), /no text/);
    refuses(() => shapes.readPulumiPrincipals({ A: 'a.amazonaws.com' }), /no object/);
    refuses(() => shapes.readCdkPrincipals(['new ServicePrincipal("ec2.amazonaws.com")']), /ecs-tasks/);
    refuses(() => shapes.readPrefixes(['EC2', 'sts']), /EC2/);
    refuses(() => shapes.readPrefixes(['ec2']), /sts/);
  });

  it('refuses a correction that has lost its reason', () => {
    const keys = new Map([['aws:A', 'String']]);
    assert.equal(shapes.corrected(keys, [{ key: 'aws:A', from: 'String', to: 'ARN' }]).get('aws:A'), 'ARN');
    assert.equal(keys.get('aws:A'), 'String');
    refuses(() => shapes.corrected(keys, [{ key: 'aws:A', from: 'Bool', to: 'ARN' }]), /still needed/);
    refuses(() => shapes.corrected(keys, [{ key: 'aws:A', from: undefined, to: 'ARN' }]), /still needed/);
    refuses(() => shapes.corrected(keys, [{ key: 'aws:B', from: undefined, to: 'Arn' }]), /Arn/);
  });
});
