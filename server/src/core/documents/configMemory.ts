import { awsConfig, sectionsIn } from '../syntax/awsConfig';
import { type Block, blocksOf, type CutText } from '../syntax/awsConfigBlocks';
import { heldBy, movedProblem } from '../syntax/moving';
import type { Problem, TreeEdits } from '../syntax/syntax';
import type { LocatedObject } from '../syntax/tree';
import { Anchor } from '../text/anchor';
import { sectionOf } from './awsConfigSection';
import type { ConfigSectionSubject, ProfileSubject, Source } from './subjects';

type Section = ProfileSubject | ConfigSectionSubject;

/** What a block of the file holds. All spans but those of problems count from the anchor. */
interface BlockReading {
  readonly anchor: Anchor;
  /** Whether it was the last block of its text: what its last section ends with depends on that. */
  readonly last: boolean;
  sections: readonly Section[];
  readonly problems: readonly Problem[];
}

/** What is known of a config or credentials file as a whole. */
export interface ConfigFileFacts {
  readonly file: 'config' | 'credentials';
  /** The file's place says which of the two it is. */
  readonly placed: boolean;
}

/**
 * Reads a config file block by block, and the next version of it out of this one: the sections of a block whose text is
 * there again are the same objects in the next version, and stand where they stand there.
 */
export class ConfigMemory {
  #facts: ConfigFileFacts | undefined;
  #source: ConfigSource | undefined;
  #read = new Map<Block, BlockReading>();

  read(
    uri: string,
    text: string,
    facts: ConfigFileFacts,
  ): {
    readonly source: Source;
    readonly sections: readonly Section[];
    readonly problems: readonly Problem[];
  } {
    const same = facts.file === this.#facts?.file && facts.placed === this.#facts.placed;
    const before = same && this.#source?.uri === uri ? this.#source : undefined;
    const cut: CutText = { uri, text, blocks: blocksOf(text, before?.file) };
    const source = before ?? new ConfigSource(cut);
    source.file = cut;
    const known = before === undefined ? undefined : this.#read;
    const read = new Map<Block, BlockReading>();
    const problems: Problem[] = [];
    cut.blocks.forEach(({ at, block }, i) => {
      const last = i === cut.blocks.length - 1;
      const kept = known?.get(block);
      const reading = kept?.last === last ? kept : readBlock(block.text, last, source, facts);
      reading.anchor.offset = at;
      read.set(block, reading);
      problems.push(...reading.problems.map((each) => movedProblem(each, at)));
    });
    this.#facts = facts;
    this.#source = source;
    this.#read = read;
    return { source, sections: withServices([...read.values()]), problems };
  }
}

function readBlock(text: string, last: boolean, source: Source, facts: ConfigFileFacts): BlockReading {
  const { sections, problems } = sectionsIn(text, last ? 'text' : 'block');
  const anchor = new Anchor(0);
  const whole = anchor.hold({ start: 0, end: text.length });
  const found = sections.flatMap(({ key, value }) => {
    if (value?.kind !== 'object') return [];
    heldBy(key, anchor);
    heldBy(value, anchor);
    return [sectionOf(text, key, value, (span) => anchor.hold(span), { source, whole, ...facts })];
  });
  return { anchor, last, sections: found, problems };
}

/** All sections, the profiles with the services sections they name: a profile with another one is another profile. */
function withServices(readings: readonly BlockReading[]): Section[] {
  const services = new Map<string, LocatedObject>();
  for (const { sections } of readings) {
    for (const each of sections)
      if (each.kind === 'configSection' && each.section === 'services' && each.node.kind === 'object')
        services.set(each.name, each.node);
  }
  for (const reading of readings) {
    if (!reading.sections.some((each) => each.kind === 'profile' && isOther(each, services))) continue;
    reading.sections = reading.sections.map((each) => {
      if (each.kind !== 'profile' || !isOther(each, services)) return each;
      const { services: _, ...profile } = each;
      const chosen = chosenBy(each, services);
      return chosen === undefined ? profile : { ...profile, services: chosen };
    });
  }
  return readings.flatMap(({ sections }) => sections);
}

function isOther(profile: ProfileSubject, services: ReadonlyMap<string, LocatedObject>): boolean {
  if (services.size === 0 && profile.services === undefined) return false;
  return profile.services !== chosenBy(profile, services);
}

function chosenBy(profile: ProfileSubject, services: ReadonlyMap<string, LocatedObject>) {
  const named = profile.settings.findLast((setting) => setting.key.toLowerCase() === 'services');
  return named && services.get(named.value);
}

/** The source of all sections of the file, whatever its version. */
class ConfigSource implements Source {
  #edits: { readonly of: CutText; readonly edits: TreeEdits } | undefined;

  /** @param file the version that is there now */
  constructor(public file: CutText) {}

  get uri(): string {
    return this.file.uri;
  }

  get text(): string {
    return this.file.text;
  }

  get edits(): TreeEdits {
    if (this.#edits?.of !== this.file)
      this.#edits = { of: this.file, edits: awsConfig.edits(this.file.text) };
    return this.#edits.edits;
  }
}
