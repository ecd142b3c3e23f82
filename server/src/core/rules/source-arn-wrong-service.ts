import { say, series } from '../explain/sentence';
import { parseArn } from '../iam/arn';
import { sourceKeysOf } from '../iam/confusedDeputy';
import { sourceTests } from '../iam/sourceTests';
import { known } from '../syntax/tree';
import { CONFUSED_DEPUTY } from './oidcReferences';
import { rule } from './rule';
import { trustExample } from './trustExample';

/**
 * Services that use a role for resources of one kind only, so that aws:SourceArn of their calls is always an ARN of
 * the service that iam/confusedDeputy.ts names.
 */
const SURE = new Set([
  'airflow',
  'airflow-env',
  'codedeploy',
  'datasync',
  'ecs-tasks',
  'fis',
  'kafkaconnect',
  'osis-pipelines',
  'pipes',
  'rolesanywhere',
  'scheduler',
  'states',
  'vpc-flow-logs',
]);

const policy = (service: string, arn: string) =>
  trustExample(
    `{ "Service": "${service}.amazonaws.com" }`,
    '"sts:AssumeRole"',
    `{ "ArnLike": { "aws:SourceArn": "${arn}" } }`,
  );

export default rule({
  meta: {
    id: 'source-arn-wrong-service',
    title: 'aws:SourceArn names a resource of another service',
    level: 'warning',
    category: 'trust',
    fix: 'none',
    references: [CONFUSED_DEPUTY],
  },
  docs: {
    what: 'A statement trusts one service and tests `aws:SourceArn` for the ARN of another: the resource that the role acts on, in place of the one that uses the role.',
    why: '`aws:SourceArn` is the resource on whose behalf the service calls, such as the schedule group or the state machine. The ARN of what is called never stands there, so the service cannot assume the role.',
    remedy:
      "Write the ARN of the service's own resource, such as `arn:aws:scheduler:eu-west-1:111122223333:schedule-group/default`.",
  },
  examples: {
    bad: [
      {
        title: 'The function that the schedule calls',
        file: 'trust.json',
        text: policy('scheduler', 'arn:aws:lambda:eu-west-1:111122223333:function:nightly'),
        at: '"arn:aws:lambda:eu-west-1:111122223333:function:nightly"',
      },
    ],
    good: [
      {
        title: 'The schedule group',
        file: 'trust.json',
        text: policy('scheduler', 'arn:aws:scheduler:eu-west-1:111122223333:schedule-group/default'),
      },
      {
        title: 'Flow logs are resources of EC2',
        file: 'trust.json',
        text: policy('vpc-flow-logs', 'arn:aws:ec2:*:111122223333:vpc-flow-log/*'),
      },
      {
        title: 'A service with resources of several kinds',
        file: 'trust.json',
        text: policy('sagemaker', 'arn:aws:lambda:*:111122223333:*'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'service',
  *check(subject) {
    for (const statement of subject.policy.statements) {
      if (statement.effect !== 'Allow') continue;
      const groups = statement.principal?.groups ?? [];
      const names = groups.flatMap((group) =>
        group.values.map((value) =>
          group.type === 'Service' && value.kind === 'string' ? known(value.text) : undefined,
        ),
      );
      const sources = names.map((name) => (name === undefined ? undefined : sourceKeysOf(name)));
      if (sources.length === 0 || !sources.every((each) => each !== undefined && SURE.has(each.service)))
        continue;
      const fitting = new Set(
        sources.flatMap((each) => each!.sourceArnPatterns.map((pattern) => parseArn(pattern)!.service)),
      );
      for (const { values } of sourceTests(statement, 'aws:sourcearn')) {
        for (const { node, text } of values) {
          const service = parseArn(text ?? '')?.service;
          if (service === undefined || service === '' || /[*?]/.test(service) || fitting.has(service))
            continue;
          yield {
            message: say`The ARN ${text!} never matches: ${'aws:SourceArn'} is the resource on whose behalf ${names[0]!} calls, an ARN of ${series(
              [...fitting].map((each) => say`${each}`),
              'or',
            )}.`,
            span: node.span,
          };
        }
      }
    }
  },
});
