// Why this file is long: it is a list, one line to import a rule and one to name it.

import accessKeyIncomplete from './access-key-incomplete';
import accountTrusted from './account-trusted';
import actionMissing from './action-missing';
import actionMissingForPodIdentity from './action-missing-for-pod-identity';
import actionMissingForRolesAnywhere from './action-missing-for-roles-anywhere';
import actionNotSts from './action-not-sts';
import actionPrincipalMismatch from './action-principal-mismatch';
import actionUnknown from './action-unknown';
import actionWildcard from './action-wildcard';
import assumeRoleWildcard from './assume-role-wildcard';
import canonicalUserInTrust from './canonical-user-in-trust';
import caseFails from './case-fails';
import characterUnsupported from './character-unsupported';
import cognitoAmrUnauthenticated from './cognito-amr-unauthenticated';
import cognitoAudienceMissing from './cognito-audience-missing';
import conditionAlwaysTrue from './condition-always-true';
import conditionBoolList from './condition-bool-list';
import conditionContradicts from './condition-contradicts';
import conditionEmpty from './condition-empty';
import conditionKeyDeprecated from './condition-key-deprecated';
import conditionKeyIrrelevant from './condition-key-irrelevant';
import conditionKeyNotSent from './condition-key-not-sent';
import conditionKeyUnknown from './condition-key-unknown';
import conditionOperatorUnknown from './condition-operator-unknown';
import conditionShape from './condition-shape';
import conditionTypeMismatch from './condition-type-mismatch';
import conditionValueImpossible from './condition-value-impossible';
import conditionValueNotArn from './condition-value-not-arn';
import conditionValueNotBool from './condition-value-not-bool';
import conditionValueNotDate from './condition-value-not-date';
import conditionValueNotIp from './condition-value-not-ip';
import conditionValueNotNumber from './condition-value-not-number';
import configBlockEmpty from './config-block-empty';
import configByteOrderMark from './config-byte-order-mark';
import configCommentInValue from './config-comment-in-value';
import configFileRefused from './config-file-refused';
import configHeaderUnread from './config-header-unread';
import configKeyCase from './config-key-case';
import configKeyDuplicate from './config-key-duplicate';
import configKeyMisplaced from './config-key-misplaced';
import configKeyMisspelt from './config-key-misspelt';
import configProfileTwice from './config-profile-twice';
import configSectionDuplicate from './config-section-duplicate';
import configSectionMisplaced from './config-section-misplaced';
import configSettingIndented from './config-setting-indented';
import configValueInvalid from './config-value-invalid';
import configValueQuoted from './config-value-quoted';
import contextActionMissing from './context-action-missing';
import deletedPrincipal from './deleted-principal';
import duplicateKey from './duplicate-key';
import duplicateKeyCase from './duplicate-key-case';
import duplicateValue from './duplicate-value';
import effectInvalid from './effect-invalid';
import effectMissing from './effect-missing';
import eksIrsaAudience from './eks-irsa-audience';
import elementCombination from './element-combination';
import elementUnknown from './element-unknown';
import emptyList from './empty-list';
import everyoneTrusted from './everyone-trusted';
import everyoneTrustedWeakly from './everyone-trusted-weakly';
import externalIdInvalid from './external-id-invalid';
import externalIdMissing from './external-id-missing';
import federatedInvalid from './federated-invalid';
import federatedUserPrincipal from './federated-user-principal';
import forAllValuesVacuous from './for-all-values-vacuous';
import githubAudience from './github-audience';
import githubSubjectBroad from './github-subject-broad';
import githubSubjectGuardrail from './github-subject-guardrail';
import githubSubjectImmutable from './github-subject-immutable';
import githubSubjectMissing from './github-subject-missing';
import ifExistsWeakens from './if-exists-weakens';
import jsonNotPlain from './json-not-plain';
import mfaDenyIncomplete from './mfa-deny-incomplete';
import networkKeyUnpaired from './network-key-unpaired';
import notAction from './not-action';
import nullValueInvalid from './null-value-invalid';
import nullWithIfExists from './null-with-if-exists';
import oidcAudienceType from './oidc-audience-type';
import oidcConditionMissing from './oidc-condition-missing';
import oidcSubjectBroad from './oidc-subject-broad';
import oidcSubjectMissing from './oidc-subject-missing';
import oidcSubjectNeverMatches from './oidc-subject-never-matches';
import oidcSubjectWrongProviderPrefix from './oidc-subject-wrong-provider-prefix';
import partitionInvalid from './partition-invalid';
import partitionMixed from './partition-mixed';
import podIdentityUnrestricted from './pod-identity-unrestricted';
import policyTooLarge from './policy-too-large';
import policyVariableInvalid from './policy-variable-invalid';
import policyVariableOperator from './policy-variable-operator';
import policyVariableVersion from './policy-variable-version';
import principalArnRegion from './principal-arn-region';
import principalArnRoot from './principal-arn-root';
import principalArnSessionForm from './principal-arn-session-form';
import principalBareWildcard from './principal-bare-wildcard';
import principalConditionMismatch from './principal-condition-mismatch';
import principalDuplicateForms from './principal-duplicate-forms';
import principalInvalid from './principal-invalid';
import principalMissing from './principal-missing';
import principalNotObject from './principal-not-object';
import principalPartialWildcard from './principal-partial-wildcard';
import principalRedundantSession from './principal-redundant-session';
import principalSessionNamed from './principal-session-named';
import principalTypeUnknown from './principal-type-unknown';
import principalTypeWrong from './principal-type-wrong';
import profileCycle from './profile-cycle';
import profilePrefixMissing from './profile-prefix-missing';
import profileRoleWithKeys from './profile-role-with-keys';
import profileRoleWithoutSource from './profile-role-without-source';
import profileSelfAssume from './profile-self-assume';
import profileSessionTooLong from './profile-session-too-long';
import profileSourceMissing from './profile-source-missing';
import profileSourceWithoutRole from './profile-source-without-role';
import profileSourcesMixed from './profile-sources-mixed';
import regionUnknown from './region-unknown';
import type { AnyRule } from './rule';
import samlAudienceMissing from './saml-audience-missing';
import samlAudienceUnknown from './saml-audience-unknown';
import selfAssumeByCode from './self-assume-by-code';
import selfAssumeByCommand from './self-assume-by-command';
import selfAssumeDenied from './self-assume-denied';
import selfAssumeNeedsIdentityPolicy from './self-assume-needs-identity-policy';
import selfAssumeNotGranted from './self-assume-not-granted';
import selfAssumeUnnecessary from './self-assume-unnecessary';
import selfDenyWithGrant from './self-deny-with-grant';
import selfReferenceBeforeCreation from './self-reference-before-creation';
import selfReferenceCycle from './self-reference-cycle';
import serviceConfusedDeputy from './service-confused-deputy';
import servicePrincipalInvalid from './service-principal-invalid';
import servicePrincipalUnknown from './service-principal-unknown';
import servicesMissing from './services-missing';
import setOperatorMissing from './set-operator-missing';
import setOperatorNeedless from './set-operator-needless';
import sidDuplicate from './sid-duplicate';
import sidInvalid from './sid-invalid';
import sourceArnWildcardAccount from './source-arn-wildcard-account';
import sourceArnWrongService from './source-arn-wrong-service';
import sourceIdentityMissing from './source-identity-missing';
import sourceIpPrivate from './source-ip-private';
import sourceKeysContradict from './source-keys-contradict';
import ssoSessionMissing from './sso-session-missing';
import ssoSettingsConflict from './sso-settings-conflict';
import ssoSettingsIncomplete from './sso-settings-incomplete';
import statementDuplicate from './statement-duplicate';
import statementMissing from './statement-missing';
import stsEndpointGlobalUrl from './sts-endpoint-global-url';
import stsEndpointInvalid from './sts-endpoint-invalid';
import stsEndpointLegacy from './sts-endpoint-legacy';
import stsEndpointUnset from './sts-endpoint-unset';
import stsRegionMissing from './sts-region-missing';
import tagSessionMissing from './tag-session-missing';
import trustNotPrincipal from './trust-not-principal';
import trustResource from './trust-resource';
import userPrincipal from './user-principal';
import valueNotString from './value-not-string';
import versionInvalid from './version-invalid';
import versionMissing from './version-missing';
import versionOld from './version-old';
import wildcardWithoutLike from './wildcard-without-like';

