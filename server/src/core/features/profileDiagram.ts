import type { Diagram, DiagramEdge, DiagramNode } from '../explain/explanation';
import { say, words } from '../explain/sentence';
import type { ProfileChain } from '../sts/profileChain';
import { isGlobal, isWorthNaming, type ToolAnswer } from '../sts/profileEndpoints';
import type { Profile } from '../sts/profiles';

/** A chain of profiles from its first credentials to the STS endpoints that tools call with it, as boxes and arrows. */
export function profileDiagram({ links, end }: ProfileChain, answers: readonly ToolAnswer[]): Diagram {
  const nodes: DiagramNode[] = [];
  const edges: DiagramEdge[] = [];
  const credentials = credentialsNode(links, end);
  nodes.push(credentials);
  let before = credentials.id;
  let column = 1;
  // Credentials flow from the end of the chain to its beginning.
  for (const link of [...links].reverse().slice(-6)) {
    const role = link.settings.get('role_arn');
    const id = `profile ${link.name}`;
    nodes.push({
      id,
      kind: 'profile',
      label: say`profile ${link.name}`,
      column,
      ...placeOf(link, undefined),
    });
    const broken = before === credentials.id && (end.kind === 'loop' || end.kind === 'missing');
    edges.push({
      from: before,
      to: id,
      kind: broken ? 'denied' : 'leads',
      label: words(broken ? 'refused' : 'credentials'),
    });
    before = id;
    column++;
    if (role === undefined) continue;
    const name = role.value.replace(/^.*:role\//, '');
    const roleId = `role ${link.name}`;
    nodes.push({ id: roleId, kind: 'role', label: say`role ${name}`, column, ...placeOf(link, 'role_arn') });
    edges.push({ from: id, to: roleId, kind: 'leads', label: words('assumes') });
    before = roleId;
    column++;
  }
  for (const [host, tools] of hostsOf(answers)) {
    const id = `host ${host}`;
    const global = tools.some(isGlobal);
    const label = host === '' ? words('refused') : say`${host}`;
    const detail = host === '' ? undefined : words(global ? 'global endpoint' : 'STS endpoint');
    nodes.push({ id, kind: 'host', label, column, ...(detail && { detail }) });
    const [first] = tools;
    const more = tools.length > 1 ? ` and ${tools.length - 1} more` : '';
    const kind = host === '' ? 'denied' : 'leads';
    edges.push({
      from: before,
      to: id,
      kind,
      label: words(`${first === undefined ? '' : toolWords(first)}${more}`),
    });
  }
  return { title: words('From the first credentials to the STS endpoint'), nodes, edges };
}

function credentialsNode(links: readonly Profile[], end: ProfileChain['end']): DiagramNode {
  const last = links.at(-1);
  const node = (label: DiagramNode['label'], key?: string): DiagramNode => ({
    id: 'credentials',
    kind: 'keys',
    label,
    column: 0,
    ...(last && key !== undefined && placeOf(last, key)),
  });
  switch (end.kind) {
    case 'keys':
      return node(words('access key'), 'aws_access_key_id');
    case 'source':
      return node(say`${last?.settings.get('credential_source')?.value ?? ''}`, 'credential_source');
    case 'loop':
      return node(say`back to profile ${end.name}`);
    case 'missing':
      return node(say`no profile ${end.name}`);
    case 'unknown':
      return node(words('credentials from elsewhere'));
  }
}

function placeOf(link: Profile, key: string | undefined): Pick<DiagramNode, 'span' | 'uri'> {
  if (key === undefined) {
    const [section] = link.sections;
    return section === undefined ? {} : { span: section.headerSpan, uri: section.source.uri };
  }
  const found = link.settings.get(key);
  return found === undefined ? {} : { span: found.setting.span, uri: found.section.source.uri };
}

/** The hosts that tools worth naming call, those that most tools call first; an empty host stands for a refusal. */
function hostsOf(answers: readonly ToolAnswer[]): [string, ToolAnswer[]][] {
  const hosts = new Map<string, ToolAnswer[]>();
  for (const each of answers.filter(isWorthNaming)) {
    const host = each.answer.host ?? '';
    hosts.set(host, [...(hosts.get(host) ?? []), each]);
  }
  return [...hosts].sort((a, b) => b[1].length - a[1].length).slice(0, 6);
}

/** A tool with the versions meant, where they matter. */
function toolWords({ tool, age }: ToolAnswer): string {
  return age === 'before' && tool.changed !== undefined
    ? `${tool.name} < ${tool.changed.version}`
    : tool.name;
}
