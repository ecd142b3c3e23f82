import { type Sentence, say, words } from '../explain/sentence';
import { endpointsOf, hostInWords, isGlobal, type ToolAnswer } from '../sts/profileEndpoints';
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
 * The answer for a profile in a few words: what AWS CLI v2 calls, and where boto3 differs. It holds as long as no
 * environment variable says otherwise.
 */
export function summary({ region, cliV2, boto3, boto3Before }: Endpoints): Sentence {
  const rest = difference(cliV2, boto3, boto3Before);
  if (region === undefined && isGlobal(cliV2)) {
    return say`Region from the environment, else ${GLOBAL_HOST}${rest}`;
  }
  if (cliV2.answer.host === undefined) return say`AWS CLI v2 refuses: ${cliV2.answer.error}`;
  return say`${cliV2.answer.host}${rest}`;
}

function difference(cliV2: ToolAnswer, boto3: ToolAnswer, before: ToolAnswer): Sentence {
  if (boto3.answer.host !== cliV2.answer.host) {
    if (isGlobal(boto3)) return words(' · boto3, AWS CLI v1: global');
    if (boto3.answer.host === undefined) return words(' · boto3, AWS CLI v1: refused');
    return say` · boto3, AWS CLI v1: ${hostInWords(boto3.answer)}`;
  }
  return isGlobal(before) && !isGlobal(cliV2) ? words(' · boto3 < 1.40: global') : words('');
}
