import { say } from '../explain/sentence';
import { parseOperator } from '../iam/conditions/operators';
import type { Statement } from '../iam/policy';
import { isSignInEndpoint, signInEndpoint } from '../iam/samlEndpoints';
import { allowedIn } from '../iam/trusted';
import { replaceFix } from '../repairs/trustedEdits';
import { knownString } from '../syntax/tree';
import { SAML_ASSERTIONS, SAML_ROLE } from './oidcReferences';
import { rule } from './rule';
import { trustExample } from './trustExample';

const policy = (audience: string, partition = 'aws') =>
  trustExample(
    `{ "Federated": "arn:${partition}:iam::111122223333:saml-provider/Okta" }`,
    '"sts:AssumeRoleWithSAML"',
    `{ "StringEquals": { "SAML:aud": "${audience}" } }`,
  );

export default rule({
  meta: {
    id: 'saml-audience-unknown',
    title: 'A SAML audience that is not a sign-in endpoint of AWS',
    level: 'warning',
    category: 'trust',
    fix: 'unsafe',
    references: [SAML_ASSERTIONS, SAML_ROLE],
  },
  docs: {
    what: 'A value for `SAML:aud` is `urn:amazon:webservices` or a misspelt sign-in endpoint, or the endpoint of another partition. As a hint: another address that is no sign-in endpoint.',
    why: '`SAML:aud` holds the Recipient of the assertion, which is the sign-in endpoint, and not its Audience. A value that no assertion carries lets nobody in.',
    remedy:
      'Write `https://signin.aws.amazon.com/saml` (China: `https://signin.amazonaws.cn/saml`, GovCloud: `https://signin.amazonaws-us-gov.com/saml`), or a Regional form such as `https://eu-west-1.signin.aws.amazon.com/saml`.',
  },
  examples: {
    bad: [
      {
        title: 'The Audience in place of the Recipient',
        file: 'trust.json',
        text: policy('urn:amazon:webservices'),
        at: '"urn:amazon:webservices"',
        fixes: [{ id: 'write-endpoint', text: policy('https://signin.aws.amazon.com/saml') }],
      },
      {
        title: 'The endpoint of another partition',
        file: 'trust.json',
        text: policy('https://signin.aws.amazon.com/saml', 'aws-cn'),
        at: '"https://signin.aws.amazon.com/saml"',
        fixes: [{ id: 'write-endpoint', text: policy('https://signin.amazonaws.cn/saml', 'aws-cn') }],
      },
    ],
    good: [
      {
        title: 'The global endpoint',
        file: 'trust.json',
        text: policy('https://signin.aws.amazon.com/saml'),
      },
      {
        title: 'A Regional endpoint',
        file: 'trust.json',
        text: policy('https://eu-west-1.signin.aws.amazon.com/saml'),
      },
      {
        title: 'With the ID of the provider',
        file: 'trust.json',
        text: policy('https://eu-west-1.signin.aws.amazon.com/saml/acs/SAMLSPEXAMPLE'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'federated',
  *check(subject) {
    const partitions = new Map<Statement, Set<string>>();
    for (const { principal, statement, text } of allowedIn(subject.policy)) {
      if (principal.kind !== 'saml' || text === undefined) continue;
      const found = partitions.get(statement) ?? new Set();
      partitions.set(statement, found.add(text.split(':')[1]!));
    }
    for (const [statement, [partition, another]] of partitions) {
      if (partition === undefined || another !== undefined) continue;
      const endpoint = signInEndpoint(partition);
      if (endpoint === undefined) continue;
      for (const { key, values, operator } of statement.conditions) {
        const parsed = parseOperator(operator);
        if (
          key.toLowerCase() !== 'saml:aud' ||
          parsed?.negated !== false ||
          parsed.family.pattern === undefined
        )
          continue;
        const texts = values.map(knownString);
        for (const [i, text] of texts.entries()) {
          if (text === undefined || /[*?<>${}]/.test(text) || isSignInEndpoint(text, partition)) continue;
          const sure = /^urn:amazon:webservices/i.test(text) || /signin\.(?:aws|amazon)/i.test(text);
          const node = values[i]!;
          yield {
            message: say`The audience ${text} is not a sign-in endpoint of this partition, such as ${endpoint}. ${'SAML:aud'} holds the Recipient of the assertion, so no sign-in to AWS matches this value.`,
            severity: sure ? 'warning' : 'hint',
            span: node.span,
            fixes: () =>
              texts.includes(endpoint)
                ? []
                : [
                    replaceFix(subject, node, endpoint, {
                      id: 'write-endpoint',
                      safe: false,
                      consequence: say`Users of the provider can then assume the role, as far as the other conditions say.`,
                    }),
                  ],
          };
        }
      }
    }
  },
});
