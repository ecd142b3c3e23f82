/** A service principal that the packages behind data/servicePrincipals.ts do not have, and where AWS names it. */
export interface ExtraPrincipal {
  /** Without `.amazonaws.com`. */
  readonly service: string;
  readonly url: string;
}

const DOCS = 'https://docs.aws.amazon.com/';

/**
 * Written by hand; looked up in AWS's documentation in November 2026. The services of confusedDeputy.ts, which have
 * their sources there, are not repeated.
 */
export const EXTRA_PRINCIPALS: readonly ExtraPrincipal[] = [
  {
    service: 'amplifybackend',
    url: `${DOCS}amplify/latest/userguide/cross-service-confused-deputy-prevention.html`,
  },
  { service: 'dlm', url: `${DOCS}ebs/latest/userguide/service-role.html` },
  {
    service: 'emr-serverless',
    url: `${DOCS}emr/latest/EMR-Serverless-UserGuide/security-iam-runtime-role.html`,
  },
  {
    service: 'iotevents',
    url: `${DOCS}iotevents/latest/developerguide/cross-service-confused-deputy-prevention.html`,
  },
  { service: 'pinpoint', url: `${DOCS}pinpoint/latest/developerguide/permissions-ses.html` },
  {
    service: 'resources.cloudformation',
    url: `${DOCS}AWSCloudFormation/latest/APIReference/API_ActivateType.html`,
  },
  {
    service: 'securityagent',
    url: `${DOCS}securityagent/latest/userguide/cross-service-confused-deputy-prevention.html`,
  },
];
