import type { Denial } from '../events/denial';
import type { Reference, Step } from '../explain/explanation';
import { type Sentence, say, words } from '../explain/sentence';

/** What an error other than AccessDenied means, and what to do. */
interface OtherError {
  readonly code: RegExp;
  /** What the message must also say. */
  readonly says?: RegExp;
  readonly means: string;
  readonly remedy: string;
  readonly source: Reference;
}

const api = (action: string): Reference => ({
  title: `AWS STS API Reference: ${action}`,
  url: `https://docs.aws.amazon.com/STS/latest/APIReference/API_${action}.html`,
});
const WEB = api('AssumeRoleWithWebIdentity');
const ASSUME = api('AssumeRole');
const OIDC: Reference = {
  title: 'IAM User Guide: Create an OpenID Connect (OIDC) identity provider in IAM',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html',
};

const ERRORS: readonly OtherError[] = [
  {
    code: /^InvalidIdentityToken/,
    says: /no openidconnect provider found/i,
    means: 'The account of the role has no OIDC provider for the issuer of the token.',
    remedy:
      'Create the provider in that account, with exactly the issuer’s URL, or call the role in the account that has it. The trust policy is not looked at before that.',
    source: OIDC,
  },
  {
    code: /^InvalidIdentityToken/,
    says: /audience/i,
    means: 'The audience of the token (aud) is none that the OIDC provider in IAM accepts.',
    remedy:
      'Add the audience to the provider’s client IDs, or ask for a token with an audience that is there, such as sts.amazonaws.com.',
    source: OIDC,
  },
  {
    code: /^InvalidIdentityToken/,
    means: 'AWS could not validate the token of the identity provider.',
    remedy:
      'Look at the token’s issuer, audience and signature, and at whether AWS can reach the issuer’s public keys. The trust policy is not looked at before that.',
    source: WEB,
  },
  {
    code: /^ExpiredToken/,
    means: 'The credentials or the token had expired when the call was made.',
    remedy: 'Get new ones. No policy has to change.',
    source: WEB,
  },
  {
    code: /^IDPRejectedClaim/,
    means: 'The identity provider refused the token’s claim, for example because it was revoked.',
    remedy: 'Get a new token from the provider. No policy has to change.',
    source: WEB,
  },
  {
    code: /^IDPCommunicationError/,
    means: 'AWS could not reach the identity provider.',
    remedy: 'Try again; where it goes on, look at whether the issuer’s URL answers from the internet.',
    source: WEB,
  },
  {
    code: /^RegionDisabled/,
    means: 'STS is not activated in this Region for the account.',
    remedy: 'Activate the Region in the account settings of IAM, or call the endpoint of another Region.',
    source: ASSUME,
  },
  {
    code: /^PackedPolicyTooLarge/,
    means: 'The session policies and tags of the call are too large together.',
    remedy: 'Pass fewer or shorter session policies or tags.',
    source: ASSUME,
  },
  {
    code: /^(?:ValidationError|AccessDenied)$/,
    says: /DurationSeconds exceeds/i,
    means:
      'The session was to last longer than allowed: longer than the role’s maximum session duration or, where a role session makes the call (role chaining), longer than one hour.',
    remedy:
      'Ask for a shorter session, or raise the maximum session duration of the role (which role chaining does not go by).',
    source: ASSUME,
  },
  {
    code: /^(?:InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch)/,
    means: 'AWS does not accept the credentials the call was signed with.',
    remedy: 'Look at which access key is used, and whether it exists and is active. No policy has to change.',
    source: {
      title: 'AWS STS API Reference: Common errors',
      url: 'https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html',
    },
  },
];

/** The meaning of an error that no policy decides; undefined for refusals by policies. */
export function otherErrorSteps({
  code,
  message,
  resource,
}: Denial): { title: Sentence; steps: Step[] } | undefined {
  if (code === undefined) return undefined;
  const error = ERRORS.find((each) => each.code.test(code) && (each.says?.test(message ?? '') ?? true));
  if (error === undefined) return undefined;
  const about = resource?.startsWith('http') ? say` (${resource})` : words('');
  return {
    title: say`${words(error.means.split(':')[0]!.replace(/\.$/, ''))}${about}`,
    steps: [
      { sentence: words(error.means), verdict: 'no', source: error.source },
      { sentence: say`How to put it right: ${words(error.remedy)}` },
    ],
  };
}
