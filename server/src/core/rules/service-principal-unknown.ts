import { say } from '../explain/sentence';
import { serviceNameForm } from '../iam/serviceName';
import { nearestService } from '../iam/servicePrincipals';
import { SOURCES } from '../iam/sources';
import { trustedIn } from '../iam/trusted';
import { replaceFix } from '../repairs/trustedEdits';
import { rule } from './rule';
import { trustExample } from './trustExample';

export default rule({
  meta: {
    id: 'service-principal-unknown',
    title: 'A service principal that may be misspelt',
    level: 'hint',
    category: 'trust',
    fix: 'unsafe',
    references: [SOURCES.principal],
  },
  docs: {
    what: 'A service principal is not among those STS Lens knows, and looks much like one of them.',
    why: 'AWS publishes no list of service principals, so this is only a hint. IAM refuses to save a policy with a service it does not know.',
    remedy: "Compare it with the service's documentation.",
  },
  examples: {
    bad: [
      {
        title: 'Two letters swapped',
        file: 'trust.json',
        text: trustExample('{ "Service": "lamdba.amazonaws.com" }'),
        at: '"lamdba.amazonaws.com"',
        fixes: [{ id: 'write-as-meant', text: trustExample('{ "Service": "lambda.amazonaws.com" }') }],
      },
      {
        title: 'A misspelt Region',
        file: 'trust.json',
        text: trustExample('{ "Service": "logs.us-eats-1.amazonaws.com" }'),
        at: '"logs.us-eats-1.amazonaws.com"',
        fixes: [
          { id: 'write-as-meant', text: trustExample('{ "Service": "logs.us-east-1.amazonaws.com" }') },
        ],
      },
      {
        title: 'A letter is missing',
        file: 'trust.json',
        text: trustExample('{ "Service": "ecs-task.amazonaws.com" }'),
        at: '"ecs-task.amazonaws.com"',
        fixes: [{ id: 'write-as-meant', text: trustExample('{ "Service": "ecs-tasks.amazonaws.com" }') }],
      },
    ],
    good: [
      {
        title: 'Services that are like no other',
        file: 'trust.json',
        text: trustExample(
          '{ "Service": ["glue.amazonaws.com", "dms.amazonaws.com", "quantum-tea.amazonaws.com", "logs.us-west-2.amazonaws.com"] }',
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'service',
  *check(subject) {
    for (const { text, node, group } of trustedIn(subject.policy)) {
      if (group.type !== 'Service' || text === undefined) continue;
      const form = serviceNameForm(text);
      if (form.kind === 'malformed') continue;
      const meant = nearestService(text);
      // A short name is near to many.
      const sameService = meant?.startsWith(`${form.service}.`);
      if (meant === undefined || (form.service.length < 5 && !sameService)) continue;
      yield {
        message: say`The service principal ${text} is not among those known here; did you mean ${meant}? IAM refuses a service it does not know.`,
        span: node.span,
        confidence: 'medium',
        fixes: () => [
          replaceFix(subject, node, meant, {
            safe: false,
            consequence: say`The service ${meant} can then assume the role, and ${text} no longer.`,
          }),
        ],
      };
    }
  },
});
