import { GLOBAL_HOST } from '../../sts/tools/hosts';
import { type HclBlock, type HclItem, hclHole } from '../../syntax/hcl/tree';
import { plainTextEdits } from '../../syntax/plainText';
import { contentSpan, knownString, type LocatedValue, propertyOf } from '../../syntax/tree';
import { located } from '../endpoints/lines';
import { regionsIn, regionsNear } from '../endpoints/regions';
import type { EndpointSettingSubject, EndpointUrlSubject } from '../subjects';
import type { ModuleFile, Placed, TerraformModule } from './module';

/** Names of variables and arguments, one of which a text has where there is something to be found; not sts:AssumeRole. */
export const ENDPOINT_NAMES = /AWS_STS_REGIONAL_ENDPOINTS|AWS_ENDPOINT_URL|\bsts(?:_endpoint)?"?\s*(?:=|:\s)/;

const URL = /^((?:https?:\/\/)?)sts\.amazonaws\.com(?::443)?\/?$/;
/** Locals that lead to locals. */
const LONGEST_WAY = 10;

/**
 * Settings of STS endpoints whose value stands elsewhere in the module: in a local, or as the default of a variable.
 * Those that are written out are found in the text, as in any file. A value that several settings take is told once.
 * Sources: Terraform Registry, AWS provider, "Custom Service Endpoint Configuration"; Terraform documentation, "Backend
 * Type: s3" (`endpoints`, and `sts_endpoint` before Terraform 1.6).
 */
export function* endpointValues(
  module: TerraformModule,
): Generator<EndpointSettingSubject | EndpointUrlSubject> {
  const told = new Set<LocatedValue>();
  for (const file of module.files) {
    if (!ENDPOINT_NAMES.test(file.hcl.text)) continue;
    for (const { name, value } of settingsIn(file.hcl.items, undefined)) {
      const found = writtenFor(value, module, file);
      if (found === undefined || told.has(found.value)) continue;
      const subject = subjectOf(name, found);
      if (subject === undefined) continue;
      told.add(found.value);
      yield subject;
    }
  }
}

/** @param name that the value is given to */
function subjectOf(
  name: string,
  { value, file: { uri, hcl }, byDefault }: Written,
): EndpointSettingSubject | EndpointUrlSubject | undefined {
  if (value.kind !== 'string') return undefined;
  const written = knownString(value) ?? '';
  const span = contentSpan(value);
  const { start, end } = span;
  // Where escapes stand in a string, the places in it are others.
  if (hcl.text.slice(start, end) !== written) return undefined;
  const common = {
    source: { uri, edits: plainTextEdits },
    span,
    regions: regionsNear(regionsIn(hcl.text), start),
  };
  if (name === 'AWS_STS_REGIONAL_ENDPOINTS') {
    return { ...common, kind: 'endpointSetting', name, form: 'variable', node: located(written, span) };
  }
  const scheme = URL.exec(written)?.[1];
  if (scheme === undefined) return undefined;
  const host = start + scheme.length;
  const node = located(GLOBAL_HOST, { start: host, end: host + GLOBAL_HOST.length });
  // A default may be replaced wherever the module is used.
  const certainty = byDefault ? 'constant' : 'setting';
  return { ...common, kind: 'endpointUrl', node, to: name, certainty };
}

/** A value where it is written out. */
interface Written extends Placed {
  readonly byDefault: boolean;
}

interface Setting {
  readonly name: string;
  readonly value: LocatedValue;
}

/** @param around the type of the block that the items stand in */
function* settingsIn(items: readonly HclItem[], around: string | undefined): Generator<Setting> {
  for (const item of items) {
    if (item.kind === 'block') yield* settingsIn(item.items, typeOf(item, around));
    else yield* settingsAt(item.name, item.value, around);
  }
}

/** `dynamic "endpoints" { content { … } }` makes blocks of the type that it is labelled with. */
function typeOf({ type, labels }: HclBlock, around: string | undefined): string | undefined {
  if (type === 'dynamic') return labels[0];
  return type === 'content' ? around : type;
}

function* settingsAt(name: string, value: LocatedValue, around: string | undefined): Generator<Setting> {
  if (value.kind === 'hole') {
    const isSetting = /^AWS_(?:STS_REGIONAL_ENDPOINTS|ENDPOINT_URL(?:_STS)?)$|^sts_endpoint$/.test(name);
    const inEndpoints = name === 'sts' && around === 'endpoints';
    if (isSetting || inEndpoints) yield { name, value };
    for (const part of hclHole(value)?.parts ?? []) yield* settingsAt('', part, undefined);
  } else if (value.kind === 'array') for (const item of value.items) yield* settingsAt('', item, undefined);
  else if (value.kind === 'object') {
    for (const { key, value: each } of value.entries) {
      if (each !== undefined) yield* settingsAt(knownString(key) ?? '', each, name);
    }
    // `{ name = "X", value = … }`, as containers have their variables.
    const paired = propertyOf(value, 'value');
    if (paired !== undefined)
      yield* settingsAt(knownString(propertyOf(value, 'name')) ?? '', paired, undefined);
  }
}

/** Where the module says what an expression is worth. */
function writtenFor(value: LocatedValue, module: TerraformModule, file: ModuleFile): Written | undefined {
  let at: Placed = { value, file };
  let byDefault = false;
  for (let steps = 0; steps < LONGEST_WAY; steps++) {
    const expression = hclHole(at.value);
    if (expression === undefined) return { ...at, byDefault };
    const [first, name = '', ...rest] = expression.path;
    if (rest.length > 0 || expression.form !== 'traversal') return undefined;
    byDefault ||= first === 'var';
    const found =
      first === 'local'
        ? module.local(name, at.file)
        : first === 'var'
          ? module.variable(name, at.file)
          : undefined;
    if (found === undefined) return undefined;
    at = found;
  }
  return undefined;
}
