import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { parseHcl } from '../../../server/src/core/syntax/hcl';
import { runs } from '../runs';
import { CURSOR, completionsAt, labelsAt, taken } from './cursor';

const ACTIONS = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML'];

describe('Completion in Terraform', () => {
  const role = (typed: string) =>
    `resource "aws_iam_role" "r" {\n  name = "app"\n  assume_role_policy = jsonencode({\n    Version = "2012-10-17"\n    Statement = [{\n      Effect = "Allow"\n      ${typed}\n    }]\n  })\n}\n`;
  const data = (typed: string) =>
    `data "aws_iam_policy_document" "app" {\n  statement {\n    ${typed}\n  }\n}\n\nresource "aws_iam_role" "r" {\n  assume_role_policy = data.aws_iam_policy_document.app.json\n}\n`;
  const name = 'main.tf';

  it('writes objects as HCL has them, in the manner of those around', () => {
    const cases: [string, string, string][] = [
      [CURSOR, 'Principal', 'Principal = { AWS = "" }'],
      [`Pri${CURSOR}`, 'Principal', 'Principal = { AWS = "" }'],
      [`Pri${CURSOR} = "*"`, 'Principal', 'Principal = "*"'],
      [`Principal = ${CURSOR}`, '{ "Service": … }', 'Principal = { Service = "" }'],
      [`Principal = { ${CURSOR} }`, 'Federated', 'Principal = { Federated = "" }'],
      [`Action = ${CURSOR}`, 'sts:AssumeRole', 'Action = "sts:AssumeRole"'],
      [`Action = sts:${CURSOR}`, 'sts:AssumeRole', 'Action = "sts:AssumeRole"'],
      [`Action = "sts:${CURSOR}`, 'sts:AssumeRole', 'Action = "sts:AssumeRole"'],
      [
        `Action = ["sts:TagSession"\n${CURSOR}]`,
        'sts:AssumeRole',
        'Action = ["sts:TagSession",\n"sts:AssumeRole"]',
      ],
      [
        `Condition = { ${CURSOR} }`,
        'ForAnyValue:StringLike',
        'Condition = { "ForAnyValue:StringLike" = { "" = "" } }',
      ],
      [
        `Condition = { Bool = { ${CURSOR} } }`,
        'aws:SecureTransport',
        'Condition = { Bool = { "aws:SecureTransport" = "true" } }',
      ],
      [`Principal = { ${CURSOR}AWS = "*" }`, 'Service', 'Principal = { Service = "",AWS = "*" }'],
      [
        `Condition = { StringEquals = { "sts:RoleSessionName" = ${CURSOR} } }`,
        '${aws:username}',
        'Condition = { StringEquals = { "sts:RoleSessionName" = "$${aws:username}" } }',
      ],
    ];
    for (const [typed, label, result] of cases) {
      assert.equal(taken(role(typed), label, { name }), role(result), typed);
    }
    const pasted = role(`${CURSOR}`).replace('Effect = "Allow"', '"Effect" : "Allow"');
    assert.equal(taken(pasted, 'Action', { name }), pasted.replace(CURSOR, '"Action": ""'));
  });

  it('knows what is there already, and what stands around what cannot be read', () => {
    assert.deepEqual(labelsAt(role(`Action = "sts:AssumeRole"\n      ${CURSOR}`), { name }).slice(0, 2), [
      'Principal',
      'Condition',
    ]);
    const keys = labelsAt(
      role(`Principal = { Service = "ecs-tasks.amazonaws.com" }\n Condition = { StringEquals = { "${CURSOR}`),
      { name },
    );
    assert.ok(keys.includes('aws:SourceAccount') && !keys.includes('sts:ExternalId'));
    const broken = role(`Principal = { Service = }\n      Action = "${CURSOR}`);
    assert.deepEqual(labelsAt(broken, { name }).slice(0, 2), ACTIONS);
  });

  it('offers the parts of a policy document, and its values where they are', () => {
    const at = (typed: string) => labelsAt(data(typed), { name });
    assert.deepEqual(at(CURSOR).slice(0, 4), ['effect', 'principals', 'actions', 'condition']);
    assert.deepEqual(at(`actions = []\n    ${CURSOR}`), ['effect', 'principals', 'condition', 'sid']);
    assert.deepEqual(at(`effect = "${CURSOR}"`), ['Allow', 'Deny']);
    assert.deepEqual(at(`actions = ["sts:TagSession", "${CURSOR}"]`).slice(0, 2), ACTIONS);
    assert.deepEqual(at(`principals {\n type = "${CURSOR}"\n}`), [
      'AWS',
      'Service',
      'Federated',
      'CanonicalUser',
    ]);
    assert.deepEqual(at(`principals {\n type = "AWS"\n ${CURSOR}\n}`), ['identifiers']);
    assert.ok(
      at(`principals {\n type = "Service"\n identifiers = ["${CURSOR}`).includes('lambda.amazonaws.com'),
    );
    assert.equal(at(`condition {\n test = "${CURSOR}"\n variable = "aws:SourceIp"\n}`)[0], 'IpAddress');
    assert.equal(
      at(`condition {\n test = "Bool"\n variable = ${CURSOR}\n}`)[0],
      'aws:MultiFactorAuthPresent',
    );
    assert.deepEqual(
      at(`condition {\n test = "Bool"\n variable = "aws:SecureTransport"\n values = [${CURSOR}]\n}`),
      ['true', 'false'],
    );
    const made = (typed: string) => at(`dynamic "principals" {\n for_each = []\n content {\n${typed}\n }\n}`);
    assert.deepEqual(made(CURSOR), ['type', 'identifiers']);
    assert.deepEqual(made(`type = "${CURSOR}"`)[0], 'AWS');
    assert.deepEqual(at(`actions = compact(concat(["${CURSOR}"], var.more))`).slice(0, 2), ACTIONS);
    // Two conditions may ask for the same test.
    const twice = `condition {\n test = "Bool"\n variable = "aws:SecureTransport"\n values = ["true"]\n}\ncondition {\n test = "${CURSOR}"\n}`;
    assert.ok(at(twice).includes('Bool'));
    const file = `data "aws_iam_policy_document" "trust" {\n  ${CURSOR}\n}\n`;
    assert.deepEqual(labelsAt(file, { name }), ['statement', 'version', 'policy_id']);
  });

  it('writes blocks, lists and names of a policy document so that Terraform reads them', () => {
    const cases: [string, string, string][] = [
      [`act${CURSOR}`, 'actions', 'actions = [""]'],
      [`actions = ${CURSOR}`, 'sts:AssumeRole', 'actions = ["sts:AssumeRole"]'],
      [`actions = [${CURSOR}]`, 'sts:AssumeRole', 'actions = ["sts:AssumeRole"]'],
      [`principals {\n type = ${CURSOR}\n}`, 'Service', 'principals {\n type = "Service"\n}'],
      [
        `condition {\n variable = ${CURSOR}\n}`,
        'aws:PrincipalArn',
        'condition {\n variable = "aws:PrincipalArn"\n}',
      ],
      [CURSOR, 'principals', 'principals {\n\ttype        = "AWS"\n\tidentifiers = [""]\n}'],
    ];
    for (const [typed, label, result] of cases) {
      const text = taken(data(typed), label, { name });
      assert.equal(text, data(result));
      assert.deepEqual(parseHcl(text).broken, [], text);
    }
  });

  it('says nothing in comments, interpolations, labels and behind a value', () => {
    for (const typed of [
      `# ${CURSOR}`,
      `/* ${CURSOR} */`,
      `Action = "\${var.${CURSOR}}"`,
      `Action = "a" ${CURSOR}`,
      `Action = var.a.${CURSOR}`,
    ]) {
      const labels = labelsAt(role(typed), { name });
      if (!typed.includes('var.a.')) assert.deepEqual(labels, [], typed);
    }
    assert.deepEqual(labelsAt(`data "aws_iam_policy_document" "trust${CURSOR}" {\n}`, { name }), []);
  });

  it('never throws, for any text and cursor, nor takes long for a long one', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '(',
      ')',
      '=',
      ':',
      ',',
      '"',
      '\\',
      '\n',
      '#',
      '/*',
      '<<EOF\n',
      '\nEOF\n',
      '${',
      'Statement',
      'Action',
      'jsonencode(',
      'principals {\n',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.nat(), (parts, n) => {
        const text = `data "aws_iam_policy_document" "trust" {\n statement {\n${parts.join('')}`;
        const at = n % (text.length + 1);
        completionsAt(text.slice(0, at) + CURSOR + text.slice(at), { name });
        const object = `resource "aws_iam_role" "r" {\n assume_role_policy = jsonencode({${parts.join('')}`;
        completionsAt(object.slice(0, at) + CURSOR + object.slice(at), { name });
      }),
      { numRuns: runs(1000) },
    );
    completionsAt(`resource "aws_iam_role" "r" {\n a = ${'['.repeat(20_000)}${CURSOR}`, { name });
    completionsAt(`resource "aws_iam_role" "r" {\n a = "${'${'.repeat(100_000)}${CURSOR}`, { name });
  });
});
