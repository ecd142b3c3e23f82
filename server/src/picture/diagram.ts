/** What a picture shows: boxes, and arrows between them. `kind` names a shape, and a kind of line. */
export interface Diagram {
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
  /** Columns say nothing: it is laid out in layers along the arrows. */
  readonly layered?: true;
}

export interface DiagramNode {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly detail?: string;
  readonly column: number;
  /** Where a click leads, for those who can follow. */
  readonly place?: unknown;
  /** Named, and not defined in any file in sight. */
  readonly missing?: true;
}

export interface DiagramEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: 'direct' | 'delegated' | 'conditional' | 'denied' | 'leads';
  readonly label: string;
  readonly remarks?: readonly string[];
  /** Part of a circle of roles. */
  readonly circle?: true;
}
