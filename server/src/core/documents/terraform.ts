import { oncePer } from '../once';
import { parseHclJson } from '../syntax/hcl/fromJson';
import { jsonTemplate } from '../syntax/jsonTemplate';
import type { DocumentKind, Folder, Opened, Reading } from './kind';
import { LateReading } from './lateReading';
import type { ReadMemory } from './memory';
import { ENDPOINT_NAMES } from './terraform/endpointValues';
import { readModule } from './terraform/module';
import { type Contents, subjectsOfModule } from './terraform/moduleSubjects';
import { isModuleFile, isTerraformJson } from './terraform/namedFiles';
import { RUNS } from './terraform/workloads';

/** Terraform and OpenTofu configurations in HCL and JSON: the roles that the files of a folder create, with their policies. */
export const terraform: DocumentKind = { id: 'terraform', read };

const LANGUAGES: ReadonlySet<string> = new Set(['terraform', 'opentofu']);
const POLICIES = /\baws_iam_|\bStatement\b|\bdatabricks_aws_|\bterraform-aws-iam\b|\biam\/aws\b/;
/** Providers and backends that assume roles, and what settings of STS endpoints may lead to. */
const OTHERS = /\bassume_role\b|\brole_arn\b|get-token|authenticator|sts\.amazonaws\.com|"legacy"/;

function read(file: Opened, memory?: ReadMemory): Reading | undefined {
  if (!isModuleFile(file.uri) && !LANGUAGES.has(file.languageId ?? '')) return undefined;
  const { uri, text } = file;
  const holdsPolicies = POLICIES.test(text);
  if (!holdsPolicies && !OTHERS.test(text) && !ENDPOINT_NAMES.test(text) && !RUNS.test(text))
    return undefined;
  const { subjects = [], problems = [] } = contentsAt(file, memory).get(uri) ?? {};
  if (subjects.length === 0 && problems.length === 0 && !holdsPolicies) return undefined;
  // Only what is typed into JSON is looked at by its tree.
  const rootOf = () => (isTerraformJson(uri) ? jsonTemplate.parse(text).root : undefined);
  return new LateReading({ subjects, problems }, rootOf);
}

/** What the module holds that a file is a part of. */
function contentsAt({ uri, text, folder }: Opened, memory: ReadMemory | undefined): Contents {
  const siblings = folder?.files.filter((each) => each.uri !== uri) ?? [];
  const present = folder?.files.some((each) => each.uri === uri && each.text === text);
  const whole = present === true ? folder! : { files: [{ uri, text }, ...siblings] };
  if (memory === undefined && folder !== undefined) return contentsOf(whole);
  const own = memory && {
    uri,
    hcl: isTerraformJson(uri) ? parseHclJson(text) : memory.module.reader.read(text),
  };
  return subjectsOfModule(readModule(whole, own, folder === undefined), memory?.module);
}

/** What the module in a folder holds, by file: read once for each state of the folder. */
export const contentsOf = oncePer((folder: Folder): Contents => subjectsOfModule(readModule(folder)));
