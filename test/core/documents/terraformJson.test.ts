import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TrustPolicySubject } from '../../../server/src/core/documents/subjects';
import { parseHcl } from '../../../server/src/core/syntax/hcl';
import { parseHclJson } from '../../../server/src/core/syntax/hcl/fromJson';
import { type HclItem, hclHole } from '../../../server/src/core/syntax/hcl/tree';
import { type LocatedValue, readable } from '../../../server/src/core/syntax/tree';
import { applyEdits } from '../../../server/src/core/text/edit';
import { Workspace } from '../rules/workspace';
import { runs } from '../runs';
import { shown, subjectsOf } from './terraformModule';

function trusts(files: Readonly<Record<string, string | object>>, name: string): TrustPolicySubject[] {
  const texts = Object.entries(files).map(([each, content]) => [each, written(content)] as const);
  return new Workspace(Object.fromEntries(texts))
    .document(name)
    .subjects.filter((each): each is TrustPolicySubject => each.kind === 'trustPolicy');
}
const written = (content: string | object) =>
  typeof content === 'string' ? content : JSON.stringify(content, undefined, 2);

/** The first principal of the first statement. */
function principalOf(trust: TrustPolicySubject | undefined): string | undefined {
  const value = trust?.policy.statements[0]?.principal?.groups[0]?.values[0];
  return value?.kind === 'string' ? readable(value.text) : value && `\${${value.expression}}`;
}

const policy = (principal: string) =>
  JSON.stringify({
    Statement: [{ Effect: 'Allow', Principal: { AWS: principal }, Action: 'sts:AssumeRole' }],
  });
const role = (given: object) => ({ resource: { aws_iam_role: { app: { name: 'app', ...given } } } });

