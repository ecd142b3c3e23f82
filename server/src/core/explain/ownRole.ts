import { type Sentence, say, words } from './sentence';

/**
 * What code gets without a call, by where it runs, and what to do where its own role is not what it needs.
 * Sources: AWS SDKs and Tools Reference Guide, "Standardized credential providers"; AWS Security Blog, "Announcing an
 * update to IAM role trust policy behavior".
 */
export const HANDED_IN: Readonly<Record<'Lambda' | 'ECS' | 'EC2' | 'EKS' | 'CodeBuild', Sentence>> = {
  Lambda: words(
    'Lambda hands the function the credentials of its role; an SDK client that is given none uses them.',
  ),
  ECS: words(
    'ECS hands the task the credentials of its task role; an SDK client that is given none uses them, and renews them by itself.',
  ),
  EC2: words(
    'EC2 hands the instance the credentials of its role through the metadata service; an SDK client or the AWS CLI that is given none uses them, and renews them by itself.',
  ),
  EKS: words(
    'EKS hands a pod that has a role its credentials (EKS Pod Identity), or a web identity token that SDKs exchange for them; an SDK client that is given none uses them, and renews them by itself.',
  ),
  CodeBuild: words(
    'CodeBuild hands the build the credentials of its service role; an SDK client or the AWS CLI that is given none uses them.',
  ),
};

/** What to do instead of assuming a role with its own credentials. */
export const INSTEAD: readonly Sentence[] = [
  words('Leave the call out, and make clients without credentials of their own.'),
  say`For fewer permissions, assume a second role that has only those, or give the call a session policy (${'Policy'} or ${'PolicyArns'}), which a role may do with itself only where its trust policy lets it.`,
  words(
    'Where the call is there for development, let developers assume a role of their own, by a profile of theirs rather than in the code.',
  ),
];
