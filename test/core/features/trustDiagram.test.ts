import assert from 'node:assert/strict';
import { trustDiagram } from '../../../server/src/core/features/trustDiagram';
import { whoCanAssume } from '../../../server/src/core/iam/whoCanAssume';
import { trust } from '../iam/policies';

describe('The picture of who can assume a role', () => {
  const kinds = (Principal: object) => {
    const rows = whoCanAssume(trust({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }));
    const { nodes } = trustDiagram(rows, undefined);
    return nodes.slice(1, -1).map(({ kind }) => kind);
  };

  it('draws everyone only where everyone is meant', () => {
    assert.deepEqual(kinds({ AWS: '*' }), ['everyone']);
    assert.deepEqual(kinds({ AWS: 'AROAEXAMPLEID12345678' }), ['identity']);
    assert.deepEqual(kinds({ AWS: '${Who}', Service: ['ec2', '${Which}'], Federated: 'example.com' }), [
      'identity',
      'service',
      'service',
      'provider',
    ]);
  });
});
