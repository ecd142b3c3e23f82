import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SERVICE_PRINCIPALS } from '../../../server/src/core/data/servicePrincipals';
import { SOURCE_KEY_SERVICES, sourceKeysOf } from '../../../server/src/core/iam/confusedDeputy';
import { serviceNameForm } from '../../../server/src/core/iam/serviceName';
import { isKnownService, nearestService, serviceNames } from '../../../server/src/core/iam/servicePrincipals';
import { EXTRA_PRINCIPALS } from '../../../server/src/core/iam/servicePrincipalsExtra';
import { knownRegions, partitionOf } from '../../../server/src/core/sts/partitions';
import { cpuSeconds } from '../runs';

const why = (name: string) => {
  const form = serviceNameForm(name);
  return form.kind === 'malformed' ? form.why : form.kind;
};

describe('The form of a service principal', () => {
  it('is global or Regional in every partition', () => {
    assert.deepEqual(serviceNameForm('ecs-tasks.amazonaws.com'), {
      kind: 'global',
      service: 'ecs-tasks',
      suffix: 'amazonaws.com',
    });
    for (const region of knownRegions()) {
      const { suffix } = partitionOf(region);
      assert.deepEqual(serviceNameForm(`states.${region}.${suffix}`), {
        kind: 'regional',
        service: 'states',
        region,
        suffix,
      });
    }
    for (const name of ['ec2.amazonaws.com.cn', 'lambda.amazonaws.eu', 'ec2.c2s.ic.gov', 'x.aws.internal']) {
      assert.equal(why(name), 'global', name);
    }
  });

  it('may have several parts, and letters of any case', () => {
    const form = serviceNameForm('Member.org.StackSets.cloudformation.amazonaws.com');
    assert.equal(form.kind !== 'malformed' && form.service, 'member.org.stacksets.cloudformation');
    assert.equal(why('alexa-appkit.amazon.com'), 'global');
    assert.equal(why('delivery.logs.amazonaws.com'), 'global');
  });

  it('is told wrong, and why', () => {
    const wrong: Record<string, string> = {
      '': 'empty',
      '  ': 'empty',
      ec2: 'noSuffix',
      ' ec2.amazonaws.com': 'space',
      'ec2 .amazonaws.com': 'space',
      'https://ec2.amazonaws.com/': 'url',
      'ec2.amazonaws.com/x': 'url',
      'arn:aws:iam::111122223333:root': 'arn',
      '111122223333': 'account',
      'ec2:RunInstances': 'action',
      '*.amazonaws.com': 'wildcard',
      'ec2.amazon.com': 'suffix',
      'ec2.amazonaws': 'suffix',
      'example.com': 'suffix',
      'ec2_x.amazonaws.com': 'characters',
      '.amazonaws.com': 'characters',
      'ec2..amazonaws.com': 'characters',
      '-ec2.amazonaws.com': 'characters',
    };
    for (const [name, reason] of Object.entries(wrong)) assert.equal(why(name), reason, name);
  });

  it('is never an exception, and what was meant is well-formed', () => {
    const part = fc.constantFrom(
      'ec2',
      '.',
      'amazonaws.com',
      '*',
      ' ',
      'https://',
      ':',
      '/',
      'us-east-1',
      'ü',
      '-',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part, { maxLength: 8 }).map((p) => p.join('')),
        ),
        (name) => {
          const form = serviceNameForm(name);
          nearestService(name);
          sourceKeysOf(name);
          return (
            form.kind !== 'malformed' ||
            form.meant === undefined ||
            serviceNameForm(form.meant).kind !== 'malformed'
          );
        },
      ),
    );
  });

  it('is told of a very long text at once', () => {
    const seconds = cpuSeconds(() => {
      for (const long of ['a'.repeat(1e6), '.'.repeat(1e6), 'a.'.repeat(5e5), ' '.repeat(1e6)])
        serviceNameForm(long);
    });
    assert.ok(seconds < 1, `${seconds} s`);
  });
});