/** Every rule, in the order the documentation shows them. Adding a rule is adding its file and a line here. */
export const RULES: readonly AnyRule[] = [
  selfAssumeDenied,
  selfAssumeByCode,
  selfAssumeByCommand,
  selfAssumeNotGranted,
  selfAssumeUnnecessary,
  selfReferenceBeforeCreation,
  selfReferenceCycle,
  selfAssumeNeedsIdentityPolicy,
  selfDenyWithGrant,
  principalMissing,
  trustNotPrincipal,
  principalBareWildcard,
  principalPartialWildcard,
  principalInvalid,
  principalArnRegion,
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
  assumeRoleWildcard,
  userPrincipal,
  federatedUserPrincipal,
  canonicalUserInTrust,
  principalSessionNamed,
  principalRedundantSession,
  principalDuplicateForms,
  serviceConfusedDeputy,
  sourceArnWildcardAccount,
  sourceArnWrongService,
  sourceKeysContradict,
  podIdentityUnrestricted,
  samlAudienceMissing,
  samlAudienceUnknown,
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
  jsonNotPlain,
  policyTooLarge,
  conditionShape,
  conditionOperatorUnknown,
  nullWithIfExists,
  nullValueInvalid,
  conditionEmpty,
  conditionKeyUnknown,
  conditionKeyDeprecated,
  conditionKeyIrrelevant,
  conditionKeyNotSent,
  principalConditionMismatch,
  conditionTypeMismatch,
  conditionValueNotBool,
  conditionBoolList,
  conditionValueNotNumber,
  conditionValueNotDate,
  conditionValueNotIp,
  conditionValueNotArn,
  conditionValueImpossible,
  wildcardWithoutLike,
  principalArnSessionForm,
  principalArnRoot,
  externalIdInvalid,
  sourceIpPrivate,
  networkKeyUnpaired,
  forAllValuesVacuous,
  setOperatorMissing,
  setOperatorNeedless,
  ifExistsWeakens,
  mfaDenyIncomplete,
  tagSessionMissing,
  sourceIdentityMissing,
  contextActionMissing,
  conditionAlwaysTrue,
  conditionContradicts,
  policyVariableOperator,
  policyVariableInvalid,
  githubSubjectMissing,
  githubSubjectGuardrail,
  githubSubjectBroad,
  githubSubjectImmutable,
  githubAudience,
  oidcAudienceType,
  oidcConditionMissing,
  oidcSubjectMissing,
  oidcSubjectBroad,
  oidcSubjectWrongProviderPrefix,
  oidcSubjectNeverMatches,
  cognitoAudienceMissing,
  cognitoAmrUnauthenticated,
  eksIrsaAudience,
  caseFails,
  stsEndpointLegacy,
  stsEndpointGlobalUrl,
  stsEndpointUnset,
  stsEndpointInvalid,
  stsRegionMissing,
  configFileRefused,
  configByteOrderMark,
  configSectionDuplicate,
  configProfileTwice,
  configKeyDuplicate,
  configHeaderUnread,
  profilePrefixMissing,
  configSectionMisplaced,
  configKeyMisspelt,
  configKeyCase,
  configKeyMisplaced,
  configSettingIndented,
  configBlockEmpty,
  configCommentInValue,
  configValueQuoted,
  configValueInvalid,
  regionUnknown,
  profileCycle,
  profileSelfAssume,
  profileSourceMissing,
  profileRoleWithoutSource,
  profileSourcesMixed,
  profileSourceWithoutRole,
  profileSessionTooLong,
  profileRoleWithKeys,
  ssoSessionMissing,
  ssoSettingsIncomplete,
  ssoSettingsConflict,
  servicesMissing,
  accessKeyIncomplete,
];
