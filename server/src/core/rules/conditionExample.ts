import { trustExample } from './trustExample';

/** A trust policy that trusts an account under a condition, for the examples of rules about conditions. */
export function conditionExample(
  condition: string,
  principal = '{ "AWS": "arn:aws:iam::111122223333:root" }',
  action = '"sts:AssumeRole"',
): string {
  return trustExample(principal, action, condition);
}
