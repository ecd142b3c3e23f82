/** The parts of an Amazon Resource Name, `arn:partition:service:region:account:resource`. */
export interface Arn {
  readonly text: string;
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** All behind the fifth colon, such as `role/path/name`. */
  readonly resource: string;
}

/** Splits an ARN, or returns undefined when the text has not six parts beginning with `arn`. */
export function parseArn(text: string): Arn | undefined {
  const parts = text.split(':');
  if (parts.length < 6 || parts[0] !== 'arn') return undefined;
  const [, partition, service, region, account] = parts as [string, string, string, string, string];
  return { text, partition, service, region, account, resource: parts.slice(5).join(':') };
}

/** An IAM role by its ARN. */
export interface RoleArn {
  readonly text: string;
  readonly partition: string;
  readonly account: string;
  /** `/` or `/a/b/`: begins and ends with a slash, as IAM writes it. */
  readonly path: string;
  readonly name: string;
}

/**
 * What a full role ARN looks like. Name and path as in the IAM API reference, CreateRole: a name of 1 to 64
 * of the characters `\w+=,.@-`, a path of printable ASCII between slashes.
 */
export const ROLE_ARN = /^arn:(aws[a-z0-9-]*):iam::(\d{12}):role(\/(?:[\x21-\x7e]+\/)?)([\w+=,.@-]{1,64})$/;

/** Reads a role ARN, or returns undefined when the text is not exactly one. */
export function parseRoleArn(text: string): RoleArn | undefined {
  const match = ROLE_ARN.exec(text);
  if (match === null) return undefined;
  const [, partition, account, path, name] = match as unknown as [string, string, string, string, string];
  return { text, partition, account, path, name };
}
