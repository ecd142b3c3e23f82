import type { Context } from '../context';
import type { AssumeRoleCallSubject } from '../documents/subjects';
import { type Sentence, say, words } from '../explain/sentence';
import { parseRoleArn } from '../iam/arn';
import { hasKeys } from '../sts/profileChain';
import { besideProfile, mergeProfiles, type Profile } from '../sts/profiles';
import { purposeOf } from '../text/purpose';
import type { Related } from './finding';
import { ROLE_TRUST_CHANGE } from './references';
import { rule } from './rule';

const KUBECONFIG = `apiVersion: v1
kind: Config
users:
  - name: cluster
    user:
      exec:
        apiVersion: client.authentication.k8s.io/v1beta1
        command: aws
        args:
          - eks
          - get-token
          - --cluster-name
          - web
          - --role-arn
          - arn:aws:iam::111122223333:role/Deploy
        env:
          - name: AWS_PROFILE
            value: deploy
`;

const PROFILE = `[profile deploy]
role_arn = arn:aws:iam::111122223333:role/Deploy
source_profile = default
`;

const PROVIDER = `provider "aws" {
  region  = "eu-west-1"
  profile = "deploy"

  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/Deploy"
  }
}
`;

const CHAIN = `locals {
  role = "arn:aws:iam::111122223333:role/Deploy"
}

provider "aws" {
  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/Deploy"
  }
  assume_role {
    role_arn = local.role
  }
}
`;

const WORKFLOW = `jobs:
  deploy:
    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          role-to-assume: arn:aws:iam::111122223333:role/Deploy
          aws-region: eu-west-1
      - run: aws eks update-kubeconfig --name web --role-arn arn:aws:iam::111122223333:role/Deploy
`;

