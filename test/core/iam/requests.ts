import { parseRoleArn } from '../../../server/src/core/iam/arn';
import { parseCaller } from '../../../server/src/core/iam/caller';
import type { Request } from '../../../server/src/core/iam/request';
import { policyOf } from './policies';

/** The role that is to be assumed. */
export const ROLE = 'arn:aws:iam::111122223333:role/app/Deploy';
/** Another role of its account. */
export const BUILD = 'arn:aws:iam::111122223333:role/Build';
/** A role of another account. */
export const FOREIGN = 'arn:aws:iam::444455556666:role/Build';
/** A user of its account. */
export const USER = 'arn:aws:iam::111122223333:user/ann';

/** A request for the role. */
export function ask(who: string, more: Partial<Request> = {}): Request {
  return {
    caller: parseCaller(who)!,
    action: 'sts:AssumeRole',
    role: parseRoleArn(ROLE),
    context: new Map(),
    ...more,
  };
}

/** A statement that lets a principal assume the role. */
export const allow = (Principal: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Principal,
  Action: 'sts:AssumeRole',
  ...more,
});
/** One that denies it. */
export const deny = (Principal: unknown, more: object = {}) => ({
  ...allow(Principal, more),
  Effect: 'Deny',
});
/** An identity-based policy of one statement. */
export const identity = (Resource: unknown, Effect = 'Allow') =>
  policyOf({ Version: '2012-10-17', Statement: [{ Effect, Action: 'sts:AssumeRole', Resource }] });
