import { words } from '../explain/sentence';
import type { Problem } from '../syntax/syntax';
import type { LocatedValue } from '../syntax/tree';
import { awsConfigKind } from './awsConfig';
import { codeCalls } from './calls/codeCalls';
import { commandCalls } from './calls/commandCalls';
import { execCalls } from './calls/execCalls';
import { cloudformation } from './cloudformation';
import type { Document } from './document';
import { embeddedConfigs } from './embeddedConfig';
import { endpointSubjects } from './endpoints/endpointSubjects';
import { hcl } from './hcl';
import { iamJson } from './iamJson';
import type { DocumentKind, Opened, Reading } from './kind';
import { markdown } from './markdown';
import type { ReadMemory } from './memory';
import { toolPins } from './pins/toolPins';
import { serverless } from './serverless';
import { shell } from './shell';
import type { Subject } from './subjects';
import { terraform } from './terraform';
import { terraformPlan } from './terraformPlan';
import { yamlPolicies } from './yamlPolicies';

/** In the order they are asked; the first that recognises a text has it. */
const KINDS: readonly DocumentKind[] = [
  terraform,
  terraformPlan,
  hcl,
  cloudformation,
  iamJson,
  serverless,
  yamlPolicies,
  shell,
  markdown,
  awsConfigKind,
];

/** Files above this many UTF-16 code units are not analysed: no policy or config comes near it. */
export const SIZE_LIMIT = 10_000_000;

/**
 * Reads a file into a document, whatever its content. What is set about STS endpoints, which tools are pinned and which
 * commands assume a role may stand in a file of any kind and is looked for beside what the kind itself holds. A file
 * that holds nothing has no kind and no problems.
 * @param memory of the same open document, where it is read again and again: only what was edited is read anew
 */
export function openDocument(file: Opened, memory?: ReadMemory): Document {
  const { uri, languageId, text } = file;
  const nothing = { uri, languageId, text, kind: undefined, root: undefined, subjects: [] };
  if (file.text.length > SIZE_LIMIT) {
    const message = words('This file is larger than 10 MB, so STS Lens does not analyse it.');
    return { ...nothing, problems: [{ message, span: { start: 0, end: 0 } }] };
  }
  for (const kind of KINDS) {
    const reading = kind.read(file, memory);
    if (reading === undefined) continue;
    const beside = untold(besideIn(file, kind.id), reading.subjects);
    const subjects = beside.length === 0 ? reading.subjects : [...reading.subjects, ...beside];
    return new ReadDocument(file, kind.id, subjects, reading);
  }
  const subjects = besideIn(file, undefined);
  const embedded = embeddedConfigs(file, () => undefined);
  const kind = subjects.length === 0 && embedded === undefined ? undefined : 'settings';
  return { ...nothing, kind, subjects, problems: [], embedded };
}

/** Some kinds make the tree when somebody asks. */
class ReadDocument implements Document {
  readonly uri: string;
  readonly languageId: string | undefined;
  readonly text: string;
  readonly kind: string;
  readonly subjects: readonly Subject[];
  readonly problems: readonly Problem[];
  readonly embedded: Document['embedded'];
  readonly #reading: Reading;

  constructor(file: Opened, kind: string, subjects: readonly Subject[], reading: Reading) {
    const { uri, languageId, text } = file;
    this.uri = uri;
    this.languageId = languageId;
    this.text = text;
    this.kind = kind;
    this.subjects = subjects;
    this.problems = reading.problems;
    this.embedded = embeddedConfigs(file, () => reading.root);
    this.#reading = reading;
  }

  get root(): LocatedValue | undefined {
    return this.#reading.root;
  }
}

/** Without the endpoints that the kind itself has found: it knows more of them. */
function untold(beside: readonly Subject[], told: readonly Subject[]): readonly Subject[] {
  const placeOf = (subject: Subject) =>
    subject.kind === 'endpointUrl' || subject.kind === 'endpointSetting'
      ? subject.node.span.start
      : undefined;
  const places = new Set(told.map(placeOf));
  return beside.filter((each) => {
    const place = placeOf(each);
    return place === undefined || !places.has(place);
  });
}

/** What is looked for in every file. @param kind that recognised the file */
function besideIn(file: Opened, kind: string | undefined): Subject[] {
  return [
    ...endpointSubjects(file, kind === 'aws-config'),
    ...toolPins(file),
    ...execCalls(file),
    ...commandCalls(file),
    ...codeCalls(file),
  ];
}
