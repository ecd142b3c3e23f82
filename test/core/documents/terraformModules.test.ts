import assert from 'node:assert/strict';
import type { TrustPolicySubject } from '../../../server/src/core/documents/subjects';
import { plain } from '../../../server/src/core/explain/sentence';
import { roleFromArn } from '../../../server/src/core/iam/role';
import { selfAssumption } from '../../../server/src/core/iam/selfAssumption';
import { readable } from '../../../server/src/core/syntax/tree';
import { Workspace } from '../rules/workspace';
import { shown } from './terraformModule';

const REGISTRY = 'terraform-aws-modules/iam/aws//modules/';
const ACCOUNT = 'data "aws_caller_identity" "me" {}\n';
const ROOT = '"arn:aws:iam::111122223333:root"';
const called = (submodule: string, given: string, source = REGISTRY) =>
  `module "m" {\n  source = "${source}${submodule}"\n${given}\n}\n`;
const assumable = (given: string, source?: string) =>
  called('iam-assumable-role', `  create_role = true\n  role_name = "app"\n${given}`, source);

const trusts = (text: string, more: Readonly<Record<string, string>> = {}) =>
  new Workspace({ 'main.tf': text, ...more })
    .document('main.tf')
    .subjects.filter((each): each is TrustPolicySubject => each.kind === 'trustPolicy');
/** Principals with the conditions that are known, statement by statement. */
const said = (text: string) =>
  trusts(text)[0]?.policy.statements.map(({ principal, conditions, conditionsInFull }) => {
    const who = principal?.groups.flatMap(({ values }) =>
      values.map((each) => (each.kind === 'string' ? readable(each.text) : each.expression)),
    );
    const tests = conditions.map(
      ({ key, values }) =>
        `${key} ${values.map((each) => (each.kind === 'string' ? readable(each.text) : '?')).join(' ')}`,
    );
    return [...(who ?? []), ...tests, ...(conditionsInFull ? [] : ['…'])].join(', ');
  });
const self = (text: string) => {
  const [trust] = trusts(ACCOUNT + text);
  assert.ok(trust?.role.arn);
  return selfAssumption(trust.policy, roleFromArn(trust.role.arn)!, undefined).grant;
};

