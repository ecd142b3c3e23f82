import type { ProfileSubject, Setting } from '../documents/subjects';
import { type Sentence, say, series, words } from '../explain/sentence';
import { sectionFix } from '../repairs/changeSetting';
import { moveComment } from '../repairs/moveComment';
import { isKnownRegion } from '../sts/partitions';
import { endpointsWith, refusalsOf, versionsOf } from '../sts/profileEndpoints';
import type { Fix } from './finding';
import { rule } from './rule';
import { CONFIG_FORMAT, STS_ENDPOINTS } from './stsReferences';
import { invalidSetting } from './stsVariable';

const WRONG = `[profile deploy]
region = us-east-2
sts_regional_endpoints = Regional
`;

export default rule({
  meta: {
    id: 'sts-endpoint-invalid',
    title: 'The choice between the STS endpoints is a word that SDKs refuse',
    level: 'error',
    category: 'endpoint',
    fix: 'unsafe',
    references: [STS_ENDPOINTS, CONFIG_FORMAT],
  },
  docs: {
    what: '`sts_regional_endpoints`, and the variable `AWS_STS_REGIONAL_ENDPOINTS` in whatever file it is set, take `regional` or `legacy`, in lower case, without quotes. boto3 and the AWS CLI read a comment behind a value as part of the value. An empty value is left alone: it means the default.',
    why: 'AWS CLI v1 and boto3 stop with “STS regional endpoints option … is invalid” whenever they make an STS client with this profile, in every Region. Other SDKs that read the setting are laxer about case, but refuse a wrong word. Ruby says nothing and takes every word but `legacy` for `regional`. The newer SDKs and AWS CLI v2 do not read it.',
    remedy: 'Write `regional`, and put comments on lines of their own.',
  },
  examples: {
    bad: [
      {
        file: '.aws/config',
        text: WRONG,
        at: 'Regional',
        fixes: [{ id: 'write-regional', text: WRONG.replace('Regional', 'regional') }],
      },
      {
        title: 'Quotes are part of the value',
        file: '.aws/config',
        text: WRONG.replace('Regional', '"regional"'),
        at: '"regional"',
        fixes: [{ id: 'write-regional', text: WRONG.replace('Regional', 'regional') }],
      },
      {
        title: 'A comment behind the value',
        file: '.aws/config',
        text: WRONG.replace('Regional', 'regional # since 2021'),
        at: 'regional # since 2021',
        fixes: [
          {
            id: 'move-comment',
            text: '[profile deploy]\nregion = us-east-2\n# since 2021\nsts_regional_endpoints = regional\n',
          },
        ],
      },
      {
        title: 'A Region in the variable',
        file: 'Dockerfile',
        text: 'FROM python:3.13\nENV AWS_STS_REGIONAL_ENDPOINTS="eu-central-1"\n',
        at: 'eu-central-1',
        fixes: [
          {
            id: 'use-regional',
            text: 'FROM python:3.13\nENV AWS_STS_REGIONAL_ENDPOINTS="regional"\n',
          },
        ],
      },
      {
        title: 'Quotes in a list of Compose',
        file: 'compose.yaml',
        text: 'services:\n  app:\n    environment:\n      - AWS_STS_REGIONAL_ENDPOINTS="regional"\n',
        at: '"regional"',
        fixes: [
          {
            id: 'write-regional',
            text: 'services:\n  app:\n    environment:\n      - AWS_STS_REGIONAL_ENDPOINTS=regional\n',
          },
        ],
      },
      {
        title: 'A misspelt word in the variable',
        file: '.github/workflows/deploy.yml',
        text: 'env:\n  AWS_STS_REGIONAL_ENDPOINTS: Regional # by default\n',
        at: 'Regional',
        fixes: [
          {
            id: 'write-regional',
            text: 'env:\n  AWS_STS_REGIONAL_ENDPOINTS: regional # by default\n',
          },
        ],
      },
      {
        title: 'A word that could mean either',
        file: '.aws/config',
        text: WRONG.replace('Regional', 'us-east-2'),
        at: 'us-east-2',
        fixes: [
          { id: 'write-regional', text: WRONG.replace('Regional', 'regional') },
          { id: 'write-legacy', text: WRONG.replace('Regional', 'legacy') },
        ],
      },
    ],
    good: [
      { file: '.aws/config', text: WRONG.replace('Regional', 'regional') },
      { title: 'Empty means the default', file: '.aws/config', text: WRONG.replace('Regional', '') },
    ],
  },
  subject: ['profile', 'endpointSetting'],
  embedded: 'never',
  *check(subject, context) {
    if (subject.kind === 'endpointSetting') {
      yield* invalidSetting(subject, context);
      return;
    }
    for (const setting of subject.settings) {
      if (setting.key.toLowerCase() !== 'sts_regional_endpoints' || setting.value === '') continue;
      const word = setting.value.toLowerCase();
      const valid = setting.value === 'regional' || setting.value === 'legacy';
      if (valid && setting.comment === undefined) continue;
      // In another spelling `legacy` is the matter of sts-endpoint-legacy: one finding for one mistake.
      if (!valid && word === 'legacy' && setting.comment === undefined) continue;
      if (word === 'legacy' || valid) {
        yield {
          message: words(
            'The comment is part of the value to boto3 and AWS CLI v1, which refuse to make an STS client with this profile.',
          ),
          span: { start: setting.valueSpan.start, end: setting.comment?.span.end ?? setting.valueSpan.end },
          fixes: () => [moveComment(subject, setting)],
        };
        continue;
      }
      yield {
        message: messageFor(subject, setting),
        span: setting.valueSpan,
        fixes: () => choices(subject, setting),
      };
    }
  },
});

function messageFor(subject: ProfileSubject, setting: Setting): Sentence {
  const refusing = refusalsOf(endpointsWith(subject, setting, 'us-east-1')).map(versionsOf);
  const region = isKnownRegion(setting.value)
    ? say` A Region belongs in the setting ${'region'}.`
    : words('');
  return say`The value ${setting.value} is not valid for ${'sts_regional_endpoints'}: ${series(refusing)} refuse to make an STS client with this profile.${region}`;
}

/** `Regional`, `"regional"`, `regional#x` and near misses can mean only one thing. */
function choices(subject: ProfileSubject, setting: Setting): Fix[] {
  const meant = setting.value
    .toLowerCase()
    .replace(/^["']|[#;].*$/g, '')
    .replace(/["'\s]+$/, '');
  const write = (value: 'regional' | 'legacy', sure: boolean) => {
    const edits = subject.source.edits.replace(setting.node, value);
    const title = say`Set ${'sts_regional_endpoints'} to ${value}`;
    return sectionFix(subject, `write-${value}`, title, edits, sure ? undefined : CONSEQUENCE[value]);
  };
  if (/^reg\w*al$/.test(meant)) return [write('regional', true)];
  return [write('regional', false), write('legacy', false)];
}

const CONSEQUENCE = {
  regional: words('Tools that read the setting then call STS in the Region of the profile.'),
  legacy: words('Tools that read the setting then call the global STS endpoint from 15 Regions.'),
};