describe('Terraform configurations in JSON', () => {
  it('give policies in strings, and say where a role refers to itself', () => {
    const policy = (who: string) =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { AWS: [who] }, Action: 'sts:AssumeRole' }],
      });
    const text = JSON.stringify({
      resource: {
        aws_iam_role: {
          app: { name: 'app', assume_role_policy: policy('${aws_iam_role.app.arn}') },
          other: { name: 'other', assume_role_policy: policy('${aws_iam_role.app.arn}') },
          application: { name: 'x', assume_role_policy: policy('${aws_iam_role.application2.arn}') },
        },
      },
    });
    const { trusts: found } = subjectsOf({ 'main.tf.json': text }, 'main.tf.json');
    const said = found.map(({ role, ownReferences = [] }) => [
      shown(role.name),
      ...ownReferences.map(({ start, end }) => text.slice(start, end)),
    ]);
    assert.deepEqual(said, [['app', 'aws_iam_role.app.arn'], ['other'], ['x']]);
    const findings = new Workspace({ 'main.tf.json': text }).findings('main.tf.json');
    assert.deepEqual(
      findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule),
      ['self-reference-cycle'],
    );
  });

  it('are resolved as in HCL: locals, references, the account, functions', () => {
    const own = 'arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/app';
    const beside = {
      data: { aws_caller_identity: { me: {} } },
      locals: {
        account: '${data.aws_caller_identity.me.account_id}',
        arn: 'arn:aws:iam::${local.account}:role/app',
      },
      variable: { x: { default: 'arn:aws:iam::111122223333:role/x' } },
    };
    for (const principal of [
      own,
      '${local.arn}',
      '${aws_iam_role.app.arn}',
      'arn:aws:iam::${local.account}:role/${aws_iam_role.app.name}',
    ]) {
      const [trust] = trusts(
        { 'main.tf.json': { ...beside, ...role({ assume_role_policy: policy(principal) }) } },
        'main.tf.json',
      );
      assert.equal(principalOf(trust), own, principal);
      assert.equal(shown(trust?.role.arn), own);
    }
    // Quotes of an expression are not those of the policy around it.
    const called = policy('WHO').replace('WHO', '${format("arn:aws:iam::%s:role/app", local.account)}');
    const [made] = trusts(
      { 'main.tf.json': { ...beside, ...role({ assume_role_policy: called }) } },
      'main.tf.json',
    );
    assert.equal(principalOf(made), own);
    const [open] = trusts(
      { 'main.tf.json': { ...beside, ...role({ assume_role_policy: policy('${var.x}') }) } },
      'main.tf.json',
    );
    assert.equal(principalOf(open), '${var.x}');
  });

  it('make policies by data sources and by jsonencode', () => {
    const document = {
      data: {
        aws_iam_policy_document: {
          trust: {
            statement: [
              {
                actions: ['sts:AssumeRole'],
                principals: [{ type: 'AWS', identifiers: ['arn:aws:iam::111122223333:root'] }],
                condition: { test: 'StringEquals', variable: 'sts:ExternalId', values: ['a'] },
              },
            ],
          },
        },
      },
      ...role({ assume_role_policy: '${data.aws_iam_policy_document.trust.json}' }),
    };
    const [trust] = trusts({ 'main.tf.json': document }, 'main.tf.json');
    assert.equal(principalOf(trust), 'arn:aws:iam::111122223333:root');
    assert.equal(trust?.policy.statements[0]?.conditions[0]?.key, 'sts:ExternalId');
    assert.equal(shown(trust?.role.name), 'app');
    const encoded = role({
      assume_role_policy:
        '${jsonencode({ Statement = [{ Effect = "Allow", Principal = { AWS = local.who }, Action = "sts:AssumeRole" }] })}',
    });
    const [other] = trusts(
      { 'main.tf.json': { ...encoded, locals: { who: '111122223333' } } },
      'main.tf.json',
    );
    assert.equal(principalOf(other), '111122223333');
  });

  it('are one module with the files in HCL beside them', () => {
    const hcl = `resource "aws_iam_role_policy" "p" {\n  role = aws_iam_role.app.name\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = local.own }] })\n}\n`;
    const files = {
      'main.tf': hcl,
      'main.tf.json': {
        ...role({ assume_role_policy: policy('111122223333') }),
        locals: { own: '${aws_iam_role.app.arn}' },
      },
    };
    assert.equal(trusts(files, 'main.tf.json')[0]?.identityPolicies.length, 1);
    const reversed = {
      'main.tf': `resource "aws_iam_role" "app" {\n  name = "app"\n  assume_role_policy = local.trust\n}\n`,
      'a.tofu.json': { locals: { trust: policy('111122223333') } },
    };
    const [trust] = trusts(reversed, 'a.tofu.json');
    assert.equal(shown(trust?.role.name), 'app');
  });

  it('are repaired in their strings, with the escapes of the file', () => {
    const text = written({
      data: { aws_caller_identity: { me: {} } },
      ...role({
        assume_role_policy: policy('ec2.amazonaws.com').replace('"AWS"', '"Service"'),
        inline_policy: [
          {
            name: 'own',
            policy:
              '{"Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/app"}]}',
          },
        ],
      }),
    });
    const workspace = new Workspace({ 'main.tf.json': text });
    const finding = workspace.findings('main.tf.json').find(({ rule }) => rule === 'self-assume-denied');
    const [fix] = finding?.fixes() ?? [];
    assert.ok(fix?.change.kind === 'edits');
    const after = applyEdits(text, fix.change.files[0]!.edits);
    const trust = JSON.parse(JSON.parse(after).resource.aws_iam_role.app.assume_role_policy);
    assert.equal(trust.Statement.length, 2);
    assert.deepEqual(trust.Statement[1].Principal, {
      AWS: 'arn:aws:iam::${data.aws_caller_identity.me.account_id}:root',
    });
    workspace.write('main.tf.json', after);
    assert.ok(!workspace.findings('main.tf.json').some(({ rule }) => rule === 'self-assume-denied'));
  });

  it('have their providers, backends and endpoints looked at, and never lose a brace to a fix', () => {
    const ROLE = 'arn:aws:iam::111122223333:role/Deploy';
    const text = written({
      provider: {
        aws: [{ profile: 'p', assume_role: [{ role_arn: ROLE }], endpoints: { sts: '${local.sts}' } }],
      },
      terraform: { backend: { s3: { profile: 'p', assume_role: { role_arn: ROLE } } } },
      locals: { sts: 'https://sts.amazonaws.com', region: 'eu-west-1' },
    });
    const workspace = new Workspace({
      'main.tf.json': text,
      '.aws/config': `[profile p]\nrole_arn = ${ROLE}\nsource_profile = q\n`,
    });
    const findings = workspace.findings('main.tf.json');
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['self-assume-by-command', 'self-assume-by-command', 'sts-endpoint-global-url'],
    );
    const edits = findings.flatMap((each) =>
      each.fixes().flatMap(({ change }) => (change.kind === 'edits' ? change.files : [])),
    );
    const own = edits.filter(({ uri }) => Workspace.nameOf(uri) === 'main.tf.json');
    assert.ok(own.length > 0);
    for (const each of own) JSON.parse(applyEdits(text, each.edits));
  });

  it('say what cannot be read, once', () => {
    const text = written(role({})).slice(0, -4);
    const { problems } = new Workspace({ 'main.tf.json': text }).document('main.tf.json');
    assert.equal(problems.length, 1);
  });

  it('say the same as the same configuration in HCL, made at random', () => {
    const name = fc.constantFrom('a', 'b', 'c');
    const value = fc.letrec<{ any: unknown }>((tie) => ({
      any: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(
          'x',
          'a ${local.b} c',
          '${local.a}',
          '$${x}',
          'é "q" \\ ${f("a", 1)}',
          '',
          '${a ? "b" : "c"}',
        ),
        fc.integer({ min: 0, max: 99 }),
        fc.boolean(),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(name, tie('any'), { maxKeys: 2, noNullPrototype: true }),
      ),
    })).any;
    const hcl = (each: unknown): string => {
      if (typeof each === 'string') {
        // Outside of interpolations quotes and backslashes are escaped.
        const parts = each.split(/(\$\{[^}]*\})/);
        return `"${parts.map((part, i) => (i % 2 === 1 && !each.startsWith('$$') ? part : part.replace(/["\\]/g, '\\$&'))).join('')}"`;
      }
      if (Array.isArray(each)) return `[${each.map(hcl).join(', ')}]`;
      if (typeof each !== 'object' || each === null) return String(each);
      return `{\n${Object.entries(each)
        .map(([key, inner]) => `"${key}" = ${hcl(inner)}\n`)
        .join('')}}`;
    };
    /** A value without its places. */
    const plain = (each: LocatedValue): unknown => {
      const expression = hclHole(each);
      if (expression !== undefined) return [expression.form, expression.path, expression.parts.map(plain)];
      if (each.kind === 'string') return readable(each.text);
      if (each.kind === 'array') return each.items.map(plain);
      if (each.kind === 'object')
        return each.entries.map(({ key, value }) => [readable(key.text), value && plain(value)]);
      return each.kind === 'scalar' ? each.value : each.expression;
    };
    const values = (items: readonly HclItem[]) =>
      items.flatMap((item) =>
        item.kind === 'block'
          ? item.items.map((each) => each.kind === 'attribute' && [each.name, plain(each.value)])
          : [],
      );
    fc.assert(
      fc.property(fc.dictionary(name, value, { maxKeys: 3, noNullPrototype: true }), (locals) => {
        const text = `locals {\n${Object.entries(locals)
          .map(([key, each]) => `${key} = ${hcl(each)}\n`)
          .join('')}}\n`;
        const expected = parseHcl(text);
        assert.deepEqual(expected.broken, []);
        assert.deepEqual(values(parseHclJson(JSON.stringify({ locals })).items), values(expected.items));
      }),
      { numRuns: runs(300) },
    );
  });
});
