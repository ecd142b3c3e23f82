import { say, series } from '../explain/sentence';
import { openStatements } from '../iam/openToEveryone';
import { SOURCES } from '../iam/sources';
import { requireOrganizationFix } from '../repairs/trustInstead';
import { rule } from './rule';
import { trustExample } from './trustExample';

const EVERYONE = '{ "AWS": "*" }';
const EXTERNAL_ID = '{ "StringEquals": { "sts:ExternalId": "4f2c" } }';

export default rule({
  meta: {
    id: 'everyone-trusted-weakly',
    title: 'Everybody is trusted who meets conditions that anybody can meet',
    level: 'warning',
    category: 'trust',
    fix: 'unsafe',
    references: [SOURCES.principal, SOURCES.stsKeys, SOURCES.globalKeys],
  },
  docs: {
    what: 'An Allow statement trusts `{"AWS": "*"}`, and its conditions test only what a caller from any account can choose or bring about: an ExternalId, a session name, tags, MFA, the time, a user agent, or a role of a certain name in whatever account.',
    why: 'Such a condition says nothing of who calls. An ExternalId is no secret: AWS advises against treating it as one.',
    remedy:
      'Name the accounts, roles or users that are meant, or add a condition such as `aws:PrincipalOrgID`, `aws:PrincipalAccount` or `aws:PrincipalArn` with an account in it.',
  },
  examples: {
    bad: [
      {
        title: 'An ExternalId alone',
        file: 'trust.json',
        text: trustExample(EVERYONE, '"sts:AssumeRole"', EXTERNAL_ID),
        at: '"*"',
        fixes: [
          {
            id: 'require-organization',
            answer: 'o-a1b2c3d4e5',
            text: trustExample(
              EVERYONE,
              '"sts:AssumeRole"',
              '{ "StringEquals": { "sts:ExternalId": "4f2c", "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }',
            ),
          },
        ],
      },
      {
        title: 'A role of this name in any account',
        file: 'trust.json',
        text: trustExample(
          EVERYONE,
          '"sts:AssumeRole"',
          '{ "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::*:role/Deploy" } }',
        ),
        at: '"*"',
      },
      {
        title: 'Callers that are in no organization pass IfExists',
        file: 'trust.json',
        text: trustExample(
          EVERYONE,
          '"sts:AssumeRole"',
          '{ "StringEqualsIfExists": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }',
        ),
        at: '"*"',
      },
    ],
    good: [
      {
        title: 'An organization and an ExternalId',
        file: 'trust.json',
        text: trustExample(
          EVERYONE,
          '"sts:AssumeRole"',
          '{ "StringEquals": { "sts:ExternalId": "4f2c", "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }',
        ),
      },
      {
        title: 'Roles of one account',
        file: 'trust.json',
        text: trustExample(
          EVERYONE,
          '"sts:AssumeRole"',
          '{ "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/*" } }',
        ),
      },
      {
        title: 'Certain addresses',
        file: 'trust.json',
        text: trustExample(
          EVERYONE,
          '"sts:AssumeRole"',
          '{ "IpAddress": { "aws:SourceIp": "203.0.113.0/24" } }',
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check(subject) {
    for (const { trusted, limit, keys } of openStatements(subject.policy)) {
      if (limit !== 'chosen') continue;
      const { statement, node } = trusted;
      yield {
        message: say`Statement ${statement.number} trusts ${'"AWS": "*"'}, and callers from any AWS account can meet the conditions on ${series(keys.slice(0, 4).map((key) => say`${key}`))}: they do not say whose calls are let in.`,
        span: node.span,
        fixes: () => requireOrganizationFix(subject, statement),
      };
    }
  },
});
