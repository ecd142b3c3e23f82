import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Case, casesAboutNone, caseWords } from '../core/cases';
import { plain, type Sentence, say, words } from '../core/explain/sentence';
import { SETTINGS_FILE } from '../core/settingsFile';
import { relativeName, visible } from './files/names';
import type { SettingsFinder } from './files/settings';
import type { Workspace } from './workspace';

/**
 * What to say of kept cases that are about no trust policy in sight: a test that is never run must not pass in
 * silence. Only where everything below the settings' own folder was looked at.
 * @param paths that were asked for
 */
export function unaskedCases(
  settings: SettingsFinder,
  workspace: Workspace,
  paths: readonly string[],
  cwd: string,
): string[] {
  const looked = paths.filter((each) => each !== '-').map((each) => path.resolve(cwd, each));
  return settings.all().flatMap(({ root, rules, cases = [] }) => {
    if (root === undefined || cases.length === 0 || rules['case-fails'] === 'off') return [];
    const folder = path.resolve(fileURLToPath(root));
    if (!looked.some((each) => `${folder}${path.sep}`.startsWith(path.join(each, path.sep)))) return [];
    const name = visible(relativeName(path.join(folder, SETTINGS_FILE), cwd));
    return casesAboutNone(workspace.contextIn(folder)).map((one) => {
      const message = say`A case was not asked (${caseWords(one)}): ${reason(one)}.`;
      return `${name}: ${plain(message)}`;
    });
  });
}

/** The role may well be among the files: its account is often not said, and an ARN is then not known to be its own. */
function reason({ role, file }: Case): Sentence {
  const files = file === undefined ? words('the files checked') : say`the files checked that match ${file}`;
  return role === undefined
    ? say`there is no trust policy in ${files}`
    : say`no trust policy in ${files} is known to be that of ${role}`;
}
