import type { IdentityPolicySubject, TrustPolicySubject } from '../documents/subjects';
import type { Span } from '../text/span';
import { GraphMaker } from './graphMaker';
import { chainsIn, cyclesIn, type Steps } from './graphPaths';
import type { Role } from './role';

/** Somebody who can assume a role, or a role that can be assumed. */
export interface GraphNode {
  /** One name for one thing in all files: an ARN, a service, an account; of a role without either its place. */
  readonly id: string;
  readonly kind: 'role' | 'user' | 'account' | 'service' | 'provider' | 'everyone' | 'other';
  /** Short, for people. */
  readonly label: string;
  /** Where the role's trust policy stands; undefined for what no file in sight defines. */
  readonly place: { readonly uri: string; readonly span: Span } | undefined;
  /** Twelve digits, where the files say them. */
  readonly account: string | undefined;
}

/** `from` can assume `to`. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** `depends`: on conditions, or on policies out of sight. */
  readonly verdict: 'yes' | 'depends';
  /** `account`: the trust policy trusts the account, and a policy of the role in sight asks for it. */
  readonly by: 'trust' | 'account';
  /** `delegated`: policies of the caller's account decide as well. `conditional`: conditions decide. */
  readonly way: 'direct' | 'delegated' | 'conditional';
  /** `depends` where the files do not say one of the accounts. */
  readonly crossAccount: 'yes' | 'no' | 'depends';
  /** The place in the trust policy. */
  readonly place: { readonly uri: string; readonly span: Span };
}

/** Somebody whom a role's trust policy names and a Deny statement of it keeps out. */
export interface GraphDenial {
  /** Among the nodes of the graph only where an edge, or a file in sight, has put it there. */
  readonly from: GraphNode;
  readonly to: string;
  /** The place in the trust policy. */
  readonly place: { readonly uri: string; readonly span: Span };
}

export interface RoleGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly denials: readonly GraphDenial[];
  /** Roles that can assume each other in a circle, each circle once; a role that can assume itself is one alone. */
  readonly cycles: readonly (readonly string[])[];
  /** Roles that can be assumed one after the other, three at least. Each is as long as it can be. */
  readonly chains: readonly (readonly string[])[];
}

/**
 * Who can assume whom, by the policies in sight.
 * @param trusts each with its role as far as it is known
 * @param identities permissions policies, of which those attached to a role say what that role asks for
 */
export function roleGraph(
  trusts: readonly { readonly subject: TrustPolicySubject; readonly role: Role | undefined }[],
  identities: readonly IdentityPolicySubject[],
): RoleGraph {
  const steps = graphSteps(trusts, identities);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** As roleGraph, in small steps: of thousands of roles others may want their turn in between. */
export function* graphSteps(
  trusts: readonly { readonly subject: TrustPolicySubject; readonly role: Role | undefined }[],
  identities: readonly IdentityPolicySubject[],
): Generator<undefined, RoleGraph> {
  const made = new GraphMaker();
  for (const { subject, role } of trusts) made.define(subject, role);
  for (const { subject, role } of trusts) {
    made.trust(subject, role);
    yield;
  }
  for (const identity of identities) {
    made.ask(identity);
    yield;
  }
  const { nodes, edges, denials } = made;
  const next = roleSteps(nodes, edges);
  return { nodes: [...nodes.values()], edges, denials, cycles: cyclesIn(next), chains: chainsIn(next) };
}

/** Which roles each role can assume. */
function roleSteps(nodes: ReadonlyMap<string, GraphNode>, edges: readonly GraphEdge[]): Steps {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) {
    if (nodes.get(from)?.kind !== 'role') continue;
    const known = next.get(from);
    if (known === undefined) next.set(from, [to]);
    else known.push(to);
  }
  return next;
}
