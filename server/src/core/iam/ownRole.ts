import type { Context } from '../context';
import type { CodeCallSubject, RoleVariable, WorkloadSubject } from '../documents/runningCode';
import { oncePer } from '../once';
import { sameSet, survey } from '../survey';
import { encloses, type Span } from '../text/span';
import { decoded, folderOf } from '../text/uri';

/** A call by which code assumes the role that it runs with. */
export interface OwnRoleCall {
  readonly call: CodeCallSubject;
  readonly workload: WorkloadSubject;
  /** What names the role, where the call asks the environment for it. */
  readonly variable: RoleVariable | undefined;
  /** False where no file says that the code runs in this workload. */
  readonly sure: boolean;
}

/**
 * What shows that a call assumes the role that its code has already: the workload that runs the code gives it its own
 * role as the variable that the call asks for, or has the very role that the call names. Where several run the same
 * code, all of them must.
 */
export function ownRoleOf(call: CodeCallSubject, context: Context): OwnRoleCall | undefined {
  if (call.special) return undefined;
  const all = context.subjects('workload');
  if (all.length === 0) return undefined;
  const { workloads, sure } = running(call, all);
  const own = matched(call, workloads);
  if (own !== undefined) return { ...own, sure };
  // What runs a container's code no template says: it may be this, where nothing else has the variable.
  if (call.role.kind === 'arn') return undefined;
  const folder = decoded(call.source.uri);
  const near = all.filter(
    (each) => each.code === undefined && folder.startsWith(decoded(folderOf(each.source.uri))),
  );
  const setting = all.filter(({ variables }) => variables.some(({ name }) => name === nameOf(call)));
  if (setting.some((each) => !near.includes(each) || isInside(call, each))) return undefined;
  const likely = matched(call, setting);
  return likely && { ...likely, sure: false };
}

function nameOf({ role }: CodeCallSubject): string | undefined {
  return role.kind === 'variable' ? role.name : undefined;
}

/**
 * The workloads that run a call: by its place in their definition, as their first file, or in the folder of their code.
 * Where that folder holds the template too, it holds all kinds of programs.
 */
function running(
  call: CodeCallSubject,
  all: readonly WorkloadSubject[],
): { readonly workloads: readonly WorkloadSubject[]; readonly sure: boolean } {
  const inside = all.filter((each) => isInside(call, each));
  if (inside.length > 0) return { workloads: inside, sure: true };
  const file = decoded(call.source.uri);
  const within = all.filter(({ code }) => code !== undefined && file.startsWith(decoded(code)));
  const stem = file.replace(/\.[^./]*$/, '');
  const first = within.filter(({ entry }) => entry !== undefined && decoded(entry) === stem);
  if (first.length > 0) return { workloads: first, sure: true };
  const sure = within.every(({ code = '', source: { uri } }) => !decoded(uri).startsWith(decoded(code)));
  return { workloads: within, sure };
}

function isInside({ source, span }: CodeCallSubject, { source: { uri }, body }: WorkloadSubject): boolean {
  return source.uri === uri && encloses(body, span);
}

function matched(
  call: CodeCallSubject,
  workloads: readonly WorkloadSubject[],
): Omit<OwnRoleCall, 'sure'> | undefined {
  const { role } = call;
  if (role.kind === 'arn') {
    const [workload] = workloads;
    const all = workloads.every((each) => each.role === role.arn);
    return all && workload ? { call, workload, variable: undefined } : undefined;
  }
  const given = workloads.flatMap((workload) => {
    const variables = workload.variables.filter(({ name }) => name === role.name);
    return variables.map((variable) => ({ call, workload, variable }));
  });
  return given.every(({ variable }) => variable.own) ? given[0] : undefined;
}

/** A role and where it is known by this text: expressions mean the same within a template or a Terraform module only. */
function keyOf(uri: string, role: string): string {
  if (!role.includes('${')) return role;
  return `${/\.(?:tf|tofu)(?:\.json)?$/i.test(uri) ? folderOf(uri) : uri}\n${role}`;
}

/** What the workloads in sight say of their roles: which have scripts that assume them, and which may have code that does. */
const candidates: (context: Context) => { readonly scripted: Keys; readonly named: Keys } = survey(
  'workload',
  (all) => {
    const keys = (those: readonly WorkloadSubject[]) =>
      new Set(those.map(({ role, source }) => keyOf(source.uri, role)));
    const named = ({ variables, role }: WorkloadSubject) =>
      variables.some(({ own }) => own) || !role.includes('${');
    return { scripted: keys(all.filter(({ calls }) => calls.length > 0)), named: keys(all.filter(named)) };
  },
  (one, other) => sameSet(one.scripted, other.scripted) && sameSet(one.named, other.named),
);

type Keys = ReadonlySet<string>;

/** Whether any program in sight assumes a role of which something can be said. */
const someCall: (context: Context) => boolean = survey('codeCall', (all) => all.length > 0);

/** The workloads of each role. Made once for each version: many trust policies ask. */
const byRole = oncePer((all: readonly WorkloadSubject[]) => {
  const found = new Map<string, WorkloadSubject[]>();
  for (const each of all) {
    const key = keyOf(each.source.uri, each.role);
    const known = found.get(key);
    if (known === undefined) found.set(key, [each]);
    else known.push(each);
  }
  return found;
});

/** A place at which a workload assumes its own role. */
export interface OwnRolePlace {
  readonly uri: string;
  readonly span: Span;
  readonly workload: WorkloadSubject;
}

/**
 * The places in sight at which a role is assumed by what runs with it, for certain.
 * @param role its ARN as its file writes it, holes as `${…}`
 */
export function ownRolePlaces(uri: string, role: string, context: Context): OwnRolePlace[] {
  const key = keyOf(uri, role);
  const { scripted, named } = candidates(context);
  if (!scripted.has(key) && !(named.has(key) && someCall(context))) return [];
  const mine = byRole(context.subjects('workload')).get(key) ?? [];
  const scripts = mine.flatMap((workload) =>
    workload.calls.map(({ span }): OwnRolePlace => ({ uri: workload.source.uri, span, workload })),
  );
  const code = context.subjects('codeCall').flatMap((call): OwnRolePlace[] => {
    const name = nameOf(call);
    const asked = mine.some(
      (each) => name === undefined || each.variables.some((other) => other.name === name),
    );
    const own = asked ? ownRoleOf(call, context) : undefined;
    return own?.sure && mine.includes(own.workload)
      ? [{ uri: call.source.uri, span: call.span, workload: own.workload }]
      : [];
  });
  return [...scripts, ...code];
}
