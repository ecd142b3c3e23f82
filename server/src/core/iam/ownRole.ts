import type { Context } from '../context';
import type { CodeCallSubject, RoleVariable, WorkloadSubject } from '../documents/runningCode';
import { survey } from '../survey';
import { encloses } from '../text/span';
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
  const own = matched(call, running(call, all));
  if (own !== undefined) return { ...own, sure: true };
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

/** The workloads that run a call: by its place in their definition, as their first file, or in the folder of their code. */
function running(call: CodeCallSubject, all: readonly WorkloadSubject[]): readonly WorkloadSubject[] {
  const inside = all.filter((each) => isInside(call, each));
  if (inside.length > 0) return inside;
  const file = decoded(call.source.uri);
  const within = all.filter(({ code }) => code !== undefined && file.startsWith(decoded(code)));
  const stem = file.replace(/\.[^./]*$/, '');
  const first = within.filter(({ entry }) => entry !== undefined && decoded(entry) === stem);
  return first.length > 0 ? first : within;
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

/** The roles whose workloads may assume them: those that a variable or a script of theirs names. */
const candidates: (context: Context) => ReadonlySet<string> = survey(
  'workload',
  (all) =>
    new Set(
      all
        .filter(
          ({ variables, calls, role }) =>
            calls.length > 0 || variables.some(({ own }) => own) || !role.includes('${'),
        )
        .map(({ role, source }) => keyOf(source.uri, role)),
    ),
  (one, other) => one.size === other.size && [...one].every((each) => other.has(each)),
);

/** A place at which a workload assumes its own role. */
export interface OwnRolePlace {
  readonly uri: string;
  readonly span: { readonly start: number; readonly end: number };
  readonly workload: WorkloadSubject;
}

/**
 * The places in sight at which a role is assumed by what runs with it, for certain.
 * @param role its ARN as its file writes it, holes as `${…}`
 */
export function ownRolePlaces(uri: string, role: string, context: Context): OwnRolePlace[] {
  const key = keyOf(uri, role);
  if (!candidates(context).has(key)) return [];
  const mine = (each: WorkloadSubject) => keyOf(each.source.uri, each.role) === key;
  const scripts = context
    .subjects('workload')
    .filter(mine)
    .flatMap((workload) =>
      workload.calls.map(({ span }): OwnRolePlace => ({ uri: workload.source.uri, span, workload })),
    );
  const code = context.subjects('codeCall').flatMap((call): OwnRolePlace[] => {
    const own = ownRoleOf(call, context);
    return own?.sure && mine(own.workload)
      ? [{ uri: call.source.uri, span: call.span, workload: own.workload }]
      : [];
  });
  return [...scripts, ...code];
}
