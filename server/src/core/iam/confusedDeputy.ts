import { serviceNameForm } from './serviceName';

/** What a service sends along when it assumes a role, as far as AWS documents it. */
export interface SourceKeys {
  /** The service principal without its suffix, such as `ecs-tasks`. */
  readonly service: string;
  /**
   * Whether the documentation shows a role trust policy with the key. False only says that it does not show it: a
   * policy that uses the key all the same is not wrong.
   */
  readonly sourceArn: boolean;
  readonly sourceAccount: boolean;
  /** What aws:SourceArn looks like, with PARTITION, REGION and ACCOUNT to be filled in. */
  readonly sourceArnPatterns: readonly string[];
  /** The page that shows the trust policy. */
  readonly url: string;
}

const DOCS = 'https://docs.aws.amazon.com/';
const PAGE = 'cross-service-confused-deputy-prevention.html';

type Row = readonly [arns: string, page: string, keys?: 'arn only'];

/**
 * Services whose documentation shows a role trust policy with aws:SourceArn and aws:SourceAccount, or with
 * aws:SourceArn only; each row names the page it was read on (November 2026). First comes what stands behind
 * `arn:PARTITION:SERVICE:REGION:ACCOUNT:`, with SERVICE and a bar where it differs from the principal.
 * Left out on purpose: services documented to send neither or not documented (ec2, lambda, glue), those whose page
 * shows resource policies only (backup, cloudtrail, config, eks, s3, sns), and iotevents, which takes roles of its
 * own account only.
 */
const SERVICES: Readonly<Record<string, Row>> = {
  'access-grants.s3': [
    's3|access-grants/default',
    'AmazonS3/latest/userguide/access-grants-location-register.html',
  ],
  airflow: ['environment/*', `mwaa/latest/userguide/${PAGE}`],
  'airflow-env': ['airflow|environment/*', `mwaa/latest/userguide/${PAGE}`],
  amplify: ['apps/*', `amplify/latest/userguide/${PAGE}`],
  autoscaling: ['autoScalingGroup:*', `autoscaling/ec2/userguide/${PAGE}`],
  batch: ['compute-environment/* job/*', `batch/latest/userguide/${PAGE}`],
  bedrock: ['*', `bedrock/latest/userguide/${PAGE}`],
  'bedrock-agentcore': ['*', 'bedrock-agentcore/latest/devguide/runtime-permissions.html'],
  codedeploy: ['deploymentgroup:*', 'codedeploy/latest/userguide/security_confused_deputy.html'],
  comprehend: ['*', `comprehend/latest/dg/${PAGE}`],
  datasync: ['*', `datasync/latest/userguide/${PAGE}`],
  dms: ['*', `dms/latest/userguide/${PAGE}`],
  ds: ['directory/*', `directoryservice/latest/admin-guide/${PAGE}`, 'arn only'],
  'ecs-tasks': ['ecs|*', 'AmazonECS/latest/developerguide/task-iam-roles.html'],
  elasticmapreduce: ['*', 'emr/latest/ManagementGuide/emr-iam-role.html'],
  fis: ['experiment/*', 'fis/latest/userguide/getting-started-iam-service-role.html'],
  greengrass: ['*', 'greengrass/v2/developerguide/greengrass-service-role.html'],
  iot: ['*', `iot/latest/developerguide/${PAGE}`],
  iotsitewise: ['*', `iot-sitewise/latest/userguide/${PAGE}`],
  kafkaconnect: ['connector/*', `msk/latest/developerguide/${PAGE}`],
  kinesisanalytics: ['*', `managed-flink/latest/java/iam-${PAGE}`],
  logs: ['*', 'AmazonCloudWatch/latest/logs/Subscriptions-confused-deputy.html', 'arn only'],
  mediaconnect: ['flow:*', `mediaconnect/latest/ug/${PAGE}`],
  mediaconvert: ['queues/*', `mediaconvert/latest/ug/${PAGE}`],
  'osis-pipelines': [
    'osis|pipeline/*',
    'opensearch-service/latest/developerguide/pipeline-domain-access.html',
  ],
  personalize: ['*', `personalize/latest/dg/${PAGE}`],
  pipes: ['pipe/*', 'eventbridge/latest/userguide/pipes-get-started.html'],
  rds: ['*', `AmazonRDS/latest/UserGuide/${PAGE}`],
  rekognition: ['*', `rekognition/latest/dg/${PAGE}`],
  rolesanywhere: ['trust-anchor/*', 'rolesanywhere/latest/userguide/trust-model.html', 'arn only'],
  sagemaker: ['*', 'sagemaker/latest/dg/security-confused-deputy-prevention.html'],
  // The page warns: the ARN must be that of a schedule group; one of a schedule never matches.
  scheduler: ['schedule-group/*', `scheduler/latest/UserGuide/${PAGE}`],
  ssm: ['*', `systems-manager/latest/userguide/${PAGE}`],
  'ssm-incidents': ['incident-record/*', `incident-manager/latest/userguide/${PAGE}`, 'arn only'],
  states: ['stateMachine:*', 'step-functions/latest/dg/procedure-create-iam-role.html'],
  textract: ['*', `textract/latest/dg/${PAGE}`],
  transcribe: ['*', 'transcribe/latest/dg/security_iam_id-based-policy-examples.html'],
  transfer: ['user/* server/* workflow/*', 'transfer/latest/userguide/confused-deputy.html'],
  'vpc-flow-logs': ['ec2|vpc-flow-log/*', 'vpc/latest/userguide/flow-logs-iam-role.html'],
};

/** The services that {@link sourceKeysOf} knows, without suffix. */
export const SOURCE_KEY_SERVICES: readonly string[] = /* @__PURE__ */ Object.keys(SERVICES);

/**
 * What a service sends along when it assumes a role.
 * @param principal as a policy writes it, such as `ecs-tasks.amazonaws.com`; Regional and China forms are understood
 * @returns undefined when AWS documents nothing for role trust policies: then nothing may be asked of the policy
 */
export function sourceKeysOf(principal: string): SourceKeys | undefined {
  const form = serviceNameForm(principal);
  if (form.kind === 'malformed' || !Object.hasOwn(SERVICES, form.service)) return undefined;
  const { service } = form;
  const [arns, page, keys] = SERVICES[service]!;
  const [named, resources] = arns.includes('|') ? (arns.split('|') as [string, string]) : [service, arns];
  return {
    service,
    sourceArn: true,
    sourceAccount: keys === undefined,
    sourceArnPatterns: resources
      .split(' ')
      .map((resource) => `arn:PARTITION:${named}:REGION:ACCOUNT:${resource}`),
    url: DOCS + page,
  };
}
