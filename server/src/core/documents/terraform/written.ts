import type { HclAttribute, HclBlock } from '../../syntax/hcl/tree';
import type { Entry, LocatedObject, LocatedValue } from '../../syntax/tree';

/** What a value of a policy is written as in a `data "aws_iam_policy_document"`. */
export type Written =
  | { readonly kind: 'document'; readonly block: HclBlock }
  | { readonly kind: 'statements'; readonly block: HclBlock; readonly blocks: readonly HclBlock[] }
  | { readonly kind: 'statement'; readonly block: HclBlock }
  /** `Principal`, `NotPrincipal` or `Condition` of a statement, or the tests of one operator. */
  | {
      readonly kind: 'blocks';
      readonly element: Element;
      readonly statement: HclBlock;
      readonly blocks: readonly HclBlock[];
      readonly test?: string;
    }
  /** An attribute, such as `actions`; undefined where its value is the default one. */
  | {
      readonly kind: 'attribute';
      readonly name: string;
      readonly block: HclBlock;
      readonly attribute: HclAttribute | undefined;
    }
  /** An item of a list that is written out. */
  | { readonly kind: 'item' }
  /** The values of several blocks of one type: in none of them alone. */
  | { readonly kind: 'merged'; readonly blocks: readonly HclBlock[] };

export type Element = 'Principal' | 'NotPrincipal' | 'Condition';

/** A policy that a data source makes, and how each of its values is written. */
export interface WrittenPolicy {
  readonly object: LocatedObject;
  readonly written: ReadonlyMap<LocatedValue | Entry, Written>;
}

/** The elements of a statement by the attributes they are written as. */
export const ATTRIBUTES: Readonly<Record<string, string>> = {
  Sid: 'sid',
  Effect: 'effect',
  Action: 'actions',
  NotAction: 'not_actions',
  Resource: 'resources',
  NotResource: 'not_resources',
};

/** The elements of a statement by the blocks they are written as. */
export const BLOCKS: Readonly<Record<Element, string>> = {
  Principal: 'principals',
  NotPrincipal: 'not_principals',
  Condition: 'condition',
};
