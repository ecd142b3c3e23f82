import type { Context } from '../context';
import type { ProfileSubject } from '../documents/subjects';
import { type Sentence, say, words } from '../explain/sentence';
import { endpointsOf, type ToolAnswer } from '../sts/profileEndpoints';
import { hostsOf } from '../sts/profileHosts';
import type { ProfileView } from '../sts/profileView';
import { GLOBAL_HOST } from '../sts/tools/hosts';

/** The endpoints of a profile and, of those, the three that a line above it speaks of. */
export interface Endpoints {
  /** The Region that the profile names. */
  readonly region: string | undefined;
  readonly all: readonly ToolAnswer[];
  readonly cliV2: ToolAnswer;
  readonly boto3: ToolAnswer;
  readonly boto3Before: ToolAnswer;
}

export function profileEndpoints(view: ProfileView): Endpoints {
  const all = endpointsOf(view.profiles.all, view.profile.name);
  const find = (name: string, age: ToolAnswer['age']) =>
    all.find((each) => each.tool.name === name && each.age === age) ?? all[0]!;
  return {
    region: view.region,
    all,
    cliV2: find('AWS CLI v2', 'now'),
    boto3: find('boto3', 'now'),
    boto3Before: find('boto3', 'before'),
  };
}

/**
 * The line above a profile. It is asked for at every key: the hosts are kept by the lines that they depend on, and only
 * a refusal, whose reason is told, needs the whole files.
 */
export function lensOf(subject: ProfileSubject, view: ProfileView, context: Context): Sentence {
  const hosts = hostsOf(subject, context);
  const find = (name: string, age: ToolAnswer['age']) =>
    hosts.find((each) => each.tool.name === name && each.age === age) ?? hosts[0]!;
  const [cliV2, boto3, boto3Before] = [
    find('AWS CLI v2', 'now'),
    find('boto3', 'now'),
    find('boto3', 'before'),
  ].map(({ host }) => host);
  if (cliV2 === undefined) return summary(profileEndpoints(view));
  return inWords(view.region, cliV2, boto3, boto3Before);
}

/**
 * The answer for a profile in a few words: what AWS CLI v2 calls, and where boto3 differs. It holds as long as no
 * environment variable says otherwise.
 */
export function summary({ region, cliV2, boto3, boto3Before }: Endpoints): Sentence {
  const { host } = cliV2.answer;
  if (host === undefined) return say`AWS CLI v2 refuses: ${cliV2.answer.error}`;
  return inWords(region, host, boto3.answer.host, boto3Before.answer.host);
}

/** @param cliV2 and the others: the hosts that the tools call; undefined where they refuse */
function inWords(
  region: string | undefined,
  cliV2: string,
  boto3: string | undefined,
  before: string | undefined,
): Sentence {
  const rest = difference(cliV2, boto3, before);
  return region === undefined && cliV2 === GLOBAL_HOST
    ? say`Region from the environment, else ${GLOBAL_HOST}${rest}`
    : say`${cliV2}${rest}`;
}

function difference(cliV2: string, boto3: string | undefined, before: string | undefined): Sentence {
  if (boto3 !== cliV2) {
    if (boto3 === GLOBAL_HOST) return words(' · boto3, AWS CLI v1: global');
    return boto3 === undefined ? words(' · boto3, AWS CLI v1: refused') : say` · boto3, AWS CLI v1: ${boto3}`;
  }
  return before === GLOBAL_HOST && cliV2 !== GLOBAL_HOST ? words(' · boto3 < 1.40: global') : words('');
}
