import assert from 'node:assert/strict';
import type { TrustPolicySubject } from '../../../server/src/core/documents/subjects';
import { plain } from '../../../server/src/core/explain/sentence';
import { roleFromArn } from '../../../server/src/core/iam/role';
import { selfAssumption } from '../../../server/src/core/iam/selfAssumption';
import { type LocatedValue, listOf, propertyOf, readable } from '../../../server/src/core/syntax/tree';
import { applyEdits } from '../../../server/src/core/text/edit';
import { Workspace } from '../rules/workspace';

const ACCOUNT = 'data "aws_caller_identity" "current" {}\n';
const role = (policy: string, more = '') => `resource "aws_iam_role" "r" {
  name               = "uc-access"
  assume_role_policy = data.${policy}.x.json
${more}}
`;
const data = (type: string, given: string) => `data "${type}" "x" {\n${given}\n}\n`;

const CROSS = 'databricks_aws_assume_role_policy';
const UNITY = 'databricks_aws_unity_catalog_assume_role_policy';
const PERMISSIONS = 'databricks_aws_unity_catalog_policy';
const GIVEN =
  'aws_account_id = data.aws_caller_identity.current.account_id\nrole_name = "uc-access"\nexternal_id = "0000"';

function trustOf(text: string, file = 'main.tf'): TrustPolicySubject {
  const found = new Workspace({ [file]: text })
    .document(file)
    .subjects.find(({ kind }) => kind === 'trustPolicy');
  assert.ok(found?.kind === 'trustPolicy');
  return found;
}

/** Principals and conditions, statement by statement. */
function said(text: string): string[] {
  const text_ = (value: LocatedValue | undefined) =>
    value?.kind === 'string'
      ? readable(value.text)
      : value?.kind === 'hole'
        ? `\${${value.expression}}`
        : '?';
  return listOf(propertyOf(trustOf(text).policy.value, 'Statement')).map((statement) => {
    const condition = propertyOf(statement, 'Condition');
    const id = propertyOf(propertyOf(condition, 'StringEquals'), 'sts:ExternalId');
    const own = propertyOf(propertyOf(condition, 'ArnLike'), 'aws:PrincipalArn');
    const trusted = text_(propertyOf(propertyOf(statement, 'Principal'), 'AWS'));
    return `${trusted} with ${text_(id)}${own === undefined ? '' : ` as ${text_(own)}`}`;
  });
}