describe('Roles that public modules make', () => {
  it('trust whom the arguments say, on conditions that depend on the version', () => {
    const given = `  trusted_role_arns = [${ROOT}, local.ci]\n  trusted_role_services = ["ec2.amazonaws.com"]`;
    const local = 'locals {\n  ci = "arn:aws:iam::111122223333:role/ci"\n}\n';
    const all = 'arn:aws:iam::111122223333:root, arn:aws:iam::111122223333:role/ci, ec2.amazonaws.com';
    // MFA is asked for unless it is switched off.
    assert.deepEqual(said(local + assumable(given)), [`${all}, …`]);
    assert.deepEqual(said(local + assumable(`${given}\n  role_requires_mfa = var.mfa`)), [`${all}, …`]);
    assert.deepEqual(said(local + assumable(`${given}\n  role_requires_mfa = false`)), [all]);
    assert.deepEqual(said(assumable('  trusted_role_arns = var.arns')), ['var.arns, …']);
    const [trust] = trusts(ACCOUNT + assumable(`${given}\n  role_path = "/team/"`));
    assert.equal(
      shown(trust?.role.arn),
      'arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/team/app',
    );
    assert.equal(trust?.morePolicies, true);
  });

  it('are known by every spelling of their source, and only by theirs', () => {
    const given = `  trusted_role_arns = [${ROOT}]`;
    for (const source of [
      `registry.terraform.io/${REGISTRY}`,
      'git::https://github.com/terraform-aws-modules/terraform-aws-iam.git//modules/',
      'github.com/terraform-aws-modules/terraform-aws-iam//modules/',
      'git@github.com:terraform-aws-modules/terraform-aws-iam.git//modules/',
    ]) {
      assert.equal(trusts(assumable(given, source)).length, 1, source);
    }
    const git = 'git::https://github.com/terraform-aws-modules/terraform-aws-iam.git//modules/';
    assert.equal(
      trusts(called('iam-assumable-role?ref=v5.30.0', `create_role = true\n${given}`, git)).length,
      1,
    );
    for (const source of [
      '../modules/',
      'example/iam/aws//modules/',
      'xterraform-aws-modules/iam/aws//modules/',
    ]) {
      assert.equal(trusts(assumable(given, source)).length, 0, source);
    }
    assert.equal(trusts(called('iam-user', given)).length, 0);
    assert.equal(trusts(called('constructor', given)).length, 0);
  });

  it('are none where none is made', () => {
    const given = `  trusted_role_arns = [${ROOT}]`;
    assert.equal(trusts(called('iam-assumable-role', given)).length, 0);
    assert.equal(trusts(assumable(given).replace('true', 'false')).length, 0);
    assert.equal(trusts(assumable(given).replace('true', 'var.on')).length, 1);
    assert.equal(trusts(assumable('')).length, 0);
  });

  it('assume themselves where they are allowed to', () => {
    const given = '  trusted_role_services = ["ec2.amazonaws.com"]\n  role_requires_mfa = false\n';
    assert.equal(self(assumable(`${given}  allow_self_assume_role = true`)), 'direct');
    assert.equal(self(assumable(given)), 'none');
    const open = trusts(assumable(`${given}  allow_self_assume_role = var.self`))[0];
    assert.equal(open?.policy.unknownStatements.length, 1);
    assert.equal(
      self(called('iam-role-for-service-accounts-eks', 'role_name = "a"\nallow_self_assume_role = true')),
      'direct',
    );
  });

  it('give the trust policy that they are handed their name, and their permissions', () => {
    const text = `${ACCOUNT}${assumable('  create_custom_role_trust_policy = true\n  custom_role_trust_policy = data.aws_iam_policy_document.t.json\n  custom_role_policy_arns = [aws_iam_policy.own.arn]')}
data "aws_iam_policy_document" "t" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}
resource "aws_iam_policy" "own" {
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::\${data.aws_caller_identity.me.account_id}:role/app" }] })
}
`;
    const [trust, ...others] = trusts(text);
    assert.deepEqual(others, []);
    assert.equal(shown(trust?.role.name), 'app');
    const rules = new Workspace({ 'main.tf': text }).findings('main.tf').map(({ rule }) => rule);
    assert.ok(rules.includes('self-assume-denied'));
    const attached = text
      .replace(/ {2}custom_role_policy_arns.*\n/, '')
      .replace(
        'resource "aws_iam_policy" "own" {',
        'resource "aws_iam_role_policy" "own" {\n  role = module.m.iam_role_name',
      );
    assert.equal(trusts(attached)[0]?.identityPolicies.length, 1);
  });

  it('trust GitHub for the subjects that are listed, and clusters for theirs', () => {
    const github = called(
      'iam-github-oidc-role',
      '  name = "gh"\n  subjects = ["o/r:*", "repo:o/s:*", var.subject]',
    );
    const provider =
      'arn:aws:iam::${data.aws_caller_identity.me.account_id}:oidc-provider/token.actions.githubusercontent.com';
    const issuer = 'token.actions.githubusercontent.com';
    assert.deepEqual(said(ACCOUNT + github), [
      `${provider}, ${issuer}:aud sts.amazonaws.com, ${issuer}:sub repo:o/r:* repo:o/s:* \${var.subject}`,
    ]);
    const rules = new Workspace({ 'main.tf': github.replace('o/r:*', 'o/*') }).findings('main.tf');
    const [broad] = rules.filter(({ rule }) => rule === 'github-subject-broad');
    assert.match(plain(broad!.message), /repo:o\/\*/);
    const own = github.replace(
      'name =',
      'provider_url = "https://github.example.com/_services/token"\n  name =',
    );
    assert.ok(said(ACCOUNT + own)![0]!.includes('github.example.com/_services/token:sub repo:o/r:*'));
    const eks = called(
      'iam-role-for-service-accounts-eks',
      '  role_name = "a"\n  oidc_providers = {\n    main = { provider_arn = module.eks.arn }\n  }',
    );
    assert.deepEqual(said(eks), ['module.eks.arn, …']);
  });

  describe('in version 6', () => {
    const made = (given: string) => said(ACCOUNT + called('iam-role', given));
    const account = 'arn:aws:iam::${data.aws_caller_identity.me.account_id}';

    it('trust whom their permissions say', () => {
      const permissions = `trust_policy_permissions = {
    a = {
      actions    = ["sts:AssumeRole"]
      principals = [{ type = "AWS", identifiers = [${ROOT}] }, { type = "Service", identifiers = ["ec2.amazonaws.com"] }]
      condition  = [{ test = "StringEquals", variable = "sts:ExternalId", values = ["x"] }]
    }
    b = { actions = ["sts:AssumeRole"], principals = [{ type = "AWS", identifiers = local.open }] }
  }`;
      assert.deepEqual(made(permissions), [
        'arn:aws:iam::111122223333:root, ec2.amazonaws.com, sts:ExternalId x',
        'local.open',
      ]);
      assert.deepEqual(made(permissions.replace('test = "StringEquals"', 'test = var.test')), [
        'arn:aws:iam::111122223333:root, ec2.amazonaws.com, …',
        'local.open',
      ]);
      const [all] = trusts(
        called('iam-role', `${permissions}\n  source_trust_policy_documents = [var.document]`),
      );
      assert.equal(all?.policy.unknownStatements.length, 1);
      for (const odd of ['"__proto__"', '"constructor"', 'null', '1']) {
        made(
          permissions.replaceAll('"AWS"', odd).replaceAll('"StringEquals"', odd).replace('a =', `${odd} =`),
        );
      }
    });

    it('trust GitHub and other providers where they are switched on', () => {
      const issuer = 'token.actions.githubusercontent.com';
      assert.deepEqual(made('enable_github_oidc = true\n  oidc_wildcard_subjects = ["o/r:*"]'), [
        `${account}:oidc-provider/${issuer}, ${issuer}:aud sts.amazonaws.com, ${issuer}:sub repo:o/r:*`,
      ]);
      assert.deepEqual(
        made('enable_oidc = true\n  oidc_provider_urls = ["https://gitlab.com"]\n  oidc_subjects = ["p"]'),
        [`${account}:oidc-provider/gitlab.com, gitlab.com:sub p`],
      );
      assert.deepEqual(
        made('enable_saml = true\n  saml_provider_ids = ["arn:aws:iam::111122223333:saml-provider/p"]'),
        ['arn:aws:iam::111122223333:saml-provider/p, SAML:aud https://signin.aws.amazon.com/saml'],
      );
      const [open] = trusts(called('iam-role', 'enable_github_oidc = var.on'));
      assert.equal(open?.policy.unknownStatements.length, 1);
      assert.equal(trusts(called('iam-role', 'enable_github_oidc = false')).length, 0);
    });

    it('have a name that is only a prefix unless it is said not to be one', () => {
      const given = 'name = "app"\n  enable_github_oidc = true';
      const name = (more: string) => shown(trusts(called('iam-role', given + more))[0]?.role.name);
      assert.equal(name(''), undefined);
      assert.equal(name('\n  use_name_prefix = true'), undefined);
      assert.equal(name('\n  use_name_prefix = false'), 'app');
    });
  });

  it('have what is wrong with an argument told where it stands, and nothing offered that would edit the module', () => {
    const text = assumable('  trusted_role_arns = ["nonsense"]');
    const findings = new Workspace({ 'main.tf': text }).findings('main.tf');
    assert.deepEqual(
      findings.map(({ rule, span }) => [rule, text.slice(span.start, span.end)]),
      [['principal-invalid', '"nonsense"']],
    );
    assert.deepEqual(findings[0]!.fixes(), []);
  });
});
