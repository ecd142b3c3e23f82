import { type Sentence, say, words } from '../explain/sentence';
import { typeOf } from '../iam/principalType';
import { type Malformation, serviceNameForm } from '../iam/serviceName';
import { serviceNames } from '../iam/servicePrincipals';
import { SOURCES } from '../iam/sources';
import { trustedIn } from '../iam/trusted';
import { replaceFix } from '../repairs/trustedEdits';
import type { Severity } from './finding';
import { invalidPrincipal } from './invalidPrincipal';
import { rule } from './rule';
import { trustExample } from './trustExample';

export default rule({
  meta: {
    id: 'service-principal-invalid',
    title: 'Not the form of a service principal',
    level: 'error',
    category: 'trust',
    fix: 'unsafe',
    references: [SOURCES.principal],
  },
  docs: {
    what: 'A value under `Service` does not have the form of a service principal: a URL, a name without suffix, a wildcard, an action, upper case letters.',
    why: 'A service principal is a name such as `ec2.amazonaws.com`. IAM refuses to save a policy with a service it does not know.',
    remedy:
      "Write the service principal as the service's documentation gives it, in lower case and with its suffix.",
  },
  examples: {
    bad: [
      {
        title: 'The suffix is missing',
        file: 'trust.json',
        text: trustExample('{ "Service": "lambda" }'),
        at: '"lambda"',
        fixes: [{ id: 'write-as-meant', text: trustExample('{ "Service": "lambda.amazonaws.com" }') }],
      },
      {
        title: 'A URL',
        file: 'trust.json',
        text: trustExample('{ "Service": "https://ec2.amazonaws.com" }'),
        at: '"https://ec2.amazonaws.com"',
        fixes: [{ id: 'write-as-meant', text: trustExample('{ "Service": "ec2.amazonaws.com" }') }],
      },
      {
        title: 'Another suffix',
        file: 'trust.json',
        text: trustExample('{ "Service": ["ec2.amazonaws.com", "lambda.amazon.com"] }'),
        at: '"lambda.amazon.com"',
        fixes: [
          {
            id: 'write-as-meant',
            text: trustExample('{ "Service": ["ec2.amazonaws.com", "lambda.amazonaws.com"] }'),
          },
        ],
      },
      {
        title: 'Upper case',
        file: 'trust.json',
        text: trustExample('{ "Service": "EC2.amazonaws.com" }'),
        at: '"EC2.amazonaws.com"',
        fixes: [{ id: 'write-as-meant', text: trustExample('{ "Service": "ec2.amazonaws.com" }') }],
      },
      {
        title: 'The ARN of a function',
        file: 'trust.json',
        text: trustExample('{ "Service": "arn:aws:lambda:us-east-1:111122223333:function:f" }'),
        at: '"arn:aws:lambda:us-east-1:111122223333:function:f"',
      },
      { title: 'Any service', file: 'trust.json', text: trustExample('{ "Service": "*" }'), at: '"*"' },
    ],
    good: [
      {
        title: 'Regional, China and little known services',
        file: 'trust.json',
        text: trustExample(
          '{ "Service": ["states.us-east-1.amazonaws.com", "ec2.amazonaws.com.cn", "brand-new.amazonaws.com", "apidestinations.events.amazonaws.com"] }',
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'service',
  *check(subject) {
    for (const { text, node, group } of trustedIn(subject.policy)) {
      if (group.type !== 'Service' || text === undefined || typeOf(text) === 'AWS') continue;
      const form = serviceNameForm(text);
      const malformed = form.kind === 'malformed' ? form : undefined;
      if (malformed === undefined && text === text.toLowerCase()) continue;
      // The ARN of a provider belongs under another type, which is a finding of its own.
      if (malformed?.why === 'arn' && typeOf(text) !== undefined) continue;
      const meant = malformed === undefined ? text.toLowerCase() : malformed.meant;
      const severity: Severity =
        malformed === undefined || malformed.why === 'suffix' || text === '*' ? 'warning' : 'error';
      yield {
        message: say`The value ${text} is not the name of a service principal: ${WHY[malformed?.why ?? 'case']}. ${
          severity === 'error'
            ? say`IAM answers: ${invalidPrincipal('Service', text)}.`
            : say`A service principal looks like ${'ec2.amazonaws.com'}.`
        }`,
        span: node.span,
        severity,
        fixes: () => {
          if (meant === undefined) return [];
          const known = serviceNameForm(meant);
          const sure =
            known.kind !== 'malformed' &&
            serviceNames().includes(known.service) &&
            malformed?.why !== 'suffix';
          return [
            replaceFix(
              subject,
              node,
              meant,
              sure
                ? { safe: true }
                : {
                    safe: false,
                    consequence: say`Make sure that ${meant} is what the service's documentation names: IAM refuses a service it does not know.`,
                  },
            ),
          ];
        },
      };
    }
  },
});

const WHY: Readonly<Record<Malformation | 'case', Sentence>> = {
  empty: words('it is empty'),
  space: words('it has white space in it'),
  url: words('it is written as a URL'),
  arn: words('it is an ARN'),
  account: words('it is an account ID'),
  wildcard: words('it has a wildcard, and services are named one by one'),
  action: words('it is an action'),
  noSuffix: words('its suffix, such as .amazonaws.com, is missing'),
  suffix: words('it ends in no suffix that AWS services have'),
  characters: words('it has characters that no service has in its name'),
  case: words('service principals are written in lower case'),
};
