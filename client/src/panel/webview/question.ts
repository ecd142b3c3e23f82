import type { FormQuestion } from '../messages';

/** The texts of the form's fields; an empty one says nothing. */
export interface FormValues {
  readonly caller: string;
  readonly action: string;
  readonly sessionName: string;
  readonly externalId: string;
  readonly mfa: string;
  readonly sourceIp: string;
  readonly organization: string;
  readonly tags: string;
  readonly claims: string;
  readonly otherKeys: string;
  readonly identityPolicy: string;
}

export const EMPTY_FORM: FormValues = {
  caller: '',
  action: '',
  sessionName: '',
  externalId: '',
  mfa: '',
  sourceIp: '',
  organization: '',
  tags: '',
  claims: '',
  otherKeys: '',
  identityPolicy: '',
};

/** The question that a form asks: fields become condition keys, a tag and a claim on each line. */
export function questionOf(values: FormValues): FormQuestion {
  const caller = values.caller.trim();
  const pairs: string[] = [];
  const put = (key: string, value: string) => {
    if (value.trim() !== '') pairs.push(`${key}=${value.trim()}`);
  };
  put('sts:RoleSessionName', values.sessionName);
  put('sts:ExternalId', values.externalId);
  put('aws:SourceIp', values.sourceIp);
  put('aws:PrincipalOrgID', values.organization);
  // With an access key and without MFA the request does not carry the key at all.
  if (values.mfa === 'absent') pairs.push('aws:MultiFactorAuthPresent=');
  else put('aws:MultiFactorAuthPresent', values.mfa);
  for (const [key, value] of linesOf(values.tags)) put(`aws:RequestTag/${key}`, value);
  const issuer = issuerOf(caller);
  for (const [key, value] of linesOf(values.claims)) put(key.includes(':') ? key : `${issuer}:${key}`, value);
  for (const [key, value] of linesOf(values.otherKeys)) pairs.push(`${key}=${value}`);
  return {
    caller,
    context: pairs,
    ...(values.action !== '' && { action: values.action }),
    ...(values.identityPolicy.trim() !== '' && { identityPolicy: values.identityPolicy }),
  };
}

function linesOf(text: string): [string, string][] {
  return text.split('\n').flatMap((line): [string, string][] => {
    const at = line.indexOf('=');
    return at <= 0 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()]];
  });
}

/** What stands before the colon in the condition keys of a provider's claims. */
function issuerOf(caller: string): string {
  if (/^saml:|:saml-provider\//.test(caller)) return 'saml';
  return caller
    .replace(/^oidc:/, '')
    .replace(/^arn:[^/]*:oidc-provider\//, '')
    .replace(/^https?:\/\//, '')
    .replace(/\/$/, '');
}
