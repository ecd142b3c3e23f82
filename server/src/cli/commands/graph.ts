import { roleGraph } from '../../core/iam/graph';
import { writtenRole } from '../../core/iam/roleOf';
import { LineIndex } from '../../core/text/lineIndex';
import { collect } from '../files/collect';
import { SettingsFinder } from '../files/settings';
import { graphDot, graphJson, graphMermaid, graphText, type Place } from '../graph/render';
import { VERSION } from '../version';
import { Workspace } from '../workspace';
import { command } from './command';

const options = {
  format: {
    type: 'one',
    value: 'NAME',
    choices: ['text', 'json', 'mermaid', 'dot', 'svg'],
    short: 'f',
    help: 'How to write it (default: text).',
  },
  config: { type: 'one', value: 'FILE', short: 'c', help: 'Use these settings.' },
  'no-config': { type: 'flag', help: 'Use no settings file.' },
} as const;

export const graphCommand = command({
  name: 'graph',
  summary:
    'Show who can assume whom across all files: chains, cycles, other accounts, roles that are missing.',
  usage: 'graph [options] [PATH…]',
  options,
  notes: `
A PATH is a file or a folder; without one the working folder is looked at. Examples in documentation are left
out. A dashed arrow in mermaid and dot, or the word "depends" in text, stands for what conditions or policies out
of sight decide. In svg the words on each arrow say what it stands for; one that ends in a cross is denied.`,
  async run({ options: given, rest }, terminal) {
    let incomplete = false;
    const settings = new SettingsFinder({
      file: given['no-config'] ? false : given.config,
      rules: {},
      cwd: terminal.cwd,
      onProblem(message) {
        incomplete = true;
        terminal.err(`${message}\n`);
      },
    });
    const collection = collect(rest.length === 0 ? ['.'] : rest, 'stdin', settings, terminal);
    const workspace = new Workspace(settings);
    for (const file of collection.files) workspace.add(file);
    const members = [...workspace.members];
    const used = members.map((member) => ({
      context: workspace.context(member),
      subjects: member.document.subjects.filter(({ source }) => source.standing === undefined),
    }));
    const trusts = used.flatMap(({ subjects, context }) =>
      subjects.flatMap((subject) =>
        subject.kind === 'trustPolicy' ? [{ subject, role: writtenRole(subject, context.settings) }] : [],
      ),
    );
    const identities = used.flatMap(({ subjects }) =>
      subjects.flatMap((subject) => (subject.kind === 'identityPolicy' ? [subject] : [])),
    );
    const graph = roleGraph(trusts, identities);
    const lines = new Map<string, LineIndex>();
    const place: Place = ({ uri, span }) => {
      const member = workspace.get(uri);
      let index = lines.get(uri);
      if (index === undefined) {
        index = new LineIndex(member?.file.text ?? '');
        lines.set(uri, index);
      }
      return { file: member?.file.name ?? uri, line: index.at(span.start).line };
    };
    switch (given.format) {
      case 'json':
        terminal.out(graphJson(graph, place, VERSION));
        break;
      case 'mermaid':
        terminal.out(graphMermaid(graph));
        break;
      case 'dot':
        terminal.out(graphDot(graph));
        break;
      case 'svg': {
        // Loaded here only: laying boxes out takes a library that nothing else needs.
        const { graphSvg } = await import('../graph/graphSvg.js');
        const { svg, notes } = graphSvg(graph);
        terminal.out(svg);
        for (const note of notes) terminal.err(`${note}\n`);
        break;
      }
      default:
        terminal.out(graphText(graph, place));
    }
    return { kind: incomplete || collection.incomplete() ? 'incomplete' : 'shown' };
  },
});
