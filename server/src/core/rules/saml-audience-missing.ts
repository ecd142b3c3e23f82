import { say } from '../explain/sentence';
import { compilePolicy } from '../iam/compiled';
import { signInEndpoint } from '../iam/samlEndpoints';
import { allowedIn } from '../iam/trusted';
import { addConditionFix } from '../repairs/claimFixes';
import { SAML_ASSERTIONS, SAML_ROLE } from './oidcReferences';
import { rule } from './rule';
import { trustExample } from './trustExample';

const SAML = '{ "Federated": "arn:aws:iam::111122223333:saml-provider/Okta" }';
const ACTION = '"sts:AssumeRoleWithSAML"';
const audience = (key: string) =>
  `{\n        "StringEquals": {\n          "${key}": "https://signin.aws.amazon.com/saml"\n        }\n      }`;

export default rule({
  meta: {
    id: 'saml-audience-missing',
    title: 'The SAML audience is not tested',
    level: 'hint',
    category: 'trust',
    fix: 'unsafe',
    references: [SAML_ROLE, SAML_ASSERTIONS],
  },
  docs: {
    what: 'A statement trusts a SAML provider and has no condition on `SAML:aud`. This is a hint: assertions are still checked against the provider.',
    why: "`SAML:aud` is the endpoint that the assertion was made for (its Recipient). AWS's own trust policies for SAML test it, so that assertions made for another place are not accepted.",
    remedy:
      'Test `SAML:aud` for `https://signin.aws.amazon.com/saml`, or for the Regional endpoints you use.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: trustExample(SAML, ACTION),
        at: '"arn:aws:iam::111122223333:saml-provider/Okta"',
        fixes: [{ id: 'add-condition', text: trustExample(SAML, ACTION, audience('SAML:aud')) }],
      },
    ],
    good: [
      {
        title: 'As AWS writes it',
        file: 'trust.json',
        text: trustExample(SAML, ACTION, audience('SAML:aud')),
      },
      { title: 'In lower case', file: 'trust.json', text: trustExample(SAML, ACTION, audience('saml:aud')) },
    ],
  },
  subject: 'trustPolicy',
  about: 'federated',
  *check(subject) {
    const { statements } = compilePolicy(subject.policy);
    for (const { principal, statement, node, text } of allowedIn(subject.policy)) {
      if (principal.kind !== 'saml' || text === undefined) continue;
      const compiled = statements.find((each) => each.statement === statement);
      if (compiled?.names('sts:AssumeRoleWithSAML') !== 'yes') continue;
      if (compiled.clauses.some((clause) => clause.kind === 'unread' || clause.lookup === undefined))
        continue;
      if (statement.conditions.some(({ key }) => key.toLowerCase() === 'saml:aud')) continue;
      const endpoint = signInEndpoint(text.split(':')[1]!);
      yield {
        message: say`No condition tests ${'SAML:aud'}, so assertions that the provider made for another place than AWS are not kept out here.`,
        span: node.span,
        fixes: () => {
          const others = (statement.principal?.groups ?? []).flatMap((group) => group.values).length > 1;
          if (endpoint === undefined || others) return [];
          const consequence = say`Sign-in through Regional endpoints is denied unless they are added to the list.`;
          return addConditionFix(subject, statement, 'StringEquals', 'SAML:aud', endpoint, consequence);
        },
      };
    }
  },
});
