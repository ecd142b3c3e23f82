import { type Sentence, say } from '../../explain/sentence';
import type { EndpointAnswer } from '../endpoint';
import { type Ask, note, refusal, type SeenProfile, settingOf, variable } from './ask';

/**
 * The first STS request of a client that finds its own credentials. `own`: the client's own, because its keys are
 * there or come from where nobody can look. `role`: AssumeRole, for the innermost role of the profile's chain.
 * `web`: AssumeRoleWithWebIdentity, which is not signed.
 */
export type FirstCall =
  | { readonly kind: 'own' }
  | { readonly kind: 'web' }
  | { readonly kind: 'role'; readonly role: SeenProfile; readonly source: SeenProfile | undefined }
  | { readonly kind: 'refused'; readonly why: Sentence };

const OWN: FirstCall = { kind: 'own' };
const WEB: FirstCall = { kind: 'web' };

/**
 * The answer when the first call of a client that finds its own credentials goes where the client itself would go.
 * @param found the endpoint of the client
 */
export function ofFirstCall(ask: Ask, call: FirstCall, found: EndpointAnswer): EndpointAnswer {
  if (call.kind === 'refused') return refusal(ask, call.why);
  if (found.host === undefined || call.kind !== 'web') return found;
  note(ask, say`The first request carries a web identity token and is not signed.`);
  return { ...found, unsigned: true };
}

/** Whether the environment has keys. */
export function hasVariableKeys(ask: Ask): boolean {
  return Boolean(variable(ask, 'AWS_ACCESS_KEY_ID')) && Boolean(variable(ask, 'AWS_SECRET_ACCESS_KEY'));
}

/** Whether the environment has a web identity token, as pods with an IAM role have it. */
export function hasVariableToken(ask: Ask): boolean {
  return Boolean(variable(ask, 'AWS_WEB_IDENTITY_TOKEN_FILE')) && Boolean(variable(ask, 'AWS_ROLE_ARN'));
}

/**
 * The first call of a tool that takes keys from the environment, then a token from it, then the profile: botocore,
 * the AWS CLIs, JavaScript v2, Ruby and Go. A profile that code names comes first.
 * @param find the profile of a name, as the tool sees it
 */
export function firstCall(
  ask: Ask,
  profile: SeenProfile | undefined,
  find: (name: string) => SeenProfile | undefined,
): FirstCall {
  if (ask.input.profile === undefined) {
    if (hasVariableKeys(ask)) return OWN;
    if (hasVariableToken(ask) && !hasRole(profile)) return WEB;
  }
  return profileCall(profile, find);
}

function hasRole(profile: SeenProfile | undefined): boolean {
  return Boolean(settingOf(profile, 'role_arn')) && Boolean(settingOf(profile, 'source_profile'));
}

/** The first call that the credentials of a profile need. */
export function profileCall(
  profile: SeenProfile | undefined,
  find: (name: string) => SeenProfile | undefined,
): FirstCall {
  const passed = new Set<string>();
  for (let current = profile; ; ) {
    if (current === undefined || !settingOf(current, 'role_arn')) return OWN;
    if (settingOf(current, 'web_identity_token_file')) return WEB;
    const name = settingOf(current, 'source_profile');
    if (!name) {
      const elsewhere = settingOf(current, 'credential_source') !== undefined;
      return elsewhere ? { kind: 'role', role: current, source: undefined } : OWN;
    }
    const source = find(name);
    if (source === undefined)
      return { kind: 'refused', why: say`There is no profile ${name}, which is to provide the credentials.` };
    const keys = settingOf(source, 'aws_access_key_id') && settingOf(source, 'aws_secret_access_key');
    if (keys || !settingOf(source, 'role_arn')) return { kind: 'role', role: current, source };
    passed.add(current.name);
    if (passed.has(name)) return { kind: 'refused', why: say`The chain of profiles comes back to ${name}.` };
    current = source;
  }
}
