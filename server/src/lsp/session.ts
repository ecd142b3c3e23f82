import {
  CodeLensRefreshRequest,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentFormattingRequest,
  type InitializeParams,
  SemanticTokensRegistrationType,
} from 'vscode-languageserver';
import { type Abilities, abilitiesOf } from './abilities';
import { Analyst } from './analyst';
import { type Diagnostics, pulled, pushed } from './diagnostics';
import { folderUri } from './fileNames';
import { filesFor } from './files';
import { Fixes } from './fixes';
import { AWS_CONFIG_FILES } from './formatting';
import type { OpenDocuments } from './openDocuments';
import { FILES_CHANGED_NOTIFICATION } from './protocol';
import type { Files, Runtime } from './runtime';
import { LEGEND } from './semanticTokens';
import { SettingsStore } from './settingsStore';
import { SubjectIndex } from './subjectIndex';
import type { Wall } from './wall';
import { Workspace, watchers } from './workspace';

/** Milliseconds the index waits after the start, so that the open document is answered first. */
const INDEX_AFTER = 150;

/** Everything that lives as long as one client's connection, wired once the client has said what it can do. */
export class Session {
  readonly can: Abilities;
  readonly analyst: Analyst;
  readonly fixes: Fixes;
  readonly files: Files;
  readonly settings: SettingsStore;
  readonly index: SubjectIndex;
  readonly workspace: Workspace;
  readonly diagnostics: Diagnostics;
  readonly open: OpenDocuments;
  readonly #connection: Connection;
  readonly #runtime: Runtime;
  readonly #wall: Wall;

  constructor(
    connection: Connection,
    runtime: Runtime,
    wall: Wall,
    open: OpenDocuments,
    params: InitializeParams,
  ) {
    const { timers } = runtime;
    this.#connection = connection;
    this.#runtime = runtime;
    this.#wall = wall;
    this.open = open;
    this.can = abilitiesOf(params);
    const files = filesFor(runtime.files, connection, this.can.files);
    this.files = files;
    this.index = new SubjectIndex(() => open.files(this.#schemes()));
    open.stored = (uri) => this.index.document(uri);
    this.settings = new SettingsStore(
      connection,
      this.can.configuration,
      params.initializationOptions,
      files,
      timers,
      () => this.workspace.folders,
    );
    const { settings, index, can } = this;
    this.workspace = new Workspace(
      {
        connection,
        files,
        timers,
        settings,
        index,
        beside: open.folders,
        progress: can.progress,
        asked: () => wall.asked,
      },
      wall,
      foldersOf(params),
      () => this.#allChanged(),
    );
    this.analyst = new Analyst(open, settings, index);
    this.fixes = new Fixes(this.analyst, open, can);
    const uris = () => open.texts.keys();
    this.diagnostics = can.pullDiagnostics
      ? pulled(connection, can, this.analyst, wall, uris)
      : pushed(connection, can, this.analyst, wall, timers, uris);
    open.texts.onDidChangeContent(({ document }) => {
      index.openChanged();
      this.diagnostics.changed(document.uri);
    });
    open.texts.onDidClose(({ document }) => {
      this.analyst.forget(document.uri);
      settings.forget(document.uri);
      index.openChanged();
      this.diagnostics.closed(document.uri);
    });
  }

  /** The client is ready for requests of ours. */
  begin(): void {
    const { client } = this.#connection;
    if (this.can.registerConfiguration) {
      this.#wall.run('Registering for settings', undefined, async () => {
        await client.register(DidChangeConfigurationNotification.type, { section: 'stsLens' });
      });
    }
    if (this.can.registerWatchers) {
      this.#wall.run('Registering watchers', undefined, async () => {
        await client.register(DidChangeWatchedFilesNotification.type, { watchers: watchers() });
      });
    }
    if (this.can.registerFormatting) {
      this.#wall.run('Registering for formatting', undefined, async () => {
        await client.register(DocumentFormattingRequest.type, { documentSelector: AWS_CONFIG_FILES });
      });
    }
    if (this.can.registerTokens) {
      this.#wall.run('Registering for colours', undefined, async () => {
        await client.register(SemanticTokensRegistrationType.type, {
          documentSelector: AWS_CONFIG_FILES,
          legend: LEGEND,
          full: true,
        });
      });
    }
    this.#runtime.timers.after(INDEX_AFTER, () => this.workspace.rescan());
  }

  /** The client's settings changed. */
  settingsChanged(pushed: unknown): void {
    this.settings.changed(pushed);
    this.workspace.rescan();
    this.#allChanged();
  }

  #allChanged(): void {
    this.diagnostics.allChanged();
    if (this.can.panel) {
      this.#wall.run(FILES_CHANGED_NOTIFICATION, undefined, () =>
        this.#connection.sendNotification(FILES_CHANGED_NOTIFICATION),
      );
    }
    if (this.can.refreshLenses) {
      this.#wall.run('workspace/codeLens/refresh', undefined, () =>
        this.#connection.sendRequest(CodeLensRefreshRequest.type),
      );
    }
  }

  /** Documents of other schemes are views, such as the old side of a comparison. */
  #schemes(): ReadonlySet<string> {
    const schemes = this.workspace.folders.map((folder) => folder.slice(0, folder.indexOf(':')));
    return new Set(['file', 'untitled', ...schemes]);
  }
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => folderUri(uri));
  return typeof rootUri === 'string' ? [folderUri(rootUri)] : [];
}
