import type { Place, RenderedExplanation } from '../../../server/src/lsp/protocol';

/** What the panel shows. The host says everything in the user's language; the page only lays it out. */
export type View =
  | { readonly kind: 'busy'; readonly text: string }
  | {
      readonly kind: 'explanation';
      readonly where: string;
      readonly explanation: RenderedExplanation;
    }
  | {
      readonly kind: 'empty' | 'error';
      readonly title: string;
      /** What to do next. */
      readonly advice: string;
      readonly action?: { readonly title: string; readonly command: 'showLog' | 'restart' };
    };

/** The fixed words of the page. */
export interface Labels {
  readonly copy: string;
  readonly copied: string;
  readonly reasons: string;
  readonly source: string;
  readonly show: string;
  readonly yes: string;
  readonly no: string;
  readonly depends: string;
  readonly remark: string;
  readonly verdict: string;
}

/** What the panel keeps over a reload of the window, through VS Code's own state. */
export interface Kept {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

export type ToPanel =
  | { readonly type: 'show'; readonly view: View; readonly labels: Labels; readonly keep: Kept | undefined }
  | { readonly type: 'copied' };

export type FromPanel =
  | { readonly type: 'ready' }
  | { readonly type: 'reveal'; readonly place: Place }
  | { readonly type: 'copy' }
  | { readonly type: 'command'; readonly command: 'showLog' | 'restart' };
