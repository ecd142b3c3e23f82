import { plain } from '../../core/explain/sentence';
import { roleMap } from '../../core/features/roleMap';
import type { RoleGraph } from '../../core/iam/graph';
import type { Diagram } from '../../picture/diagram';
import { drawLayers } from '../../picture/picture';
import { svgFile } from '../../picture/svgFile';
import { widthEstimated } from '../../picture/widthEstimated';

/** The graph as a picture: the same boxes and arrows as in the editor's panel. */
export function graphSvg(graph: RoleGraph): { readonly svg: string; readonly notes: readonly string[] } {
  const { title, diagram } = roleMap(graph);
  if (diagram === undefined) return { svg: '', notes: [] };
  const shown: Diagram = {
    nodes: diagram.nodes.map(({ id, kind, label, detail, column, missing }) => ({
      id,
      kind,
      label: plain(label),
      column,
      ...(detail && { detail: plain(detail) }),
      ...(missing && { missing }),
    })),
    edges: diagram.edges.map(({ from, to, kind, label, remarks, circle }) => ({
      from,
      to,
      kind,
      label: plain(label),
      ...(remarks && { remarks: remarks.map(plain) }),
      ...(circle && { circle }),
    })),
  };
  const names = new Map(shown.nodes.map(({ id, label }) => [id, label]));
  const notes = (diagram.notes ?? []).map(plain);
  const ways = shown.edges.map(({ from, to, label, remarks = [] }) => {
    const how = [label, ...remarks].join(', ');
    return `${names.get(from)} → ${names.get(to)}: ${how}.`;
  });
  const description = [`${plain(title)}.`, ...ways, ...notes].join(' ');
  const words = { id: 'sts-lens-roles', title: plain(diagram.title), description };
  return { svg: svgFile(drawLayers(shown, words, widthEstimated)), notes };
}
