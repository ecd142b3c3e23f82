import { WEB_IDENTITIES } from './principals';

/**
 * The type under which a value of a Principal element belongs, told by its form alone.
 * Source: IAM User Guide, "AWS JSON policy elements: Principal".
 * @returns undefined when the form does not tell, `*` included
 */
export function typeOf(text: string): 'AWS' | 'Service' | 'Federated' | undefined {
  if (WEB_IDENTITIES.includes(text)) return 'Federated';
  if (/^arn:[\w-]*:iam::\d*:(?:saml|oidc)-provider\//.test(text)) return 'Federated';
  if (/^\d{12}$|^arn:[\w-]*:iam::\d{12}:(?:root$|role\/|user\/)|^arn:[\w-]*:sts::\d{12}:/.test(text))
    return 'AWS';
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:amazonaws\.(?:com|com\.cn|eu)|aws\.internal)$/.test(text)
    ? 'Service'
    : undefined;
}
