/** What the server needs of the machine it runs on. The mains hand it in, so that all else runs anywhere. */
export interface Runtime {
  readonly timers: Timers;
  /** Files the process can read itself; a browser worker has none and asks the client. */
  readonly files: Files | undefined;
}

export interface Timers {
  /** @returns a function that calls it off */
  after(milliseconds: number, run: () => void): () => void;
  /** Milliseconds from some fixed moment. */
  now(): number;
}

/** Read access to files by URI. Nothing here throws: what cannot be read is not there. */
export interface Files {
  /** Whether these URIs can be read here at all. */
  handles(uri: string): boolean;
  /** The files below a folder that may hold subjects, at most `limit`, without the folders nobody looks into. */
  list(folder: string, limit: number, stop: Stop): Promise<readonly string[]>;
  /** Those of these files below a folder that `list` leaves out of it, whatever their names. Nothing where that cannot be told. */
  leftOut?(folder: string, uris: readonly string[]): Promise<ReadonlySet<string>>;
  /** The text without its byte order mark; undefined when it is missing, not readable or above `limit` bytes. */
  read(uri: string, limit: number): Promise<string | undefined>;
}

/** A cancellation token, or anything that can be asked the same. */
export interface Stop {
  readonly isCancellationRequested: boolean;
}

/** A pause that lets waiting requests run. */
export function pause(timers: Timers, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    timers.after(milliseconds, resolve);
  });
}

/** Milliseconds of work after which waiting requests get their turn. */
const TURN = 12;

/** Call the result between two steps of long work: from time to time it takes a pause that lets waiting requests run. */
export function turns(timers: Timers): () => Promise<void> | undefined {
  let begun = timers.now();
  return () => {
    if (timers.now() - begun < TURN) return undefined;
    return pause(timers, 0).then(() => {
      begun = timers.now();
    });
  };
}

/** What `work` gives, or `otherwise` when it fails or takes longer than `milliseconds`. */
export function within<T>(timers: Timers, milliseconds: number, work: Promise<T>, otherwise: T): Promise<T> {
  return new Promise((resolve) => {
    const callOff = timers.after(milliseconds, () => resolve(otherwise));
    work.then(
      (value) => {
        callOff();
        resolve(value);
      },
      () => {
        callOff();
        resolve(otherwise);
      },
    );
  });
}
