import type { HclBlock, HclItem } from '../../syntax/hcl/tree';
import { plainTextEdits } from '../../syntax/plainText';
import { type LocatedValue, objectsIn, propertyOf, readable } from '../../syntax/tree';
import { commandOf, valueBehind, withItemBefore } from '../calls/execCalls';
import type { AssumeRoleCallSubject } from '../subjects';
import { type Arguments, inBlock, inObject } from './arguments';
import type { ModuleFile, TerraformModule } from './module';
import { isTerraformJson } from './namedFiles';
import { Values } from './values';

/**
 * The commands by which providers for Kubernetes get a token for EKS: `exec` of `kubernetes`, `helm`, `kubectl` and
 * others, as a block or as an object. Only those with a profile in their arguments or in `env`: without one they run
 * with the credentials of Terraform's own environment, which no file tells.
 * Source: Terraform Registry, Kubernetes provider, "Exec plugins".
 */
export function* execBlocks(module: TerraformModule, file: ModuleFile): Generator<AssumeRoleCallSubject> {
  if (!/get-token|authenticator/.test(file.hcl.text)) return;
  for (const item of file.hcl.items) {
    if (item.kind !== 'block' || item.type !== 'provider') continue;
    for (const exec of execsIn(item)) {
      const call = callOf(exec, module, file);
      if (call !== undefined) yield call;
    }
  }
}

function* execsIn(block: HclBlock): Generator<Arguments> {
  yield* inBlock(block).within('exec');
  for (const item of block.items) yield* execsBelow(item);
}

function* execsBelow(item: HclItem): Generator<Arguments> {
  if (item.kind === 'block') {
    if (item.type !== 'exec' && item.type !== 'dynamic') yield* execsIn(item);
    return;
  }
  if (item.name === 'exec') return;
  for (const object of objectsIn(item.value)) yield* inObject(object).within('exec');
}

function callOf(
  exec: Arguments,
  module: TerraformModule,
  file: ModuleFile,
): AssumeRoleCallSubject | undefined {
  const resolved = (value: LocatedValue | undefined) => value && new Values(module, file).resolve(value);
  const textOf = (value: LocatedValue | undefined) => {
    const text = new Values(module, file).text(value);
    return text && readable(text);
  };
  const written = exec.value('args');
  const args = resolved(written);
  const command = commandOf(textOf(exec.value('command')) ?? '', args);
  if (command === undefined || args?.kind !== 'array') return undefined;
  const role = valueBehind(args, /^(?:--role-arn|--role|-r)$/);
  const profile =
    valueBehind(args, /^--profile$/)?.value ?? propertyOf(resolved(exec.value('env')), 'AWS_PROFILE');
  const name = textOf(profile);
  const arn = textOf(role?.value);
  if (role === undefined || profile === undefined || arn === undefined) return undefined;
  if (name === undefined || name === '' || name.includes('${')) return undefined;
  // In a list that is written out, the option and its value can be taken out of it.
  const listed = written?.kind === 'array' && role.before !== undefined && !isTerraformJson(file.uri);
  const edits = listed ? [{ span: withItemBefore(file.hcl.text, args, role), text: '' }] : [];
  return {
    kind: 'assumeRoleCall',
    source: { uri: file.uri, edits: plainTextEdits },
    span: role.value.span,
    role: arn,
    command,
    credentials: { kind: 'profile', name, span: profile.span },
    withoutRole: edits,
  };
}
