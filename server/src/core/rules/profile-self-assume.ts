import type { Context } from '../context';
import type { ProfileSubject, Setting } from '../documents/subjects';
import { HANDED_IN, INSTEAD } from '../explain/ownRole';
import { say, words } from '../explain/sentence';
import { parseRoleArn, type RoleArn } from '../iam/arn';
import { computeServices } from '../iam/computeServices';
import type { Role } from '../iam/role';
import { writtenRole } from '../iam/roleOf';
import { sectionFix } from '../repairs/changeSetting';
import { isPlaceholder, settingOf } from '../sts/configSection';
import { hasKeys } from '../sts/profileChain';
import { type Profile, valueIn } from '../sts/profiles';
import { counts, viewOf } from '../sts/profileView';
import { ASSUME_ROLE_PROVIDER } from './configReferences';
import type { Fix, Report } from './finding';
import { ROLE_TRUST_CHANGE } from './references';
import { rule } from './rule';
import { trustSpan } from './trustSpan';

const AGAIN = `[profile deploy]
role_arn = arn:aws:iam::111122223333:role/Deploy
source_profile = base

[profile release]
role_arn = arn:aws:iam::111122223333:role/Deploy
source_profile = deploy
`;

const MACHINE = `[default]
role_arn = arn:aws:iam::111122223333:role/Web
credential_source = Ec2InstanceMetadata
`;

const INSTANCE_ROLE = `{
  "Role": {
    "Arn": "arn:aws:iam::111122223333:role/Web",
    "RoleName": "Web",
    "Path": "/",
    "AssumeRolePolicyDocument": {
      "Version": "2012-10-17",
      "Statement": [
        { "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }
      ]
    }
  }
}
`;

export default rule({
  meta: {
    id: 'profile-self-assume',
    title: 'The profile assumes the role that it has already',
    level: 'warning',
    category: 'self-assumption',
    fix: 'unsafe',
    references: [ROLE_TRUST_CHANGE, ASSUME_ROLE_PROVIDER],
  },
  docs: {
    what: 'A profile has a `role_arn`, and the profile that it names as `source_profile` has the same one: the role assumes itself. With `credential_source` no file says which role the machine has: there is a hint where a trust policy in sight gives the very role to EC2 instances or ECS tasks.',
    why: 'The second call gives the same permissions. Since 21 September 2022 it works only where the trust policy of the role lets the role assume itself (roles that AWS still carries on an allow-list apart), and the session lasts an hour at most, as with every chained role.',
    remedy:
      'Take the first credentials directly: name the source of the other profile, or use the other profile itself.',
  },
  examples: {
    bad: [
      {
        title: 'The role of an instance assumes one that instances get',
        file: '.aws/config',
        text: MACHINE,
        at: 'arn:aws:iam::111122223333:role/Web',
        beside: { 'role.json': INSTANCE_ROLE },
      },
      {
        file: '.aws/config',
        text: AGAIN,
        at: 'arn:aws:iam::111122223333:role/Deploy',
        fixes: [
          { id: 'skip-source', text: AGAIN.replace('source_profile = deploy', 'source_profile = base') },
        ],
      },
    ],
    good: [
      {
        title: 'The role of an instance assumes one that instances do not get',
        file: '.aws/config',
        text: MACHINE,
        beside: { 'role.json': INSTANCE_ROLE.replace('ec2.', 'lambda.') },
      },
      {
        title: 'Another role',
        file: '.aws/config',
        text: AGAIN.replace('role/Deploy\nsource_profile = base', 'role/Base\nsource_profile = base'),
      },
      {
        title: 'Keys come before the role',
        file: '.aws/config',
        text: AGAIN,
        beside: {
          '.aws/credentials':
            '[deploy]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n',
        },
      },
      {
        title: 'A profile that names itself uses its own keys',
        file: '.aws/config',
        text: '[profile deploy]\nrole_arn = arn:aws:iam::111122223333:role/Deploy\nsource_profile = deploy\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n',
      },
    ],
  },
  subject: 'profile',
  embedded: 'paired',
  *check(subject, context) {
    const role = settingOf(subject, 'role_arn');
    if (role === undefined || role.value === '' || isPlaceholder(role.value)) return;
    const view = viewOf(subject, context);
    if (view === undefined || !counts(view, subject, role)) return;
    yield* fromMachine(subject, role, view.profile, context);
    const name = valueIn(view.profile, 'source_profile');
    const source = name === undefined ? undefined : view.profiles.get(name);
    const carried = source?.settings.get('role_arn');
    if (source === undefined || carried?.value !== role.value || hasKeys(source)) return;
    if (valueIn(view.profile, 'web_identity_token_file') !== undefined) return;
    // A loop is refused before anybody calls STS; that is profile-cycle.
    if (source === view.profile || view.profiles.isOnLoop(subject.name)) return;
    yield {
      message: say`Profile ${subject.name} assumes a role with the credentials of ${source.name}, which are that role’s already. The call gives no more permissions, and it is denied unless the role’s trust policy lets the role assume itself or AWS still carries the role on its allow-list.`,
      span: role.valueSpan,
      related: [
        {
          uri: carried.section.source.uri,
          span: carried.setting.valueSpan,
          note: say`Profile ${source.name} has assumed the role already.`,
        },
      ],
      fixes: () => skipSource(subject, settingOf(subject, 'source_profile'), source),
    };
  },
});

