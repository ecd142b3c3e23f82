import assert from 'node:assert/strict';
import { completions } from '../../../server/src/core/features/completion';
import { namedAt } from '../../../server/src/core/features/named';
import { outline } from '../../../server/src/core/features/outline';
import { semanticTokens } from '../../../server/src/core/features/semanticTokens';
import { explain, hover, lenses } from '../../../server/src/core/features/subjectFeatures';
import { applyEdits } from '../../../server/src/core/text/edit';
import { Workspace } from '../rules/workspace';
import { QUICK } from '../runs';

const FILE = 'trust-policy.json';
const ROLE = 'arn:aws:iam::111122223333:role/Mine';

/** A policy in which every word that a writer chooses is this one. */
const policy = (name: string) => `{
  "Version": "2012-10-17",
  "${name}": "${name}",
  "Statement": [
    {
      "Sid": "${name}",
      "Effect": "Allow",
      "Principal": { "AWS": ["${ROLE}", "${name}"], "Service": "${name}", "Federated": "${name}", "${name}": "${name}" },
      "Action": ["sts:AssumeRole", "${name}", "sts:${name}"],
      "${name}": "${name}",
      "Condition": {
        "StringEquals": { "${name}": "${name}", "aws:${name}": "${name}", "${name}:sub": "${name}" },
        "StringNotLike": { "aws:PrincipalTag/${name}": "\${aws:${name}}", "gitlab.com:${name}": "${name}" },
        "Bool": { "${name}": "${name}" },
        "${name}": { "aws:SourceIp": "${name}" }
      }
    },
    { "Effect": "${name}", "Principal": { "Service": "${name}.amazonaws.com" }, "Action": "${name}:${name}" },
    { "Effect": "Allow", "Principal": { "AWS": "${ROLE}", "Service": "${name}" }, "Action": "sts:AssumeRole" }
  ]
}
`;

/** In quick runs one that is a function, and the one that is none. */
const NAMES = QUICK ? ['constructor', '__proto__'] : Object.getOwnPropertyNames(Object.prototype);

describe('Names that every JavaScript object has', () => {
  for (const name of NAMES) {
    it(`${name} is a word like any other in a trust policy`, () => {
      const text = policy(name);
      const workspace = new Workspace({ [FILE]: text }, { roles: { [FILE]: ROLE } });
      const document = workspace.document(FILE);
      const findings = workspace.findings(FILE);
      assert.ok(findings.length > 10);
      for (const { change } of findings.flatMap((finding) => finding.fixes())) {
        for (const { edits } of change.kind === 'edits' ? change.files : change.answer('111122223333')) {
          assert.notEqual(applyEdits(text, edits), undefined);
        }
      }
      const explanation = JSON.stringify([explain(document, 0, workspace.context), findings]);
      assert.match(explanation, /Statement 1/);
      assert.doesNotMatch(explanation, /native code/);
      assert.ok(lenses(document, workspace.context).length > 0);
      for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
        hover(document, at, workspace.context);
        completions(document, at + name.length, workspace.context);
      }
    });
  }

  /** Other files in which every word that a writer chooses is this one. */
  const files = (name: string): Readonly<Record<string, string>> => ({
    'main.tf': `provider "${name}" {\n  ${name} = "${name}"\n}\n\ndata "${name}" "${name}" {\n  ${name} = "x"\n}\n\ndata "aws_iam_policy_document" "${name}" {\n  ${name} {\n    ${name} = "${name}"\n  }\n  statement {\n    ${name} = ["${name}"]\n    principals {\n      type = "${name}"\n      identifiers = ["${name}"]\n    }\n    condition {\n      test = "${name}"\n      variable = "${name}"\n      values = ["${name}"]\n    }\n  }\n}\n\nresource "${name}" "${name}" {\n  ${name} = local.${name}\n}\n\nresource "aws_iam_role" "${name}" {\n  name = "${name}"\n  assume_role_policy = data.aws_iam_policy_document.${name}.json\n  ${name} = ${name}("x")\n}\n\nlocals {\n  ${name} = jsonencode({ Statement = [{ Effect = "Allow", ${name} = "${name}", Principal = { ${name} = "${name}" } }] })\n}\n`,
    'template.yaml': `Parameters:\n  ${name}: {Type: ${name}}\nResources:\n  ${name}:\n    Type: AWS::IAM::Role\n    ${name}: !Ref ${name}\n    Properties:\n      RoleName: !GetAtt ${name}.${name}\n      ${name}: !Sub "\${${name}}"\n      AssumeRolePolicyDocument:\n        Statement:\n        - Effect: Allow\n          ${name}: ${name}\n          Principal: {Service: ${name}, ${name}: !FindInMap [${name}, ${name}, ${name}]}\n          Action: ${name}\n  Other:\n    Type: ${name}\n`,
    '.aws/config': `[${name}]\n${name} = ${name}\n[profile ${name}]\n${name} = ${name}\nregion = ${name}\nsts_regional_endpoints = ${name}\nsource_profile = ${name}\nservices = ${name}\ns3 =\n  ${name} = ${name}\n[services ${name}]\n${name} =\n  ${name} = ${name}\n[sso-session ${name}]\n[plugins]\n${name} = ${name}\n`,
    'deploy.sh': `export ${name}=${name}\naws --profile ${name} ${name} ${name} --${name} ${name}\naws iam create-role --role-name ${name} --assume-role-policy-document '${policy(name)}'\naws eks get-token --role-arn ${name}\n`,
    'app.py': `import os, boto3\n${name} = os.environ["${name}"]\nboto3.client("sts").assume_role(RoleArn=${name}, ${name}="x")\n`,
    'requirements.txt': `${name}==1.0\nboto3==1.20\n`,
    Dockerfile: `FROM ${name}:${name}\nENV ${name}=${name} AWS_STS_REGIONAL_ENDPOINTS=${name}\nRUN pip install ${name}==1 awscli==1.18\n`,
    'docker-compose.yml': `services:\n  ${name}:\n    environment:\n      ${name}: ${name}\n      AWS_STS_REGIONAL_ENDPOINTS: ${name}\n      AWS_REGION: ${name}\n`,
    'serverless.yml': `service: ${name}\nprovider:\n  name: aws\n  ${name}: ${name}\n  iam: {role: {statements: [{Effect: Allow, Action: ${name}, Resource: ${name}}]}}\nfunctions:\n  ${name}: {role: ${name}, handler: ${name}, environment: {ROLE_ARN: ${name}}}\nresources:\n  Resources:\n    ${name}: {Type: ${name}}\n`,
    'package.json': `{ "dependencies": { "${name}": "1.0.0", "aws-sdk": "${name}" }, "${name}": {} }`,
  });

  for (const name of NAMES) {
    it(`${name} is a word like any other in templates, configurations and scripts`, () => {
      const workspace = new Workspace(files(name));
      for (const [file, text] of Object.entries(files(name))) {
        const document = workspace.document(file);
        const findings = workspace.findings(file);
        for (const finding of findings) finding.fixes();
        const said = JSON.stringify([findings, lenses(document, workspace.context)]);
        assert.doesNotMatch(said, /native code/, file);
        outline(document);
        for (const { type } of semanticTokens(document)) assert.notEqual(type, undefined);
        for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
          hover(document, at, workspace.context);
          explain(document, at, workspace.context);
          completions(document, at + name.length, workspace.context);
          completions(document, at, workspace.context);
          namedAt(document, at, workspace.context);
        }
      }
    });
  }
});
