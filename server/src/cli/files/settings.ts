import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { plain } from '../../core/explain/sentence';
import type { Level } from '../../core/rules/finding';
import {
  type MergedSettings,
  mergeSettings,
  NO_SETTINGS,
  type Placed,
  readSettingsFile,
  SETTINGS_FILE,
} from '../../core/settingsFile';
import { LineIndex } from '../../core/text/lineIndex';
import { relativeName, visible } from './names';
import { decode } from './sourceFile';

export interface SettingsRequest {
  /** A settings file that holds for everything; false for none at all; undefined to look for the nearest one. */
  readonly file: string | false | undefined;
  /** Levels that win over every settings file. */
  readonly rules: Readonly<Record<string, Level>>;
  /** Called once for everything wrong with a settings file. */
  readonly onProblem: (message: string) => void;
  /** The folder that `file` and the paths in messages are relative to. */
  readonly cwd: string;
}

/** Finds the settings of each file: its folder's `.sts-lens.json`, else the nearest one above. */
export class SettingsFinder {
  readonly #request: SettingsRequest;
  /** By folder. */
  readonly #found = new Map<string, MergedSettings>();
  readonly #always: MergedSettings | undefined;

  constructor(request: SettingsRequest) {
    this.#request = request;
    if (request.file === false) this.#always = this.#with(nothing(request.cwd));
    else if (request.file !== undefined) {
      const file = path.resolve(request.cwd, request.file);
      this.#always = this.#with(this.#read(file, true) ?? nothing(path.dirname(file)));
    }
  }

  /** The settings for what lies directly in `folder`, an absolute path. */
  in(folder: string): MergedSettings {
    if (this.#always !== undefined) return this.#always;
    const known = this.#found.get(folder);
    if (known !== undefined) return known;
    const own = this.#read(path.join(folder, SETTINGS_FILE), false);
    const above = path.dirname(folder);
    const settings =
      own !== undefined
        ? this.#with(own)
        : above === folder
          ? this.#with(nothing(this.#request.cwd))
          : this.in(above);
    this.#found.set(folder, settings);
    return settings;
  }

  /** All settings that any file had so far, each once. */
  all(): MergedSettings[] {
    return this.#always !== undefined ? [this.#always] : [...new Set(this.#found.values())];
  }

  #with(placed: Placed): MergedSettings {
    const settings = mergeSettings(placed, undefined);
    return { ...settings, rules: { ...settings.rules, ...this.#request.rules } };
  }

  #read(file: string, required: boolean): Placed | undefined {
    const { onProblem, cwd } = this.#request;
    const shown = visible(relativeName(file, cwd));
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(file);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const absent = code === 'ENOENT' || code === 'ENOTDIR';
      if (required || !absent) onProblem(`${shown}: these settings cannot be read (${code}).`);
      return undefined;
    }
    const text = decode(bytes)?.text ?? '';
    const { written, problems } = readSettingsFile(text);
    const lines = new LineIndex(text);
    for (const { message, span } of problems) {
      const { line, column } = lines.at(span.start);
      onProblem(`${shown}:${line}:${column}: ${plain(message)}`);
    }
    return { written, root: folderUri(path.dirname(file)) };
  }
}

function nothing(folder: string): Placed {
  return { written: NO_SETTINGS, root: folderUri(folder) };
}

function folderUri(folder: string): string {
  const uri = pathToFileURL(folder).href;
  return uri.endsWith('/') ? uri : `${uri}/`;
}
