import type { Step } from '../explain/explanation';
import type { Sentence } from '../explain/sentence';
import type { Disk } from './files';
import type { ToolId } from './tools';
import { botocore } from './tools/botocore';
import { cliV2 } from './tools/cliV2';
import { dotnet } from './tools/dotnet';
import { goV1 } from './tools/goV1';
import { goV2 } from './tools/goV2';
import { java } from './tools/java';
import { jsV2 } from './tools/jsV2';
import { jsV3 } from './tools/jsV3';
import { php } from './tools/php';
import { regionalOnly } from './tools/regionalOnly';
import { ruby } from './tools/ruby';
import { atLeast } from './versions';

/** What an STS client is made from. */
export interface EndpointInput {
  /** The whole environment; what is not in it is not set. */
  readonly env: Readonly<Record<string, string>>;
  /** The files there are; which of them a tool opens, and how it reads them, is its own affair. */
  readonly disk: Disk;
  /** A profile named in code or by `--profile`. */
  readonly profile?: string;
  /** A Region given in code or by `--region`. */
  readonly region?: string;
  /**
   * Whose endpoint is asked for. `given` (the default): a client with credentials given in code. `chain`: a client
   * that finds its own; the first STS request is what counts, which may be the one that assumes a profile's role.
   */
  readonly credentials?: 'given' | 'chain';
}

/** The host that requests go to, or why there is none, with the chain of causes. */
export type EndpointAnswer = { readonly because: readonly Step[] } & (
  | {
      readonly host: string;
      readonly signingRegion: string;
      /** The first request is not signed, as those with a web identity token are not. */
      readonly unsigned?: boolean;
      readonly error?: never;
    }
  | { readonly error: Sentence; readonly host?: never }
);

/** One tool family's way from an input to an endpoint. */
export type Resolve = (input: EndpointInput, version: string) => EndpointAnswer;

const FAMILIES: Readonly<Record<ToolId, Resolve>> = {
  'aws-cli': (input, version) => (atLeast(version, '2') ? cliV2 : botocore('aws-cli'))(input, version),
  botocore: botocore('botocore'),
  boto3: botocore('boto3'),
  'aws-sdk': jsV2,
  '@aws-sdk/client-sts': jsV3,
  'aws-sdk-core': ruby,
  'aws-sdk-go': goV1,
  'aws-sdk-go-v2': goV2,
  'aws-sdk-java': java,
  'aws-sdk-java-v2': regionalOnly('aws-sdk-java-v2'),
  'aws-sdk-net': dotnet,
  'aws-sdk-php': php,
  'aws-sdk-cpp': regionalOnly('aws-sdk-cpp'),
  'aws-sdk-rust': regionalOnly('aws-sdk-rust'),
  'aws-sdk-kotlin': regionalOnly('aws-sdk-kotlin'),
  'aws-sdk-swift': regionalOnly('aws-sdk-swift'),
  'terraform-provider-aws': goV2,
};

/**
 * The STS endpoint that a client of a tool's version calls.
 * @param version dotted, such as `1.40.0`
 */
export function resolveEndpoint(input: EndpointInput, tool: ToolId, version: string): EndpointAnswer {
  return FAMILIES[tool](input, version);
}
