import { blocksOf, dynamicBlocksOf, type HclBlock } from '../../syntax/hcl/tree';
import { plainTextEdits } from '../../syntax/plainText';
import { knownString, type LocatedValue, readable } from '../../syntax/tree';
import type { Span } from '../../text/span';
import type { AssumeRoleCallSubject, CommandCredentials } from '../subjects';
import { type Arguments, inBlock, inObject } from './arguments';
import type { ModuleFile, TerraformModule } from './module';
import { isTerraformJson } from './namedFiles';
import { Values } from './values';

/** Arguments that give credentials of another kind than the profile's. */
const OTHERS = [
  'access_key',
  'shared_config_files',
  'shared_credentials_file',
  'shared_credentials_files',
] as const;

/** What limits a session to a part of the role's permissions: a reason to assume the role once more. */
const LIMITS = ['policy', 'policy_arns'] as const;
/** The same beside the backend's own `role_arn`, which is deprecated since Terraform 1.6. */
const OLD_LIMITS = ['assume_role_policy', 'assume_role_policy_arns'] as const;

/** A role that is assumed, with the place of its name. */
interface Assumed {
  readonly role: string;
  readonly span: Span;
  readonly limited: boolean;
  readonly remove: Arguments['remove'];
}

/**
 * The roles that providers `aws`, backends `s3` and the data sources that read such a backend assume with credentials
 * of which their own block says whose they are: a profile's, or those of the role before in a chain. Environment
 * variables do not come before a profile that is named (provider since version 4, backend since Terraform 1.7).
 * Sources: Terraform Registry, AWS provider, "Authentication and Configuration", "Version 4 Upgrade Guide" and, for
 * chains, pull request 39255 (September 2024); Terraform documentation, "Backend Type: s3".
 */
export function* roleChains(module: TerraformModule, file: ModuleFile): Generator<AssumeRoleCallSubject> {
  for (const block of file.hcl.items) {
    if (block.kind !== 'block') continue;
    for (const settings of configurationsIn(block)) yield* callsOf(settings, module, file);
  }
}

function configurationsIn(block: HclBlock): readonly Arguments[] {
  const [first] = block.labels;
  if (block.type === 'provider') {
    // How many roles a dynamic block stands for is not known.
    return first === 'aws' && dynamicBlocksOf(block, 'assume_role').length === 0 ? [inBlock(block)] : [];
  }
  if (block.type === 'terraform') {
    return blocksOf(block, 'backend').flatMap((each) => (each.labels[0] === 's3' ? [inBlock(each)] : []));
  }
  if (block.type !== 'data' || first !== 'terraform_remote_state') return [];
  const settings = inBlock(block);
  const config = settings.value('config');
  return knownString(settings.value('backend')) === 's3' && config?.kind === 'object'
    ? [inObject(config)]
    : [];
}

function* callsOf(
  settings: Arguments,
  module: TerraformModule,
  file: ModuleFile,
): Generator<AssumeRoleCallSubject> {
  const textOf = (value: LocatedValue | undefined): string | undefined => {
    const text = new Values(module, file).text(value);
    const written = text && readable(text);
    // A long expression is not told from others.
    return written === undefined || written === '' || written.includes('${}') ? undefined : written;
  };
  const profile = settings.value('profile');
  const name = textOf(profile);
  const first =
    profile === undefined || name === undefined || name.includes('${') || isOverruled(settings)
      ? undefined
      : ({ kind: 'profile', name, span: profile.span } as const);
  let before: CommandCredentials | undefined = first;
  for (const { role, span, limited, remove } of assumedIn(settings, textOf)) {
    if (before !== undefined && !limited) {
      yield {
        kind: 'assumeRoleCall',
        source: { uri: file.uri, edits: plainTextEdits },
        span,
        role,
        command: 'terraform',
        option: 'assume_role',
        credentials: before,
        withoutRole: isTerraformJson(file.uri) ? [] : remove(file.hcl.text),
      };
    }
    before = limited ? undefined : { kind: 'role', role, span, by: 'chain' };
  }
}

/** Whether the credentials may be others than those of the profile that is named. */
function isOverruled(settings: Arguments): boolean {
  const legacy = settings.value('use_legacy_workflow');
  const environment = legacy !== undefined && !(legacy.kind === 'scalar' && legacy.value === false);
  const web = settings.within('assume_role_with_web_identity').length > 0;
  return environment || web || has(settings, OTHERS);
}

function has(settings: Arguments, names: readonly string[]): boolean {
  return names.some((name) => settings.value(name) !== undefined);
}

/** In the order they are assumed. */
function* assumedIn(
  settings: Arguments,
  textOf: (value: LocatedValue | undefined) => string | undefined,
): Generator<Assumed> {
  const own = settings.value('role_arn');
  const ownRole = textOf(own);
  if (own !== undefined && ownRole !== undefined) {
    const { span } = own;
    yield { role: ownRole, span, limited: has(settings, OLD_LIMITS), remove: () => [] };
  }
  for (const each of settings.within('assume_role')) {
    const value = each.value('role_arn');
    const role = textOf(value);
    // One that is left empty is none; behind one that is not known, all is open.
    if (value !== undefined && knownString(value) === '') continue;
    if (value === undefined || role === undefined) return;
    yield { role, span: value.span, limited: has(each, LIMITS), remove: each.remove };
  }
}
