import { fileName } from '../text/uri';
import type { Opened } from './kind';

/** Languages that a policy may stand in as text of its own, told by the editor or by the file's name. */
export type Language = 'yaml' | 'shell' | 'make' | 'powershell' | 'cmd' | 'markdown';

const BY_ID: Readonly<Record<string, Language>> = {
  yaml: 'yaml',
  cloudformation: 'yaml',
  ansible: 'yaml',
  'github-actions-workflow': 'yaml',
  'azure-pipelines': 'yaml',
  shellscript: 'shell',
  dockerfile: 'shell',
  makefile: 'make',
  powershell: 'powershell',
  bat: 'cmd',
  markdown: 'markdown',
};

const BY_NAME: readonly (readonly [RegExp, Language])[] = [
  [/\.(?:ya?ml|template)$/i, 'yaml'],
  [/\.(?:sh|bash|zsh|ksh)$|^(?:Dockerfile|Containerfile)|\.Dockerfile$/i, 'shell'],
  [/^(?:GNU)?makefile$|\.mk$/i, 'make'],
  [/\.psm?1$/i, 'powershell'],
  [/\.(?:cmd|bat)$/i, 'cmd'],
  [/\.(?:md|markdown|mdx)$/i, 'markdown'],
];

/** The language of a file; undefined for every other one, JSON among them. */
export function languageOf({
  uri,
  languageId,
  text,
}: Pick<Opened, 'uri' | 'text'> & { readonly languageId?: string | undefined }): Language | undefined {
  const known = BY_ID[languageId ?? ''];
  if (known !== undefined) return known;
  const name = fileName(uri);
  const named = BY_NAME.find(([pattern]) => pattern.test(name))?.[1];
  return named ?? (/^#!.{0,60}\b(?:ba|z|k|da)?sh\b/.test(text) ? 'shell' : undefined);
}
