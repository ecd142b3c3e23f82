import assert from 'node:assert/strict';
import { openDocument } from '../../../server/src/core/documents/open';
import { readable } from '../../../server/src/core/syntax/tree';
import { Workspace } from '../rules/workspace';
import { ACCOUNT, role, shown, subjectsOf } from './terraformModule';

const trusts = (text: string) => subjectsOf({ 'main.tf': text }).trusts;

function principalOf(text: string): string | undefined {
  const [found] = trusts(text)[0]?.policy.statements[0]?.principal?.groups[0]?.values ?? [];
  return found?.kind === 'string' ? readable(found.text) : found && `\${${found.expression}}`;
}

describe('Terraform configurations', () => {
  it('give policies in jsonencode, heredocs, strings and data sources, each with its own span', () => {
    const data = `data "aws_iam_policy_document" "d" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}`;
    const bodies = {
      encoded:
        '{ Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }] }',
      json: '{ "Statement": [{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }] }',
    };
    const written: [string, string][] = [
      [`jsonencode(${bodies.encoded})`, bodies.encoded],
      [`<<EOF\n${bodies.json}\nEOF`, bodies.json],
      [`<<-EOF\n    ${bodies.json}\n    EOF`, bodies.json],
      [JSON.stringify(bodies.json), JSON.stringify(bodies.json).slice(1, -1)],
      ['data.aws_iam_policy_document.d.json', data],
      ['one(data.aws_iam_policy_document.d[*].json)', data],
      ['join("", data.aws_iam_policy_document.d.*.json)', data],
      ['"${data.aws_iam_policy_document.d.json}"', data],
      ['local.trust', bodies.encoded],
    ];
    for (const [expression, expected] of written) {
      const text = `${data}\nlocals {\n  trust = jsonencode(${bodies.encoded})\n}\nresource "aws_iam_role" "r" {\n  name = "named"\n  assume_role_policy = ${expression}\n}\n`;
      const found = trusts(text).find(({ role }) => role.name !== undefined);
      assert.ok(found, expression);
      assert.equal(text.slice(found.span.start, found.span.end), expected, expression);
      assert.equal(found.policy.statements[0]?.effect, 'Allow', expression);
      const [service] = found.policy.statements[0]?.principal?.groups[0]?.values ?? [];
      assert.equal(service?.kind === 'string' && readable(service.text), 'ec2.amazonaws.com', expression);
      assert.match(text.slice(service!.span.start, service!.span.end), /^\\?"ec2\.amazonaws\.com\\?"$/);
    }
  });

  it('resolve values as far as the files say them, one way whatever their spelling', () => {
    const own = 'arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/app';
    const spellings = [
      '"arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/app"',
      'format("arn:aws:iam::%s:role/%s", data.aws_caller_identity.me.account_id, "app")',
      'join(":", ["arn:aws:iam:", data.aws_caller_identity.me.account_id, "role/app"])',
      '"arn:aws:iam::${local.account}:role/${local.name}"',
      'local.arn',
      'local.all.arn',
      'var.x ? local.arn : "arn:aws:iam::${local.account}:role/app"',
      'aws_iam_role.app.arn',
    ];
    const locals =
      'locals {\n  account = data.aws_caller_identity.me.account_id\n  name = "app"\n  arn = "arn:aws:iam::${local.account}:role/${local.name}"\n  all = { arn = local.arn }\n}\n';
    for (const spelling of spellings)
      assert.equal(principalOf(ACCOUNT + locals + role(spelling)), own, spelling);
    assert.equal(principalOf(role('var.x')), '${var.x}');
    assert.equal(principalOf(role('"a${var.x}b"')), 'a${var.x}b');
    assert.equal(principalOf(`locals {\n  a = local.b\n  b = local.a\n}\n${role('local.a')}`), '${local.a}');
  });

  it('tell the accounts of other providers from their own', () => {
    const other = 'data "aws_caller_identity" "other" {\n  provider = aws.other\n}\n';
    const text = ACCOUNT + other + role('"arn:aws:iam::${data.aws_caller_identity.other.account_id}:root"');
    assert.equal(principalOf(text), 'arn:aws:iam::${data.aws_caller_identity.other.account_id}:root');
  });

  it('do not take the role of another account for the role itself', () => {
    const providers = 'data "aws_caller_identity" "other" {\n  provider = aws.other\n}\n';
    const found = (account: string, more: string) =>
      new Workspace({
        'main.tf':
          ACCOUNT +
          providers +
          role(`"arn:aws:iam::\${data.aws_caller_identity.${account}.account_id}:role/app"`, '"app"', more),
      })
        .findings('main.tf')
        .filter(({ severity }) => severity === 'error')
        .map(({ rule }) => rule);
    const other = '  provider = aws.other';
    assert.deepEqual(found('me', ''), ['self-reference-before-creation']);
    assert.deepEqual(found('me', other), []);
    assert.deepEqual(found('other', ''), []);
    assert.deepEqual(found('other', other), ['self-reference-before-creation']);
  });

  it('say of a role what its arguments say', () => {
    const [app] = trusts(ACCOUNT + role('"x"', '"${var.env}-app"', '  path = "/team/"'));
    assert.equal(
      shown(app?.role.arn),
      'arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/team/${var.env}-app',
    );
    assert.equal(app?.role.lifecycle, 'created');
    const [unnamed] = trusts(role('"x"').replace('name =', 'name_prefix ='));
    assert.equal(unnamed?.role.name, undefined);
    assert.match(shown(unnamed?.role.arn) ?? '', /role\/\$\{aws_iam_role\.app\.name\}$/);
  });

  it('know what refers to the role itself, and what to another', () => {
    const refers = (text: string) =>
      trusts(text).flatMap(({ ownReferences }) =>
        (ownReferences ?? []).map(({ start, end }) => text.slice(start, end)),
      );
    assert.deepEqual(refers(role('aws_iam_role.app.arn')), ['aws_iam_role.app.arn']);
    assert.deepEqual(refers(role('[aws_iam_role.app[0].arn, "x"]')), ['aws_iam_role.app[0].arn']);
    assert.deepEqual(refers(role('try(aws_iam_role.app.arn, "")')), ['aws_iam_role.app.arn']);
    assert.deepEqual(refers(`locals {\n  a = aws_iam_role.app.arn\n}\n${role('local.a')}`), ['local.a']);
    assert.deepEqual(refers(role('aws_iam_role.other.arn') + role('"x"').replace('"app"', '"other"')), []);
    assert.deepEqual(refers(role('"aws_iam_role.app.arn"')), []);
  });

  it('give roles the permissions policies that the module attaches to them', () => {
    const allow = '{ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] }';
    const attachments: [string, number][] = [
      [
        `resource "aws_iam_role_policy" "p" {\n  role = aws_iam_role.app.id\n  policy = jsonencode(${allow})\n}\n`,
        1,
      ],
      [
        `resource "aws_iam_role_policy" "p" {\n  role = aws_iam_role.app[0].name\n  policy = jsonencode(${allow})\n}\n`,
        1,
      ],
      [`resource "aws_iam_role_policy" "p" {\n  role = "app"\n  policy = jsonencode(${allow})\n}\n`, 1],
      [
        `resource "aws_iam_role_policy" "p" {\n  role = aws_iam_role.other.id\n  policy = jsonencode(${allow})\n}\n`,
        0,
      ],
      [
        `resource "aws_iam_policy" "p" {\n  policy = jsonencode(${allow})\n}\nresource "aws_iam_role_policy_attachment" "a" {\n  role = aws_iam_role.app.name\n  policy_arn = aws_iam_policy.p.arn\n}\n`,
        1,
      ],
      [`resource "aws_iam_policy" "p" {\n  policy = jsonencode(${allow})\n}\n`, 0],
    ];
    for (const [text, count] of attachments) {
      const [app] = trusts(role('"x"') + text);
      assert.equal(app?.identityPolicies.length, count, text);
    }
    const managed =
      'resource "aws_iam_role_policy_attachment" "a" {\n  role = aws_iam_role.app.name\n  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"\n}\n';
    assert.equal(trusts(role('"x"') + managed)[0]?.morePolicies, true);
    const inline = role('"x"', '"app"', `  inline_policy {\n    policy = jsonencode(${allow})\n  }\n`);
    assert.equal(trusts(inline)[0]?.identityPolicies.length, 1);
    assert.equal(trusts(inline)[0]?.morePolicies, false);
  });

  it('are read together with the files beside them', () => {
    const files = {
      'main.tf':
        'resource "aws_iam_role" "app" {\n  name = local.name\n  assume_role_policy = data.aws_iam_policy_document.trust.json\n}\n',
      'iam.tf':
        'data "aws_iam_policy_document" "trust" {\n  statement {\n    actions = ["sts:AssumeRole"]\n    principals {\n      type = "AWS"\n      identifiers = [aws_iam_role.app.arn]\n    }\n  }\n}\n',
      'locals.tf': 'locals {\n  name = "app"\n}\n',
    };
    assert.equal(subjectsOf(files, 'main.tf').trusts.length, 0);
    const [found] = subjectsOf(files, 'iam.tf').trusts;
    assert.equal(shown(found?.role.name), 'app');
    assert.equal(found?.ownReferences?.length, 1);
  });

  it('leave open what dynamic blocks, other documents and variables say', () => {
    const text = `data "aws_iam_policy_document" "d" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]
  statement {
    actions = ["sts:AssumeRole"]
    dynamic "principals" {
      for_each = var.all
      content {}
    }
    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
  dynamic "statement" {
    for_each = var.more
    content {}
  }
}
resource "aws_iam_role" "r" {
  assume_role_policy = data.aws_iam_policy_document.d.json
}
`;
    const [found] = trusts(text);
    assert.equal(found?.policy.statements.length, 1);
    assert.equal(found?.policy.unknownStatements.length, 2);
    assert.ok(found?.policy.statements[0]?.principal?.hole);
    assert.deepEqual(new Workspace({ 'main.tf': text }).findings('main.tf'), []);
    assert.equal(trusts('resource "aws_iam_role" "r" {\n  assume_role_policy = var.policy\n}\n').length, 0);
    assert.equal(
      trusts(
        'resource "aws_iam_role" "r" {\n  assume_role_policy = <<EOF\n{"Statement": [%{ if var.a }{}%{ endif }]}\nEOF\n}\n',
      ).length,
      0,
    );
  });

  it('make no finding of a condition whose key is an expression', () => {
    const text = `resource "aws_iam_role" "ci" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = { StringEquals = {
        "\${var.provider}:sub" = "repo:octo-org/octo-repo:ref:refs/heads/main"
        "\${var.provider}:aud" = "sts.amazonaws.com"
      } }
    }]
  })
}
`;
    const found = new Workspace({ 'main.tf': text }).findings('main.tf');
    assert.deepEqual(
      found.filter(({ severity }) => severity !== 'hint').map(({ rule }) => rule),
      [],
    );
  });

  it('find nothing in what could not be read', () => {
    const text =
      ACCOUNT +
      role('aws_iam_role.app.arn') +
      role('aws_iam_role.second.arn').replaceAll('"app"', '"second"');
    for (let end = 0; end < text.length; end += 3) {
      const part = text.slice(0, end);
      const workspace = new Workspace({ 'main.tf': part });
      for (const { span } of workspace.findings('main.tf')) {
        assert.match(
          part.slice(span.start, span.end),
          /^(?:aws_iam_role\.\w+\.arn|"?Version|Statement|jsonencode|\{)/,
        );
      }
      // A role is found once its block is closed, and not before.
      const closed = part.match(/^\}/gm)?.length ?? 0;
      assert.equal(subjectsOf({ 'main.tf': part }).trusts.length, closed);
    }
  });

  it('are told by their name or their language', () => {
    const text = role('"x"');
    assert.equal(openDocument({ uri: 'file:///a.txt', text }).kind, undefined);
    assert.equal(
      openDocument({ uri: 'untitled:Untitled-1', languageId: 'terraform', text }).kind,
      'terraform',
    );
    assert.equal(openDocument({ uri: 'file:///a.tofu', text }).kind, 'terraform');
    assert.equal(
      openDocument({ uri: 'file:///a.tf', text: 'output "x" {\n  value = 1\n}\n' }).kind,
      undefined,
    );
  });
});