describe('Data sources of Databricks', () => {
  it('give trust in Databricks with the external ID that is their argument', () => {
    const cross = (given: string) => said(data(CROSS, given) + role(CROSS));
    assert.deepEqual(cross('external_id = var.id'), ['arn:aws:iam::414351767826:root with ${var.id}']);
    assert.deepEqual(cross('external_id = "a"\ndatabricks_account_id = "111122223333"'), [
      'arn:aws:iam::111122223333:root with a',
    ]);
    assert.match(
      cross('external_id = "a"\nfor_log_delivery = true')[0]!,
      /:role\/SaasUsageDeliveryRole-\S+ with a$/,
    );
    assert.deepEqual(cross('external_id = "a"\nfor_log_delivery = var.logs'), [
      '${a principal of Databricks} with a',
    ]);
    assert.deepEqual(cross('external_id = "a"\naws_partition = "aws-us-gov"'), [
      '${a principal of Databricks} with a',
    ]);
  });

  it('give trust in the role itself for Unity Catalog', () => {
    const own = 'arn:aws:iam::${data.aws_caller_identity.current.account_id}';
    const [databricks, self] = said(ACCOUNT + data(UNITY, GIVEN) + role(UNITY));
    assert.match(databricks!, /^arn:aws:iam::414351767826:role\/unity-catalog-\S+ with 0000$/);
    assert.equal(self, `${own}:root with 0000 as ${own}:role/uc-access`);
    const gov = said(ACCOUNT + data(UNITY, `${GIVEN}\naws_partition = "aws-us-gov-dod"`) + role(UNITY));
    assert.equal(gov[0], '${a role of Databricks} with 0000');
    assert.ok(gov[1]!.startsWith('arn:aws-us-gov:iam::'));
  });

  it('give the role the permission too, where that data source is attached', () => {
    const attached = `resource "aws_iam_role_policy" "p" {\n  role = aws_iam_role.r.name\n  policy = data.${PERMISSIONS}.x.json\n}\n`;
    const text =
      ACCOUNT +
      data(UNITY, GIVEN) +
      data(PERMISSIONS, `${GIVEN}\nbucket_name = "b"`) +
      role(UNITY) +
      attached;
    const trust = trustOf(text);
    assert.equal(trust.identityPolicies.length, 1);
    const answer = (policies: typeof trust.identityPolicies) =>
      selfAssumption(
        trust.policy,
        roleFromArn(trust.role.arn!)!,
        policies.map(({ policy }) => policy),
      ).grant;
    assert.equal(answer(trust.identityPolicies), 'delegated');
    const loud = new Workspace({ 'main.tf': text })
      .findings('main.tf')
      .filter(({ severity }) => severity !== 'hint');
    assert.deepEqual(loud, []);
  });

  it('are left as they are: nothing is offered that would have to be written into them', () => {
    const workspace = new Workspace({ 'main.tf': data(CROSS, 'external_id = "*"') + role(CROSS) });
    const findings = workspace.findings('main.tf');
    assert.ok(findings.length > 0);
    for (const finding of findings) assert.deepEqual(finding.fixes(), []);
  });

  it('stand in a file without any role too', () => {
    assert.equal(trustOf(data(CROSS, 'external_id = "a"')).role.arn, undefined);
  });

  describe('with a storage credential', () => {
    const credential = (arn: string) =>
      `resource "databricks_storage_credential" "s" {\n  name = "s"\n  aws_iam_role {\n    role_arn = ${arn}\n  }\n}\n`;
    const denied = (files: Readonly<Record<string, string>>) =>
      new Workspace(files).findings('main.tf').filter(({ rule }) => rule === 'self-assume-denied');
    const trust =
      'jsonencode({ Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::414351767826:role/unity-catalog" }, Action = "sts:AssumeRole" }] })';
    const alone = ACCOUNT + role(CROSS).replace(`data.${CROSS}.x.json`, trust);

    it('show that the role has to assume itself, in whatever file they stand', () => {
      for (const arn of [
        'aws_iam_role.r.arn',
        '"arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/uc-access"',
      ]) {
        const [finding] = denied({ 'main.tf': alone, 'b.tf': credential(arn) });
        assert.match(
          plain(finding!.message),
          /although a storage credential of Databricks in sight asks for it/,
        );
        const [place] = finding!.related;
        assert.equal(Workspace.nameOf(place!.uri), 'b.tf');
        assert.equal(credential(arn).slice(place!.span.start, place!.span.end), arn);
      }
    });

    it('say nothing where the role can, or where it is another role', () => {
      const unity = `${ACCOUNT}${data(UNITY, GIVEN)}${role(UNITY)}`;
      assert.deepEqual(denied({ 'main.tf': unity, 'b.tf': credential('aws_iam_role.r.arn') }), []);
      assert.deepEqual(denied({ 'main.tf': alone, 'b.tf': credential('aws_iam_role.other.arn') }), []);
      assert.deepEqual(denied({ 'main.tf': alone, 'b.tf': credential('var.arn') }), []);
    });

    it('are followed by a repair of a trust policy that is written out', () => {
      const files = { 'main.tf': alone, 'b.tf': credential('aws_iam_role.r.arn') };
      const [fix] = denied(files)[0]!.fixes();
      assert.ok(fix?.change.kind === 'edits');
      assert.deepEqual(denied({ ...files, 'main.tf': applyEdits(alone, fix.change.files[0]!.edits) }), []);
    });
  });
});