describe('Known services', () => {
  it('have well-formed names, once each', () => {
    const names = serviceNames();
    assert.deepEqual([...new Set(names)], names);
    for (const name of names) assert.equal(why(`${name}.amazonaws.com`), 'global', name);
  });

  it('hold those that trust policies name most', () => {
    const common = [
      'ec2',
      'lambda',
      'ecs-tasks',
      'pods.eks',
      'rolesanywhere',
      'edgelambda',
      'states',
      'scheduler',
    ];
    for (const name of [...common, 'pipes', 'bedrock', 'vpc-flow-logs']) {
      assert.ok(serviceNames().includes(name), name);
      assert.equal(nearestService(`${name}.amazonaws.com`), undefined, name);
    }
  });

  it('are not repeated by hand', () => {
    const generated: readonly string[] = [...SERVICE_PRINCIPALS, ...SOURCE_KEY_SERVICES];
    for (const { service } of EXTRA_PRINCIPALS) assert.ok(!generated.includes(service), service);
  });

  it('are known by their action prefix and by the service they are part of', () => {
    assert.ok(isKnownService('omics'));
    assert.ok(isKnownService('opsdatasync.ssm'));
    assert.ok(isKnownService('lexv2'));
    assert.ok(!isKnownService('nonexistentservice'));
  });

  it('are what a slip of the finger meant', () => {
    assert.equal(nearestService('lamda.amazonaws.com'), 'lambda.amazonaws.com');
    assert.equal(nearestService('ecs-task.amazonaws.com'), 'ecs-tasks.amazonaws.com');
    assert.equal(nearestService('sattes.us-east-1.amazonaws.com'), 'states.us-east-1.amazonaws.com');
    assert.equal(nearestService('lamdba.amazonaws.com.cn'), 'lambda.amazonaws.com.cn');
    assert.equal(nearestService('ec2'), 'ec2.amazonaws.com');
    assert.equal(nearestService('ec2.amazon.com'), 'ec2.amazonaws.com');
    assert.equal(nearestService('lamda.amazon.com'), 'lambda.amazonaws.com');
    assert.equal(nearestService('https://ec2.amazonaws.com'), 'ec2.amazonaws.com');
    assert.equal(nearestService('ec2:RunInstances'), 'ec2.amazonaws.com');
    assert.equal(nearestService('nonexistentservice.amazonaws.com'), undefined);
    assert.equal(nearestService('example.com'), undefined);
  });
});

describe('What services send along when they assume a role', () => {
  it('names a page of AWS for every service, and ARNs to fill in', () => {
    for (const service of SOURCE_KEY_SERVICES) {
      const keys = sourceKeysOf(`${service}.amazonaws.com`);
      assert.ok(keys !== undefined, service);
      assert.match(keys.url, /^https:\/\/docs\.aws\.amazon\.com\/[\w./-]+\.html$/);
      assert.ok(keys.sourceArnPatterns.length > 0);
      for (const arn of keys.sourceArnPatterns) {
        assert.match(arn, /^arn:PARTITION:[a-z0-9-]+:REGION:ACCOUNT:[\w*/:-]+$/);
      }
    }
  });

  it('is known of the service whatever its Region and partition', () => {
    assert.deepEqual(sourceKeysOf('scheduler.amazonaws.com')?.sourceArnPatterns, [
      'arn:PARTITION:scheduler:REGION:ACCOUNT:schedule-group/*',
    ]);
    assert.equal(sourceKeysOf('States.us-west-2.amazonaws.com')?.service, 'states');
    assert.equal(
      sourceKeysOf('ecs-tasks.amazonaws.com.cn')?.sourceArnPatterns[0],
      'arn:PARTITION:ecs:REGION:ACCOUNT:*',
    );
    assert.deepEqual(sourceKeysOf('transfer.amazonaws.com')?.sourceArnPatterns.length, 3);
  });

  it('is not claimed of services that send nothing, or whose pages show other policies', () => {
    for (const service of [
      'ec2',
      'lambda',
      's3',
      'sns',
      'config',
      'cloudtrail',
      'eks',
      'backup',
      'toString',
      '',
    ]) {
      assert.equal(sourceKeysOf(`${service}.amazonaws.com`), undefined, service);
    }
    assert.equal(sourceKeysOf('logs.amazonaws.com')?.sourceAccount, false);
  });
});