export default rule({
  meta: {
    id: 'self-assume-by-command',
    title: 'A command assumes the role that it runs as',
    level: 'warning',
    category: 'self-assumption',
    fix: 'unsafe',
    references: [ROLE_TRUST_CHANGE],
  },
  docs: {
    what: '`aws eks get-token`, `aws eks update-kubeconfig`, `aws sts assume-role` or `aws-iam-authenticator token` is told to assume a role that its credentials already are: those of a profile with the same `role_arn`, or of the role that an earlier step of the same GitHub Actions job has assumed. kubeconfig files, `exec` blocks of Terraform providers, scripts and workflows are looked at, and so are `assume_role` and the older `role_arn` in a Terraform provider or S3 backend that names a profile, and the second of two roles that a provider assumes one after the other. Calls with a session policy are left alone.',
    why: 'The call gives the same permissions. Since 21 September 2022 it works only where the trust policy of the role lets the role assume itself (roles that AWS still carries on an allow-list apart), and the session lasts an hour at most, as with every chained role.',
    remedy: 'Leave the option that names the role out: the command then uses the credentials it has.',
  },
  examples: {
    bad: [
      {
        title: 'A kubeconfig whose profile has the role already',
        file: 'kubeconfig.yaml',
        text: KUBECONFIG,
        at: 'arn:aws:iam::111122223333:role/Deploy',
        beside: { '.aws/config': PROFILE },
        fixes: [
          {
            id: 'leave-role-out',
            text: KUBECONFIG.replace(
              '          - --role-arn\n          - arn:aws:iam::111122223333:role/Deploy\n',
              '',
            ),
          },
        ],
      },
      {
        title: 'A Terraform provider whose profile has the role already',
        file: 'providers.tf',
        text: PROVIDER,
        at: '"arn:aws:iam::111122223333:role/Deploy"',
        beside: { '.aws/config': PROFILE },
        fixes: [
          {
            id: 'leave-role-out',
            text: 'provider "aws" {\n  region  = "eu-west-1"\n  profile = "deploy"\n}\n',
          },
        ],
      },
      {
        title: 'Terraform: the same role once more',
        file: 'providers.tf',
        text: CHAIN,
        at: 'local.role',
        fixes: [
          {
            id: 'leave-role-out',
            text: CHAIN.replace('  assume_role {\n    role_arn = local.role\n  }\n', ''),
          },
        ],
      },
      {
        title: 'A workflow that has assumed the role in an earlier step',
        file: '.github/workflows/deploy.yml',
        text: WORKFLOW,
        at: 'arn:aws:iam::111122223333:role/Deploy',
        fixes: [
          {
            id: 'leave-role-out',
            text: WORKFLOW.replace(' --role-arn arn:aws:iam::111122223333:role/Deploy', ''),
          },
        ],
      },
    ],
    good: [
      {
        title: 'Terraform: the role of the profile assumes another',
        file: 'providers.tf',
        text: PROVIDER.replace('role/Deploy', 'role/Cluster'),
        beside: { '.aws/config': PROFILE },
      },
      {
        title: 'Terraform: a chain of two roles',
        file: 'providers.tf',
        text: CHAIN.replace('"\n}', 'Other"\n}'),
      },
      {
        title: 'Another role',
        file: '.github/workflows/deploy.yml',
        text: WORKFLOW.replace(
          '--role-arn arn:aws:iam::111122223333:role/Deploy',
          '--role-arn arn:aws:iam::111122223333:role/Cluster',
        ),
      },
      {
        title: 'A profile of another role',
        file: 'kubeconfig.yaml',
        text: KUBECONFIG,
        beside: { '.aws/config': PROFILE.replace('role/Deploy', 'role/Base') },
      },
    ],
  },
  subject: 'assumeRoleCall',
  *check(subject, context) {
    if (purposeOf(subject.source.uri, context.settings.root) !== 'product') return;
    const owner = ownerOf(subject, context);
    if (owner === undefined) return;
    const { command, role, option, withoutRole, source } = subject;
    const name = parseRoleArn(role)?.name ?? role;
    yield {
      message: say`The command ${command} assumes the role ${name} with credentials that are this role’s already, ${owner.by}. The call gives no more permissions, and it is denied unless the role’s trust policy lets the role assume itself or AWS still carries the role on its allow-list.`,
      span: subject.span,
      related: [owner.related],
      fixes: () =>
        withoutRole.length === 0
          ? []
          : [
              {
                id: 'leave-role-out',
                title:
                  option === undefined
                    ? words('Leave the role out of the command')
                    : say`Remove this ${option}`,
                safe: false,
                consequence: words(
                  'The command then uses the credentials it has. Its session name, duration and tags are theirs.',
                ),
                change: { kind: 'edits', files: [{ uri: source.uri, edits: withoutRole }] },
              },
            ],
    };
  },
});

/** Where the credentials were said to be of the very role, or undefined where they are another's or not known. */
function ownerOf(
  { credentials, role, source }: AssumeRoleCallSubject,
  context: Context,
): { readonly by: Sentence; readonly related: Related } | undefined {
  if (credentials.kind === 'role') {
    if (credentials.role !== role) return undefined;
    const note = words('The role is assumed here.');
    const by = words(
      credentials.by === 'step' ? 'by an earlier step of the job' : 'by the role assumed before it',
    );
    return { by, related: { uri: source.uri, span: credentials.span, note } };
  }
  const { name } = credentials;
  const all = context.subjects('profile');
  const [first, ...others] = all
    .filter((section) => section.name === name)
    .map((section) => mergeProfiles(besideProfile(section, all)).get(name));
  const carried = first?.settings.get('role_arn');
  if (carried === undefined) return undefined;
  // Files that differ about a profile are those of different people.
  const same = (each: Profile | undefined) =>
    each !== undefined && each.settings.get('role_arn')?.value === role && !hasKeys(each);
  if (![first, ...others].every(same)) return undefined;
  const { setting, section } = carried;
  const note = say`Profile ${name} has assumed the role already.`;
  return { by: say`by profile ${name}`, related: { uri: section.source.uri, span: setting.valueSpan, note } };
}
