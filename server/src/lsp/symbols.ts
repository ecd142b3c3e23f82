import { type DocumentSymbol, type SymbolInformation, SymbolKind } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ProfileSubject } from '../core/documents/subjects';
import type { Abilities } from './abilities';
import type { Analyst } from './analyst';
import { rangeOf } from './positions';

/**
 * The outline of an AWS config file: its profiles with their keys, never their values. JSON documents have the
 * editor's own outline.
 */
export async function symbolsOf(
  uri: string,
  analyst: Analyst,
  can: Abilities,
): Promise<DocumentSymbol[] | SymbolInformation[]> {
  const analysis = await analyst.analyse(uri);
  if (analysis === undefined || analysis.nothing !== undefined) return [];
  const { text, document } = analysis;
  const profiles = document.subjects.filter((subject) => subject.kind === 'profile');
  if (can.nestedSymbols) return profiles.map((profile) => symbol(profile, text));
  return profiles.map((profile) => ({
    name: nameOf(profile),
    kind: SymbolKind.Namespace,
    location: { uri: text.uri, range: rangeOf(text, profile.span) },
  }));
}

function symbol(profile: ProfileSubject, text: TextDocument): DocumentSymbol {
  return {
    name: nameOf(profile),
    detail: profile.file === 'credentials' ? 'credentials' : 'profile',
    kind: SymbolKind.Namespace,
    range: rangeOf(text, profile.span),
    selectionRange: rangeOf(text, profile.headerSpan),
    children: profile.settings.map((setting) => ({
      name: setting.key || '(no key)',
      kind: SymbolKind.Key,
      range: rangeOf(text, setting.span),
      selectionRange: rangeOf(text, setting.keySpan),
    })),
  };
}

function nameOf(profile: ProfileSubject): string {
  return profile.name || '(no name)';
}
