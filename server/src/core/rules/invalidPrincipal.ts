import { type Sentence, say } from '../explain/sentence';

/**
 * The sentence with which IAM refuses to save a trust policy for one principal, without a full stop; values as long
 * as to crowd a message are cut. It is what CreateRole and UpdateAssumeRolePolicy answer.
 * @param type the type key: IAM shows it in upper case
 */
export function invalidPrincipal(type: string, text: string): Sentence {
  const short = text.length > 56 ? `${text.slice(0, 40)}…` : text;
  return say`MalformedPolicyDocument: Invalid principal in policy: ${`"${type.toUpperCase()}":"${short}"`}`;
}
