import { Anchor } from '../text/anchor';
import { heldBy, movedEntry, movedProblem } from './moving';
import type { Parsed, Problem, Syntax, TreeReader } from './syntax';
import { type Entry, entryOf, type LocatedObject } from './tree';
import { yamlEdits } from './yamlEdits';
import { plainYaml } from './yamlPlain';
import { resourcesOf } from './yamlResources';
import { yamlScalar } from './yamlText';
import { yamlTree } from './yamlTree';

/** The first few problems say what is wrong; those behind them are mostly echoes. */
const PROBLEM_LIMIT = 20;

/**
 * YAML. The resources of a template are read one by one: what is wrong in one leaves the others alone, and of a
 * template that is edited, only the resource that was edited is read anew.
 */
export const yaml: Syntax = {
  id: 'yaml',
  parse: (text) => new YamlReader().read(text),
  reader: () => new YamlReader(),
  edits: (text) => yamlEdits(text, yaml.parse),
  unquote: yamlScalar,
};

/** What was read of one resource of a template. */
interface Resource {
  readonly anchor: Anchor;
  readonly entries: readonly Entry[];
  /** Spans from the start of the resource's first line. */
  readonly problems: readonly Problem[];
}

class YamlReader implements TreeReader {
  /** Of the version read last, by their text. */
  #resources: ReadonlyMap<string, Resource[]> = new Map();

  read(text: string): Parsed {
    const places = resourcesOf(text);
    const [first, last] = [places?.[0], places?.at(-1)];
    if (places === undefined || first === undefined || last === undefined) return this.#whole(text);
    const rest = yamlTree(text.slice(0, first.start) + text.slice(last.end));
    const head = rest.root?.kind === 'object' ? entryOf(rest.root, 'Resources') : undefined;
    if (rest.root?.kind !== 'object' || head === undefined || head.value !== undefined)
      return this.#whole(text);

    const next = new Map<string, Resource[]>();
    const entries: Entry[] = [];
    const removed = last.end - first.start;
    const problems = rest.problems.map((each) =>
      movedProblem(each, each.span.start >= first.start ? removed : 0),
    );
    for (const { start, end } of places) {
      const own = text.slice(start, end);
      const resource = this.#resources.get(own)?.shift() ?? readResource(own);
      if (resource === undefined) return this.#whole(text);
      resource.anchor.offset = start;
      entries.push(...resource.entries);
      problems.push(...resource.problems.map((each) => movedProblem(each, start)));
      const same = next.get(own);
      if (same === undefined) next.set(own, [resource]);
      else same.push(resource);
    }
    this.#resources = next;
    const root = withResources(rest.root, head, entries, first.start, removed);
    return { root, problems: problems.slice(0, PROBLEM_LIMIT) };
  }

  #whole(text: string): Parsed {
    this.#resources = new Map();
    return yamlTree(text);
  }
}

function readResource(own: string): Resource | undefined {
  const plain = plainYaml(own);
  const { root, problems } = plain === undefined ? yamlTree(own) : { root: plain, problems: [] };
  if (root?.kind !== 'object') return undefined;
  const anchor = new Anchor(0);
  heldBy(root, anchor);
  return { anchor, entries: root.entries, problems };
}

/** The tree of a template without resources, with the resources put in where they were taken out. */
function withResources(
  root: LocatedObject,
  head: Entry,
  entries: readonly Entry[],
  from: number,
  removed: number,
): LocatedObject {
  const place = (offset: number) => (offset >= from ? offset + removed : offset);
  const moveSpan = (span: { start: number; end: number }) => ({
    start: place(span.start),
    end: place(span.end),
  });
  const [first, last] = [entries[0]!.span.start, entries.at(-1)!.span.end];
  const value: LocatedObject = { kind: 'object', span: { start: first, end: last }, entries };
  const all = root.entries.map((entry): Entry => {
    if (entry === head) return { key: head.key, value, span: { start: head.span.start, end: last } };
    return movedEntry(entry, moveSpan);
  });
  const end = Math.max(...all.map((entry) => entry.span.end));
  return { kind: 'object', span: { start: root.span.start, end }, entries: all };
}
