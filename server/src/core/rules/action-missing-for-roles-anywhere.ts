import { say, series } from '../explain/sentence';
import { missingCompanions } from '../iam/companions';
import { addActionsFix } from '../repairs/addActions';
import { rule } from './rule';
import { trustExample } from './trustExample';

const SERVICE = '{ "Service": "rolesanywhere.amazonaws.com" }';

export default rule({
  meta: {
    id: 'action-missing-for-roles-anywhere',
    title: 'IAM Roles Anywhere lacks an action it needs',
    level: 'warning',
    category: 'trust',
    fix: 'unsafe',
    references: [
      {
        title: 'IAM Roles Anywhere User Guide: The IAM Roles Anywhere trust model',
        url: 'https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html',
      },
    ],
  },
  docs: {
    what: 'The trust policy lets `rolesanywhere.amazonaws.com` call `sts:AssumeRole`, but not `sts:TagSession` and `sts:SetSourceIdentity`.',
    why: 'IAM Roles Anywhere puts what the certificate says into session tags and the source identity, so it needs all three actions. Without them CreateSession is denied.',
    remedy: 'Add the missing actions to the statement.',
  },
  examples: {
    bad: [
      {
        title: 'AssumeRole alone',
        file: 'trust.json',
        text: trustExample(SERVICE),
        at: '"sts:AssumeRole"',
        fixes: [
          {
            id: 'add-action',
            text: trustExample(SERVICE, '["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]'),
          },
        ],
      },
    ],
    good: [
      {
        title: 'All three',
        file: 'trust.json',
        text: trustExample(SERVICE, '["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]'),
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
    const found = missingCompanions(subject.policy, 'rolesanywhere.amazonaws.com', [
      'sts:TagSession',
      'sts:SetSourceIdentity',
    ]);
    if (found === undefined) return;
    const { statement, missing } = found;
    const action = statement.action?.entry;
    yield {
      message: say`IAM Roles Anywhere also needs ${series(missing.map((each) => say`${each}`))}, which no statement here allows it. Without them its CreateSession calls are denied.`,
      span: (action?.value?.kind === 'string' ? action.value : action?.key)?.span ?? statement.value.span,
      fixes: () =>
        addActionsFix(
          subject,
          statement,
          missing,
          say`The service can then set session tags or the source identity, as the certificate says; other principals of the statement can too.`,
        ),
    };
  },
});
