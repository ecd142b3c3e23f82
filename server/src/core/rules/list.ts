import actionMissing from './action-missing';
import actionNotSts from './action-not-sts';
import actionUnknown from './action-unknown';
import actionWildcard from './action-wildcard';
import characterUnsupported from './character-unsupported';
import duplicateKey from './duplicate-key';
import duplicateKeyCase from './duplicate-key-case';
import duplicateValue from './duplicate-value';
import effectInvalid from './effect-invalid';
import effectMissing from './effect-missing';
import elementCombination from './element-combination';
import elementUnknown from './element-unknown';
import emptyList from './empty-list';
import notAction from './not-action';
import policyTooLarge from './policy-too-large';
import policyVariableVersion from './policy-variable-version';
import type { AnyRule } from './rule';
import selfAssumeDenied from './self-assume-denied';
import selfAssumeNotGranted from './self-assume-not-granted';
import selfAssumeUnnecessary from './self-assume-unnecessary';
import sidDuplicate from './sid-duplicate';
import sidInvalid from './sid-invalid';
import statementDuplicate from './statement-duplicate';
import statementMissing from './statement-missing';
import stsEndpointInvalid from './sts-endpoint-invalid';
import stsEndpointLegacy from './sts-endpoint-legacy';
import stsEndpointUnset from './sts-endpoint-unset';
import stsRegionMissing from './sts-region-missing';
import trustResource from './trust-resource';
import valueNotString from './value-not-string';
import versionInvalid from './version-invalid';
import versionMissing from './version-missing';
import versionOld from './version-old';

/** Every rule, in the order the documentation shows them. Adding a rule is adding its file and a line here. */
export const RULES: readonly AnyRule[] = [
  selfAssumeDenied,
  selfAssumeNotGranted,
  selfAssumeUnnecessary,
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
