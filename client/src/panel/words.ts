import * as vscode from 'vscode';
import type { Nothing } from '../../../server/src/lsp/protocol';
import type { Labels, View } from './messages';

/** The fixed words of the panel's page, in the user's language. */
export function labels(): Labels {
  const { t } = vscode.l10n;
  return {
    copy: t('Copy as Markdown'),
    copied: t('Copied.'),
    reasons: t('Why'),
    source: t('Source'),
    show: t('Show in the editor'),
    yes: t('Yes'),
    no: t('No'),
    depends: t('It depends'),
    remark: t('Remark'),
    verdict: t('Verdict'),
    picture: t('Picture'),
    zoomIn: t('Zoom In'),
    zoomOut: t('Zoom Out'),
    zoomFit: t('Fit'),
    copySvg: t('Copy as SVG'),
    legend: t('Lines'),
    direct: t('directly'),
    delegated: t('through its account'),
    conditional: t('with conditions'),
    denied: t('denied or not granted'),
    leads: t('leads to'),
    circle: t('in a circle'),
    missing: t('named, not defined here'),
    listBelow: t('The list below says the same in words.'),
    repairs: t('Repairs'),
    apply: t('Apply'),
    answerAndApply: t('Answer and Apply…'),
    consequence: t('Good to know'),
    safe: t('A safe fix'),
    expand: t('Show the reasons'),
    collapse: t('Hide the reasons'),
    whatIf: t('What if?'),
    whatIfHelp: t('Ask whether somebody may assume the role. What is left empty is not known.'),
    caller: t('Caller'),
    callerHelp: t('An ARN, an account ID, service:NAME, oidc:ISSUER or saml:ARN'),
    action: t('Action'),
    usualAction: t('the usual one for this caller'),
    sessionName: t('Session name'),
    externalId: t('ExternalId'),
    mfa: t('MFA'),
    notSaid: t('not known'),
    withMfa: t('with MFA'),
    withoutMfa: t('without MFA, temporary credentials'),
    noMfaKey: t('without MFA, access key'),
    sourceIp: t('Source IP address'),
    organization: t('Organization ID'),
    tags: t('Session tags'),
    tagsHelp: t('One key=value on each line'),
    claims: t('Claims of the token'),
    claimsHelp: t('One claim=value on each line, such as sub=repo:octo-org/octo-repo:ref:refs/heads/main'),
    otherKeys: t('Other condition keys'),
    otherKeysHelp: t('One key=value on each line; key= says that the request does not carry the key'),
    identityPolicy: t('Identity-based policy of the caller'),
    identityPolicyHelp: t('JSON; taken to be all of its permissions'),
    more: t('More about the call'),
    answerAllowed: t('Allowed'),
    answerDenied: t('Denied'),
    turnToAllowed: t('What would have to be true for it to be allowed?'),
    turnToDenied: t('What would have it denied?'),
    nothingTurns: t('Nothing that this policy or this call says.'),
    keep: t('Keep as a Test…'),
    keepName: t('What this case is good for (optional)'),
    kept: t('Kept in .sts-lens.json.'),
    applied: t('The fix was applied.'),
  };
}

/** What the panel says until the first answer is there. */
export function busyView(ofWorkspace: boolean): View {
  const { t } = vscode.l10n;
  return { kind: 'busy', text: ofWorkspace ? t('Reading the workspace…') : t('Reading the file…') };
}

/** What the panel says when there is nothing to explain, and what to do about it. */
export function emptyView(reason: Nothing): View {
  const open = vscode.l10n.t(
    'Open a role trust policy in JSON, the output of aws iam get-role, a CloudFormation template, a Terraform configuration or an AWS config file, and put the cursor in it.',
  );
  const examples = { title: vscode.l10n.t('Open an Example'), command: 'openExamples' } as const;
  const message = {
    title: vscode.l10n.t('Explain an AccessDenied Message'),
    command: 'explainMessage',
  } as const;
  const actions = [examples, message];
  switch (reason) {
    case 'notOpen':
      return { kind: 'empty', title: vscode.l10n.t('No file to explain'), advice: open, actions };
    case 'notOurs':
      return {
        kind: 'empty',
        title: vscode.l10n.t('No trust policy or profile in this file'),
        advice: open,
        actions,
      };
    case 'excluded':
      return {
        kind: 'empty',
        title: vscode.l10n.t('This file is excluded'),
        advice: vscode.l10n.t(
          'Take it out of the setting stsLens.exclude, or out of exclude in .sts-lens.json.',
        ),
        actions: [{ title: vscode.l10n.t('Open Settings'), command: 'openSettings' }],
      };
    case 'tooLarge':
      return {
        kind: 'empty',
        title: vscode.l10n.t('This file is too large to be analysed'),
        advice: vscode.l10n.t('Put the policy or the profile into a file of its own.'),
        actions: [],
      };
    case 'nothingHere':
      return {
        kind: 'empty',
        title: vscode.l10n.t('Nothing to explain at the cursor'),
        advice: vscode.l10n.t('Put the cursor in a trust policy or a profile.'),
        actions: [message],
      };
  }
}

/** What the panel says where no file defines a role. */
export function noRolesView(): View {
  return {
    kind: 'empty',
    title: vscode.l10n.t('No roles in this workspace'),
    advice: vscode.l10n.t(
      'Open a folder with role trust policies: JSON files, the output of aws iam get-role, CloudFormation templates or Terraform configurations.',
    ),
    actions: [{ title: vscode.l10n.t('Open an Example'), command: 'openExamples' }],
  };
}

/** What the panel says of a text in which there is no refused call. */
export function noMessageView(): View {
  return {
    kind: 'empty',
    title: vscode.l10n.t('No refused call in this text'),
    advice: vscode.l10n.t(
      'Paste the whole message, such as "User: … is not authorized to perform: sts:AssumeRole on resource: …", or a CloudTrail event.',
    ),
    actions: [{ title: vscode.l10n.t('Explain Another Message'), command: 'explainMessage' }],
  };
}

/** What the panel says when the server does not answer. */
export function errorView(): View {
  return {
    kind: 'error',
    title: vscode.l10n.t('The server did not answer'),
    advice: vscode.l10n.t('The log says why. Restarting the server often helps.'),
    actions: [
      { title: vscode.l10n.t('Restart Server'), command: 'restart' },
      { title: vscode.l10n.t('Show Log'), command: 'showLog' },
    ],
  };
}