const MACHINES: Readonly<Record<string, { readonly service: 'EC2' | 'ECS'; readonly called: string }>> = {
  Ec2InstanceMetadata: { service: 'EC2', called: 'EC2 instance' },
  EcsContainer: { service: 'ECS', called: 'ECS task' },
};

/**
 * A role that the machine's own role assumes, where a trust policy in sight says that such machines get the very role:
 * no file says that this one does, so it is a hint.
 */
function* fromMachine(
  subject: ProfileSubject,
  role: Setting,
  profile: Profile,
  context: Context,
): Generator<Report> {
  const machine = MACHINES[valueIn(profile, 'credential_source') ?? ''];
  const arn = parseRoleArn(role.value);
  if (machine === undefined || arn === undefined || valueIn(profile, 'source_profile') !== undefined) return;
  const { service, called } = machine;
  const given = context
    .subjects('trustPolicy')
    .find(
      (each) => isRole(arn, writtenRole(each, context.settings)) && computeServices(each.policy).has(service),
    );
  if (given === undefined) return;
  yield {
    message: say`Profile ${subject.name} assumes ${arn.name} with the role of the ${words(called)}, and ${arn.name} is a role for such: its trust policy lets ${words(service)} have it. Where it is the role that the ${words(called)} has already, the call gives no more permissions, and it is denied unless that trust policy lets the role assume itself or AWS still carries the role on its allow-list.`,
    span: role.valueSpan,
    severity: 'hint',
    confidence: 'low',
    related: [
      {
        uri: given.source.uri,
        span: trustSpan(given.policy),
        note: say`${words(service)} gets the role here.`,
      },
    ],
    steps: [HANDED_IN[service], ...INSTEAD].map((sentence) => ({ sentence })),
  };
}

/** Whether a role is the one that an ARN names, or could be: a template does not say its account. */
function isRole(arn: RoleArn, role: Role | undefined): boolean {
  if (role === undefined || role.path !== arn.path || role.name !== arn.name) return false;
  return typeof role.account !== 'string' || role.account === arn.account;
}

/** Lets the profile begin where its source does. */
function skipSource(subject: ProfileSubject, setting: Setting | undefined, source: Profile): Fix[] {
  const first = valueIn(source, 'source_profile');
  if (setting === undefined || first === undefined || first === '') return [];
  return [
    sectionFix(
      subject,
      'skip-source',
      say`Set ${'source_profile'} to ${first}, the source of ${source.name}`,
      subject.source.edits.replace(setting.node, first),
      words('The role is then assumed once. Its trust policy need not name the role itself for this.'),
    ),
  ];
}
