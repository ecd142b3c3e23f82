import type { Span } from './span';

/**
 * A place that a stretch of text moves with. While a document is edited, what stands behind the edit keeps its
 * content and changes its place only: its spans count from an anchor, and moving the anchor moves them all.
 */
export class Anchor {
  /** UTF-16 code units from the beginning of the text, now. */
  offset: number;

  constructor(offset: number) {
    this.offset = offset;
  }

  /** The span, given where it is now, as one that moves with this anchor. */
  hold(span: Span): Span {
    if (span instanceof AnchoredSpan) return span;
    return new AnchoredSpan(this, span.start - this.offset, span.end - this.offset);
  }
}

class AnchoredSpan implements Span {
  // Not #private: there are tens of thousands of these, and such fields take several times as long to make.
  private readonly anchor: Anchor;
  private readonly from: number;
  private readonly to: number;

  constructor(anchor: Anchor, from: number, to: number) {
    this.anchor = anchor;
    this.from = from;
    this.to = to;
  }

  get start(): number {
    return this.anchor.offset + this.from;
  }

  get end(): number {
    return this.anchor.offset + this.to;
  }

  /** Another span as one that moves with the same anchor. */
  alongside(span: Span): Span {
    return this.anchor.hold(span);
  }

  /** The anchor, where both spans move with the same one. */
  sharedAnchor(other: Span): Anchor | undefined {
    return other instanceof AnchoredSpan && other.anchor === this.anchor ? this.anchor : undefined;
  }
}

/** A span as one that moves with another. What does not move with an anchor stays where it is. */
export function movingWith(other: Span, span: Span): Span {
  return other instanceof AnchoredSpan ? other.alongside(span) : span;
}

/** Whether a span moves with an anchor. */
export function isHeld(span: Span): boolean {
  return span instanceof AnchoredSpan;
}

/** The stretch from the earlier start to the later end; it moves when both spans move together. */
export function covering(one: Span, other: Span): Span {
  const span = { start: Math.min(one.start, other.start), end: Math.max(one.end, other.end) };
  const anchor = one instanceof AnchoredSpan ? one.sharedAnchor(other) : undefined;
  return anchor?.hold(span) ?? span;
}
