import assert from 'node:assert/strict';
import { completions } from '../../../server/src/core/features/completion';
import { explain, hover, lenses } from '../../../server/src/core/features/subjectFeatures';
import { applyEdits } from '../../../server/src/core/text/edit';
import { Workspace } from '../rules/workspace';

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

describe('Names that every JavaScript object has', () => {
  for (const name of Object.getOwnPropertyNames(Object.prototype)) {
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
});
