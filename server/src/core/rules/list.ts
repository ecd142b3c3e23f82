import accountTrusted from './account-trusted';
import actionMissing from './action-missing';
import actionMissingForPodIdentity from './action-missing-for-pod-identity';
import actionMissingForRolesAnywhere from './action-missing-for-roles-anywhere';
import actionNotSts from './action-not-sts';
import actionPrincipalMismatch from './action-principal-mismatch';
import actionUnknown from './action-unknown';
import actionWildcard from './action-wildcard';
import canonicalUserInTrust from './canonical-user-in-trust';
import characterUnsupported from './character-unsupported';
import deletedPrincipal from './deleted-principal';
import duplicateKey from './duplicate-key';
import duplicateKeyCase from './duplicate-key-case';
import duplicateValue from './duplicate-value';
import effectInvalid from './effect-invalid';
import effectMissing from './effect-missing';
import elementCombination from './element-combination';
import elementUnknown from './element-unknown';
import emptyList from './empty-list';
import everyoneTrusted from './everyone-trusted';
import everyoneTrustedWeakly from './everyone-trusted-weakly';
import externalIdMissing from './external-id-missing';
import federatedInvalid from './federated-invalid';
import federatedUserPrincipal from './federated-user-principal';
import notAction from './not-action';
import partitionInvalid from './partition-invalid';
import partitionMixed from './partition-mixed';
import policyTooLarge from './policy-too-large';
import policyVariableVersion from './policy-variable-version';
import principalBareWildcard from './principal-bare-wildcard';
import principalDuplicateForms from './principal-duplicate-forms';
import principalInvalid from './principal-invalid';
import principalMissing from './principal-missing';
import principalNotObject from './principal-not-object';
import principalPartialWildcard from './principal-partial-wildcard';
import principalRedundantSession from './principal-redundant-session';
import principalSessionNamed from './principal-session-named';
import principalTypeUnknown from './principal-type-unknown';
import principalTypeWrong from './principal-type-wrong';
import type { AnyRule } from './rule';
import selfAssumeDenied from './self-assume-denied';
import selfAssumeNeedsIdentityPolicy from './self-assume-needs-identity-policy';
import selfAssumeNotGranted from './self-assume-not-granted';
import selfAssumeUnnecessary from './self-assume-unnecessary';
import selfDenyWithGrant from './self-deny-with-grant';
import selfReferenceBeforeCreation from './self-reference-before-creation';
import servicePrincipalInvalid from './service-principal-invalid';
import servicePrincipalUnknown from './service-principal-unknown';
import sidDuplicate from './sid-duplicate';
import sidInvalid from './sid-invalid';
import statementDuplicate from './statement-duplicate';
import statementMissing from './statement-missing';
import stsEndpointInvalid from './sts-endpoint-invalid';
import stsEndpointLegacy from './sts-endpoint-legacy';
import stsEndpointUnset from './sts-endpoint-unset';
import stsRegionMissing from './sts-region-missing';
import trustNotPrincipal from './trust-not-principal';
import trustResource from './trust-resource';
import userPrincipal from './user-principal';
import valueNotString from './value-not-string';
import versionInvalid from './version-invalid';
import versionMissing from './version-missing';
import versionOld from './version-old';

/** Every rule, in the order the documentation shows them. Adding a rule is adding its file and a line here. */
export const RULES: readonly AnyRule[] = [
  selfAssumeDenied,
  selfAssumeNotGranted,
  selfAssumeUnnecessary,
  selfReferenceBeforeCreation,
  selfAssumeNeedsIdentityPolicy,
  selfDenyWithGrant,
  principalMissing,
  trustNotPrincipal,
  principalBareWildcard,
  principalPartialWildcard,
  principalInvalid,
  principalTypeUnknown,
  principalTypeWrong,
  federatedInvalid,
  servicePrincipalInvalid,
  servicePrincipalUnknown,
  partitionInvalid,
  partitionMixed,
  deletedPrincipal,
  actionPrincipalMismatch,
  actionMissingForRolesAnywhere,
  actionMissingForPodIdentity,
  everyoneTrusted,
  everyoneTrustedWeakly,
  accountTrusted,
  externalIdMissing,
  userPrincipal,
  federatedUserPrincipal,
  canonicalUserInTrust,
  principalSessionNamed,
  principalRedundantSession,
  principalDuplicateForms,
  elementUnknown,
  elementCombination,
  statementMissing,
  statementDuplicate,
  versionMissing,
  versionOld,
  versionInvalid,
  policyVariableVersion,
  sidInvalid,
  sidDuplicate,
  effectMissing,
  effectInvalid,
  actionMissing,
  actionNotSts,
  actionUnknown,
  actionWildcard,
  notAction,
  trustResource,
  principalNotObject,
  emptyList,
  valueNotString,
  duplicateKey,
  duplicateKeyCase,
  duplicateValue,
  characterUnsupported,
  policyTooLarge,
  stsEndpointLegacy,
  stsEndpointUnset,
  stsEndpointInvalid,
  stsRegionMissing,
];
