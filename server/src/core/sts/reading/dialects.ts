import { goV1 } from './goV1';
import { goV2 } from './goV2';
import { jsV2, jsV2Old, smithy, smithyOld } from './javaScript';
import { python } from './python';
import type { Dialect } from './reading';
import { reference } from './reference';
import { ruby, rubyOld } from './ruby';

/** Every parser that is told apart, each once. */
export const DIALECTS: readonly Dialect[] = [
  python,
  goV1,
  goV2,
  smithy,
  smithyOld,
  jsV2,
  jsV2Old,
  ruby,
  rubyOld,
  reference,
];
