import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** The `.gitignore` of one folder. */
export interface Layer {
  readonly folder: string;
  readonly rules: Ignore;
}

/** The `.gitignore` of a folder, or undefined when it has none that can be read. */
export function layerOf(folder: string): Layer | undefined {
  try {
    const rules = ignore({ ignorecase: process.platform !== 'linux' });
    return { folder, rules: rules.add(readFileSync(path.join(folder, '.gitignore'), 'utf8')) };
  } catch {
    return undefined;
  }
}

/** The layers above a folder, outermost first, up to the root of its Git repository; none outside of one. */
export function layersAbove(folder: string): Layer[] {
  const layers: Layer[] = [];
  for (let at = folder; !existsSync(path.join(at, '.git')); ) {
    const above = path.dirname(at);
    if (above === at) return [];
    const layer = layerOf(above);
    if (layer !== undefined) layers.unshift(layer);
    at = above;
  }
  return layers;
}

/** Whether Git would leave a path out: the innermost layer with an opinion has it. */
export function isIgnored(layers: readonly Layer[], at: string, isFolder: boolean): boolean {
  for (let i = layers.length - 1; i >= 0; i--) {
    const { folder, rules } = layers[i]!;
    const relative = path.relative(folder, at).split(path.sep).join('/');
    const verdict = rules.test(isFolder ? `${relative}/` : relative);
    if (verdict.ignored || verdict.unignored) return verdict.ignored;
  }
  return false;
}
