import { say } from '../explain/sentence';
import { conditionKey } from '../iam/conditionKeyData';
import { clausesOf } from '../iam/readClauses';
import { isServicePrefix } from '../iam/servicePrincipals';
import { SOURCES } from '../iam/sources';
import { conditionExample } from './conditionExample';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';

export default rule({
  meta: {
    id: 'condition-key-irrelevant',
    title: "A condition tests a key of another service's requests",
    level: 'hint',
    category: 'condition',
    fix: 'none',
    references: [SOURCES.globalKeys, ACCESS_ANALYZER],
  },
  docs: {
    what: 'A condition of the trust policy tests a key such as `s3:prefix`, which belongs to the requests of a service other than STS.',
    why: 'Such keys come with requests to that service. AWS documents a few that also come with the credentials of a caller (`ec2:SourceInstanceArn`, `lambda:SourceFunctionArn`); of this one it documents nothing of the kind, so a request to assume a role is not known to carry it.',
    remedy:
      "If the condition was meant for what the role may do, it belongs in the role's permissions policy. Otherwise test a key that comes with AssumeRole.",
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: conditionExample('{ "StringLike": { "s3:prefix": "home/*" } }'),
        at: '"s3:prefix"',
      },
    ],
    good: [
      {
        title: "A key that comes with a function's credentials",
        file: 'trust.json',
        text: conditionExample(
          '{ "ArnLike": { "lambda:SourceFunctionArn": "arn:aws:lambda:eu-west-1:111122223333:function:app" } }',
        ),
      },
      {
        title: 'A key of a provider',
        file: 'trust.json',
        text: conditionExample('{ "StringEquals": { "id.example.com:sub": "app" } }'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy }) {
    for (const { clause, lower } of clausesOf(policy)) {
      const [prefix = ''] = lower.split(':', 1);
      if (conditionKey(lower) !== undefined || OWN.has(prefix) || !isServicePrefix(prefix)) continue;
      yield {
        message: say`The key ${clause.key} belongs to requests of another service (${prefix}). AWS does not document that a request to assume a role carries it.`,
        span: clause.keySpan,
        confidence: 'medium',
      };
    }
  },
});

/** Prefixes whose keys other rules judge. */
const OWN: ReadonlySet<string> = new Set(['aws', 'sts', 'saml']);
