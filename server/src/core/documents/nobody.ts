import type { RoleFacts } from './subjects';

/** A role of which nothing is known but that it is created. */
export const NOBODY: RoleFacts = {
  arn: undefined,
  name: undefined,
  path: undefined,
  account: undefined,
  lifecycle: 'created',
  span: undefined,
};
