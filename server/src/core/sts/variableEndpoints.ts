import { keptByText } from '../kept';
import { resolveEndpoint } from './endpoint';
import type { ToolAnswer } from './profileEndpoints';
import { TOOLS } from './tools';
import { SETTING_VARIABLE } from './tools/setting';

const kept = keptByText<readonly ToolAnswer[]>(5_000);

/**
 * What recent versions of all tools call in a Region when nothing is set but AWS_STS_REGIONAL_ENDPOINTS.
 * @param value of the variable
 * @param region given in code, so that the tools do not differ by the Region variables they read
 */
export function answersWithVariable(value: string, region: string): readonly ToolAnswer[] {
  return kept.of(`${region} ${value}`, () => {
    const input = {
      env: { AWS_SDK_LOAD_CONFIG: '1', [SETTING_VARIABLE]: value },
      disk: { home: '/home', files: new Map([['/home/.aws/config', { uri: '', text: '' }]]) },
      region,
    };
    return TOOLS.map((tool) => {
      const version = tool.recent;
      return { tool, age: 'now', version, answer: resolveEndpoint(input, tool.id, version) };
    });
  });
}
