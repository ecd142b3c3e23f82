import {
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
} from 'vscode-languageserver';
import { SYNTAX } from '../core/rules/ids';
import { untold } from '../core/rules/untold';
import { readSettingsFile, SETTINGS_FILE } from '../core/settingsFile';
import type { Abilities } from './abilities';
import type { Analysis, Analyst } from './analyst';
import { findingDiagnostic, problemDiagnostic } from './diagnostic';
import { fingerprint } from './fingerprint';
import type { Timers } from './runtime';
import type { Wall } from './wall';

/** Diagnostics reach a client in one of two ways, which the rest of the server need not know. */
export interface Diagnostics {
  /** A document was opened or changed. */
  changed(uri: string): void;
  closed(uri: string): void;
  /** Something changed that may concern every open document: settings, or another file. */
  allChanged(): void;
}

/** All that is shown in one document. */
export function diagnosticsOf(analysis: Analysis, analyst: Analyst, can: Abilities): Diagnostic[] {
  const { text, document, findings, nothing } = analysis;
  if (text.uri.endsWith(`/${SETTINGS_FILE}`)) {
    const { problems } = readSettingsFile(document.text);
    return problems.map((problem) => problemDiagnostic(problem, text, 'warning', 'settings'));
  }
  if (nothing === 'excluded') return [];
  const textOf = (uri: string) => (uri === text.uri ? text : analyst.textOf(uri));
  return [
    ...problemsOf(analysis),
    ...findings.map((finding) => findingDiagnostic(finding, text, can, textOf)),
  ];
}

/** Kinds of documents in languages that editors themselves do not check, but for those in JSON. */
const UNCHECKED: ReadonlySet<string | undefined> = new Set(['aws-config', 'terraform', 'hcl']);

/**
 * What could not be read. Editors themselves mark what is not valid JSON, so for JSON only a problem that kept
 * the document from being analysed is worth a word, and a quiet one.
 */
function problemsOf({ text, document, settings, findings }: Analysis): Diagnostic[] {
  const level = settings.rules[SYNTAX];
  if (UNCHECKED.has(document.kind) && !text.uri.endsWith('.json')) {
    if (level === 'off') return [];
    return untold(document.problems, findings).map((problem) =>
      problemDiagnostic(problem, text, level ?? 'warning', SYNTAX),
    );
  }
  if (document.subjects.length > 0) return [];
  return document.problems.map((problem) => problemDiagnostic(problem, text, 'hint', 'not-analysed'));
}

/** For clients that ask. An answer equal to the one before is answered with its id alone. */
export function pulled(
  connection: Connection,
  can: Abilities,
  analyst: Analyst,
  wall: Wall,
  uris: () => readonly string[],
): Diagnostics {
  const empty: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
  connection.languages.diagnostics.on(
    wall.request<DocumentDiagnosticParams, DocumentDiagnosticReport>(
      'textDocument/diagnostic',
      empty,
      async ({ textDocument, previousResultId }) => {
        const analysis = await analyst.analyse(textDocument.uri);
        const items = analysis === undefined ? [] : diagnosticsOf(analysis, analyst, can);
        const resultId = fingerprint(items);
        return previousResultId === resultId
          ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
          : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
      },
    ),
  );
  return {
    changed: () => {},
    closed: () => {},
    allChanged() {
      if (uris().length === 0) return;
      wall.run('workspace/diagnostic/refresh', undefined, async () => {
        await connection.languages.diagnostics.refresh();
      });
    },
  };
}

/** Milliseconds a document of much work waits for the writer to pause; short work does not wait. */
const LONGEST_WAIT = 400;
/** Milliseconds after which the other open documents follow a change. */
const OTHERS_FOLLOW = 250;

/** For clients that do not ask: published after each change, as soon as the document's size allows. */
export function pushed(
  connection: Connection,
  can: Abilities,
  analyst: Analyst,
  wall: Wall,
  timers: Timers,
  uris: () => readonly string[],
): Diagnostics {
  const waiting = new Map<string, () => void>();
  const lastTook = new Map<string, number>();
  /** What each document shows now, so that nothing is sent twice. */
  const sent = new Map<string, string>();
  let others: (() => void) | undefined;

  const schedule = (uri: string, wait: number) => {
    waiting.get(uri)?.();
    const callOff = timers.after(wait, () => {
      waiting.delete(uri);
      wall.run('Diagnostics', uri, () => publish(uri));
    });
    waiting.set(uri, callOff);
  };

  const publish = async (uri: string) => {
    const begun = timers.now();
    const analysis = await analyst.analyse(uri);
    if (analysis === undefined) return;
    const { version } = analysis.text;
    const diagnostics = diagnosticsOf(analysis, analyst, can);
    lastTook.set(uri, timers.now() - begun);
    const content = `${version} ${fingerprint(diagnostics)}`;
    if (sent.get(uri) === content) return;
    sent.set(uri, content);
    await connection.sendDiagnostics({ uri, diagnostics, ...(can.diagnosticVersion && { version }) });
  };

  const allChanged = () => {
    for (const uri of uris()) schedule(uri, 0);
  };

  return {
    changed(uri) {
      const took = lastTook.get(uri) ?? 0;
      schedule(uri, took < 40 ? 0 : Math.min(took * 2, LONGEST_WAIT));
      others?.();
      others = timers.after(OTHERS_FOLLOW, allChanged);
    },
    closed(uri) {
      waiting.get(uri)?.();
      waiting.delete(uri);
      lastTook.delete(uri);
      sent.delete(uri);
      wall.run('Diagnostics', uri, () => connection.sendDiagnostics({ uri, diagnostics: [] }));
      others?.();
      others = timers.after(OTHERS_FOLLOW, allChanged);
    },
    allChanged,
  };
}
