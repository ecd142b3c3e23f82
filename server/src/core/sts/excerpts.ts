import { oncePer } from '../once';
import type { Block, CutText, PlacedBlock } from '../syntax/awsConfigBlocks';
import { type BlockFacts, factsOf, keysOf, numberOf, refusing, wordsOf } from './reading/blockFacts';
import { type ConfigFile, contentOf, type Dialect, type FileReading, readIn } from './reading/reading';

/** A config and a credentials file, as far as they are in sight. */
export interface FilePair {
  readonly config?: CutText;
  readonly credentials?: CutText;
}

/** A name that means nothing but itself to every dialect. */
const PLAIN_NAME = /^(?!default$)[A-Za-z0-9][\w.@+/-]*$/i;

/** One version of a pair of files, cut up into what has to do with each profile. */
export class CutPair {
  readonly #config: Runs;
  readonly #credentials: Runs;
  /** The profile `default`, where it says something of other profiles. */
  readonly #ofDefault: readonly [readonly BlockFacts[], readonly BlockFacts[]];
  /** Nothing but its own section has to do with a profile. */
  readonly #isPlain: boolean;

  constructor({ config, credentials }: FilePair) {
    this.#config = config === undefined ? NO_RUNS : runsFor.config(config);
    this.#credentials = credentials === undefined ? NO_RUNS : runsFor.credentials(credentials);
    // JavaScript v3 takes the endpoint URL of the profile that the environment names, whichever profile code names.
    const maybe = [this.#config.named(['default']), this.#credentials.named(['default'])] as const;
    const mentions = maybe.flat().some(({ text }) => /endpoint_url|services/i.test(text));
    this.#ofDefault = mentions ? maybe : [[], []];
    this.#isPlain = !mentions && this.#config.isPlain && this.#credentials.isPlain;
  }

  /** The runs that have to do with a profile, in the order of each file. */
  runs(keys: readonly string[]): readonly [readonly BlockFacts[], readonly BlockFacts[]] {
    const own = [this.#config.named(keys), this.#credentials.named(keys)] as const;
    if (this.#isPlain) return own;
    const naming = [...own, ...this.#ofDefault].flat();
    return [
      this.#config.joined([own[0], this.#ofDefault[0], this.#config.servicesIn(naming)]),
      // Go v2 finds services there too.
      this.#credentials.joined([own[1], this.#ofDefault[1], this.#credentials.servicesIn(naming)]),
    ];
  }

  /** Parts of the files. Every dialect finds the same in them as in the whole files. */
  parts([config, credentials]: ReturnType<CutPair['runs']>) {
    return { config: this.#config.part(config), credentials: this.#credentials.part(credentials) };
  }

  /** What tells profiles apart beside the runs that have to do with them. */
  rest(name: string): readonly string[] {
    const files = this.#credentials === NO_RUNS ? 'config' : 'both';
    return this.#isPlain
      ? [files]
      : [files, ...this.#config.seen(name), 'credentials', ...this.#credentials.seen(name)];
  }
}

/**
 * What a pair of files says of one profile. The endpoints of a profile depend on a few lines of files that may have
 * thousands. Asked of these lines alone they need not be asked again when other lines are edited.
 */
export class Excerpt {
  readonly #name: string;
  #pair: CutPair;
  #keysOfName: readonly string[] | undefined;

  constructor(pair: CutPair, name: string) {
    this.#pair = pair;
    this.#name = name;
  }

  get #keys(): readonly string[] {
    this.#keysOfName ??= keysOf(this.#name);
    return this.#keysOfName;
  }

  /** The lines that have to do with the profile, as files. */
  get files(): { readonly config: ConfigFile | undefined; readonly credentials: ConfigFile | undefined } {
    return this.#pair.parts(this.#pair.runs(this.#keys));
  }

  /** Equal for profiles whose endpoints are equal. */
  get alike(): string {
    const [config, credentials] = this.#pair.runs(this.#keys);
    const plain = PLAIN_NAME.test(this.#name) && config.length < 2 && credentials.length < 2;
    const texts = [...config, ...credentials].map(
      (run) => (plain && run.keys[0] === this.#name ? run.alike : undefined) ?? `${this.#name}\n${run.text}`,
    );
    return [String(config.length), ...texts, ...this.#pair.rest(this.#name)].join('\0');
  }

  /** Whether a newer version of the files says the same. If so, the older one is let go. */
  holds(newer: Excerpt): boolean {
    const [config, credentials] = this.#pair.runs(this.#keys);
    const [inConfig, inCredentials] = newer.#pair.runs(this.#keys);
    if (!areSame(config, inConfig) || !areSame(credentials, inCredentials)) return false;
    if (!areSame(this.#pair.rest(this.#name), newer.#pair.rest(this.#name))) return false;
    this.#pair = newer.#pair;
    return true;
  }
}

function areSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one === other || (one.length === other.length && one.every((each, i) => each === other[i]));
}

const factsOfBlock = oncePer((block: Block) => factsOf(block.text));

/** Whether a dialect may refuse a file: none does of which every block says no. */
export function mayRefuse(dialect: Dialect, file: CutText, kind: 'config' | 'credentials'): boolean {
  return !runsFor[kind](file).stands(dialect);
}

/** A file as runs of blocks that stand alone: no dialect needs what is before one to understand it. */
class Runs {
  readonly #cut: CutText | undefined;
  readonly #kind: 'config' | 'credentials';
  readonly #runs: readonly BlockFacts[];
  /** By the keys of their names. */
  readonly #byKey = new Map<string, BlockFacts[]>();
  readonly #services: readonly BlockFacts[];
  /** The dialects for which the part of a file is not enough. */
  readonly #whole: ReadonlySet<Dialect>;

  constructor(cut: CutText | undefined, kind: 'config' | 'credentials') {
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

  /** No dialect needs more of the file for a profile than its own section. */
  get isPlain(): boolean {
    return this.#whole.size === 0 && this.#services.length === 0;
  }

  /** The runs that may say something of a profile. @param keys of its name */
  named(keys: readonly string[]): readonly BlockFacts[] {
    const [first, second] = keys;
    if (second === undefined) return this.#byKey.get(first!) ?? NONE;
    return this.joined(keys.map((key) => this.#byKey.get(key) ?? NONE));
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
    if (found.length === 0) return NONE;
    if (found.length === 1 && found[0]!.length === 1) return found[0]!;
    const all = new Set(found.flat());
    return this.#runs.filter((run) => all.has(run));
  }

  part(runs: readonly BlockFacts[]): ConfigFile | undefined {
    if (this.#cut === undefined) return undefined;
    const file = this.#cut;
    const sameIn = (dialect: Dialect) => this.stands(dialect);
    return { uri: file.uri, text: textOf(runs), partOf: { file, sameIn } };
  }

  /** Whether a dialect finds the same in a part of the file as in all of it. */
  stands(dialect: Dialect): boolean {
    return numberOf(dialect) !== -1 && !this.#whole.has(dialect);
  }

  /** What the dialects that must read the whole file may take from it for a profile, as texts. */
  seen(name: string): string[] {
    return [...this.#whole].map(
      (dialect) => numberOf(dialect) + seenBy(readIn(dialect, this.#cut!, this.#kind), name),
    );
  }
}

const NONE: readonly BlockFacts[] = [];
const NO_RUNS = new Runs(undefined, 'config');
const runsFor = {
  config: oncePer((file: CutText) => new Runs(file, 'config')),
  credentials: oncePer((file: CutText) => new Runs(file, 'credentials')),
} as const;

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
  return (
    JSON.stringify([...own, plugins].map((section) => section && contentOf(section))) + servicesSeen(services)
  );
}

/** All of them: which one counts may be said in another file. */
const servicesSeen = oncePer((services: FileReading['services']) =>
  JSON.stringify([...services].map(([name, section]) => [name, contentOf(section)])),
);
