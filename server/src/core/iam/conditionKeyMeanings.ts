import { conditionKey } from './conditionKeyData';
import { claimKey } from './oidc/claimKeys';

/**
 * Who sends a key when assuming a role: `a` roles and users of AWS accounts, `s` AWS services, `o` users of OIDC
 * providers, `m` users of SAML providers.
 */
export type Sender = 'a' | 's' | 'o' | 'm';

/** What is known of a condition key beyond its type. */
export interface KeyMeaning {
  /** What the value is and when it is sent, as Markdown. */
  readonly text: string;
  readonly senders: readonly Sender[];
  /** Whether policies use it often, so that it is offered first. */
  readonly common: boolean;
}

/** Senders (a `!` marks the keys to offer first), then the meaning. */
type Row = readonly [senders: string, text: string];

/**
 * Keys that say something where a role is assumed, as AWS writes them. Sources: IAM User Guide, "AWS global condition
 * context keys" and "IAM and AWS STS condition context keys", the availability of each key; AWS Lambda Developer Guide,
 * "Using source function ARN to control function access behavior".
 */
const ROWS: Readonly<Record<string, Row>> = {
  'aws:PrincipalArn': [
    'a!',
    'The ARN of the caller in IAM; of a role session it is the ARN of the role, path included.',
  ],
  'aws:PrincipalAccount': ['a!', 'The account of the caller.'],
  'aws:PrincipalOrgID': [
    'a!',
    'The ID of the organization that the caller’s account is in. Not sent for accounts in none.',
  ],
  'aws:PrincipalOrgPaths': [
    'a',
    'The path of the caller’s account in its organization. Not sent for accounts in none.',
  ],
  'aws:PrincipalTag/${TagKey}': [
    'a!',
    'The value of a tag on the caller: of its role or user, or of its session. Not sent without that tag.',
  ],
  'aws:PrincipalType': [
    'a',
    'The kind of caller: `Account`, `User`, `FederatedUser`, `AssumedRole` or `Anonymous`.',
  ],
  'aws:PrincipalIsAWSService': ['as', 'Whether an AWS service calls with its own service principal.'],
  'aws:PrincipalServiceName': [
    's',
    'The name of the service principal that calls. Only AWS services send it.',
  ],
  'aws:PrincipalServiceNamesList': [
    's',
    'All names of the service principal that calls. Only AWS services send it.',
  ],
  'aws:userid': ['a', 'The unique ID of the caller; of a role session `AROA…:SESSION-NAME`.'],
  'aws:username': ['a', 'The name of the IAM user that calls. Roles do not send it.'],
  'aws:FederatedProvider': [
    'aom',
    'The identity provider that the caller signed in with. Only sessions of such users carry it.',
  ],
  'aws:MultiFactorAuthPresent': [
    'a!',
    'Whether the caller’s temporary credentials were got with MFA. Access keys of users do not carry it, neither as true nor as false.',
  ],
  'aws:MultiFactorAuthAge': ['a', 'Seconds since the caller’s MFA sign-in. Sent only when there was one.'],
  'aws:TokenIssueTime': [
    'a',
    'When the caller’s temporary credentials were issued. Access keys of users do not carry it.',
  ],
  'aws:SourceIdentity': [
    'a',
    'The source identity that the caller’s session has already. `sts:SourceIdentity` is the one now asked for.',
  ],
  'aws:AssumedRoot': ['a', 'Whether the caller got its credentials by AssumeRoot.'],
  'aws:ViaAWSService': [
    'a',
    'Whether an AWS service calls on behalf of the caller, with the caller’s own session.',
  ],
  'aws:CalledVia': [
    'a',
    'The services that called each other on behalf of the caller, in order. Sent only when there is one.',
  ],
  'aws:CalledViaFirst': [
    'a',
    'The first service that called on behalf of the caller. Sent only when there is one.',
  ],
  'aws:CalledViaLast': [
    'a',
    'The last service that called on behalf of the caller. Sent only when there is one.',
  ],
  'aws:SourceIp': [
    'aom',
    'The public IP address of the caller. Not sent when the call goes through a VPC endpoint. When an AWS service calls on behalf of the caller, it is not the caller’s address.',
  ],
  'aws:VpcSourceIp': [
    'aom',
    'The private IP address of the caller. Sent only when the call goes through a VPC endpoint.',
  ],
  'aws:SourceVpc': ['aom', 'The VPC of the caller. Sent only when the call goes through a VPC endpoint.'],
  'aws:SourceVpcArn': [
    'aom',
    'The ARN of the VPC of the caller. Sent only when the call goes through a VPC endpoint.',
  ],
  'aws:SourceVpce': ['aom', 'The VPC endpoint that the call goes through. Not sent otherwise.'],
  'aws:VpceAccount': [
    'aom',
    'The account of the VPC endpoint that the call goes through. Not sent otherwise.',
  ],
  'aws:VpceOrgID': [
    'aom',
    'The organization of the VPC endpoint that the call goes through. Not sent otherwise.',
  ],
  'aws:VpceOrgPaths': [
    'aom',
    'The organization path of the VPC endpoint that the call goes through. Not sent otherwise.',
  ],
  'aws:Ec2InstanceSourceVpc': [
    'a',
    'The VPC in which an EC2 instance got the caller’s credentials. Only credentials of instance roles carry it.',
  ],
  'aws:Ec2InstanceSourcePrivateIPv4': [
    'a',
    'The private address of the EC2 instance that got the caller’s credentials. Only credentials of instance roles carry it.',
  ],
  'ec2:SourceInstanceArn': [
    'a',
    'The EC2 instance that got the caller’s credentials. Only credentials of instance roles carry it.',
  ],
  'lambda:SourceFunctionArn': [
    'a',
    'The Lambda function that the caller’s credentials were given to. Only credentials of execution roles carry it.',
  ],
  'aws:SourceArn': [
    's!',
    'The resource for which a service calls. Only AWS services send it, and not all of them.',
  ],
  'aws:SourceAccount': [
    's!',
    'The account of the resource for which a service calls. Only AWS services send it, and not all of them.',
  ],
  'aws:SourceOrgID': [
    's',
    'The organization of the resource for which a service calls. Only AWS services send it, and not all of them.',
  ],
  'aws:SourceOrgPaths': [
    's',
    'The organization path of the resource for which a service calls. Only AWS services send it, and not all of them.',
  ],
  'aws:CurrentTime': ['asom', 'The date and time of the request. Always sent.'],
  'aws:EpochTime': ['asom', 'The date and time of the request in seconds since 1970. Always sent.'],
  'aws:RequestedRegion': [
    'asom',
    'The Region whose STS endpoint is called; the global endpoint counts as us-east-1.',
  ],
  'aws:SecureTransport': ['aom', 'Whether the request came over TLS.'],
  'aws:UserAgent': ['aom', 'What the client calls itself. Anybody can send anything here.'],
  'aws:ResourceAccount': ['asom', 'The account of the role that is assumed.'],
  'aws:ResourceOrgID': [
    'asom',
    'The organization of the account of the role that is assumed. Not sent for accounts in none.',
  ],
  'aws:ResourceOrgPaths': [
    'asom',
    'The organization path of the account of the role that is assumed. Not sent for accounts in none.',
  ],
  'aws:ResourceTag/${TagKey}': [
    'asom',
    'The value of a tag on the role that is assumed. Not sent without that tag.',
  ],
  'iam:ResourceTag/${TagKey}': [
    'a',
    'The value of a tag on the role that is assumed. Not sent without that tag.',
  ],
  'aws:RequestTag/${TagKey}': [
    'aom',
    'The value of a session tag that the caller passes. Not sent when it passes no such tag.',
  ],
  'aws:TagKeys': [
    'aom',
    'The keys of all session tags that the caller passes. Not sent when it passes none.',
  ],
  'sts:TransitiveTagKeys': [
    'aom',
    'The session tags that stay with sessions assumed from this one. Not sent when there are none.',
  ],
  'sts:ExternalId': [
    'a!',
    'The external ID that the caller passes with AssumeRole. Not sent when it passes none.',
  ],
  'sts:RoleSessionName': [
    'aom',
    'The name that the new session gets. The caller chooses it; with SAML the assertion says it.',
  ],
  'sts:SourceIdentity': [
    'aom',
    'The source identity that is asked for the new session. Not sent when none is asked for.',
  ],
  'sts:RequestContext/${ContextKey}': [
    'a',
    'A value of the trusted context that the caller passes. Not sent when it passes none.',
  ],
  'sts:RequestContextProviders': [
    'a',
    'Who made the trusted context that the caller passes. Not sent when it passes none.',
  ],
  'saml:aud': ['m!', 'The endpoint that the SAML assertion was sent to, such as the AWS sign-in page.'],
  'saml:iss': ['m!', 'The issuer in the SAML assertion.'],
  'saml:sub': ['m', 'The subject (NameID) in the SAML assertion.'],
  'saml:sub_type': [
    'm',
    'The format of the subject: `persistent`, `transient`, or the full name of another format.',
  ],
  'saml:namequalifier': [
    'm',
    'A hash that stands for issuer, account and provider; with `saml:sub` it tells users apart.',
  ],
  'saml:doc': ['m', 'The account and name of the SAML provider, as ACCOUNT/PROVIDER.'],
};

