import type { EndpointUrlSubject } from '../documents/subjects';
import { say, words } from '../explain/sentence';
import { DEFAULT_ENABLED, partitionOf, REGION_PATTERN } from '../sts/partitions';
import { GLOBAL_HOST } from '../sts/tools/hosts';
import type { FileEdit } from '../text/edit';
import { purposeOf } from '../text/purpose';
import type { Fix, Severity } from './finding';
import { rule } from './rule';
import { STS_ENDPOINTS, STS_REGIONS } from './stsReferences';

const SCRIPT = `export AWS_REGION=eu-west-1
export AWS_ENDPOINT_URL_STS=https://sts.amazonaws.com
`;

const PYTHON = `import boto3

sts = boto3.client("sts", endpoint_url="https://sts.amazonaws.com")
`;

export default rule({
  meta: {
    id: 'sts-endpoint-global-url',
    title: 'The global STS endpoint is written down as the endpoint to call',
    level: 'warning',
    category: 'endpoint',
    fix: 'unsafe',
    references: [STS_ENDPOINTS, STS_REGIONS],
  },
  docs: {
    what: '`https://sts.amazonaws.com` is given as an endpoint: in `AWS_ENDPOINT_URL_STS`, with `--endpoint-url`, as `endpoint_url` of a profile, as an argument of an SDK client, in a Terraform provider. A constant in a program is information only, for it may be replaced on the way. Where the same file also makes Regional host names, it is a hint. OIDC audiences, event sources, namespaces, principals, allow-lists, tests, documentation and comments are left alone.',
    why: 'A URL that is written down beats every other setting, in every Region and in every tool that takes one. Calls to the global endpoint are logged in us-east-1, `aws:RequestedRegion` says `us-east-1`, VPC interface endpoints are not used, and by default the session tokens do not work in opt-in Regions. From opt-in Regions, from outside AWS, or with another DNS than Amazon’s, they depend on us-east-1. An SDK signs for its own Region all the same.',
    remedy:
      'Leave the URL out: current tools call the endpoint of their Region. Or write the Regional one, such as `https://sts.eu-west-1.amazonaws.com`. If the global endpoint is meant (egress rules, STS not activated in the Region), set the rule to `off` for it.',
  },
  examples: {
    bad: [
      {
        title: 'A shell script; the Region is in sight',
        file: 'deploy.sh',
        text: SCRIPT,
        at: 'https://sts.amazonaws.com',
        fixes: [
          { id: 'use-regional-host', text: SCRIPT.replace('sts.amazonaws', 'sts.eu-west-1.amazonaws') },
        ],
      },
      {
        title: 'An SDK client; the Region is asked for',
        file: 'assume.py',
        text: PYTHON,
        at: 'https://sts.amazonaws.com',
        fixes: [
          {
            id: 'ask-regional-host',
            answer: 'us-west-2',
            text: PYTHON.replace('sts.amazonaws', 'sts.us-west-2.amazonaws'),
          },
        ],
      },
      {
        title: 'The environment of a container',
        file: 'deployment.yaml',
        text: 'env:\n  - name: AWS_REGION\n    value: cn-north-1\n  - name: AWS_ENDPOINT_URL_STS\n    value: "https://sts.amazonaws.com"\n',
        at: 'https://sts.amazonaws.com',
        fixes: [
          {
            id: 'use-regional-host',
            text: 'env:\n  - name: AWS_REGION\n    value: cn-north-1\n  - name: AWS_ENDPOINT_URL_STS\n    value: "https://sts.cn-north-1.amazonaws.com.cn"\n',
          },
        ],
      },
    ],
    good: [
      {
        file: 'deploy.sh',
        text:
          SCRIPT.replace('sts.amazonaws', 'sts.eu-west-1.amazonaws') +
          'export AWS_STS_REGIONAL_ENDPOINTS=regional\n',
      },
      {
        title: 'The audience of a token beside the setting of a Regional endpoint',
        file: 'deployment.yaml',
        text: 'env:\n  - name: AWS_STS_REGIONAL_ENDPOINTS\n    value: regional\nvolumes:\n  - projected:\n      sources:\n        - serviceAccountToken:\n            audience: sts.amazonaws.com\n',
      },
    ],
  },
  subject: 'endpointUrl',
  *check(subject, { settings }) {
    if (purposeOf(subject.source.uri, settings.root) !== 'product') return;
    const { to, certainty, regions } = subject;
    const [region, ...others] = regions;
    const instead =
      region === undefined || others.length > 0
        ? words('')
        : say` The endpoint in ${region} is ${hostIn(region)}.`;
    yield {
      message:
        certainty === 'setting'
          ? say`The URL given to ${to} sends STS calls to the global endpoint ${GLOBAL_HOST}, whatever the Region.${instead}`
          : say`The URL given to ${to} is the global STS endpoint ${GLOBAL_HOST}: calls to it are logged in us-east-1 and use no VPC endpoint.${instead}`,
      span: subject.span,
      severity: SEVERITY[certainty],
      fixes: () => [useRegional(subject)],
    };
  },
});

const SEVERITY: Readonly<Record<EndpointUrlSubject['certainty'], Severity>> = {
  setting: 'warning',
  constant: 'information',
  fallback: 'hint',
};

function hostIn(region: string): string {
  return `sts.${region}.${partitionOf(region).suffix}`;
}

const CONSEQUENCE = words(
  'Firewalls, VPC endpoint policies and policies with aws:RequestedRegion must let calls to that Region through.',
);

/** Writes the host of the one Region that the file names, or asks for the Region. */
function useRegional({ source, node, regions }: EndpointUrlSubject): Fix {
  const edits = (region: string): FileEdit[] => [
    { uri: source.uri, edits: source.edits.replace(node, hostIn(region)) },
  ];
  const [region, ...others] = regions;
  if (region !== undefined && others.length === 0) {
    return {
      id: 'use-regional-host',
      title: say`Call ${hostIn(region)} instead`,
      safe: false,
      consequence: CONSEQUENCE,
      change: { kind: 'edits', files: edits(region) },
    };
  }
  return {
    id: 'ask-regional-host',
    title: words('Call the endpoint of a Region instead'),
    safe: false,
    consequence: CONSEQUENCE,
    change: {
      kind: 'question',
      prompt: words('The Region to call STS in'),
      candidates: [...new Set([...regions, ...DEFAULT_ENABLED])],
      pattern: REGION_PATTERN,
      hint: say`A Region looks like ${'eu-west-1'}.`,
      answer: edits,
    },
  };
}
