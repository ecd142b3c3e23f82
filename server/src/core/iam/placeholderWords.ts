/**
 * Words that people write where a value is to be filled in and that no syntax marks as such: `ACCOUNT-B-ID`,
 * `YOUR_ROLE_ARN`, `xxACCTNUMBERxx`, `[account]`, `%ACCOUNT%`, `__ACCOUNT__`. What holds one is not known, so no
 * rule may judge it.
 */
const WORDS = /your|account|acct|replace|insert|placeholder|change[-_]?me|x{4}|[<>[\]{}%$!]|__[a-z]|\.\.\./i;

/** Whether a principal's text, or the account in its ARN, is a word to be filled in. */
export function isToBeFilledIn(text: string): boolean {
  // A host name in lower case, such as `accounts.google.com`, is one.
  if (/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(text)) return false;
  if (!text.startsWith('arn:')) return WORDS.test(text) || /^[A-Z]+(?:[-_ ][A-Z0-9]+)+$/.test(text);
  const parts = text.split(':');
  const [, partition = '', , , account = '', ...resource] = parts;
  // An account ID has digits only: letters there stand for one. `aws` and `cloudfront` are AWS's own accounts.
  if (parts.length > 5 && /[A-Za-z<[{%$_]/.test(account) && account !== 'aws' && account !== 'cloudfront')
    return true;
  return /[<[{%$]/.test(partition) || /[<[{%$]|\.\.\./.test(resource.join(':'));
}