/** Claims of OIDC tokens, the same for every provider that has them. Source: as above, and each provider's pages. */
const CLAIMS: Readonly<Record<string, string>> = {
  aud: 'The audience of the token: whom the provider made it for. The ID of the client, or what the client asked for.',
  sub: 'The subject of the token: whom or what it stands for. Each provider has a form of its own.',
  amr: 'How the user signed in, as a list.',
  azp: 'The client to which the token was issued.',
  oaud: 'The audience for which Google issued the token.',
  email: 'The email address of the user.',
  actor: 'The GitHub user who started the workflow run.',
  actor_id: 'The numeric ID of the GitHub user who started the workflow run.',
  enterprise_id: 'The numeric ID of the GitHub enterprise.',
  environment: 'The environment of the job. Not in the token of a job without one.',
  job_workflow_ref: 'The workflow file that the job runs, with its repository and ref.',
  ref: 'The branch or tag of the workflow run.',
  repository: 'The repository of the workflow run, as OWNER/NAME.',
  repository_id: 'The numeric ID of the repository: it stays when the repository is renamed.',
  repository_owner_id: 'The numeric ID of the repository’s owner: it stays when the owner is renamed.',
  workflow: 'The name of the workflow.',
  namespace_id: 'The numeric ID of the GitLab group or user.',
  project_id: 'The numeric ID of the GitLab project.',
  pipeline_source: 'What started the GitLab pipeline.',
  ref_protected: 'Whether the branch or tag is protected, as `true` or `false`.',
  runner_environment: 'Who runs the job: `gitlab-hosted` or `self-hosted`.',
  organization_id: 'The ID of the Buildkite organization.',
  organization_slug: 'The short name of the Buildkite organization.',
  pipeline_id: 'The ID of the Buildkite pipeline.',
  pipeline_slug: 'The short name of the Buildkite pipeline.',
};

/**
 * What is known of a condition key.
 * @param key as written in a policy, or as `conditionKeys()` has it; case does not matter
 * @returns undefined for keys of which nothing but the type is known
 */
export function keyMeaning(key: string): KeyMeaning | undefined {
  const row = [conditionKey(key)?.key, key].find((name) => name !== undefined && Object.hasOwn(ROWS, name));
  if (row !== undefined) {
    const [who, text] = ROWS[row]!;
    return {
      text,
      senders: [...who].filter((letter) => letter !== '!') as Sender[],
      common: who.endsWith('!'),
    };
  }
  const claim = claimKey(key)?.claim.toLowerCase();
  const text = claim !== undefined && Object.hasOwn(CLAIMS, claim) ? CLAIMS[claim] : undefined;
  return text === undefined
    ? undefined
    : { text, senders: ['o'], common: claim === 'aud' || claim === 'sub' };
}

/** The keys with a meaning of their own, as AWS writes them; those of identity providers' tokens are not among them. */
export const KEYS_WITH_MEANING: readonly string[] = /* @__PURE__ */ Object.keys(ROWS);
