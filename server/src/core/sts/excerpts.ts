import { oncePer } from '../once';
import type { Block, PlacedBlock } from '../syntax/awsConfigBlocks';
import { type BlockFacts, factsOf, keysOf, numberOf, refusing, wordsOf } from './reading/blockFacts';
import { type ConfigFile, type Dialect, type FileReading, readIn, type SeenSection } from './reading/reading';

/** A file with its text cut into blocks. */
export interface CutFile {
  readonly file: ConfigFile;
  readonly blocks: readonly PlacedBlock[];
}

/** A config and a credentials file, as far as they are in sight. */
export interface FilePair {
  readonly config?: CutFile;
  readonly credentials?: CutFile;
}

/** What a pair of files says of one profile. */
export interface Excerpt {
  /** The blocks that have to do with the profile. Every dialect finds the same in them as in the whole files. */
  readonly config: ConfigFile | undefined;
  readonly credentials: ConfigFile | undefined;
  /** Equal for profiles whose endpoints are equal. */
  readonly alike: string;
}

/** A name that means nothing but itself to every dialect. */
const PLAIN_NAME = /^(?!default$)[A-Za-z0-9][\w.@+/-]*$/i;

/**
 * Cuts a pair of files up by profiles. The endpoints of a profile depend on a few lines of files that may have
 * thousands. Asked of these lines alone they need not be asked again when other lines are edited.
 * @returns gives the excerpt for the name of a profile
 */
export function excerptsOf(pair: FilePair): (name: string) => Excerpt {
  const config = new Runs(pair.config, 'config');
  const credentials = new Runs(pair.credentials, 'credentials');
  // JavaScript v3 takes the endpoint URL of the profile that the environment names, whichever profile code names.
  const maybe = [config, credentials].map((runs) => runs.named('default'));
  const mentions = maybe.flat().some(({ text }) => /endpoint_url|services/i.test(text));
  const ofDefault = mentions ? maybe : [[], []];
  return (name) => {
    const own = [config.named(name), credentials.named(name)] as const;
    const naming = [...own, ...ofDefault].flat();
    const inConfig = config.joined([own[0], ofDefault[0]!, config.servicesIn(naming)]);
    const inCredentials = credentials.joined([own[1], ofDefault[1]!]);
    const runs = [...inConfig, ...inCredentials];
    const plain = PLAIN_NAME.test(name) && own[0].length < 2 && own[1].length < 2;
    const alike = runs.map(
      (run) => (plain && own.flat().includes(run) ? run.alike : undefined) ?? `${name}\n${run.text}`,
    );
    return {
      config: config.part(inConfig),
      credentials: credentials.part(inCredentials),
      alike: [
        pair.credentials === undefined ? 'config' : 'both',
        String(inConfig.length),
        ...alike,
        ...config.seen(name),
        'credentials',
        ...credentials.seen(name),
      ].join('\0'),
    };
  };
}

const factsOfBlock = oncePer((block: Block) => factsOf(block.text));

/** A file as runs of blocks that stand alone: no dialect needs what is before one to understand it. */
class Runs {
  readonly #cut: CutFile | undefined;
  readonly #kind: 'config' | 'credentials';
  readonly #runs: readonly BlockFacts[];
  /** By the keys of their names. */
  readonly #byKey = new Map<string, BlockFacts[]>();
  readonly #services: readonly BlockFacts[];
  /** The dialects for which the part of a file is not enough. */
  readonly #whole: ReadonlySet<Dialect>;

  constructor(cut: CutFile | undefined, kind: 'config' | 'credentials') {
    this.#cut = cut;
    this.#kind = kind;
    this.#runs = runsOf(cut?.blocks ?? []);
    const whole = new Set<Dialect>();
    for (const run of this.#runs) {
      for (const dialect of run.reachesOut) whole.add(dialect);
      for (const key of run.keys) {
        const same = this.#byKey.get(key);
        if (same === undefined) this.#byKey.set(key, [run]);
        else same.push(run);
      }
    }
    for (const same of this.#byKey.values()) {
      if (same.length > 1) for (const dialect of refusing(textOf(same))) whole.add(dialect);
    }
    this.#services = this.#runs.filter(({ services }) => services);
    this.#whole = whole;
  }

  /** The runs that may say something of a profile. */
  named(name: string): readonly BlockFacts[] {
    return keysOf(name).flatMap((key) => this.#byKey.get(key) ?? []);
  }

  /** The sections for services that some runs may name. */
  servicesIn(naming: readonly BlockFacts[]): readonly BlockFacts[] {
    if (this.#services.length === 0) return [];
    const texts = naming.map(({ text }) => text).filter((text) => /services/i.test(text));
    if (texts.length === 0) return [];
    const words = new Set(texts.flatMap(wordsOf));
    return this.#services.filter(({ keys }) =>
      keys.some((key) => key.split(' ').every((word) => words.has(word))),
    );
  }

  /** Runs in the order in which they stand, each once. */
  joined(lists: readonly (readonly BlockFacts[])[]): readonly BlockFacts[] {
    const found = lists.filter((list) => list.length > 0);
    if (found.length === 0) return [];
    if (found.length === 1 && found[0]!.length === 1) return found[0]!;
    const all = new Set(found.flat());
    return this.#runs.filter((run) => all.has(run));
  }

  part(runs: readonly BlockFacts[]): ConfigFile | undefined {
    if (this.#cut === undefined) return undefined;
    const { file } = this.#cut;
    const sameIn = (dialect: Dialect) => numberOf(dialect) !== -1 && !this.#whole.has(dialect);
    return { uri: file.uri, text: textOf(runs), partOf: { file, sameIn } };
  }

  /** What the dialects that must read the whole file may take from it for a profile, as texts. */
  seen(name: string): string[] {
    return [...this.#whole].map(
      (dialect) => numberOf(dialect) + seenBy(readIn(dialect, this.#cut!.file, this.#kind), name),
    );
  }
}

function runsOf(blocks: readonly PlacedBlock[]): BlockFacts[] {
  const runs: BlockFacts[] = [];
  for (let i = 0; i < blocks.length; ) {
    let end = i + 1;
    while (end < blocks.length && !factsOfBlock(blocks[end]!.block).begins) end++;
    const only = end === i + 1;
    const run = blocks.slice(i, end).map(({ block }) => block);
    runs.push(only ? factsOfBlock(run[0]!) : factsOf(textOf(run)));
    i = end;
  }
  return runs;
}

function textOf(parts: readonly { readonly text: string }[]): string {
  return parts.length === 1 ? parts[0]!.text : parts.map(({ text }) => text).join('');
}

function seenBy({ unreadable, profiles, services, plugins }: FileReading, name: string): string {
  if (unreadable !== undefined) return 'refused';
  const own = [profiles.get(name), profiles.get(`profile ${name}`)];
  return JSON.stringify([...own, plugins].map(contentOf)) + servicesSeen(services);
}

function contentOf(section: SeenSection | undefined) {
  return section && [...section].map(([key, { value, nested }]) => [key, value, nested && [...nested]]);
}

/** All of them: which one counts may be said in another file. */
const servicesSeen = oncePer((services: FileReading['services']) =>
  JSON.stringify([...services].map(([name, section]) => [name, contentOf(section)])),
);
