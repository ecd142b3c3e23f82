import type {
  AskParams,
  AskResult,
  Place,
  RenderedExplanation,
  RenderedRepair,
} from '../../../server/src/lsp/protocol';

/** What the panel shows. The host says everything in the user's language; the page only lays it out. */
export type View =
  | { readonly kind: 'busy'; readonly text: string }
  | {
      readonly kind: 'explanation';
      readonly where: string;
      /** The first is what was asked for; more where one text tells of several refused calls. */
      readonly explanations: readonly [RenderedExplanation, ...RenderedExplanation[]];
    }
  | {
      readonly kind: 'empty' | 'error';
      readonly title: string;
      /** What to do next. */
      readonly advice: string;
      readonly actions: readonly ViewAction[];
    };

export type PanelCommand = 'showLog' | 'restart' | 'explainMessage' | 'openExamples' | 'openSettings';

export interface ViewAction {
  readonly title: string;
  readonly command: PanelCommand;
}

/** The fixed words of the page, in the user's language. */
export type Labels = Readonly<Record<LabelName, string>>;

export type LabelName =
  | 'copy'
  | 'copied'
  | 'reasons'
  | 'source'
  | 'show'
  | 'yes'
  | 'no'
  | 'depends'
  | 'remark'
  | 'verdict'
  | 'picture'
  | 'zoomIn'
  | 'zoomOut'
  | 'zoomFit'
  | 'copySvg'
  | 'legend'
  | 'direct'
  | 'delegated'
  | 'conditional'
  | 'denied'
  | 'leads'
  | 'circle'
  | 'missing'
  | 'listBelow'
  | 'repairs'
  | 'apply'
  | 'answerAndApply'
  | 'consequence'
  | 'safe'
  | 'expand'
  | 'collapse'
  | 'whatIf'
  | 'whatIfHelp'
  | 'caller'
  | 'callerHelp'
  | 'action'
  | 'usualAction'
  | 'sessionName'
  | 'externalId'
  | 'mfa'
  | 'notSaid'
  | 'withMfa'
  | 'withoutMfa'
  | 'noMfaKey'
  | 'sourceIp'
  | 'organization'
  | 'tags'
  | 'tagsHelp'
  | 'claims'
  | 'claimsHelp'
  | 'otherKeys'
  | 'otherKeysHelp'
  | 'identityPolicy'
  | 'identityPolicyHelp'
  | 'more'
  | 'answerAllowed'
  | 'answerDenied'
  | 'turnToAllowed'
  | 'turnToDenied'
  | 'nothingTurns'
  | 'keep'
  | 'keepName'
  | 'kept'
  | 'applied';

/** What the panel keeps over a reload of the window, through VS Code's own state. */
export type Kept =
  | { readonly uri: string; readonly line: number; readonly character: number }
  | { readonly message: string }
  | { readonly roles: true };

/** What the form holds, besides the place it is about. */
export type FormQuestion = Pick<AskParams, 'caller' | 'action' | 'context' | 'identityPolicy'>;

export type ToPanel =
  | { readonly type: 'show'; readonly view: View; readonly labels: Labels; readonly keep: Kept | undefined }
  /** The cursor, in the file explained. */
  | {
      readonly type: 'cursor';
      readonly line: number;
      readonly character: number;
      readonly keep: Kept | undefined;
    }
  | { readonly type: 'said'; readonly text: string }
  | { readonly type: 'answer'; readonly number: number; readonly result: AskResult | undefined };

export type FromPanel =
  | { readonly type: 'ready' }
  | { readonly type: 'reveal'; readonly place: Place }
  | { readonly type: 'copy' }
  | { readonly type: 'copySvg'; readonly svg: string }
  | { readonly type: 'apply'; readonly repair: RenderedRepair }
  | { readonly type: 'ask'; readonly number: number; readonly question: FormQuestion }
  | {
      readonly type: 'keep';
      readonly question: FormQuestion;
      readonly name: string;
      readonly expect: 'allowed' | 'denied';
    }
  | { readonly type: 'command'; readonly command: PanelCommand };
