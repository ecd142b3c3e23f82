import type { Context } from '../context';
import type { CodeCallSubject } from '../documents/runningCode';
import { HANDED_IN, INSTEAD } from '../explain/ownRole';
import { markdown, type Sentence, say, words } from '../explain/sentence';
import { ownRoleOf } from '../iam/ownRole';
import { ROLE_TRUST_CHANGE } from '../rules/references';
import type { SubjectFeatures } from './feature';

/** What a call of AssumeRole in a program contributes to the editor: when it is needless, and what to do instead. */
export const codeCallFeatures: SubjectFeatures<CodeCallSubject> = {
  hover(subject, _offset, _document, context) {
    const said = sentences(subject, context).map(markdown);
    const link = `[${ROLE_TRUST_CHANGE.title}](${ROLE_TRUST_CHANGE.url})`;
    return { span: subject.span, markdown: [...said, link].join('\n\n') };
  },
  explain(subject, _offset, _document, context) {
    const [title, ...steps] = sentences(subject, context);
    return { title: title!, span: subject.span, steps: steps.map((sentence) => ({ sentence })) };
  },
};

/**
 * What EKS puts into pods whose service account has a role. Source: Amazon EKS User Guide, "IAM roles for service
 * accounts" (Amazon EKS Pod Identity Webhook).
 */
const INJECTED = say`With IAM roles for service accounts, EKS sets ${'AWS_ROLE_ARN'} in a pod to the pod’s own role, and SDKs use it from there with the token that EKS puts beside it.`;

function sentences(call: CodeCallSubject, context: Context): Sentence[] {
  const { role, special } = call;
  const which = role.kind === 'arn' ? say`${role.arn}` : say`the role that the variable ${role.name} names`;
  if (special) {
    return [
      say`Assumes ${which}, for a session of its own kind: with a session policy, tags or a source identity.`,
      words(
        'That is a reason to assume even the role that the code runs with; its trust policy must then let the role assume itself, unless AWS still carries the role on its allow-list.',
      ),
    ];
  }
  const own = ownRoleOf(call, context);
  if (own?.sure === true) {
    const { workload } = own;
    return [
      say`Assumes the role that ${workload.name} already has: the call is needless.`,
      HANDED_IN[workload.service],
      ...INSTEAD,
    ];
  }
  return [
    say`Assumes ${which}. The call is needless if that is the role that the code runs with.`,
    HANDED_IN.Lambda,
    HANDED_IN.ECS,
    HANDED_IN.EC2,
    HANDED_IN.EKS,
    ...(role.kind === 'variable' && role.name === 'AWS_ROLE_ARN' ? [INJECTED] : []),
    words('If it is that role:'),
    ...INSTEAD,
  ];
}
