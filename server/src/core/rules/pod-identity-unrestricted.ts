import { say } from '../explain/sentence';
import { compilePolicy } from '../iam/compiled';
import { assumersIn } from '../iam/trusted';
import { askConditionFix } from '../repairs/claimFixes';
import { rule } from './rule';
import { trustExample } from './trustExample';

const PODS = '{ "Service": "pods.eks.amazonaws.com" }';
const ACTIONS = '["sts:AssumeRole", "sts:TagSession"]';

export default rule({
  meta: {
    id: 'pod-identity-unrestricted',
    title: 'Pods of any namespace and cluster are trusted',
    level: 'hint',
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
    what: 'A statement trusts `pods.eks.amazonaws.com` without a condition on the session tags that EKS Pod Identity sends, the account or the cluster. This is a hint: the role still has to be associated with a service account.',
    why: 'Whoever may create Pod Identity associations and pass the role can give it to any service account of any namespace. EKS sends the cluster, namespace and service account as session tags, so that the trust policy can say which are meant.',
    remedy:
      'Test `aws:RequestTag/kubernetes-namespace`, `aws:RequestTag/kubernetes-service-account` or `aws:RequestTag/eks-cluster-name`, unless session tags are turned off for the association.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: trustExample(PODS, ACTIONS),
        at: '"pods.eks.amazonaws.com"',
        fixes: [
          {
            id: 'require-namespace',
            answer: 'web',
            text: trustExample(
              PODS,
              ACTIONS,
              '{\n        "StringEquals": {\n          "aws:RequestTag/kubernetes-namespace": "web"\n        }\n      }',
            ),
          },
        ],
      },
    ],
    good: [
      {
        title: 'A namespace is asked for',
        file: 'trust.json',
        text: trustExample(
          PODS,
          ACTIONS,
          '{ "StringEquals": { "aws:RequestTag/kubernetes-namespace": "web" } }',
        ),
      },
      {
        title: 'A cluster is asked for',
        file: 'trust.json',
        text: trustExample(
          PODS,
          ACTIONS,
          '{ "ArnEquals": { "aws:SourceArn": "arn:aws:eks:eu-west-1:111122223333:cluster/web" } }',
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'service',
  *check(subject) {
    const { statements } = compilePolicy(subject.policy);
    for (const { principal, text, statement, node } of assumersIn(subject.policy)) {
      if (principal.kind !== 'service' || text !== 'pods.eks.amazonaws.com') continue;
      const clauses = statements.find((each) => each.statement === statement)?.clauses ?? [];
      if (clauses.some((each) => each.kind === 'unread' || each.lookup === undefined)) continue;
      if (
        statement.conditions.some(({ key }) => /^(?:aws:(?:requesttag\/|source)|sts:externalid)/i.test(key))
      )
        continue;
      yield {
        message: say`No condition says which clusters, namespaces or service accounts are meant: each that this role is associated with through EKS Pod Identity can use it.`,
        span: node.span,
        fixes: () =>
          (statement.principal?.groups ?? []).flatMap((group) => group.values).length > 1
            ? []
            : askConditionFix(subject, statement, 'aws:RequestTag/kubernetes-namespace', {
                id: 'require-namespace',
                title: say`Let in one namespace only…`,
                consequence: say`Pods of other namespaces are denied, and all pods if session tags are turned off for the association.`,
                prompt: say`The namespace of the pods`,
                candidates: [],
                pattern: '^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$',
                hint: say`A namespace has lower-case letters, digits and hyphens.`,
              }),
      };
    }
  },
});
