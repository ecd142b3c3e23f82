import type { Comparison, Diagram, Explanation, Step, Table } from '../core/explain/explanation';
import { explanationMarkdown } from '../core/explain/markdown';
import { harmless, plain, type Sentence } from '../core/explain/sentence';
import type { Span } from '../core/text/span';
import type {
  Part,
  Place,
  RenderedComparison,
  RenderedDiagram,
  RenderedExplanation,
  RenderedStep,
  RenderedTable,
} from './protocol';

/** Turns a span into a place; undefined when the file is not in sight. */
export type Locate = (span: Span, uri: string | undefined) => Place | undefined;

/** An explanation as plain JSON with positions, for a panel in any editor. */
export function renderExplanation(explanation: Explanation, locate: Locate): RenderedExplanation {
  return {
    title: partsOf(explanation.title),
    tables: (explanation.tables ?? []).map((table) => renderTable(table, locate)),
    steps: explanation.steps.map((step) => renderStep(step, locate)),
    markdown: explanationMarkdown(explanation),
    ...(explanation.verdict && { verdict: explanation.verdict }),
    ...(explanation.comparison && { comparison: renderComparison(explanation.comparison) }),
    ...(explanation.diagram && { diagram: renderDiagram(explanation.diagram, locate) }),
    ...placed(explanation.span, explanation.uri, locate),
  };
}

/** A sentence as words and values in a row. */
export function partsOf(sentence: Sentence): Part[] {
  const parts: Part[] = [];
  const add = (text: string, value: boolean) => {
    const last = parts.at(-1);
    if (text === '') return;
    if (last !== undefined && !last.value && !value)
      parts[parts.length - 1] = { text: last.text + text, value };
    else parts.push({ text, value });
  };
  const walk = ({ words, values }: Sentence) => {
    add(words[0] ?? '', false);
    values.forEach((value, i) => {
      if (typeof value === 'object') walk(value);
      else add(harmless(String(value)) || '(empty)', true);
      add(words[i + 1] ?? '', false);
    });
  };
  walk(sentence);
  return parts;
}

function renderStep(step: Step, locate: Locate): RenderedStep {
  return {
    sentence: partsOf(step.sentence),
    steps: (step.steps ?? []).map((below) => renderStep(below, locate)),
    ...(step.verdict && { verdict: step.verdict }),
    ...(step.source && { source: step.source }),
    ...placed(step.span, step.uri, locate),
  };
}

function renderTable(table: Table, locate: Locate): RenderedTable {
  return {
    title: partsOf(table.title),
    columns: table.columns.map(partsOf),
    rows: table.rows.map((row) => ({
      cells: row.cells.map(partsOf),
      ...(row.verdict && { verdict: row.verdict }),
      ...placed(row.span, row.uri, locate),
    })),
  };
}

function renderComparison({ title, sides, difference }: Comparison): RenderedComparison {
  return {
    title: partsOf(title),
    sides: sides.map(({ when, verdict, answer, because }) => ({
      when: partsOf(when),
      verdict,
      answer: partsOf(answer),
      because: partsOf(because),
    })),
    difference: partsOf(difference),
  };
}

function renderDiagram({ title, nodes, edges, layered, notes }: Diagram, locate: Locate): RenderedDiagram {
  return {
    title: partsOf(title),
    ...(layered && { layered }),
    ...(notes && { notes: notes.map(partsOf) }),
    nodes: nodes.map(({ id, kind, label, detail, column, span, uri, missing }) => ({
      id,
      kind,
      label: plain(label),
      column,
      ...(detail && { detail: plain(detail) }),
      ...(missing && { missing }),
      ...placed(span, uri, locate),
    })),
    edges: edges.map(({ from, to, kind, label, remarks, circle }) => ({
      from,
      to,
      kind,
      label: plain(label),
      ...(remarks && remarks.length > 0 && { remarks: remarks.map(plain) }),
      ...(circle && { circle }),
    })),
  };
}

function placed(span: Span | undefined, uri: string | undefined, locate: Locate): { place?: Place } {
  const place = span && locate(span, uri);
  return place === undefined ? {} : { place };
}
