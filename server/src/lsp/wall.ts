import { type CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/** Where the life of a connection stands; requests outside `running` are refused as the protocol says. */
export type Phase = 'starting' | 'running' | 'ended';

/** Thrown inside a handler that finds itself cancelled. */
export class Cancelled extends Error {}

/** Throws `Cancelled` when the client no longer wants the answer. */
export function goOn(token: CancellationToken | null): void {
  // A client that sends its parameters by position can leave something else in the token's place.
  if (token?.isCancellationRequested) throw new Cancelled();
}

/**
 * The wall between the protocol and everything that may go wrong behind it. A handler that throws is logged with
 * its request and file, and answered with the empty value, so that no bug costs more than one answer.
 */
export class Wall {
  phase: Phase = 'starting';
  /** How many requests there have been. */
  asked = 0;
  readonly #log: (message: string) => void;

  constructor(log: (message: string) => void) {
    this.#log = log;
  }

  /** Wraps a request's handler. `empty` is what a failed request is answered with. */
  request<P, R>(
    name: string,
    empty: R,
    answer: (params: P, token: CancellationToken) => R | Promise<R>,
  ): (params: P, token: CancellationToken) => Promise<R | ResponseError<never>> {
    return async (params, token) => {
      this.asked++;
      const refusal = this.#refusal();
      if (refusal !== undefined) return refusal;
      try {
        goOn(token);
        const result = await answer(params, token);
        goOn(token);
        return result;
      } catch (error) {
        if (error instanceof Cancelled) {
          return new ResponseError<never>(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
        }
        if (error instanceof ResponseError) return error as ResponseError<never>;
        this.report(name, uriOf(params), error);
        return empty;
      }
    };
  }

  /** Runs work that nobody waits for, such as a notification's. */
  run(name: string, uri: string | undefined, work: () => void | Promise<void>): void {
    const failed = (error: unknown) => {
      if (!(error instanceof Cancelled)) this.report(name, uri, error);
    };
    try {
      const done = work();
      if (done instanceof Promise) done.catch(failed);
    } catch (error) {
      failed(error);
    }
  }

  report(name: string, uri: string | undefined, error: unknown): void {
    try {
      this.#log(`${name}${uri === undefined ? '' : ` of ${uri}`} failed: ${traceOf(error)}`);
    } catch {
      // The client is gone: nobody is left to tell, and it may be why the work failed.
    }
  }

  #refusal(): ResponseError<never> | undefined {
    if (this.phase === 'starting') {
      return new ResponseError<never>(ErrorCodes.ServerNotInitialized, 'Send initialize first.');
    }
    if (this.phase === 'ended') {
      return new ResponseError<never>(ErrorCodes.InvalidRequest, 'The server has been shut down.');
    }
    return undefined;
  }
}

/** Only the engine's own messages are logged: any other might quote the document, which is never logged. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return 'something that is no Error was thrown';
  const own = error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [own ? `${error.name}: ${error.message}` : error.name, ...frames.slice(0, 12)].join('\n');
}

function uriOf(params: unknown): string | undefined {
  if (typeof params !== 'object' || params === null) return undefined;
  const { uri, textDocument } = params as { uri?: unknown; textDocument?: { uri?: unknown } };
  if (typeof textDocument?.uri === 'string') return textDocument.uri;
  return typeof uri === 'string' ? uri : undefined;
}
