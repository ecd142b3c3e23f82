import { type Sentence, say, words } from '../explain/sentence';

/**
 * What an action in a trust policy lets its principals do, by the action in lower case.
 * Source: AWS STS API Reference, and IAM User Guide, "Passing session tags in AWS STS".
 */
export const ACTION_MEANINGS: ReadonlyMap<string, Sentence> = new Map([
  [
    'sts:assumerole',
    words(
      'Lets AWS principals and services get credentials of this role. Identity providers use actions of their own.',
    ),
  ],
  [
    'sts:assumerolewithsaml',
    words('Lets users of a SAML provider get credentials of this role with a SAML assertion.'),
  ],
  [
    'sts:assumerolewithwebidentity',
    words(
      'Lets users of an OIDC provider get credentials of this role with a token. Only conditions on the token’s claims tell them apart.',
    ),
  ],
  [
    'sts:tagsession',
    words(
      'Lets callers pass session tags when they assume this role. Without it a call that passes tags is denied as a whole.',
    ),
  ],
  [
    'sts:setsourceidentity',
    words('Lets callers set a source identity, which stays with the session and everything it assumes.'),
  ],
  [
    'sts:setcontext',
    words(
      'Lets callers pass a trusted context, as IAM Identity Center does for trusted identity propagation.',
    ),
  ],
  [
    'sts:*',
    say`Every action of STS. In a trust policy this comes to ${'sts:AssumeRole'} and its siblings, ${'sts:TagSession'}, ${'sts:SetSourceIdentity'} and ${'sts:SetContext'}.`,
  ],
]);
