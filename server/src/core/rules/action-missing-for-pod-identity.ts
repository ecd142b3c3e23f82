import { say } from '../explain/sentence';
import { missingCompanions } from '../iam/companions';
import { addActionsFix } from '../repairs/addActions';
import { rule } from './rule';
import { trustExample } from './trustExample';

const SERVICE = '{ "Service": "pods.eks.amazonaws.com" }';

export default rule({
  meta: {
    id: 'action-missing-for-pod-identity',
    title: 'EKS Pod Identity lacks sts:TagSession',
    level: 'warning',
    category: 'trust',
    fix: 'unsafe',
    references: [
      {
        title: 'Amazon EKS User Guide: Create IAM role with trust policy required by EKS Pod Identity',
        url: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html',
      },
    ],
  },
  docs: {
    what: 'The trust policy lets `pods.eks.amazonaws.com` call `sts:AssumeRole`, but not `sts:TagSession`.',
    why: 'EKS Pod Identity tags each session with the cluster, namespace and service account, which needs `sts:TagSession`. The EKS User Guide requires both actions; the tags can be switched off for an association, and only then is AssumeRole enough.',
    remedy: 'Add `sts:TagSession` to the statement.',
  },
  examples: {
    bad: [
      {
        title: 'AssumeRole alone',
        file: 'trust.json',
        text: trustExample(SERVICE),
        at: '"sts:AssumeRole"',
        fixes: [{ id: 'add-action', text: trustExample(SERVICE, '["sts:AssumeRole", "sts:TagSession"]') }],
      },
    ],
    good: [
      {
        title: 'Both',
        file: 'trust.json',
        text: trustExample(SERVICE, '["sts:AssumeRole", "sts:TagSession"]'),
      },
      {
        title: 'Another service',
        file: 'trust.json',
        text: trustExample('{ "Service": "ec2.amazonaws.com" }'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'service',
  *check(subject) {
    const found = missingCompanions(subject.policy, 'pods.eks.amazonaws.com', ['sts:TagSession']);
    if (found === undefined) return;
    const { statement, missing } = found;
    const action = statement.action?.entry;
    yield {
      message: say`EKS Pod Identity tags the sessions of pods, for which it needs sts:TagSession beside sts:AssumeRole; no statement here allows it. Pods get no credentials, unless session tags are switched off for them.`,
      span: (action?.value?.kind === 'string' ? action.value : action?.key)?.span ?? statement.value.span,
      fixes: () =>
        addActionsFix(
          subject,
          statement,
          missing,
          say`The service can then set session tags; other principals of the statement can too.`,
        ),
    };
  },
});
