import type { AnyRule } from './rule';
import selfAssumeDenied from './self-assume-denied';
import selfAssumeNotGranted from './self-assume-not-granted';
import selfAssumeUnnecessary from './self-assume-unnecessary';
import stsEndpointInvalid from './sts-endpoint-invalid';
import stsEndpointLegacy from './sts-endpoint-legacy';
import stsEndpointUnset from './sts-endpoint-unset';
import stsRegionMissing from './sts-region-missing';

/** Every rule, in the order the documentation shows them. Adding a rule is adding its file and a line here. */
export const RULES: readonly AnyRule[] = [
  selfAssumeDenied,
  selfAssumeNotGranted,
  selfAssumeUnnecessary,
  stsEndpointLegacy,
  stsEndpointUnset,
  stsEndpointInvalid,
  stsRegionMissing,
];
