import { say } from '../explain/sentence';
import { typeOf } from '../iam/principalType';
import { SOURCES } from '../iam/sources';
import { trustedIn } from '../iam/trusted';
import { inFile, moveTrusted } from '../repairs/trustedEdits';
import type { Fix } from './finding';
import { invalidPrincipal } from './invalidPrincipal';
import { rule } from './rule';
import { trustExample } from './trustExample';

export default rule({
  meta: {
    id: 'principal-type-wrong',
    title: 'A principal under the wrong type',
    level: 'error',
    category: 'trust',
    fix: 'safe',
    references: [SOURCES.principal],
  },
  docs: {
    what: 'A value of the `Principal` element belongs under another type: a service under `AWS`, the ARN of a role under `Service`, an identity provider under `AWS`.',
    why: 'Each type takes its own form of value, and IAM refuses to save a policy with others.',
    remedy:
      'Put services under `Service`, accounts, roles and users under `AWS`, and identity providers under `Federated`.',
  },
  examples: {
    bad: [
      {
        title: 'A service under AWS',
        file: 'trust.json',
        text: trustExample('{ "AWS": "ec2.amazonaws.com" }'),
        at: '"ec2.amazonaws.com"',
        fixes: [{ id: 'move-principal', text: trustExample('{ "Service": "ec2.amazonaws.com" }') }],
      },
      {
        title: 'A role under Service, beside a service',
        file: 'trust.json',
        text: trustExample('{ "Service": ["ec2.amazonaws.com", "arn:aws:iam::111122223333:role/Deploy"] }'),
        at: '"arn:aws:iam::111122223333:role/Deploy"',
        fixes: [
          {
            id: 'move-principal',
            text: trustExample(
              '{ "Service": ["ec2.amazonaws.com"], "AWS": "arn:aws:iam::111122223333:role/Deploy" }',
            ),
          },
        ],
      },
      {
        title: 'An identity provider under AWS',
        file: 'trust.json',
        text: trustExample(
          '{ "AWS": "arn:aws:iam::111122223333:saml-provider/Okta" }',
          '"sts:AssumeRoleWithSAML"',
        ),
        at: '"arn:aws:iam::111122223333:saml-provider/Okta"',
        fixes: [
          {
            id: 'move-principal',
            text: trustExample(
              '{ "Federated": "arn:aws:iam::111122223333:saml-provider/Okta" }',
              '"sts:AssumeRoleWithSAML"',
            ),
          },
        ],
      },
    ],
    good: [
      {
        title: 'Each under its own type',
        file: 'trust.json',
        text: trustExample(
          '{ "AWS": "arn:aws:iam::111122223333:role/Deploy", "Service": "ec2.amazonaws.com" }',
        ),
      },
      {
        title: 'Cognito, an identity provider with the name of a service',
        file: 'trust.json',
        text: trustExample(
          '{ "Federated": "cognito-identity.amazonaws.com" }',
          '"sts:AssumeRoleWithWebIdentity"',
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  *check(subject) {
    for (const trusted of trustedIn(subject.policy)) {
      const { text, node, group } = trusted;
      const right = text === undefined ? undefined : typeOf(text);
      if (text === undefined || right === undefined || right === group.type) continue;
      if (group.type !== 'AWS' && group.type !== 'Service' && group.type !== 'Federated') continue;
      // A service that signs in users, such as Cognito, has been seen under both; leave names under Federated to
      // the rule for identity providers.
      if (group.type !== 'AWS' && right !== 'AWS' && !(text.startsWith('arn:') && right === 'Federated'))
        continue;
      yield {
        message: say`The principal ${text} belongs under ${right}, not under ${group.type}. ${
          group.type === 'Federated'
            ? say`IAM refuses to save this trust policy.`
            : say`IAM answers: ${invalidPrincipal(group.type, text)}.`
        }`,
        span: node.span,
        fixes: (): Fix[] => {
          const edits = moveTrusted(subject, trusted, right);
          if (edits === undefined) return [];
          const title = say`Move ${text} under ${right}`;
          return [
            {
              id: 'move-principal',
              title,
              safe: true,
              change: { kind: 'edits', files: inFile(subject.source, edits) },
            },
          ];
        },
      };
    }
  },
});
